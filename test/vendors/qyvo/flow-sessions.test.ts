import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { act, contactId, contactNamed, FEED, flowId, flowNamed, FLOWS, NEWCOMER } from './requests.ts'

const UNKNOWN = '0198c5a2-41d7-4b6e-9c3f-5a7d20e1b864'

async function sessionOf(twin: ReturnType<typeof createTestTwin>, id: string) {
  return (await sendRequest(twin, FEED)).json.find((one: { id: string }) => one.id === id)
}

describe('Qyvo: trigger-flow', () => {
  it('starts a session for a phone number, makes its contact, and shows both in the feed', async () => {
    const twin = createTestTwin()
    const body = { flow_id: flowId(twin), phone: '00 31 (6) 123-45678', context: { cart_total: '84.50', lines: 2 } }
    const { status, json } = await act(twin, 'trigger-flow', body)
    expect([status, json.status, Object.keys(json)]).toEqual([201, 'started', ['id', 'status']])
    const [newest] = (await sendRequest(twin, FEED)).json
    expect(newest).toMatchObject({ id: json.id, flow_id: flowId(twin), contact_phone: NEWCOMER, contact_name: null })
    expect(newest).toMatchObject({ status: 'running', completed_at: null, context: body.context })
    const contact = await act(twin, 'get-contact', { phone: NEWCOMER })
    expect(contact.json).toMatchObject({ id: newest.contact_id, source: 'api', opted_in_at: newest.created_at })
  })

  it('opts a known contact in once more, and starts for its id as well', async () => {
    const twin = createTestTwin()
    const before = (await act(twin, 'get-contact', { contact_id: contactId(twin, 5) })).json
    const { phone } = before
    await act(twin, 'trigger-flow', { flow_id: flowId(twin, 1), phone })
    const after = (await act(twin, 'get-contact', { contact_id: contactId(twin, 5) })).json
    expect(after).toEqual({ ...before, opted_in_at: '2026-01-15T09:00:00+00:00', opted_out_at: null })
    const other = await act(twin, 'trigger-flow', { flow_id: flowId(twin, 2), contact_id: contactId(twin, 5) })
    expect(other.status).toBe(201)
  })

  it('answers 200 already_running while a session of the same contact and flow runs, and starts anew after it', async () => {
    const twin = createTestTwin()
    const body = { flow_id: flowId(twin), phone: NEWCOMER }
    const first = await act(twin, 'trigger-flow', body)
    expect(await act(twin, 'trigger-flow', body)).toMatchObject({ status: 200, json: { status: 'already_running' } })
    expect((await act(twin, 'trigger-flow', { ...body, flow_id: flowId(twin, 1) })).status).toBe(201)
    twin.clock.advance('3h')
    const second = await act(twin, 'trigger-flow', body)
    expect([second.status, second.json.id === first.json.id]).toEqual([201, false])
  })

  it('knows of computed sessions that run, too', async () => {
    const twin = createTestTwin({ runs: 500 })
    const running = (await sendRequest(twin, FEED)).json.find((one: { status: string }) => one.status === 'running')
    const { flow_id, contact_id } = running
    expect((await act(twin, 'trigger-flow', { flow_id, contact_id })).json).toEqual({ status: 'already_running' })
  })

  it('never says its own words in the feed', async () => {
    const twin = createTestTwin()
    await act(twin, 'trigger-flow', { flow_id: flowId(twin), phone: NEWCOMER })
    const statuses = new Set((await sendRequest(twin, FEED)).json.map(({ status }: { status: string }) => status))
    for (const status of statuses) expect(['running', 'completed', 'expired', 'failed']).toContain(status)
  })

  it('finds no flow that is a draft, unknown, or of another workspace, and makes no contact then', async () => {
    const twin = createTestTwin()
    const draft = flowId(twin, 8)
    const elsewhere = (await sendRequest(twin, FLOWS, { headers: { authorization: 'Bearer flowtwinothertenant' } }))
      .json[0].id
    for (const flow_id of [draft, UNKNOWN, elsewhere]) {
      const { status, json } = await act(twin, 'trigger-flow', { flow_id, phone: NEWCOMER })
      expect([status, json]).toEqual([404, { error: 'Flow not found or not published' }])
    }
    expect((await act(twin, 'get-contact', { phone: NEWCOMER })).status).toBe(404)
  })

  it('finds no contact of an unknown contact_id', async () => {
    const twin = createTestTwin()
    const { status, json } = await act(twin, 'trigger-flow', { flow_id: flowId(twin), contact_id: UNKNOWN })
    expect([status, json]).toEqual([404, { error: 'Contact not found' }])
  })

  it.each([
    ['nothing at all', undefined, { flow_id: ['The flow id field is required.'] }],
    ['no JSON', '{"flow', { flow_id: ['The flow id field is required.'] }],
    ['an array', [1], { flow_id: ['The flow id field is required.'] }],
    ['no UUID', { flow_id: 'cart', phone: NEWCOMER }, { flow_id: ['The flow id must be a valid UUID.'] }],
    [
      'nobody',
      { flow_id: UNKNOWN },
      {
        contact_id: ['The contact id field is required when phone is not present.'],
        phone: ['The phone field is required when contact id is not present.'],
      },
    ],
    [
      'someone twice',
      { flow_id: UNKNOWN, contact_id: UNKNOWN, phone: NEWCOMER },
      { contact_id: ['The contact id field prohibits phone from being present.'] },
    ],
    ['a phone without country', { flow_id: UNKNOWN, phone: '0612345678' }, { phone: ['The phone format is invalid.'] }],
    ['a phone that is a number', { flow_id: UNKNOWN, phone: 31612345678 }, { phone: ['The phone must be a string.'] }],
    [
      'a context that is a list',
      { flow_id: UNKNOWN, phone: NEWCOMER, context: [] },
      { context: ['The context must be an array.'] },
    ],
  ])('refuses %s in the validation shape', async (_, body, errors) => {
    const { status, json } = await act(createTestTwin(), 'trigger-flow', body)
    expect([status, json]).toEqual([422, { message: 'The given data was invalid.', errors }])
  })
})

