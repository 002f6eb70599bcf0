import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Result } from '../../contracts/index.ts'
import { closeServers, listen } from '../contracts/kit/listen.ts'
import { createQyvoTwin } from '../contracts/twins/qyvo.ts'
import { createRecruboTwin } from '../contracts/twins/recrubo.ts'
import { runCommand, spawnCommand } from './command.ts'
import { createForwarder } from './target-server.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flowtwin-outputs-'))
  writeFileSync(join(folder, 'file'), 'content')
})
afterEach(() => {
  closeServers()
  rmSync(folder, { recursive: true })
})

/** Starts a recrubo twin that counts its requests. */
async function startRecrubo() {
  const twin = createRecruboTwin()
  const forward = createForwarder(twin)
  const seen: string[] = []
  const url = await listen(
    createServer((request, response) => {
      seen.push(request.method ?? '')
      forward(request, response)
    }),
  )
  const args = ['verify', 'recrubo', '--url', url, '--token-env', 'FLOWTWIN_TEST_TOKEN', '--writes']
  return { twin, url, seen, args, env: { FLOWTWIN_TEST_TOKEN: twin.credential } }
}

describe('an output that cannot be written', () => {
  it.each([
    ['a report below a file', ['--report', 'json=file/report.json'], 'a part of the path is no folder'],
    ['a report that is a folder', ['--report', 'html=.'], 'it is a folder'],
    ['a stream that is a folder', ['--report', 'ndjson=.'], 'it is a folder'],
    ['a ledger below a file', ['--ledger', 'file/ledger'], 'a part of the path is no folder'],
    ['a ledger over another file', ['--ledger', 'file'], 'is no ledger'],
    ['two reports with one path', ['--report', 'html=same', 'json=./same'], 'is given for two files'],
    ['a report over the ledger', ['--report', 'json=same', '--ledger', 'same'], 'is given for two files'],
  ])('%s is a usage error before the first request', async (_, options, message) => {
    const { seen, args, env } = await startRecrubo()
    // Paths of the case are relative to the folder.
    const placed = options.map((option) =>
      option.startsWith('--')
        ? option
        : option.replace(/^(\w+=)?(.*)$/, (__, format = '', path: string) => format + join(folder, path)),
    )
    const { code, stderr } = await runCommand([...args, ...placed], env)
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
    expect(seen).toEqual([])
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('content')
    expect(readdirSync(folder)).toEqual(['file'])
  })

  it('a missing folder is made', async () => {
    const { args, env } = await startRecrubo()
    const report = join(folder, 'new', 'folder', 'report.json')
    await runCommand([...args, '--only', 'JAPI-001', '--report', `json=${report}`, '--ledger', join(folder, 'l')], env)
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ format: 2 })
  })

  it('does not lose the other reports, and exits with 4 where the verdict is 0', async () => {
    const { args, env } = await startRecrubo()
    const report = join(folder, 'report.json')
    const reports = ['--report', 'ndjson=/dev/full', 'html=/dev/full', `json=${report}`]
    const options = ['--only', 'JAPI-001', '--ledger', join(folder, 'ledger')]
    const { code, stdout, stderr } = await runCommand([...args, ...options, ...reports], env)
    expect([code, stderr]).toEqual([4, expect.stringContaining('/dev/full cannot be written: no space is left')])
    expect(stdout).toContain('MUST 1/1')
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ format: 2 })
  })
})

describe('the ledger', () => {
  it('that fills its disk stops creation, deletes the created item and exits with 6', async () => {
    const { twin, seen, args, env } = await startRecrubo()
    const before = twin.rows.length
    const report = join(folder, 'report.json')
    const { code, stdout } = await runCommand(
      [...args, '--only', 'JAPI-06*', '--ledger', '/dev/full', '--report', `json=${report}`],
      env,
    )
    expect([code, stdout]).toEqual([6, expect.stringContaining('no space is left')])
    const { ledger, ledgerFailure } = JSON.parse(readFileSync(report, 'utf8')) as Result
    expect([ledger.map(({ state }) => state), ledgerFailure]).toEqual([
      ['deleted'],
      expect.stringContaining('/dev/full'),
    ])
    expect(seen.filter((method) => method === 'DELETE')).toEqual(['DELETE'])
    expect(twin.rows).toHaveLength(before)
  })

  it('keeps the items of an earlier run, and refuses those of another target', async () => {
    const { url, args, env } = await startRecrubo()
    const path = join(folder, 'ledger')
    const write = (target: string) =>
      writeFileSync(
        path,
        `{"ledger":2,"vendor":"recrubo","target":"${target}"}\n{"id":"1","path":"/1","state":"leaked"}\n`,
      )
    write(url)
    const options = ['--ledger', path, '--only', 'JAPI-06*']
    expect((await runCommand([...args, ...options], env)).stderr).toContain(`flowtwin cleanup ${path}`)
    expect(readFileSync(path, 'utf8')).toContain('{"id":"1","path":"/1","state":"leaked"}')
    write('https://api.example.org')
    const { code, stderr } = await runCommand([...args, ...options], env)
    expect([code, stderr]).toEqual([2, expect.stringContaining('lists items of recrubo at https://api.example.org')])
  })
})

describe('a closed stdout', () => {
  it.each([
    [0, ['checks']],
    [0, ['quirks']],
    [0, ['schema', 'result']],
    [0, ['--help']],
    [3, ['verify', 'qyvo', '--url', 'http://127.0.0.1:1', '--token-env', 'TOKEN', '--json']],
  ])('ends quietly with the exit code %i: %j', async (expected, args) => {
    const { child, result } = spawnCommand(args, { TOKEN: 'abc' })
    child.stdout?.destroy()
    const { code, stderr } = await result
    expect([code, stderr.replace(/^Checking .*\n/, '')]).toEqual([expected, ''])
  })

  it('does not change the verdict of a run', async () => {
    const twin = createQyvoTwin()
    const url = await listen(createServer(createForwarder(twin)))
    const report = join(folder, 'report.json')
    const args = [
      'verify',
      'qyvo',
      '--url',
      url,
      '--token-env',
      'TOKEN',
      '--only',
      'POLL-001',
      '--report',
      `json=${report}`,
    ]
    const { child, result } = spawnCommand(args, { TOKEN: twin.credential })
    child.stdout?.destroy()
    const { code, stderr } = await result
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('EPIPE')])
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ format: 2 })
  })
})
