import { describe, expect, it } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import {
  useToken,
  CONTACTS,
  readFirst,
  GROUPS,
  HEAD,
  useSession,
  type Item,
  sendPost,
  findRegularFlow,
  RUNS,
  STARTS,
  readAllPages,
  createPostOptions,
} from './requests.ts'

const NEWCOMER = 'tel:+31612345678'

/** Returns a contact with an active run, and one without. */
async function findContacts(twin: Twin): Promise<{ busy: Item; idle: Item }> {
  const all = await readAllPages(twin, CONTACTS)
  const busy = all.find(({ flow }) => flow !== null)
  const idle = all.find(({ flow, name }) => flow === null && name !== null && !/Stays|Always/.test(name))
  return { busy: busy!, idle: idle! }
}

async function readRunsOfStart(twin: Twin, { uuid }: Item): Promise<readonly Item[]> {
  return (await readAllPages(twin, RUNS)).filter((run) => run['start']?.uuid === uuid)
}

describe('RapidPro E1: access to flow starts', () => {
  it('E1.1: anonymous requests and agents get 403', async () => {
    const twin = createTestTwin()
    for (const method of ['GET', 'POST']) {
      expect((await sendRequest(twin, STARTS, { method, anonymous: true })).status).toBe(403)
      expect((await sendRequest(twin, STARTS, { ...useSession('agent'), method })).json).toEqual({
        detail: 'You do not have permission to perform this action.',
      })
    }
  })

  it('E1.2: a viewer can list starts (E1.4) but not create one', async () => {
    const twin = createTestTwin()
    expect((await sendRequest(twin, STARTS, useSession('viewer'))).status).toBe(200)
    expect((await sendRequest(twin, STARTS, createPostOptions({}, useSession('viewer')))).status).toBe(403)
    expect((await sendRequest(twin, STARTS, createPostOptions({}, useSession('editor')))).status).toBe(400)
  })

  it('E1.3: DELETE returns 405', async () => {
    const response = await sendRequest(createTestTwin(), STARTS, { method: 'DELETE' })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST, HEAD, OPTIONS'])
  })

  it('E1.4: editors and administrators can list starts', async () => {
    expect((await sendRequest(createTestTwin(), STARTS, useToken('editor'))).status).toBe(200)
    expect((await sendRequest(createTestTwin({ quirks: HEAD }), STARTS, useToken('administrator'))).status).toBe(200)
  })
})

describe('RapidPro E2: valid starts', () => {
  it('E2.1: starts one contact in one run that names the start', async () => {
    const twin = createTestTwin({ runs: 300 })
    const { idle } = await findContacts(twin)
    const flow = await findRegularFlow(twin)
    const { status, json } = await sendPost(twin, STARTS, { flow: flow['uuid'], contacts: [idle['uuid']] })
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
      extra: {},
      params: {},
      created_on: '2026-01-15T09:00:00Z',
      modified_on: '2026-01-15T09:00:00Z',
    })
    const runs = await readRunsOfStart(twin, json)
    expect(runs.map(({ contact }) => contact.uuid)).toEqual([idle['uuid']])
    twin.clock.advance('2h')
    const [run] = await readRunsOfStart(twin, json)
    expect(run?.['exit_type']).not.toBeNull()
  })

  it('E2.2: starts contacts, groups and URNs together, except contacts with earlier runs of the flow', async () => {
    const twin = createTestTwin({ runs: 1000 })
    const flow = await findRegularFlow(twin)
    const { idle } = await findContacts(twin)
    const group = (await readAllPages(twin, GROUPS)).find(({ name }) => name === 'Field staff')
    const before = new Set(
      (await readAllPages(twin, `${RUNS}?flow=${flow['uuid']}`)).map(({ contact }) => contact.uuid),
    )
    const members = (await readAllPages(twin, `${CONTACTS}?group=${group!['uuid']}`)).map(({ uuid }) => uuid)
    const body = {
      urns: [NEWCOMER],
      contacts: [idle['uuid']],
      groups: [group!['uuid']],
      flow: flow['uuid'],
      restart_participants: false,
      extra: { round: 7 },
    }
    const { json } = await sendPost(twin, STARTS, body)
    expect(json).toMatchObject({
      restart_participants: false,
      exclude_active: false,
      extra: { round: 7 },
      params: { round: 7 },
    })
    expect([json.contacts.length, json.groups]).toEqual([1, [{ uuid: group!['uuid'], name: 'Field staff' }]])
    const newcomer = await readFirst(twin, `${CONTACTS}?urn=${encodeURIComponent(NEWCOMER)}`)
    const expected = [...new Set([idle['uuid'], ...members])].filter((uuid) => !before.has(uuid))
    const started = (await readRunsOfStart(twin, json)).map(({ contact }) => contact.uuid)
    expect(new Set(started)).toEqual(new Set([...expected, newcomer['uuid']]))
    expect(members.some((uuid) => before.has(uuid))).toBe(true)
  })

  it('E2.3: params take precedence over extra', async () => {
    const twin = createTestTwin()
    const { idle } = await findContacts(twin)
    const { uuid: flow } = await findRegularFlow(twin)
    const { json } = await sendPost(twin, STARTS, { flow, contacts: [idle['uuid']], extra: { a: 1 }, params: { b: 2 } })
    expect([json.extra, json.params]).toEqual([{ b: 2 }, { b: 2 }])
  })

  it('E2.4: accepts a request from Zapier', async () => {
    const twin = createTestTwin()
    const { idle } = await findContacts(twin)
    const { uuid: flow } = await findRegularFlow(twin)
    const headers = { 'user-agent': 'Zapier' }
    expect(
      (await sendRequest(twin, STARTS, createPostOptions({ flow, contacts: [idle['uuid']] }, { headers }))).status,
    ).toBe(201)
  })

  it('E2.5: interrupts the active run of a contact and starts the other flow', async () => {
    const twin = createTestTwin({ runs: 300 })
    const { busy } = await findContacts(twin)
    const { uuid: flow } = await findRegularFlow(twin)
    const former = (await readAllPages(twin, `${RUNS}?contact=${busy['uuid']}`)).find(
      (run) => run['exit_type'] === null,
    )!
    const body = { flow, contacts: [busy['uuid']], restart_participants: true, exclude_active: false }
    const { json } = await sendPost(twin, STARTS, body)
    const [own] = await readAllPages(twin, `${RUNS}?uuid=${former['uuid']}`)
    expect(own).toMatchObject({ exit_type: 'interrupted', exited_on: '2026-01-15T09:00:00Z' })
    expect(await readRunsOfStart(twin, json)).toHaveLength(1)
  })

  it('E2.6: exclude_active skips contacts with an active run', async () => {
    const twin = createTestTwin({ runs: 300 })
    const { busy, idle } = await findContacts(twin)
    const { uuid: flow } = await findRegularFlow(twin)
    const contacts = [busy['uuid'], idle['uuid']]
    const { json } = await sendPost(twin, STARTS, { flow, contacts, restart_participants: 'true', exclude_active: 1 })
    expect(json).toMatchObject({ restart_participants: true, exclude_active: true })
    expect((await readRunsOfStart(twin, json)).map(({ contact }) => contact.uuid)).toEqual([idle['uuid']])
  })
})
