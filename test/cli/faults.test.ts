import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunningServer } from '../../mock/http/node/server.ts'
import { createTwin } from '../../mock/twin.ts'
import { run } from './command.ts'

describe('the verbs that make a running server misbehave', () => {
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

  const told = async (...words: string[]) => {
    const { code, stdout, stderr } = await run([...words, '--url', server.url, '--json'])
    return { code, stderr, json: stdout === '' ? null : (JSON.parse(stdout) as Record<string, unknown>) }
  }
  const statusOf = async () =>
    (await fetch(`${server.url}/api/v1/me`, { headers: { authorization: 'Bearer mine' } })).status

  it('arm rules one after the other, from a file, and disarm them', async () => {
    const first = await told('fault', 'add', '--operation', 'qyvo.me', '--effect', 'status=503', '--calls', '2..3')
    expect(first.json).toMatchObject({ rules: [{ id: 'rule-1', when: { calls: { from: 2, to: 3 } } }] })
    const flags = ['--operation', 'idnow.*', '--effect', 'delay=5ms', '--id', 'slow', '--probability', '0.5']
    const after = '[{"kind":"advance","by":"1m"}]'
    const added = await told('fault', 'add', ...flags, '--after', after, '--until', '2027-01-01T00:00:00Z')
    expect(added.json).toMatchObject({
      rules: [
        { id: 'rule-1' },
        { id: 'slow', when: { probability: 0.5, between: { to: '2027-01-01T00:00:00Z' } }, after: [{ by: '1m' }] },
      ],
    })
    expect([await statusOf(), await statusOf()]).toEqual([200, 503])
    expect((await told('fault')).json).toMatchObject({
      rules: [
        { calls: 2, hits: 1 },
        { calls: 0, hits: 0 },
      ],
    })
    const file = join(folder, 'rules.json')
    await writeFile(file, JSON.stringify({ rules: [{ operation: 'qyvo.*', effect: 'status=500' }] }))
    expect((await told('fault', 'load', file)).json).toMatchObject({ rules: [{ operation: 'qyvo.*' }] })
    expect(await statusOf()).toBe(500)
    expect((await told('fault', 'clear')).code).toBe(0)
    expect(await statusOf()).toBe(200)
  })

  it('list and show hazards, arm them beside other rules, and clear them', async () => {
    const { json } = await told('hazard')
    const listed = json?.['hazards'] as readonly { readonly id: string; readonly vendors: readonly string[] }[]
    expect(listed.find(({ id }) => id === 'next-repeats')).toMatchObject({ symptom: 'endless', vendors: ['rapidpro'] })
    expect((await told('hazard', 'show', 'next-repeats')).json).toMatchObject({
      vendors: [{ rules: [{ operation: 'rapidpro.listRuns', effect: 'same-next' }] }],
    })
    const unknown = await told('hazard', 'show', 'next-repeat')
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('there is no hazard "next-repeat"')])
    const asking = ['--query', 'sortBy=status', 'page=1', 'page=2']
    const added = await told('fault', 'add', '--operation', 'idnow.listSessions', '--effect', 'hang', ...asking)
    expect(added.json).toMatchObject({ rules: [{ when: { query: { sortBy: ['status'], page: ['1', '2'] } } }] })
    const armed = await told('hazard', 'arm', 'size-clamped', '--vendor', 'idnow')
    expect(armed.json).toMatchObject({ rules: [{ id: 'rule-1' }, { id: 'size-clamped-idnow-1' }] })
    const refused = await told('hazard', 'arm', 'size-clamped', '--vendor', 'qyvo')
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('it is real for recrubo, idnow')])
    expect((await told('hazard', 'clear')).code).toBe(0)
    expect((await told('fault')).json).toMatchObject({ rules: [{ id: 'rule-1' }] })
    await told('fault', 'clear')
    const made = await told('world', 'create', 'shown', '--hazard', 'last-page-full', '--vendor', 'idnow')
    expect(made.json).toMatchObject({ name: 'shown', runs: 2000 })
  })

  it('set and show quotas, and forget them', async () => {
    const set = await told('limits', 'set', 'qyvo=5/60s', 'rapidpro=off', '--remaining', '0')
    expect(set.json).toMatchObject({
      vendors: { qyvo: { holds: 'set', limit: 5, window: 'PT60S' }, rapidpro: { holds: 'off' } },
    })
    expect(await statusOf()).toBe(429)
    expect((await told('limits')).json).toMatchObject({ buckets: [{ vendor: 'qyvo', used: 5, remaining: 0 }] })
    expect((await told('limits', 'clear')).code).toBe(0)
    expect(await statusOf()).toBe(200)
  })

  it.each([
    [['fault', 'add', '--operation', 'qyvo.mee', '--effect', 'hang'], 1, /did you mean "qyvo.me"\?/],
    [['fault', 'add', '--operation', 'qyvo.me', '--calls', 'some'], 2, /"some" is no range of calls/],
    [['fault', 'add', '--operation', 'qyvo.me', '--query', 'page'], 2, /"page" is no query parameter/],
    [['fault', 'add', '--operation', 'qyvo.me', '--first', 'two'], 2, /--first is "two"; give a number/],
    [['fault', 'load', 'no-such-file.json'], 2, /no-such-file.json cannot be read/],
    [['limits', 'set', 'qyvo'], 2, /"qyvo" is no quota; write qyvo=5\/60s/],
  ])('refuse %j', async (words, code, reason) => {
    const told = await run([...words, '--url', server.url])
    expect([told.code, told.stderr]).toEqual([code, expect.stringMatching(reason)])
  })
})
