import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createVitestTest, test } from 'flowtwin/vitest'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type ReplayCommandOptions, runReplay } from '../../cli/commands/replay.ts'
import { createTwin } from '../../mock/index.ts'
import { parseRecording } from '../../testing/recording.ts'
import { replayRecording } from '../../testing/replay.ts'
import { runCommand } from '../cli/command.ts'
import { readBlocks } from '../documents/blocks.ts'

const FEED = '/api/v1/triggers/new-flow-triggered'
/** What the verb prints and how it ends, without a process of its own. */
async function replayed(file: string, options: ReplayCommandOptions = {}) {
  const [out, err] = [vi.spyOn(console, 'log'), vi.spyOn(console, 'error')].map((spy) => spy.mockReturnValue())
  const code = await runReplay(file, options)
  const said = [out, err].map((spy) => spy?.mock.calls.flat().join('\n') ?? '')
  vi.restoreAllMocks()
  return { code, stdout: said[0] ?? '', stderr: said[1] ?? '' }
}

const root = join(import.meta.dirname, '..', '..')

/** What docs/testing.md shows of a failure. */
const shown = readBlocks(join('docs', 'testing.md')).flatMap(({ language, text }) =>
  language === 'text' ? [text] : [],
)
/** The same for two texts that differ in fingerprints, worlds, places of bytes and paths only. */
const shape = (text: string) =>
  text.replaceAll(/-[0-9a-f]{6}(?=\.json)|\/w\/[\w-]+|byte \d+|"[^"\n]*(?=worlds\.case\.ts >)/g, '*').trim()

const small = createVitestTest({ runs: 3 })
const listening = createVitestTest({ runs: 4, listen: true })

describe('a test with a world', () => {
  const seen = new Set<string>()

  test.concurrent.for(['31m', '1h', '2h', '3h'])('is alone in it for %s', async (time, { world, expect: expects }) => {
    expects(seen.has(world.name)).toBe(false)
    seen.add(world.name)
    expects(await world.clock.readNow()).toBe('2026-01-15T09:00:00.000000Z')
    await world.clock.advance(time)
    expects((await world.readJournal()).total).toBe(0)
    await world.fetch(FEED)
    expects((await world.readJournal()).total).toBe(1)
  })

  small('has the world that it asks for', async ({ world, expect: expects }) => {
    const answer = await world.fetch(FEED, { headers: { authorization: world.getAuthorization('qyvo') } })
    expects(await answer.json()).toHaveLength(3)
  })

  describe('overridden', () => {
    small.override('worldOptions', { runs: 2, quirks: { 'rapidpro.version': 'head' } })
    small('has another world', async ({ world, expect: expects }) => {
      const answer = await world.fetch(FEED, { headers: { authorization: world.getAuthorization('qyvo') } })
      expects(await answer.json()).toHaveLength(2)
      expects((await world.readQuirks())['rapidpro.version']).toBe('head')
    })
  })

  listening('gives clients a base URL that they can reach', async ({ world, expect: expects }) => {
    const headers = { authorization: world.getAuthorization('rapidpro') }
    const answer = await fetch(`${world.getUrl('rapidpro')}/runs.json`, { headers })
    expects([answer.status, answer.headers.get('x-flowtwin-world')]).toEqual([200, world.name])
  })
})

