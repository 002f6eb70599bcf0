import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { RunningServer } from '../../mock/http/node/server.ts'
import { createTwin } from '../../mock/twin.ts'
import { runCommand, runControlCommand } from './command.ts'

describe('commands for worlds and the journal', () => {
  const twin = createTwin({ runs: 30 })
  let server: RunningServer

  beforeAll(async () => {
    server = await twin.listen()
  })
  afterAll(() => server.close())

  const control = (...args: string[]) => runControlCommand(server.url, args)

  it('read and advance the clock', async () => {
    expect(await control('clock')).toMatchObject({ code: 0, json: { now: '2026-01-15T09:00:00.000000Z' } })
    const advanced = await control('clock', 'advance', '31m')
    expect(advanced.json).toMatchObject({ now: '2026-01-15T09:31:00.000000Z', events: expect.arrayContaining([]) })
    const invalid = await control('clock', 'advance', 'soon')
    expect([invalid.code, invalid.stderr]).toEqual([1, expect.stringMatching(/^flowtwin: .*"soon"/)])
  })

  it('create, fork and delete worlds, and end runs in them', async () => {
    expect((await control('world', 'create', 'one', '--runs', '4')).json).toMatchObject({ name: 'one', runs: 4 })
    expect((await control('world', 'fork', 'two', '--world', 'one')).json).toMatchObject({ path: '/w/two' })
    await control('clock', 'next', '--world', 'two')
    const { json } = await control('run', 'show', '0', '--world', 'two')
    expect(json).toMatchObject({ number: 0, status: 'queued' })
    expect((await control('run', 'cancel', '0', '--world', 'two')).json).toMatchObject({ status: 'cancelled' })
    expect((await control('world', 'delete', '--world', 'two')).code).toBe(0)
    expect((await control('run', 'show', '0', '--world', 'two')).stderr).toMatch(/there is no world "two"/)
  })

  it('add a webhook, show its deliveries, and remove it', async () => {
    const receiver = createServer((_, response) => response.writeHead(204).end())
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/events`
    await control('world', 'create', 'hooked', '--runs', '4')
    const world = ['--world', 'hooked']
    expect((await control('webhook', ...world)).json).toEqual({ webhooks: [] })
    const added = await control('webhook', 'add', url, '--environment', 'live', ...world)
    expect([added.code, added.json]).toEqual([0, expect.objectContaining({ url, environment: 'live' })])
    expect((await control('webhook', 'list', ...world)).json).toEqual({ webhooks: [added.json] })
    await control('run', 'insert', '--flow', '0', ...world)
    await control('clock', 'advance', '2m', ...world)
    await vi.waitFor(async () => {
      const { json } = await control('deliveries', ...world)
      expect(JSON.stringify(json)).toContain(url)
    }, 600_000)
    expect((await control('webhook', 'remove', String(added.json?.['id']), ...world)).code).toBe(0)
    expect((await control('webhook', ...world)).json).toEqual({ webhooks: [] })
    receiver.close()
  })

  it('show why a webhook beyond this machine, or to the server itself, was not sent', async () => {
    const world = ['--world', 'refused']
    await control('world', 'create', 'refused', '--runs', '4')
    await control('webhook', 'add', 'https://example.com/events', ...world)
    await control('webhook', 'add', `${server.url}/_twin/v1/worlds/default/reset`, ...world)
    await control('clock', 'advance', '2m', ...world)
    await twin.waitForDeliveries()
    const { json } = await control('deliveries', ...world)
    const deliveries = json?.['deliveries'] as readonly { readonly attempts: readonly { readonly error: string }[] }[]
    const errors = new Set(deliveries.flatMap(({ attempts }) => attempts.map(({ error }) => error)))
    expect([...errors].toSorted()).toEqual([
      'webhooks to example.com are off; start the server with --webhook-hosts example.com',
      'webhooks to the server itself are not sent',
    ])
  })

  it.each([
    ['a URL that is none', ['add', 'here']],
    ['another scheme', ['add', 'ftp://127.0.0.1/events']],
    ['an unknown event', ['add', 'http://127.0.0.1:9/events', '--events', 'sessionLost']],
    ['an unknown webhook', ['remove', 'none']],
  ])('reject %s', async (_, args) => {
    const { code, stderr } = await control('webhook', ...args)
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^flowtwin: /)])
    expect((await control('webhook')).json).toEqual({ webhooks: [] })
  })

  it('print a snapshot', async () => {
    expect((await control('snapshot')).json).toMatchObject({ version: 2, operations: expect.any(Array) })
    expect((await control('journal')).json).toMatchObject({ entries: [] })
  })

  it('save a snapshot in a file, and load it into another world', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'flowtwin-snapshot-'))
    const file = join(folder, 'saved.json')
    await control('world', 'create', 'saved', '--runs', '30')
    await control('run', 'insert', '--flow', '0', '--name', 'Ada', '--world', 'saved')
    expect((await control('snapshot', 'save', file, '--world', 'saved')).json).toEqual({ file })
    expect((await control('snapshot', 'load', file, '--world', 'loaded')).json).toMatchObject({
      name: 'loaded',
      runs: 30,
    })
    expect((await control('snapshot', '--world', 'loaded')).json).toEqual(JSON.parse(readFileSync(file, 'utf8')))
    const wrong = await control('snapshot', 'load', join(folder, 'none.json'))
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      expect.stringContaining('none.json cannot be read; give the path of'),
    ])
    rmSync(folder, { recursive: true })
  })

  it('show requests, write them as HAR, and report on deliveries', async () => {
    const headers = { authorization: 'Bearer a-secret-client' }
    const feed = `${server.url}/w/reported/api/v1/triggers/new-flow-triggered`
    for (let count = 0; count < 2; count++) await (await fetch(feed, { headers })).arrayBuffer()
    await (await fetch(feed)).arrayBuffer()
    const world = ['--world', 'reported']
    expect((await control('journal', ...world, '--status', '401')).json).toMatchObject({ entries: [{ sequence: 3 }] })
    expect((await control('journal', ...world, '--limit', '1', '--after', '1')).json).toMatchObject({
      next: 2,
      entries: [{ sequence: 2, requestHeaders: { authorization: 'Bearer [redacted]' } }],
    })
    const folder = mkdtempSync(join(tmpdir(), 'flowtwin-har-'))
    const file = join(folder, 'journal.har')
    expect((await control('journal', ...world, '--har', file)).json).toEqual({ file, entries: 3 })
    expect(readFileSync(file, 'utf8')).not.toContain('a-secret-client')
    rmSync(folder, { recursive: true })
    const report = await control('delivery-report', ...world)
    expect(report).toMatchObject({ code: 0, json: { complete: true, clients: [{ vendor: 'qyvo', percent: 100 }] } })
    await control('clock', 'advance', '1h', ...world)
    const late = await control('delivery-report', ...world, '--vendor', 'qyvo')
    expect(late).toMatchObject({ code: 1, json: { complete: false } })
    expect((await control('journal', ...world, '--clear')).code).toBe(0)
    expect((await control('journal', ...world)).json).toMatchObject({ total: 3, entries: [] })
  })

  it('wait for a server and for requests', async () => {
    expect(await control('wait')).toMatchObject({ code: 0, json: { status: 'ready' } })
    const unreachable = ['wait', '--url', 'http://127.0.0.1:1', '--timeout']
    expect((await runCommand([...unreachable, '1ms'])).code).toBe(1)
    expect((await runCommand([...unreachable, 'long'])).code).toBe(2)
    await fetch(`${server.url}/api/v2/runs.json`)
    expect(await control('wait', '--operation', 'listRuns')).toMatchObject({ code: 0, json: { count: 1 } })
    const timeout = await control('wait', '--operation', 'listRuns', '--count', '5', '--timeout', '1ms')
    expect([timeout.code, timeout.stderr]).toEqual([1, expect.stringMatching(/^flowtwin: .*1ms.* 5 /)])
    expect((await control('wait', '--status', 'fine')).code).toBe(1)
  })

  it('exit with 2 and name the start command when no server answers', async () => {
    const { code, stderr } = await runCommand(['clock', '--url', 'http://127.0.0.1:1'])
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^flowtwin: .*http:\/\/127\.0\.0\.1:1; start one.*--url\.\n$/),
    ])
  })
})
