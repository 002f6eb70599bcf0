import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import {
  sendAction,
  getContactId,
  findContactId,
  FEED,
  getFlowId,
  findFlowId,
  FLOWS,
  UNUSED_PHONE,
  UNKNOWN,
} from './requests.ts'

async function findSession(twin: ReturnType<typeof createTestTwin>, id: string) {
  return (await sendRequest(twin, FEED)).json.find((row: { id: string }) => row.id === id)
}

describe('Qyvo: trigger-flow', () => {
  it('starts a session for a new phone number, creates its contact, and shows both in the feed', async () => {
    const twin = createTestTwin()
    const body = { flow_id: getFlowId(twin), phone: '00 31 (6) 123-45678', context: { cart_total: '84.50', lines: 2 } }
    const { status, json } = await sendAction(twin, 'trigger-flow', body)
    expect([status, json.status, Object.keys(json)]).toEqual([201, 'started', ['id', 'status']])
    const [newest] = (await sendRequest(twin, FEED)).json
    expect(newest).toMatchObject({
      id: json.id,
      flow_id: getFlowId(twin),
      contact_phone: UNUSED_PHONE,
      contact_name: null,
    })
    expect(newest).toMatchObject({ status: 'running', completed_at: null, context: body.context })
    const contact = await sendAction(twin, 'get-contact', { phone: UNUSED_PHONE })
    expect(contact.json).toMatchObject({ id: newest.contact_id, source: 'api', opted_in_at: newest.created_at })
  })

  it('opts a known contact in again, and starts by contact id', async () => {
    const twin = createTestTwin()
    const before = (await sendAction(twin, 'get-contact', { contact_id: getContactId(twin, 5) })).json
    const { phone } = before
    await sendAction(twin, 'trigger-flow', { flow_id: getFlowId(twin, 1), phone })
    const after = (await sendAction(twin, 'get-contact', { contact_id: getContactId(twin, 5) })).json
    expect(after).toEqual({ ...before, opted_in_at: '2026-01-15T09:00:00+00:00', opted_out_at: null })
    const other = await sendAction(twin, 'trigger-flow', {
      flow_id: getFlowId(twin, 2),
      contact_id: getContactId(twin, 5),
    })
    expect(other.status).toBe(201)
  })

  it('returns 200 already_running while the contact has a running session of the flow, and starts another one after it', async () => {
    const twin = createTestTwin()
    const body = { flow_id: getFlowId(twin), phone: UNUSED_PHONE }
    const first = await sendAction(twin, 'trigger-flow', body)
    expect(await sendAction(twin, 'trigger-flow', body)).toMatchObject({
      status: 200,
      json: { status: 'already_running' },
    })
    expect((await sendAction(twin, 'trigger-flow', { ...body, flow_id: getFlowId(twin, 1) })).status).toBe(201)
    twin.clock.advance('3h')
    const second = await sendAction(twin, 'trigger-flow', body)
    expect([second.status, second.json.id === first.json.id]).toEqual([201, false])
  })

  it('returns already_running for a running session of the dataset', async () => {
    const twin = createTestTwin({ runs: 500 })
    const running = (await sendRequest(twin, FEED)).json.find((row: { status: string }) => row.status === 'running')
    const { flow_id, contact_id } = running
    expect((await sendAction(twin, 'trigger-flow', { flow_id, contact_id })).json).toEqual({
      status: 'already_running',
    })
  })

  it('adds no status to the feed beyond the documented four', async () => {
    const twin = createTestTwin()
    await sendAction(twin, 'trigger-flow', { flow_id: getFlowId(twin), phone: UNUSED_PHONE })
    const statuses = new Set((await sendRequest(twin, FEED)).json.map(({ status }: { status: string }) => status))
    for (const status of statuses) expect(['running', 'completed', 'expired', 'failed']).toContain(status)
  })

  it('returns 404 for a draft, an unknown flow and a flow of another workspace, and creates no contact', async () => {
    const twin = createTestTwin()
    const draft = getFlowId(twin, 8)
    const otherFlowId = (await sendRequest(twin, FLOWS, { headers: { authorization: 'Bearer flowtwinothertenant' } }))
      .json[0].id
    for (const flow_id of [draft, UNKNOWN, otherFlowId]) {
      const { status, json } = await sendAction(twin, 'trigger-flow', { flow_id, phone: UNUSED_PHONE })
      expect([status, json]).toEqual([404, { error: 'Flow not found or not published' }])
    }
    expect((await sendAction(twin, 'get-contact', { phone: UNUSED_PHONE })).status).toBe(404)
  })

  it('returns 404 for an unknown contact_id', async () => {
    const twin = createTestTwin()
    const { status, json } = await sendAction(twin, 'trigger-flow', { flow_id: getFlowId(twin), contact_id: UNKNOWN })
    expect([status, json]).toEqual([404, { error: 'Contact not found' }])
  })

  it.each([
    ['no body', undefined, { flow_id: ['The flow id field is required.'] }],
    ['a body that is not JSON', '{"flow', { flow_id: ['The flow id field is required.'] }],
    ['an array', [1], { flow_id: ['The flow id field is required.'] }],
    [
      'a flow_id that is not a UUID',
      { flow_id: 'cart', phone: UNUSED_PHONE },
      { flow_id: ['The flow id must be a valid UUID.'] },
    ],
    [
      'no contact',
      { flow_id: UNKNOWN },
      {
        contact_id: ['The contact id field is required when phone is not present.'],
        phone: ['The phone field is required when contact id is not present.'],
      },
    ],
    [
      'two contact references',
      { flow_id: UNKNOWN, contact_id: UNKNOWN, phone: UNUSED_PHONE },
      { contact_id: ['The contact id field prohibits phone from being present.'] },
    ],
    ['a phone without country', { flow_id: UNKNOWN, phone: '0612345678' }, { phone: ['The phone format is invalid.'] }],
    ['a phone that is a number', { flow_id: UNKNOWN, phone: 31612345678 }, { phone: ['The phone must be a string.'] }],
    [
      'a context that is a list',
      { flow_id: UNKNOWN, phone: UNUSED_PHONE, context: [] },
      { context: ['The context must be an array.'] },
    ],
  ])('returns 422 with validation errors for %s', async (_, body, errors) => {
    const { status, json } = await sendAction(createTestTwin(), 'trigger-flow', body)
    expect([status, json]).toEqual([422, { message: 'The given data was invalid.', errors }])
  })
})

