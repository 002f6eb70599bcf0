import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createProgram } from '../../cli/main.ts'
import type { RunningServer } from '../../mock/http/node/server.ts'
import { createTwin } from '../../mock/twin.ts'
import { formatClockUpdate, formatDuration, formatTable } from '../../cli/result-text.ts'
import { runCommand, spawnCommand } from './command.ts'

describe('the text of a command', () => {
  const twin = createTwin({ runs: 60 })
  let server: RunningServer

  beforeAll(async () => {
    server = await twin.listen()
  })
  afterAll(() => server.close())

  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await runCommand([...args, '--url', server.url])
    expect([code, stderr]).toEqual([0, ''])
    return stdout
  }

  it('is one sentence for a world that was created, forked, reset or deleted', async () => {
    expect(await run('world', 'create', 'shop', '--runs', '4', '--seed', '7')).toBe(
      'Created world "shop": seed 7, 4 runs, time 2026-01-15T09:00:00Z (frozen). Use it below /w/shop, or with the header X-Flowtwin-World: shop.\n',
    )
    expect(await run('world', 'fork', 'copy', '--world', 'shop')).toContain('Forked world "shop" as world "copy"')
    expect(await run('world', 'reset', '--world', 'shop')).toMatch(/^Reset world "shop": seed 7, 4 runs, /)
    expect(await run('world', 'list')).toMatch(/^world +path +seed +runs +time +clock +operations\ndefault +\/ /)
    expect(await run('world', 'delete', '--world', 'copy')).toBe('Deleted world "copy".\n')
  })

  it('summarizes what happened while the clock advanced', async () => {
    expect(await run('clock')).toBe('2026-01-15T09:00:00Z (frozen)\n')
    expect(await run('clock', 'advance', '31m')).toMatch(
      /^31 min passed: 1\d created, (\d+ started or answered, )?\d+ completed, \d+ expired.*\. It is 2026-01-15T09:31:00Z \(frozen\)\.\n$/,
    )
    expect(await run('clock', 'mode', '60x')).toMatch(/^It is 2026-01-15T09:31:00Z \(60x\)\.\n$/)
    await run('clock', 'mode', 'frozen')
  })

  it('shows runs as a table', async () => {
    const inserted = await run('run', 'insert', '--flow', '0', '--name', 'Ada', '--end', 'expired', '--world', 'shop')
    expect(inserted).toMatch(/^Inserted run \d+ of flow 0 and contact \d+: queued\.\n$/)
    const [, number = ''] = /^Inserted run (-?\d+) /.exec(inserted) ?? []
    const shown = await run('run', 'show', number, '--world', 'shop')
    expect(shown).toMatch(/^run +status +flow +contact +environment +created +ended +next change\n/)
    expect(shown).toMatch(/\nvendor +id\nqyvo +[\da-f-]{36}\n/)
    expect(await run('run', 'list', '--limit', '2', '--world', 'shop')).toMatch(/\n2 of \d+ runs\n$/)
    const queued = await run('run', 'insert', '--flow', '0', '--contact', '3', '--end', 'never', '--world', 'shop')
    const id = /run (-?\d+)/.exec(queued)?.[1] ?? ''
    expect(await run('run', 'cancel', id, '--world', 'shop')).toBe(`Run ${id} is cancelled, with 0 replies.\n`)
  })

  it('describes an added flow, with its id at each vendor', async () => {
    const id = '3f2b8c1e-5d47-4a90-9c1b-7e0f5a2d6c31'
    const added = await run('flow', 'add', 'Cart rescue', '--ttl', '24h', '--questions', 'a, b', '--id', `qyvo=${id}`)
    expect(added).toMatch(/^Added flow 12\.\n/)
    expect(added).toMatch(new RegExp(`12 +published +1 d +2 +qyvo +${id} +Cart rescue`))
    expect(await run('flow', 'list')).toContain(id)
  })

  it('describes bursts, arrivals, rate limits and faults', async () => {
    const world = ['--world', 'shop']
    expect(await run('burst', '30', '--flow', '1', ...world)).toMatch(/^Added a burst of 30 runs\.\n/)
    expect(await run('arrivals', '90s', ...world)).toContain('A new run arrives every 1 min 30 s.')
    expect(await run('arrivals', 'none', ...world)).toContain('No new runs arrive by themselves.')
    expect(await run('limits', 'set', 'qyvo=5/60s', ...world)).toMatch(/qyvo +custom +5 +PT60S/)
    expect(await run('limits', 'clear', ...world)).toBe('Restored the documented rate limits of world "shop".\n')
    const added = await run(
      'fault',
      'add',
      '--operation',
      'qyvo.me',
      '--effect',
      'status=503',
      '--id',
      'down',
      ...world,
    )
    expect(added).toMatch(/^Added rule "down"\.\nrule +operation +effect .*\ndown +qyvo\.me +status=503 /)
    expect(await run('fault', 'clear', ...world)).toBe('Removed all fault rules of world "shop".\n')
    expect(await run('fault', ...world)).toBe('No fault rules.\n')
    expect(await run('scenario', 'list')).toMatch(/^scenario +title +vendors\n/)
    expect(await run('deliveries', ...world)).toBe('No webhook deliveries.\n')
  })

  it('shows the newest requests of a journal with their hints', async () => {
    const headers = { authorization: 'Bearer demo' }
    for (const parameter of ['one', 'two', 'flowid'])
      await fetch(`${server.url}/w/journal/api/v1/triggers/new-flow-triggered?${parameter}=1`, { headers })
    const newest = await run('journal', '--limit', '2', '--world', 'journal')
    expect(newest.split('\n')).toEqual([
      expect.stringMatching(/^ {3}2 {2}\d\d:\d\d:\d\d qyvo newFlowTriggered GET .*\?two=1 200 [\d.]+ ms$/),
      expect.stringMatching(/^ +hint: .*"two"/),
      expect.stringMatching(/^ {3}3 /),
      expect.stringMatching(/did you mean "flow_id"\?$/),
      '2 of 3 requests',
      '',
    ])
    const { stdout } = await runCommand([
      'journal',
      '--limit',
      '1',
      '--world',
      'journal',
      '--json',
      '--url',
      server.url,
    ])
    expect(JSON.parse(stdout)).toMatchObject({ entries: [{ sequence: 3 }] })
    expect(await run('delivery-report', '--world', 'journal', '--vendor', 'qyvo')).toContain('All clients have read')
    expect(await run('journal', '--clear', '--world', 'journal')).toBe(
      'Deleted all requests from the journal of world "journal".\n',
    )
    expect(await run('wait')).toMatch(/^The server is ready: seed 42, /)
  })

  it('compares worlds', async () => {
    await run('world', 'create', 'left', '--runs', '3')
    await run('world', 'fork', 'right', '--world', 'left')
    expect(await run('diff', 'left', 'right')).toMatch(/^No differences\.\nTimes: /)
    await run('run', 'insert', '--flow', '0', '--name', 'Ada', '--world', 'right')
    const { code, stdout } = await runCommand(['diff', 'left', 'right', '--url', server.url])
    expect([code, stdout]).toEqual([1, expect.stringMatching(/^run +change +fields\n-?\d+ +added/)])
  })

  it('is a sentence for invalid input', async () => {
    const fail = async (...args: string[]) => (await runCommand([...args, '--url', server.url])).stderr
    expect(await fail('clock', 'mode', 'froze')).toBe(
      'flowtwin: `clock` must be live, frozen or a speed such as 60x, not "froze"\n',
    )
    const missing = 'flowtwin: --id "qyvo" has no id; give one such as qyvo=<uuid>.\n'
    expect(await fail('flow', 'add', 'X', '--id', 'qyvo')).toBe(missing)
    expect(await fail('burst', 'many')).toBe('flowtwin: `count` must be a whole number, not "many"\n')
    expect(await fail('world', 'create', 'Shop')).toBe(
      'flowtwin: `name` must be 1 to 63 lower-case letters, digits or hyphens, not "Shop"\n',
    )
    expect(await fail('run', 'list', '--status', 'done')).toBe(
      'flowtwin: query parameter `status` must be one of queued, running, completed, expired, failed, cancelled, not "done"\n',
    )
    expect(await fail('journal', '--limit', 'few')).toBe(
      'flowtwin: --limit "few" is no whole number; give one such as 1000.\n',
    )
  })
})

