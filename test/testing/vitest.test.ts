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
/** Runs the replay command in this process. Returns its exit code and output. */
async function runReplayCommand(file: string, options: ReplayCommandOptions = {}) {
  const [out, err] = [vi.spyOn(console, 'log'), vi.spyOn(console, 'error')].map((spy) => spy.mockReturnValue())
  const code = await runReplay(file, options)
  const output = [out, err].map((spy) => spy?.mock.calls.flat().join('\n') ?? '')
  vi.restoreAllMocks()
  return { code, stdout: output[0] ?? '', stderr: output[1] ?? '' }
}

const root = join(import.meta.dirname, '..', '..')

/** The outputs in docs/testing.md. */
const documentedOutputs = readBlocks(join('docs', 'testing.md')).flatMap(({ language, text }) =>
  language === 'text' ? [text] : [],
)
/** Removes fingerprints, worlds, byte offsets and paths. */
const normalize = (text: string) =>
  text.replaceAll(/-[0-9a-f]{6}(?=\.json)|\/w\/[\w-]+|byte \d+|"[^"\n]*(?=worlds\.case\.ts >)/g, '*').trim()

const smallTest = createVitestTest({ runs: 3 })
const listeningTest = createVitestTest({ runs: 4, listen: true })

describe('a test with a world', () => {
  const worldNames = new Set<string>()

  test.concurrent.for(['31m', '1h', '2h', '3h'])(
    'has a separate world (advance by %s)',
    async (time, { world, expect: expects }) => {
      expects(worldNames.has(world.name)).toBe(false)
      worldNames.add(world.name)
      expects(await world.clock.readNow()).toBe('2026-01-15T09:00:00.000000Z')
      await world.clock.advance(time)
      expects((await world.readJournal()).total).toBe(0)
      await world.fetch(FEED)
      expects((await world.readJournal()).total).toBe(1)
    },
  )

  smallTest('has a world with its options', async ({ world, expect: expects }) => {
    const answer = await world.fetch(FEED, { headers: { authorization: world.getAuthorization('qyvo') } })
    expects(await answer.json()).toHaveLength(3)
  })

  describe('with other options', () => {
    smallTest.override('worldOptions', { runs: 2, quirks: { 'rapidpro.version': 'head' } })
    smallTest('has another world', async ({ world, expect: expects }) => {
      const answer = await world.fetch(FEED, { headers: { authorization: world.getAuthorization('qyvo') } })
      expects(await answer.json()).toHaveLength(2)
      expects((await world.readQuirks())['rapidpro.version']).toBe('head')
    })
  })

  listeningTest('has a base URL that clients can reach', async ({ world, expect: expects }) => {
    const headers = { authorization: world.getAuthorization('rapidpro') }
    const answer = await fetch(`${world.getUrl('rapidpro')}/runs.json`, { headers })
    expects([answer.status, answer.headers.get('x-flowtwin-world')]).toEqual([200, world.name])
  })
})

describe('a test that fails', () => {
  const folder = mkdtempSync(join(tmpdir(), 'flowtwin-vitest-'))
  let stderr = ''
  const getReplayArguments = (name: string) => {
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

  it('prints the replay command; a passing or expected failure prints nothing', () => {
    expect(stderr).toMatch(/2 failed \| 1 passed \| 1 expected fail/)
    expect(stderr.match(/to replay the requests/g)).toHaveLength(2)
    expect(getReplayArguments('gets a broken response')).toEqual([
      'replay',
      expect.stringMatching(/\.flowtwin\/[a-z-]*gets-a-broken-response-[0-9a-f]{6}\.json$/),
      '--until',
      '6',
    ])
    expect(normalize(stderr)).toContain(normalize(documentedOutputs[0]!))
    expect(readFileSync(join(folder, '.flowtwin', '.gitignore'), 'utf8')).toBe('*\n')
    expect(readdirSync(join(folder, '.flowtwin'))).toHaveLength(3) // two recordings and .gitignore
    expect(getReplayArguments('fails on purpose').join(' ')).not.toMatch(/mine|Bearer|Token/)
  })

  it('replays to the broken response and its first different byte', async () => {
    const { code, stdout } = await runCommand(getReplayArguments('gets a broken response'))
    expect(code).toBe(2)
    expect(stdout).toContain('1 of 6 responses differ from those of "')
    expect(stdout).toMatch(/gets a broken response": 5\.\n/)
    expect(stdout).toMatch(/number 5, to GET \/w\/\S+\/new-flow-triggered: its body differs at byte \d+\.\n/)
    expect(stdout).toMatch(/ {2}recorded: .*"status": "/)
    expect(stdout).toMatch(/ {2}now: {6}.*"status":"/)
    expect(normalize(stdout)).toContain(normalize(documentedOutputs[1]!))
    const before = await runReplayCommand(getReplayArguments('gets a broken response')[1]!, { until: '4', json: true })
    expect([before.code, JSON.parse(before.stdout)]).toMatchObject([0, { requestCount: 4, differences: [] }])
  })

  it('replays without a difference where the server was not the cause, here and at a URL', async () => {
    const [, file = ''] = getReplayArguments('fails on purpose')
    const recording = parseRecording(readFileSync(file, 'utf8'))
    expect(recording.exchanges.map(({ request }) => request.method)).toEqual([
      'POST',
      'POST',
      'POST',
      'GET',
      'PATCH',
      'GET',
    ])
    const here = await runReplayCommand(file, { until: '4' })
    expect([here.code, here.stdout]).toEqual([0, expect.stringMatching(/^All 4 responses equal those of/)])
    expect(here.stdout).toMatch(/number 4:\n200\n/)
    const twin = createTwin()
    const server = await twin.listen()
    const there = await runReplayCommand(file, { url: server.url, json: true })
    expect([there.code, JSON.parse(there.stdout)]).toMatchObject([0, { requestCount: 6, differences: [] }])
    const worlds = await fetch(`${server.url}/_twin/v1/worlds`)
    expect(await worlds.json()).toMatchObject({ worlds: [{ name: 'default' }] })
    await server.close()
  })

  it('reports the first response that differs for another seed', async () => {
    const [, file = ''] = getReplayArguments('fails on purpose')
    const recording = parseRecording(readFileSync(file, 'utf8'))
    const snapshot = { ...recording.snapshot, parameters: { ...recording.snapshot.parameters, seed: 'a third' } }
    const { differences } = await replayRecording({ ...recording, snapshot }, { server: createTwin() })
    expect(differences.map(({ exchange, part }) => [exchange, part])).toContainEqual([4, 'body'])
  })

  it('prints why a file cannot be replayed', async () => {
    const file = join(folder, 'none.json')
    expect(await runReplayCommand(file)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('cannot be read; give'),
    })
    writeFileSync(file, '{}')
    expect((await runReplayCommand(file)).stderr).toContain('cannot be replayed: it is not a recording of this version')
    const [, recordingFile = ''] = getReplayArguments('fails on purpose')
    expect((await runReplayCommand(recordingFile, { until: 'x' })).stderr).toContain('--until "x" is no whole number')
    expect((await runReplayCommand(recordingFile, { url: 'http://127.0.0.1:1' })).stderr).toContain(
      'there is no server at',
    )
  })
})
