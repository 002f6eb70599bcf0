import { describe, expect, it } from 'vitest'
import type { Twin } from '../../mock/twin.ts'
import { sendRequest, createTestTwin } from '../support/requests.ts'
import {
  asRole,
  CONTACTS,
  first,
  GROUPS,
  HEAD,
  inSession,
  type Item,
  post,
  regularFlow,
  RUNS,
  STARTS,
  walk,
  posting,
} from './rapidpro-asking.ts'

const NEWCOMER = 'tel:+31612345678'

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
    const twin = createTestTwin()
    for (const method of ['GET', 'POST']) {
      expect((await sendRequest(twin, STARTS, { method, anonymous: true })).status).toBe(403)
      expect((await sendRequest(twin, STARTS, { ...inSession('agent'), method })).json).toEqual({
        detail: 'You do not have permission to perform this action.',
      })
    }
  })

  it('E1.2: no viewer may start anybody, though E1.4 viewers may look', async () => {
    const twin = createTestTwin()
    expect((await sendRequest(twin, STARTS, inSession('viewer'))).status).toBe(200)
    expect((await sendRequest(twin, STARTS, posting({}, inSession('viewer')))).status).toBe(403)
    expect((await sendRequest(twin, STARTS, posting({}, inSession('editor')))).status).toBe(400)
  })

  it('E1.3: nobody may delete', async () => {
    const answer = await sendRequest(createTestTwin(), STARTS, { method: 'DELETE' })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST, HEAD, OPTIONS'])
  })

  it('E1.4: editors may list them', async () => {
    expect((await sendRequest(createTestTwin(), STARTS, asRole('editor'))).status).toBe(200)
    expect((await sendRequest(createTestTwin({ quirks: HEAD }), STARTS, asRole('administrator'))).status).toBe(200)
  })
})

describe('RapidPro E2: starts that are accepted', () => {
  it('E2.1: one contact is started once, in runs that name the start', async () => {
    const twin = createTestTwin({ runs: 300 })
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
    const twin = createTestTwin({ runs: 1000 })
    const flow = await regularFlow(twin)
    const { idle } = await people(twin)
    const group = (await walk(twin, GROUPS)).find(({ name }) => name === 'Field staff')
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
    const twin = createTestTwin()
    const { idle } = await people(twin)
    const { uuid: flow } = await regularFlow(twin)
    const { json } = await post(twin, STARTS, { flow, contacts: [idle['uuid']], extra: { a: 1 }, params: { b: 2 } })
    expect([json.extra, json.params]).toEqual([{ b: 2 }, { b: 2 }])
  })

  it('E2.4: a request of Zapier is as good as any', async () => {
    const twin = createTestTwin()
    const { idle } = await people(twin)
    const { uuid: flow } = await regularFlow(twin)
    const headers = { 'user-agent': 'Zapier' }
    expect((await sendRequest(twin, STARTS, posting({ flow, contacts: [idle['uuid']] }, { headers }))).status).toBe(201)
  })

  it('E2.5: a contact who is in a flow leaves it, interrupted, and enters the other', async () => {
    const twin = createTestTwin({ runs: 300 })
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
    const twin = createTestTwin({ runs: 300 })
    const { busy, idle } = await people(twin)
    const { uuid: flow } = await regularFlow(twin)
    const contacts = [busy['uuid'], idle['uuid']]
    const { json } = await post(twin, STARTS, { flow, contacts, restart_participants: 'true', exclude_active: 1 })
    expect(json).toMatchObject({ restart_participants: true, exclude_active: true })
    expect((await runsOfStart(twin, json)).map(({ contact }) => contact.uuid)).toEqual([idle['uuid']])
  })
})