describe('a test that fails', () => {
  const folder = mkdtempSync(join(tmpdir(), 'flowtwin-vitest-'))
  let stderr = ''
  const lineOf = (name: string) => {
    const [, line = ''] = new RegExp(`${name}: to replay the requests,\\n {2}npx flowtwin (.+)`).exec(stderr) ?? []
    return line.split(' ').map((word) => (word.endsWith('.json') ? join(folder, word) : word))
  }

  beforeAll(async () => {
    const args = [join('node_modules', 'vitest', 'vitest.mjs'), 'run', '--config']
    const config = join(root, 'test', 'testing', 'project', 'vitest.config.ts')
    const env = { ...process.env, NO_COLOR: '1', VITEST: undefined }
    stderr = await new Promise((resolve) => {
      execFile(
        process.execPath,
        [join(root, args[0]!), ...args.slice(1), config],
        { cwd: folder, env },
        (_, out, err) => resolve(out + err),
      )
    })
  }, 60_000)
  afterAll(() => rmSync(folder, { recursive: true }))

  it('prints how to replay it; a test that passes, or is meant to fail, prints nothing', () => {
    expect(stderr).toMatch(/2 failed \| 1 passed \| 1 expected fail/)
    expect(stderr.match(/to replay the requests/g)).toHaveLength(2)
    expect(lineOf('is shown a broken answer')).toEqual([
      'replay',
      expect.stringMatching(/\.flowtwin\/[a-z-]*is-shown-a-broken-answer-[0-9a-f]{6}\.json$/),
      '--until',
      '6',
    ])
    expect(shape(stderr)).toContain(shape(shown[0]!))
    expect(readFileSync(join(folder, '.flowtwin', '.gitignore'), 'utf8')).toBe('*\n')
    expect(readdirSync(join(folder, '.flowtwin'))).toHaveLength(3) // two recordings and .gitignore
    expect(lineOf('expects what is not so').join(' ')).not.toMatch(/mine|Bearer|Token/)
  })

  it('replays to the broken answer, and to its first byte that differs', async () => {
    const { code, stdout } = await runCommand(lineOf('is shown a broken answer'))
    expect(code).toBe(2)
    expect(stdout).toContain('1 of 6 answers differ from those in "')
    expect(stdout).toMatch(/is shown a broken answer": 5\.\n/)
    expect(stdout).toMatch(/number 5, to GET \/w\/\S+\/new-flow-triggered: its body differs at byte \d+\.\n/)
    expect(stdout).toMatch(/ {2}recorded: .*"status": "/)
    expect(stdout).toMatch(/ {2}now: {6}.*"status":"/)
    expect(shape(stdout)).toContain(shape(shown[1]!))
    const before = await replayed(lineOf('is shown a broken answer')[1]!, { until: '4', json: true })
    expect([before.code, JSON.parse(before.stdout)]).toMatchObject([0, { requestCount: 4, differences: [] }])
  })

  it('replays without a difference where the twin was not to blame, here and on a server', async () => {
    const [, file = ''] = lineOf('expects what is not so')
    const recording = parseRecording(readFileSync(file, 'utf8'))
    expect(recording.exchanges.map(({ request }) => request.method)).toEqual([
      'POST',
      'POST',
      'POST',
      'GET',
      'PATCH',
      'GET',
    ])
    const here = await replayed(file, { until: '4' })
    expect([here.code, here.stdout]).toEqual([0, expect.stringMatching(/^4 answers are the same, byte for byte/)])
    expect(here.stdout).toMatch(/number 4:\n200\n/)
    const twin = createTwin()
    const server = await twin.listen()
    const there = await replayed(file, { url: server.url, json: true })
    expect([there.code, JSON.parse(there.stdout)]).toMatchObject([0, { requestCount: 6, differences: [] }])
    const worlds = await fetch(`${server.url}/_twin/v1/worlds`)
    expect(await worlds.json()).toMatchObject({ worlds: [{ name: 'default' }] })
    await server.close()
  })

  it('shows a twin of another seed by the first answer that is not the same', async () => {
    const [, file = ''] = lineOf('expects what is not so')
    const recording = parseRecording(readFileSync(file, 'utf8'))
    const snapshot = { ...recording.snapshot, parameters: { ...recording.snapshot.parameters, seed: 'a third' } }
    const { differences } = await replayRecording({ ...recording, snapshot }, { server: createTwin() })
    expect(differences.map(({ exchange, part }) => [exchange, part])).toContainEqual([4, 'body'])
  })

  it('says why a file cannot be replayed', async () => {
    const file = join(folder, 'none.json')
    expect(await replayed(file)).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be read; give') })
    writeFileSync(file, '{}')
    expect((await replayed(file)).stderr).toContain('cannot be replayed: it is no recording of this version')
    const [, whole = ''] = lineOf('expects what is not so')
    expect((await replayed(whole, { until: 'x' })).stderr).toContain('--until "x" is no whole number')
    expect((await replayed(whole, { url: 'http://127.0.0.1:1' })).stderr).toContain('nothing answers at')
  })
})
