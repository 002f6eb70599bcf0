import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import type { Result } from '../../contracts/index.ts'
import { closeServers, listen } from '../contracts/kit/listen.ts'
import { createQyvoTwin } from '../contracts/twins/qyvo.ts'
import { spawnCommand } from './command.ts'

afterEach(closeServers)

it('exits with 130 and writes all reports on Ctrl+C', async () => {
  const twin = createQyvoTwin()
  const folder = mkdtempSync(join(tmpdir(), 'flowtwin-interrupt-'))
  let requestCount = 0
  const url = await listen(
    createServer((request, response) => {
      if (++requestCount === 3) child.kill('SIGINT')
      const { authorization = '' } = request.headers
      const forwarded = new Request(`http://twin.test${request.url}`, {
        method: request.method!,
        headers: { authorization },
      })
      void twin.fetch(forwarded).then(async (reply) => {
        response.writeHead(reply.status, Object.fromEntries(reply.headers))
        response.end(Buffer.from(await reply.arrayBuffer()))
      })
    }),
  )
  const formats = ['json', 'ndjson', 'junit', 'html', 'markdown', 'har']
  const reports = formats.map((format) => `${format}=${join(folder, format)}`)
  // The rate is slow enough for the signal to arrive before the end of the run on any machine.
  const args = ['verify', 'qyvo', '--url', url, '--token-env', 'TOKEN', '--rps', '5', '--report', ...reports]
  const { child, result: ended } = spawnCommand(args, { TOKEN: twin.credential })
  expect((await ended).code).toBe(130)
  const result = JSON.parse(readFileSync(join(folder, 'json'), 'utf8')) as Result
  expect(result.traffic).toMatchObject({ stoppedBy: 'interrupted' })
  expect(requestCount).toBeLessThan(8)
  for (const format of formats) expect(readFileSync(join(folder, format), 'utf8').length).toBeGreaterThan(100)
  rmSync(folder, { recursive: true })
})