describe('Qyvo: how long a session lives', () => {
  it('is told by the flow’s settings, from the last interaction on', async () => {
    const twin = createTestTwin({ runs: 600 })
    const minutes = new Map<string, number>()
    for (const one of (await sendRequest(twin, FEED)).json) {
      minutes.set(one.flow_id, (Date.parse(one.expires_at) - Date.parse(one.last_interaction_at)) / 60_000)
    }
    expect([0, 1, 2, 4, 6].map((flow) => minutes.get(flowId(twin, flow)))).toEqual([30, 30, 60, 45, 15])
  })
})

describe('Qyvo: contacts and flows to test against, by name', () => {
  it.each([
    { contact: 'Always Fails', flow: 'Always fails', wait: '2m', status: 'failed' },
    { contact: 'Always Expires', flow: 'Always expires', wait: '31m', status: 'expired' },
    { contact: 'Stays Queued', flow: 'Stays queued', wait: '5h', status: 'running' },
  ])('$contact, and the flow $flow: after $wait it is $status', async ({ contact, flow, wait, status }) => {
    const twin = createTestTwin()
    const byContact = { flow_id: flowId(twin), contact_id: await contactNamed(twin, contact) }
    const byFlow = { flow_id: await flowNamed(twin, flow), phone: NEWCOMER }
    const started = []
    for (const body of [byContact, byFlow]) started.push({ ...body, ...(await act(twin, 'trigger-flow', body)).json })
    twin.clock.advance(wait)
    for (const { flow_id, id } of started) {
      const { json } = await sendRequest(twin, `${FEED}?flow_id=${flow_id}`)
      expect(json.find((one: { id: string }) => one.id === id).status).toBe(status)
    }
  })

  it('Answers Slowly: half an hour’s patience is used up to the half, question by question', async () => {
    const twin = createTestTwin()
    const body = { flow_id: flowId(twin), contact_id: await contactNamed(twin, 'Answers Slowly') }
    const { id } = (await act(twin, 'trigger-flow', body)).json
    const nodes: (string | null)[] = []
    for (const wait of ['4m', '2m', '5m', '5m']) {
      twin.clock.advance(wait)
      nodes.push((await sessionOf(twin, id)).current_node_id)
    }
    expect(nodes).toEqual(['node_1', 'node_2', 'node_3', 'node_4'])
    expect((await sessionOf(twin, id)).status).toBe('completed')
  })

  it('are all tagged flowtwin', async () => {
    const { json } = await act(createTestTwin(), 'search-contacts', { tag: 'flowtwin' })
    const names = json.map(({ name }: { name: string }) => name)
    expect(names.toSorted()).toEqual(['Always Expires', 'Always Fails', 'Answers Slowly', 'Stays Queued'])
  })
})

describe('Qyvo: flows', () => {
  it('are offered by name in a picker, and read by id', async () => {
    const twin = createTestTwin()
    const options = (await sendRequest(twin, FLOWS)).json
    expect(options).toHaveLength(11)
    const { status, json } = await act(twin, 'get-flow', { flow_id: options[0].id })
    expect(status).toBe(200)
    expect(json).toMatchObject({ id: options[0].id, name: options[0].label, status: 'published' })
    expect(json.trigger_type).toBe('shopify_cart_abandoned')
    expect(json.created_at < json.published_at && json.published_at < '2026').toBe(true)
  })

  it('count their sessions', async () => {
    const twin = createTestTwin({ runs: 80 })
    const counts: number[] = []
    for (const { id } of (await sendRequest(twin, FLOWS)).json) {
      counts.push((await act(twin, 'get-flow', { flow_id: id })).json.sessions_count)
    }
    expect(counts.reduce((left, right) => left + right, 0)).toBe(80)
    await act(twin, 'trigger-flow', { flow_id: flowId(twin), phone: NEWCOMER })
    expect((await act(twin, 'get-flow', { flow_id: flowId(twin) })).json.sessions_count).toBe((counts[0] ?? 0) + 1)
  })

  it('may be drafts, and are not found when unknown', async () => {
    const twin = createTestTwin()
    const draft = await act(twin, 'get-flow', { flow_id: flowId(twin, 8) })
    expect(draft.json).toMatchObject({ status: 'draft', published_at: null, sessions_count: 0 })
    const unknown = await act(twin, 'get-flow', { flow_id: UNKNOWN })
    expect([unknown.status, unknown.json]).toEqual([404, { error: 'Flow not found' }])
  })
})
