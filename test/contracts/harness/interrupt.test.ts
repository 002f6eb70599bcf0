import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import type { Result } from '../../../contracts/index.ts'
import { qyvoTwin } from '../twins/qyvo.ts'
import { closeAll, listening } from './listening.ts'

const root = join(import.meta.dirname, '../../..')

afterEach(closeAll)

it('Ctrl+C ends a run with 130 and all its reports', async () => {
  const twin = qyvoTwin()
  const folder = mkdtempSync(join(tmpdir(), 'flowtwin-interrupt-'))
  let asked = 0
  const url = await listening(
    createServer((request, response) => {
      if (++asked === 3) child.kill('SIGINT')
      const authorization = request.headers.authorization ?? ''
      const wanted = new Request(`http://twin.test${request.url}`, {
        method: request.method!,
        headers: { authorization },
      })
      void twin.send(wanted).then(async (answer) => {
        response.writeHead(answer.status, Object.fromEntries(answer.headers))
        response.end(Buffer.from(await answer.arrayBuffer()))
      })
    }),
  )
  const formats = ['json', 'ndjson', 'junit', 'html', 'markdown', 'har']
  // A pace at which the signal comes in time on any machine.
  const args = [
    'verify',
    'qyvo',
    '--url',
    url,
    '--token-env',
    'TOKEN',
    '--rps',
    '5',
    '--report',
    ...formats.map((format) => `${format}=${join(folder, format)}`),
  ]
  const child = spawn(process.execPath, [join(root, 'bin/flowtwin.js'), ...args], {
    cwd: root,
    env: { ...process.env, TOKEN: twin.credential },
  })
  const code = await new Promise((resolve) => child.once('exit', resolve))
  expect(code).toBe(130)
  const result = JSON.parse(readFileSync(join(folder, 'json'), 'utf8')) as Result
  expect(result.traffic).toMatchObject({ exhausted: 'interrupted' })
  expect(asked).toBeLessThan(8)
  for (const format of formats) expect(readFileSync(join(folder, format), 'utf8').length).toBeGreaterThan(100)
  rmSync(folder, { recursive: true })
}, 30_000)
