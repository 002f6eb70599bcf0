import { describe, expect, it } from 'vitest'
import type { Twin } from '../../mock/twin.ts'
import { ask, testTwin } from '../asking.ts'
import {
  asRole,
  CONTACTS,
  first,
  FLOWS,
  GROUPS,
  HEAD,
  inSession,
  type Item,
  post,
  regularFlow,
  RUNS,
  STARTS,
  walk,
} from './rapidpro-asking.ts'

const NEWCOMER = 'tel:+31612345678'
const UNKNOWN = '00000000-0000-4000-8000-000000000000'

/** A contact who is in a flow, and one who is not. */
async function people(twin: Twin): Promise<{ busy: Item; idle: Item }> {
  const all = await walk(twin, CONTACTS)
  const busy = all.find(({ flow }) => flow !== null)
  const idle = all.find(({ flow, name }) => flow === null && name !== null && !/Stays|Always/.test(name))
  return { busy: busy!, idle: idle! }
}

async function runsOfStart(twin: Twin, { uuid }: Item): Promise<readonly Item[]> {
  return (await walk(twin, RUNS)).filter((run) => run['start']?.uuid === uuid)
}

describe('RapidPro E1: who may use flow starts', () => {
  it('E1.1: nobody without credentials, and no agent', async () => {
    const twin = testTwin()
    for (const method of ['GET', 'POST']) {
      expect((await ask(twin, STARTS, { method, anonymous: true })).status).toBe(403)
      expect((await ask(twin, STARTS, { ...inSession('agent'), method })).json).toEqual({
        detail: 'You do not have permission to perform this action.',
      })
    }
  })

  it('E1.2: no viewer may start anybody, though E1.4 viewers may look', async () => {
    const twin = testTwin()
    expect((await ask(twin, STARTS, inSession('viewer'))).status).toBe(200)
    expect((await post(twin, STARTS, {}, inSession('viewer'))).status).toBe(403)
    expect((await post(twin, STARTS, {}, inSession('editor'))).status).toBe(400)
  })

  it('E1.3: nobody may delete', async () => {
    const answer = await ask(testTwin(), STARTS, { method: 'DELETE' })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST, HEAD, OPTIONS'])
  })

  it('E1.4: editors may list them', async () => {
    expect((await ask(testTwin(), STARTS, asRole('editor'))).status).toBe(200)
    expect((await ask(testTwin({ quirks: HEAD }), STARTS, asRole('administrator'))).status).toBe(200)
  })
})

