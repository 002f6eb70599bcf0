import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunningServer } from '../../mock/http/node/server.ts'
import { createTwin } from '../../mock/twin.ts'
import { runCommand, runControlCommand } from './command.ts'

describe('commands for faults and rate limits', () => {
  const twin = createTwin({ runs: 30 })
  let server: RunningServer
  let folder: string

  beforeAll(async () => {
    server = await twin.listen()
    folder = await mkdtemp(join(tmpdir(), 'flowtwin-faults-'))
  })
  afterAll(async () => {
    await server.close()
    await rm(folder, { recursive: true })
  })

  const control = (...args: string[]) => runControlCommand(server.url, args)
  const fetchStatus = async () =>
    (await fetch(`${server.url}/api/v1/me`, { headers: { authorization: 'Bearer mine' } })).status

  it('add rules, load them from a file, and remove them', async () => {
    const first = await control('fault', 'add', '--operation', 'qyvo.me', '--effect', 'status=503', '--calls', '2..3')
    expect(first.json).toMatchObject({ rules: [{ id: 'rule-1', when: { calls: { from: 2, to: 3 } } }] })
    const flags = ['--operation', 'idnow.*', '--effect', 'delay=5ms', '--id', 'slow', '--probability', '0.5']
    const sideEffects = '[{"kind":"advance","by":"1m"}]'
    const added = await control(
      'fault',
      'add',
      ...flags,
      '--side-effects',
      sideEffects,
      '--until',
      '2027-01-01T00:00:00Z',
    )
    expect(added.json).toMatchObject({
      rules: [
        { id: 'rule-1' },
        {
          id: 'slow',
          when: { probability: 0.5, between: { to: '2027-01-01T00:00:00Z' } },
          sideEffects: [{ by: '1m' }],
        },
      ],
    })
    expect([await fetchStatus(), await fetchStatus()]).toEqual([200, 503])
    expect((await control('fault')).json).toMatchObject({
      rules: [
        { calls: 2, hits: 1 },
        { calls: 0, hits: 0 },
      ],
    })
    const file = join(folder, 'rules.json')
    await writeFile(file, JSON.stringify({ rules: [{ operation: 'qyvo.*', effect: 'status=500' }] }))
    expect((await control('fault', 'load', file)).json).toMatchObject({ rules: [{ operation: 'qyvo.*' }] })
    expect(await fetchStatus()).toBe(500)
    expect((await control('fault', 'clear')).code).toBe(0)
    expect(await fetchStatus()).toBe(200)
  })

  it('list, show, add and clear paging scenarios', async () => {
    const { json } = await control('scenario')
    const listed = json?.['scenarios'] as readonly { readonly id: string; readonly vendors: readonly string[] }[]
    expect(listed.find(({ id }) => id === 'next-repeats')).toMatchObject({ symptom: 'endless', vendors: ['rapidpro'] })
    expect((await control('scenario', 'show', 'next-repeats')).json).toMatchObject({
      vendors: [{ rules: [{ operation: 'rapidpro.listRuns', effect: 'same-next' }] }],
    })
    const unknown = await control('scenario', 'show', 'next-repeat')
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('there is no scenario "next-repeat"')])
    const conditions = ['--query', 'sortBy=status', 'page=1', 'page=2']
    const added = await control('fault', 'add', '--operation', 'idnow.listSessions', '--effect', 'hang', ...conditions)
    expect(added.json).toMatchObject({ rules: [{ when: { query: { sortBy: ['status'], page: ['1', '2'] } } }] })
    const extended = await control('scenario', 'add', 'size-clamped', '--vendor', 'idnow')
    expect(extended.json).toMatchObject({ rules: [{ id: 'rule-1' }, { id: 'size-clamped-idnow-1' }] })
    const rejected = await control('scenario', 'add', 'size-clamped', '--vendor', 'qyvo')
    expect([rejected.code, rejected.stderr]).toEqual([1, expect.stringContaining('recrubo, idnow')])
    expect((await control('scenario', 'clear')).code).toBe(0)
    expect((await control('fault')).json).toMatchObject({ rules: [{ id: 'rule-1' }] })
    await control('fault', 'clear')
    const created = await control('world', 'create', 'shown', '--scenario', 'last-page-full', '--vendor', 'idnow')
    expect(created.json).toMatchObject({ name: 'shown', runs: 2000 })
  })

  it('set, show and restore rate limits', async () => {
    const set = await control('limits', 'set', 'qyvo=5/60s', 'rapidpro=off', '--remaining', '0')
    expect(set.json).toMatchObject({
      vendors: { qyvo: { source: 'custom', limit: 5, window: 'PT60S' }, rapidpro: { source: 'off' } },
    })
    expect(await fetchStatus()).toBe(429)
    expect((await control('limits')).json).toMatchObject({ buckets: [{ vendor: 'qyvo', used: 5, remaining: 0 }] })
    expect((await control('limits', 'clear')).code).toBe(0)
    expect(await fetchStatus()).toBe(200)
  })

  it.each([
    [['fault', 'add', '--operation', 'qyvo.mee', '--effect', 'hang'], 1, /did you mean "qyvo.me"\?/],
    [['fault', 'add', '--operation', 'qyvo.me', '--calls', 'some'], 2, /--calls "some" is no range/],
    [['fault', 'add', '--operation', 'qyvo.me', '--query', 'page'], 2, /--query "page" is invalid/],
    [['fault', 'add', '--operation', 'qyvo.me', '--first', 'two'], 2, /--first "two" is no number/],
    [['fault', 'load', 'no-such-file.json'], 2, /no-such-file.json cannot be read/],
    [['limits', 'set', 'qyvo'], 2, /"qyvo" is no rate limit; give qyvo=5\/60s/],
  ])('reject %j', async (args, code, reason) => {
    const rejected = await runCommand([...args, '--url', server.url])
    expect([rejected.code, rejected.stderr]).toEqual([code, expect.stringMatching(reason)])
  })
})
