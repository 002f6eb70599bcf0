import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Result } from '../../contracts/index.ts'
import { closeServers, listen } from '../contracts/kit/listen.ts'
import { createQyvoTwin } from '../contracts/twins/qyvo.ts'
import { createRecruboTwin } from '../contracts/twins/recrubo.ts'
import { type RunningCommand, spawnCommand } from './command.ts'
import { createForwarder } from './target-server.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flowtwin-interrupt-'))
})
afterEach(() => {
  closeServers()
  rmSync(folder, { recursive: true })
})

const SIGNALS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const
const FORMATS = ['json', 'ndjson', 'junit', 'html', 'markdown', 'har']

/** Resolves when a command has printed a text on stderr. */
async function waitForError({ child }: RunningCommand, text: string): Promise<void> {
  let seen = ''
  await new Promise<void>((resolve) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      seen += chunk.toString()
      if (seen.includes(text)) resolve()
    })
  })
}

describe.each(SIGNALS)('%s', (signal, code) => {
  it(`ends a run with ${code} after its running request, and writes all reports`, async () => {
    const twin = createQyvoTwin()
    const forward = createForwarder(twin)
    let requestCount = 0
    const url = await listen(
      createServer((request, response) => {
        if (++requestCount === 3) child.kill(signal)
        forward(request, response)
      }),
    )
    const reports = FORMATS.map((format) => `${format}=${join(folder, format)}`)
    // The rate is slow enough for the signal to arrive before the end of the run on any machine.
    const args = ['verify', 'qyvo', '--url', url, '--token-env', 'TOKEN', '--rps', '5', '--report', ...reports]
    const { child, result: ended } = spawnCommand(args, { TOKEN: twin.credential })
    expect((await ended).code).toBe(code)
    const result = JSON.parse(readFileSync(join(folder, 'json'), 'utf8')) as Result
    expect(result.traffic).toMatchObject({ stoppedBy: 'interrupted' })
    expect(requestCount).toBeLessThan(8)
    for (const format of FORMATS) expect(readFileSync(join(folder, format), 'utf8').length).toBeGreaterThan(100)
  })
})

/** Interrupts a run once it has created an item. Its first deletion meets a busy target. */
async function interruptAfterCreation(signal: NodeJS.Signals) {
  const twin = createRecruboTwin()
  const before = twin.rows.length
  const forward = createForwarder(twin)
  let [isCreated, isBusy] = [false, true]
  const url = await listen(
    createServer((request, response) => {
      if (request.method === 'DELETE' && isBusy) {
        isBusy = false
        return void response.writeHead(429, { 'Retry-After': '1' }).end()
      }
      response.on('finish', () => {
        if (isCreated || twin.rows.length === before) return
        isCreated = true
        child.kill(signal)
      })
      return forward(request, response)
    }),
  )
  const only = ['--only', 'JAPI-06*', '--writes', '--ledger', join(folder, `${signal}.ndjson`)]
  const args = ['verify', 'recrubo', '--url', url, '--token-env', 'TOKEN', '--rps', '5', ...only]
  const { child, result: ended } = spawnCommand(args, { TOKEN: twin.credential })
  const { code } = await ended
  return { signal, code, isCreated, isBusy, remaining: twin.rows.length - before }
}

it('a run that a signal ends deletes what it has created, and waits for a busy target while it does', async () => {
  // At the same time, because each of them waits most of the time.
  const ended = await Promise.all(SIGNALS.map(([signal]) => interruptAfterCreation(signal)))
  expect(ended).toEqual(
    SIGNALS.map(([signal, code]) => ({ signal, code, isCreated: true, isBusy: false, remaining: 0 })),
  )
  expect(readdirSync(folder)).toEqual([])
})

it('ends at once with a second signal', async () => {
  // The target never answers.
  const url = await listen(createServer(() => command.child.kill('SIGTERM')))
  const command = spawnCommand(['verify', 'qyvo', '--url', url, '--token-env', 'TOKEN'], { TOKEN: 'abc' })
  await waitForError(command, 'SIGTERM: deleting created items')
  command.child.kill('SIGINT')
  expect((await command.result).code).toBe(130)
})