describe('Qyvo: the expiry of a session', () => {
  it('depends on the flow, counted from the last interaction', async () => {
    const twin = createTestTwin({ runs: 600 })
    const minutes = new Map<string, number>()
    for (const row of (await sendRequest(twin, FEED)).json) {
      minutes.set(row.flow_id, (Date.parse(row.expires_at) - Date.parse(row.last_interaction_at)) / 60_000)
    }
    expect([0, 1, 2, 4, 6].map((flow) => minutes.get(getFlowId(twin, flow)))).toEqual([30, 30, 60, 45, 15])
  })
})

describe('Qyvo: special contacts and flows', () => {
  it.each([
    { contact: 'Always Fails', flow: 'Always fails', wait: '2m', status: 'failed' },
    { contact: 'Always Expires', flow: 'Always expires', wait: '31m', status: 'expired' },
    { contact: 'Stays Queued', flow: 'Stays queued', wait: '5h', status: 'running' },
  ])('$contact, and the flow $flow: after $wait it is $status', async ({ contact, flow, wait, status }) => {
    const twin = createTestTwin()
    const byContact = { flow_id: getFlowId(twin), contact_id: await findContactId(twin, contact) }
    const byFlow = { flow_id: await findFlowId(twin, flow), phone: UNUSED_PHONE }
    const started = []
    for (const body of [byContact, byFlow])
      started.push({ ...body, ...(await sendAction(twin, 'trigger-flow', body)).json })
    twin.clock.advance(wait)
    for (const { flow_id, id } of started) {
      const { json } = await sendRequest(twin, `${FEED}?flow_id=${flow_id}`)
      expect(json.find((row: { id: string }) => row.id === id).status).toBe(status)
    }
  })

  it('Answers Slowly: answers each question before the session expires', async () => {
    const twin = createTestTwin()
    const body = { flow_id: getFlowId(twin), contact_id: await findContactId(twin, 'Answers Slowly') }
    const { id } = (await sendAction(twin, 'trigger-flow', body)).json
    const nodes: (string | null)[] = []
    for (const wait of ['4m', '2m', '5m', '5m']) {
      twin.clock.advance(wait)
      nodes.push((await findSession(twin, id)).current_node_id)
    }
    expect(nodes).toEqual(['node_1', 'node_2', 'node_3', 'node_4'])
    expect((await findSession(twin, id)).status).toBe('completed')
  })

  it('have the tag flowtwin', async () => {
    const { json } = await sendAction(createTestTwin(), 'search-contacts', { tag: 'flowtwin' })
    const names = json.map(({ name }: { name: string }) => name)
    expect(names.toSorted()).toEqual(['Always Expires', 'Always Fails', 'Answers Slowly', 'Stays Queued'])
  })
})

describe('Qyvo: flows', () => {
  it('are listed in the picker and returned by id', async () => {
    const twin = createTestTwin()
    const options = (await sendRequest(twin, FLOWS)).json
    expect(options).toHaveLength(11)
    const { status, json } = await sendAction(twin, 'get-flow', { flow_id: options[0].id })
    expect(status).toBe(200)
    expect(json).toMatchObject({ id: options[0].id, name: options[0].label, status: 'published' })
    expect(json.trigger_type).toBe('shopify_cart_abandoned')
    expect(json.created_at < json.published_at && json.published_at < '2026').toBe(true)
  })

  it('count their sessions', async () => {
    const twin = createTestTwin({ runs: 80 })
    const counts: number[] = []
    for (const { id } of (await sendRequest(twin, FLOWS)).json) {
      counts.push((await sendAction(twin, 'get-flow', { flow_id: id })).json.sessions_count)
    }
    expect(counts.reduce((left, right) => left + right, 0)).toBe(80)
    await sendAction(twin, 'trigger-flow', { flow_id: getFlowId(twin), phone: UNUSED_PHONE })
    expect((await sendAction(twin, 'get-flow', { flow_id: getFlowId(twin) })).json.sessions_count).toBe(
      (counts[0] ?? 0) + 1,
    )
  })

  it('can be drafts; an unknown id returns 404', async () => {
    const twin = createTestTwin()
    const draft = await sendAction(twin, 'get-flow', { flow_id: getFlowId(twin, 8) })
    expect(draft.json).toMatchObject({ status: 'draft', published_at: null, sessions_count: 0 })
    const unknown = await sendAction(twin, 'get-flow', { flow_id: UNKNOWN })
    expect([unknown.status, unknown.json]).toEqual([404, { error: 'Flow not found' }])
  })
})
