import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunningServer } from '../../mock/http/node/server.ts'
import { createTwin } from '../../mock/twin.ts'
import { run, runAt } from './command.ts'

describe('the verbs that control a running server', () => {
  const twin = createTwin({ runs: 30 })
  let server: RunningServer

  beforeAll(async () => {
    server = await twin.listen()
  })
  afterAll(() => server.close())

  const told = (...words: string[]) => runAt(server.url, words)

  it('move time and tell what has happened', async () => {
    expect(await told('clock')).toMatchObject({ code: 0, json: { now: '2026-01-15T09:00:00.000000Z' } })
    const moved = await told('clock', 'advance', '31m')
    expect(moved.json).toMatchObject({ now: '2026-01-15T09:31:00.000000Z', events: expect.arrayContaining([]) })
    expect((await told('clock', 'advance', 'soon')).code).toBe(1)
    expect((await told('clock', 'advance', 'soon')).stderr).toMatch(/^flowtwin: "soon" is no duration; /)
  })

  it('make, fork and delete worlds, and end runs in them', async () => {
    expect((await told('world', 'create', 'one', '--runs', '4')).json).toMatchObject({ name: 'one', runs: 4 })
    expect((await told('world', 'fork', 'two', '--world', 'one')).json).toMatchObject({ path: '/w/two' })
    await told('clock', 'next', '--world', 'two')
    const { json } = await told('run', 'show', '0', '--world', 'two')
    expect(json).toMatchObject({ number: 0, status: 'queued' })
    expect((await told('run', 'cancel', '0', '--world', 'two')).json).toMatchObject({ status: 'cancelled' })
    expect((await told('world', 'delete', '--world', 'two')).code).toBe(0)
    expect((await told('run', 'show', '0', '--world', 'two')).stderr).toMatch(/there is no world "two"/)
  })

  it('take a world away', async () => {
    expect((await told('capsule')).json).toMatchObject({ capsule: 1, operations: expect.any(Array) })
    expect((await told('journal')).json).toMatchObject({ entries: [] })
  })

  it('show what was asked, write it down, and grade who asked', async () => {
    const headers = { authorization: 'Bearer a-secret-client' }
    const feed = `${server.url}/w/looked/api/v1/triggers/new-flow-triggered`
    for (let at = 0; at < 2; at++) await (await fetch(feed, { headers })).arrayBuffer()
    await (await fetch(feed)).arrayBuffer()
    const world = ['--world', 'looked']
    expect((await told('journal', ...world, '--status', '401')).json).toMatchObject({ entries: [{ sequence: 3 }] })
    expect((await told('journal', ...world, '--limit', '1', '--after', '1')).json).toMatchObject({
      next: 2,
      entries: [{ sequence: 2, headers: { authorization: 'Bearer [redacted]' } }],
    })
    const folder = mkdtempSync(join(tmpdir(), 'flowtwin-har-'))
    const file = join(folder, 'journal.har')
    expect((await told('journal', ...world, '--har', file)).json).toEqual({ file, entries: 3 })
    expect(readFileSync(file, 'utf8')).not.toContain('a-secret-client')
    rmSync(folder, { recursive: true })
    const audit = await told('audit', ...world)
    expect(audit).toMatchObject({ code: 0, json: { complete: true, clients: [{ vendor: 'qyvo', percent: 100 }] } })
    await told('clock', 'advance', '1h', ...world)
    expect(await told('audit', ...world, '--vendor', 'qyvo')).toMatchObject({ code: 1, json: { complete: false } })
    expect((await told('journal', ...world, '--clear')).code).toBe(0)
    expect((await told('journal', ...world)).json).toMatchObject({ total: 3, entries: [] })
  })

  it('wait for a server, and for requests', async () => {
    expect(await told('wait')).toMatchObject({ code: 0, json: { status: 'ready' } })
    const far = ['wait', '--url', 'http://127.0.0.1:1', '--timeout']
    expect((await run([...far, '1ms'])).code).toBe(1)
    expect((await run([...far, 'long'])).code).toBe(2)
    await fetch(`${server.url}/api/v2/runs.json`)
    expect(await told('wait', '--operation', 'listRuns')).toMatchObject({ code: 0, json: { count: 1 } })
    const late = await told('wait', '--operation', 'listRuns', '--count', '5', '--timeout', '1ms')
    expect([late.code, late.stderr]).toEqual([1, expect.stringMatching(/^flowtwin: waited 1ms for 5 of /)])
    expect((await told('wait', '--status', 'fine')).code).toBe(1)
  })

  it('say that nothing answers, and what to do', async () => {
    const { code, stderr } = await run(['clock', '--url', 'http://127.0.0.1:1'])
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^flowtwin: nothing answers at http:\/\/127\.0\.0\.1:1; start one/),
    ])
  })
})
