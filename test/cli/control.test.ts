import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Listening } from '../../mock/http/listen.ts'
import { createTwin } from '../../mock/twin.ts'
import { run } from './command.ts'

describe('the verbs that control a running server', () => {
  const twin = createTwin({ runs: 30 })
  let server: Listening

  beforeAll(async () => {
    server = await twin.listen()
  })
  afterAll(() => server.close())

  const told = async (...words: string[]) => {
    const { code, stdout, stderr } = await run([...words, '--url', server.url, '--json'])
    return { code, stderr, json: stdout === '' ? null : (JSON.parse(stdout) as Record<string, unknown>) }
  }

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

  it('say that nothing answers, and what to do', async () => {
    const { code, stderr } = await run(['clock', '--url', 'http://127.0.0.1:1'])
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^flowtwin: nothing answers at http:\/\/127\.0\.0\.1:1; start one/),
    ])
  })
})