describe('RapidPro E2: starts that are accepted', () => {
  it('E2.1: one contact is started once, in runs that name the start', async () => {
    const twin = testTwin({ runs: 300 })
    const { idle } = await people(twin)
    const flow = await regularFlow(twin)
    const { status, json } = await post(twin, STARTS, { flow: flow['uuid'], contacts: [idle['uuid']] })
    expect(status).toBe(201)
    expect(json).toEqual({
      id: expect.any(Number),
      uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      flow: { uuid: flow['uuid'], name: flow['name'] },
      contacts: [{ uuid: idle['uuid'], name: idle['name'] }],
      groups: [],
      restart_participants: true,
      exclude_active: false,
      status: 'pending',
      extra: null,
      params: null,
      created_on: '2026-01-15T09:00:00Z',
      modified_on: '2026-01-15T09:00:00Z',
    })
    const runs = await runsOfStart(twin, json)
    expect(runs.map(({ contact }) => contact.uuid)).toEqual([idle['uuid']])
    twin.clock.advance('2h')
    const [run] = await runsOfStart(twin, json)
    expect(run?.['exit_type']).not.toBeNull()
  })

  it('E2.2: contacts, groups and URNs together, without those who were in the flow before', async () => {
    const twin = testTwin({ runs: 1000 })
    const flow = await regularFlow(twin)
    const { idle } = await people(twin)
    const [group] = (await walk(twin, GROUPS)).filter(({ name }) => name === 'Field staff')
    const before = new Set((await walk(twin, `${RUNS}?flow=${flow['uuid']}`)).map(({ contact }) => contact.uuid))
    const members = (await walk(twin, `${CONTACTS}?group=${group!['uuid']}`)).map(({ uuid }) => uuid)
    const body = {
      urns: [NEWCOMER],
      contacts: [idle['uuid']],
      groups: [group!['uuid']],
      flow: flow['uuid'],
      restart_participants: false,
      extra: { round: 7 },
    }
    const { json } = await post(twin, STARTS, body)
    expect(json).toMatchObject({
      restart_participants: false,
      exclude_active: false,
      extra: { round: 7 },
      params: { round: 7 },
    })
    expect([json.contacts.length, json.groups]).toEqual([1, [{ uuid: group!['uuid'], name: 'Field staff' }]])
    const newcomer = await first(twin, `${CONTACTS}?urn=${encodeURIComponent(NEWCOMER)}`)
    const wanted = [...new Set([idle['uuid'], ...members])].filter((uuid) => !before.has(uuid))
    const started = (await runsOfStart(twin, json)).map(({ contact }) => contact.uuid)
    expect(new Set(started)).toEqual(new Set([...wanted, newcomer['uuid']]))
    expect(members.some((uuid) => before.has(uuid))).toBe(true)
  })

  it('E2.3: params win over extra', async () => {
    const twin = testTwin()
    const { idle } = await people(twin)
    const { uuid: flow } = await regularFlow(twin)
    const { json } = await post(twin, STARTS, { flow, contacts: [idle['uuid']], extra: { a: 1 }, params: { b: 2 } })
    expect([json.extra, json.params]).toEqual([{ b: 2 }, { b: 2 }])
  })

  it('E2.4: a request of Zapier is as good as any', async () => {
    const twin = testTwin()
    const { idle } = await people(twin)
    const { uuid: flow } = await regularFlow(twin)
    const headers = { 'user-agent': 'Zapier' }
    expect((await post(twin, STARTS, { flow, contacts: [idle['uuid']] }, { headers })).status).toBe(201)
  })

  it('E2.5: a contact who is in a flow leaves it, interrupted, and enters the other', async () => {
    const twin = testTwin({ runs: 300 })
    const { busy } = await people(twin)
    const { uuid: flow } = await regularFlow(twin)
    const former = (await walk(twin, `${RUNS}?contact=${busy['uuid']}`)).find((run) => run['exit_type'] === null)!
    const body = { flow, contacts: [busy['uuid']], restart_participants: true, exclude_active: false }
    const { json } = await post(twin, STARTS, body)
    const [own] = await walk(twin, `${RUNS}?uuid=${former['uuid']}`)
    expect(own).toMatchObject({ exit_type: 'interrupted', exited_on: '2026-01-15T09:00:00Z' })
    expect(await runsOfStart(twin, json)).toHaveLength(1)
  })

  it('E2.6: exclude_active spares those who are in a flow', async () => {
    const twin = testTwin({ runs: 300 })
    const { busy, idle } = await people(twin)
    const { uuid: flow } = await regularFlow(twin)
    const contacts = [busy['uuid'], idle['uuid']]
    const { json } = await post(twin, STARTS, { flow, contacts, restart_participants: 'true', exclude_active: 1 })
    expect(json).toMatchObject({ restart_participants: true, exclude_active: true })
    expect((await runsOfStart(twin, json)).map(({ contact }) => contact.uuid)).toEqual([idle['uuid']])
  })
})