/** The verbs that write a protocol, or a file for people. */
const WITHOUT_JSON: ReadonlySet<string> = new Set(['mcp', 'data'])

describe('a command', () => {
  it('has --json', async () => {
    const { commands } = await createProgram()
    const leaves = commands.flatMap((command) => (command.commands.length === 0 ? [command] : command.commands))
    const missing = leaves
      .filter(({ options }) => !options.some(({ long }) => long === '--json'))
      .map((command) => (command.parent?.name() === 'flowtwin' ? command.name() : command.parent?.name()))
    expect(new Set(missing)).toEqual(WITHOUT_JSON)
    expect(leaves.length).toBeGreaterThan(40)
  })

  it('prints what a baseline has, and how a client reaches an API, as JSON', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'flowtwin-json-'))
    const file = join(folder, 'known.yaml')
    writeFileSync(file, 'version: 1\nwaivers: []\n')
    const { stdout } = await runCommand(['baseline', 'verify', file, '--json'])
    expect(JSON.parse(stdout)).toEqual({ file, waivers: 0 })
    rmSync(folder, { recursive: true })
    const env = await runCommand(['env', 'qyvo', '--json'])
    expect(JSON.parse(env.stdout)).toMatchObject({ QYVO_URL: 'http://127.0.0.1:4010/api/v1' })
  })
})

describe('formats', () => {
  it('write durations in words', () => {
    expect([1860, 5400, 0.5, 90_061, 0].map(formatDuration)).toEqual([
      '31 min',
      '1 h 30 min',
      '0.5 s',
      '1 d 1 h 1 min 1 s',
      '0 s',
    ])
  })

  it('escape control characters and align columns', () => {
    expect(
      formatTable(
        ['a', 'name'],
        [
          [1, 'x\u001B[2J'],
          [22, null],
        ],
      ),
    ).toBe(['a   name', String.raw`1   x\u001b[2J`, '22  -'].join('\n'))
  })

  it('say how many events a long summary leaves out', () => {
    const event = { at: '2026-01-15T09:00:00.000000Z', type: 'created', run: 1, status: 'queued' } as const
    const update = { now: '2026-01-15T10:00:00.000000Z', clock: 'frozen', events: [event], total: 5000 }
    expect(formatClockUpdate(update, { now: '2026-01-15T09:00:00.000000Z', clock: 'frozen' })).toBe(
      '1 h passed: 5000 events, the first 1: 1 created. It is 2026-01-15T10:00:00Z (frozen).',
    )
  })
})

describe('colours', () => {
  it.each([
    ['are left out of a pipe in CI', { CI: 'true' }, false],
    ['are written where FORCE_COLOR asks for them', { FORCE_COLOR: '1' }, true],
  ])('%s', async (_, env, isColored) => {
    const { stdout } = await spawnCommand(['quirks'], { NO_COLOR: '', ...env }).result
    expect(stdout.includes('\u001B[')).toBe(isColored)
  })
})