describe('RapidPro E3: starts that are refused', () => {
  const many = Array.from({ length: 101 }, () => 'Field staff')
  it.each<[string, (flow: string, group: string) => unknown, Item]>([
    ['E3.1 nothing', () => ({}), { flow: ['This field is required.'] }],
    [
      'E3.2 nobody',
      (flow) => ({ flow, restart_participants: true }),
      { non_field_errors: ['Must specify at least one group, contact or URN'] },
    ],
    ['E3.3 extra a text', (flow) => ({ flow, extra: 'YES' }), { extra: ['Must be a valid JSON object'] }],
    ['E3.3 extra a list', (flow) => ({ flow, extra: [1] }), { extra: ['Must be a valid JSON object'] }],
    ['E3.4 params a text', (flow) => ({ flow, params: 'YES' }), { params: ['Must be a valid JSON object'] }],
    ['E3.4 params a list', (flow) => ({ flow, params: [1] }), { params: ['Must be a valid JSON object'] }],
    [
      'E3.6 a URN',
      (flow) => ({ flow, urns: ['foo:bar'] }),
      { urns: { 0: ['Invalid URN: foo:bar. Ensure phone numbers contain country codes.'] } },
    ],
    ['E3.7 a contact', (flow) => ({ flow, contacts: ['abcde'] }), { contacts: ['No such object: abcde'] }],
    ['E3.8 a group', (flow) => ({ flow, groups: ['abcde'] }), { groups: ['No such object: abcde'] }],
    ['E3.9 a flow', (_, group) => ({ flow: 'abcde', groups: [group] }), { flow: ['No such object: abcde'] }],
    [
      'E3.10 101 groups',
      (flow) => ({ flow, groups: many }),
      { groups: ['Ensure this field has no more than 100 elements.'] },
    ],
    ['no object', () => [1], { non_field_errors: ['Request body should be a single JSON object'] }],
    ['a null', (_, group) => ({ flow: null, groups: [group] }), { flow: ['This field may not be null.'] }],
    ['no list', (flow) => ({ flow, contacts: 'x' }), { contacts: ['Expected a list of items but got type "str".'] }],
    [
      'no boolean',
      (flow) => ({ flow, restart_participants: 'maybe' }),
      { restart_participants: ['Must be a valid boolean.'] },
    ],
  ])('%s', async (_, bodyOf, expected) => {
    const twin = testTwin()
    const { uuid: flow } = await regularFlow(twin)
    const { uuid: group } = await first(twin, GROUPS)
    const answer = await post(twin, STARTS, bodyOf(flow, group))
    expect([answer.status, answer.json]).toEqual([400, expected])
  })

  it('E3.5: only the newer line minds long params', async () => {
    for (const [quirks, status] of [
      [{}, 201],
      [HEAD, 400],
    ] as const) {
      const twin = testTwin({ quirks })
      const { uuid: flow } = await regularFlow(twin)
      const answer = await post(twin, STARTS, { flow, groups: ['Field staff'], params: { foo: 'a'.repeat(10_000) } })
      expect(answer.status).toBe(status)
      if (status === 400) expect(answer.json).toEqual({ params: ['Cannot exceed 10,000 characters encoded.'] })
    }
  })

  it('E3.11: a refused start makes nothing at all, no contact either', async () => {
    const twin = testTwin()
    const { uuid: flow } = await regularFlow(twin)
    const revision = twin.world.revision
    expect((await post(twin, STARTS, { flow, urns: [NEWCOMER], contacts: [UNKNOWN] })).status).toBe(400)
    expect(twin.world.revision).toBe(revision)
    expect((await ask(twin, `${CONTACTS}?urn=${encodeURIComponent(NEWCOMER)}`)).json.results).toEqual([])
  })

  it('an archived flow is none to start, and a body that is no JSON is none at all', async () => {
    const twin = testTwin()
    const archived = await first(twin, `${FLOWS}?archived=true`)
    const answer = await post(twin, STARTS, { flow: archived['uuid'], groups: ['Field staff'] })
    expect(answer.json).toEqual({ flow: [`No such object: ${archived['uuid']}`] })
    const broken = await post(twin, STARTS, '{')
    expect([broken.status, broken.json]).toEqual([
      400,
      { detail: 'JSON parse error - Expecting value: line 1 column 1 (char 0)' },
    ])
    const text = await post(twin, STARTS, 'flow', { headers: { 'content-type': 'text/plain' } })
    expect([text.status, text.json]).toEqual([415, { detail: 'Unsupported media type "text/plain" in request.' }])
  })
})

describe('RapidPro E4: the list of starts', () => {
  it('E4.1 and E4.2: has the keys of its version, in its order', async () => {
    const body = { groups: ['Field staff'], params: { round: 7 }, restart_participants: false }
    const twin = testTwin()
    await post(twin, STARTS, { ...body, flow: (await regularFlow(twin))['uuid'] })
    const v9 = await first(twin, STARTS)
    expect(Object.keys(v9).join()).toBe(
      'id,uuid,flow,contacts,groups,restart_participants,exclude_active,status,extra,params,created_on,modified_on',
    )
    expect(v9['extra']).toEqual(v9['params'])
    const newer = testTwin({ quirks: HEAD })
    await post(newer, STARTS, { ...body, flow: (await regularFlow(newer))['uuid'] })
    const head = await first(newer, STARTS)
    expect(Object.keys(head).toSorted()).toEqual([...Object.keys(v9), 'progress'].toSorted())
    expect([head['status'], head['progress']]).toEqual(['pending', { total: -1, started: 0 }])
  })

  it('E4.3 and E4.6: finds one by uuid, and in version 9 by id', async () => {
    const twin = testTwin()
    const [one, other] = await walk(twin, STARTS)
    expect(await walk(twin, `${STARTS}?uuid=${one!['uuid']}`)).toEqual([one])
    expect(await walk(twin, `${STARTS}?id=${other!['id']}`)).toEqual([other])
    expect(await walk(twin, `${STARTS}?uuid=${UNKNOWN}`)).toEqual([])
  })

  it('E4.4 and E4.5: refuses what is no UUID in the words of its version', async () => {
    expect((await ask(testTwin(), `${STARTS}?uuid=xyz`)).json).toEqual({
      detail: 'Value for uuid must be a valid UUID',
    })
    expect((await ask(testTwin({ quirks: HEAD }), `${STARTS}?uuid=xyz`)).json).toEqual({
      detail: "Param 'uuid': xyz is not a valid UUID.",
    })
  })

  it('tells how starts go on as time passes, the last changed first', async () => {
    for (const [quirks, words] of [
      [{}, ['pending', 'starting', 'complete']],
      [HEAD, ['pending', 'started', 'completed']],
    ] as const) {
      const twin = testTwin({ quirks })
      const { uuid: flow } = await regularFlow(twin)
      const { json } = await post(twin, STARTS, { flow, groups: ['Field staff'] })
      const seen: unknown[] = []
      for (const step of ['999ms', '1ms', '1999ms', '1ms']) {
        seen.push((await first(twin, STARTS))['status'])
        twin.clock.advance(step)
      }
      expect(seen).toEqual([words[0], words[0], words[1], words[1]])
      const done = await first(twin, STARTS)
      expect(done).toMatchObject({ uuid: json.uuid, status: words[2], modified_on: '2026-01-15T09:00:03Z' })
      if (quirks === HEAD) expect(done['progress'].started).toBe(done['progress'].total)
    }
  })

  it('pages through thousands, in both directions, each once and in order', async () => {
    const twin = testTwin({ runs: 40_000, universe: { block: 16 } })
    const { uuid: flow } = await regularFlow(twin)
    for (let turn = 0; turn < 3; turn++) {
      await post(twin, STARTS, { flow, groups: ['Field staff'] })
      twin.clock.advance('700ms')
    }
    const all = await walk(twin, STARTS)
    expect(all.length).toBeGreaterThan(700)
    expect(new Set(all.map(({ uuid }) => uuid)).size).toBe(all.length)
    const stamps = all.map(({ modified_on: at }) => String(at).replace(/:(\d\d)Z$/, ':$1.000000Z'))
    expect(stamps).toEqual(stamps.toSorted().toReversed())
    expect(await walk(twin, `${STARTS}?reverse=1`)).toEqual(all.toReversed())
    const middle = all[400]!['modified_on']
    const since = await walk(twin, `${STARTS}?after=${middle}`)
    expect(since).toEqual(all.slice(0, 401))
    expect(await walk(twin, `${STARTS}?before=${middle}`)).toEqual(all.slice(400))
    expect(await walk(twin, `${STARTS}?after=junk`)).toEqual([])
  })

  it('lists a start of the universe that all its runs name', async () => {
    const twin = testTwin({ runs: 1000 })
    const starts = new Set((await walk(twin, STARTS)).map(({ uuid }) => uuid))
    const named = new Set((await walk(twin, RUNS)).flatMap(({ start }) => start?.uuid ?? []))
    expect(starts).toEqual(named)
  })
})
