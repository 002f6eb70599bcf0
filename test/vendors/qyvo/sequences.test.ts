import { describe, expect, it } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { createTestTwin, sendRequest } from '../../support/requests.ts'
import {
  findContactId,
  getContactId,
  getSequenceId,
  sendAction,
  SEQUENCE_SESSIONS,
  UNUSED_PHONE,
  UNKNOWN,
} from './requests.ts'

const DRAFT = 4

interface Row {
  readonly id: string
  readonly sequence_id: string
  readonly contact_id: string
  readonly status: string
  readonly created_at: string
  readonly completed_at: string | null
  readonly current_node_id: string | null
}

async function readFeed(twin: Twin, query = ''): Promise<readonly Row[]> {
  const { status, json } = await sendRequest(twin, `${SEQUENCE_SESSIONS}${query}`)
  expect(status).toBe(200)
  return json
}

async function triggerSequence(twin: Twin, body: object, sequence = 0) {
  return await sendAction(twin, 'trigger-sequence', { sequence_id: getSequenceId(twin, sequence), ...body })
}

async function countSessions(twin: Twin, sequence = 0): Promise<number> {
  return (await sendAction(twin, 'get-sequence', { sequence_id: getSequenceId(twin, sequence) })).json.sessions_count
}

describe('Qyvo: new-sequence-triggered', () => {
  it('returns the newest 100 sessions, newest first, and those of one sequence beyond them', async () => {
    const twin = createTestTwin({ runs: 300 })
    const all = await readFeed(twin)
    expect(all).toHaveLength(100)
    const created = all.map((row) => row.created_at)
    expect(created).toEqual(created.toSorted().toReversed())
    expect(new Set(all.map(({ id }) => id)).size).toBe(100)
    const [first] = all
    const own = await readFeed(twin, `?sequence_id=${first!.sequence_id}`)
    const inWindow = all.filter((row) => row.sequence_id === first!.sequence_id)
    expect(own.length).toBeGreaterThan(inWindow.length)
    expect(own.slice(0, inWindow.length)).toEqual(inWindow)
    expect(new Set(own.map((row) => row.sequence_id)).size).toBe(1)
  })

  it('ignores an empty sequence_id, returns nothing for an unknown one, and 422 for one that is not a UUID', async () => {
    const twin = createTestTwin()
    expect(await readFeed(twin, '?sequence_id=')).toEqual(await readFeed(twin))
    expect(await readFeed(twin, `?sequence_id=${UNKNOWN}`)).toEqual([])
    const { status, json } = await sendRequest(twin, `${SEQUENCE_SESSIONS}?sequence_id=welcome`)
    expect([status, json.errors]).toEqual([422, { sequence_id: ['The sequence id must be a valid UUID.'] }])
  })

  it('starts further sessions as the clock advances, and never two at once of a contact and a sequence', async () => {
    const twin = createTestTwin({ runs: 300 })
    const before = await readFeed(twin)
    twin.clock.advance('40d')
    const after = await readFeed(twin)
    expect(after[0]!.created_at > before[0]!.created_at).toBe(true)
    const running = after.filter(({ status }) => status === 'running')
    expect(running.length).toBeGreaterThan(2)
    expect(new Set(running.map((row) => `${row.sequence_id} ${row.contact_id}`)).size).toBe(running.length)
  })

  it('returns the same bytes for the same seed', async () => {
    const read = async () => (await sendRequest(createTestTwin({ seed: 'harbour' }), SEQUENCE_SESSIONS)).text
    expect(await read()).toBe(await read())
  })
})

describe('Qyvo: trigger-sequence', () => {
  it('starts a session once, which is in the feed, counts, and moves from node to node until it is completed', async () => {
    const twin = createTestTwin()
    const count = await countSessions(twin)
    const started = await triggerSequence(twin, { phone: UNUSED_PHONE, context: { order_number: 'R-1' } })
    expect([started.status, started.json]).toEqual([201, { id: expect.any(String), status: 'started' }])
    const again = await triggerSequence(twin, { phone: UNUSED_PHONE })
    expect([again.status, again.json]).toEqual([200, { status: 'already_running' }])
    expect(await countSessions(twin)).toBe(count + 1)
    const [row] = await readFeed(twin)
    const { json: contact } = await sendAction(twin, 'get-contact', { phone: UNUSED_PHONE })
    expect(row).toMatchObject({
      id: started.json.id,
      sequence_id: getSequenceId(twin),
      sequence_name: 'Welcome, seven days',
      contact_id: contact.id,
      contact_phone: UNUSED_PHONE,
      status: 'running',
      current_node_id: 'node_1',
      context: { order_number: 'R-1' },
      completed_at: null,
      created_at: '2026-01-15T09:00:00+00:00',
    })
    expect(contact.opted_in_at).toBe('2026-01-15T09:00:00+00:00')
    const find = async () =>
      (await readFeed(twin, `?sequence_id=${getSequenceId(twin)}`)).find(({ id }) => id === row!.id)
    twin.clock.advance('2d')
    expect(await find()).toMatchObject({ status: 'running', current_node_id: 'node_2' })
    twin.clock.advance('5d')
    expect(await find()).toMatchObject({ status: 'completed', completed_at: '2026-01-22T09:00:00+00:00' })
    expect((await triggerSequence(twin, { contact_id: contact.id })).json.status).toBe('started')
  })

  it('returns already_running for a session of the feed', async () => {
    const twin = createTestTwin()
    const running = (await readFeed(twin)).find(({ status }) => status === 'running')!
    const body = { sequence_id: running.sequence_id, contact_id: running.contact_id }
    const { status, json } = await sendAction(twin, 'trigger-sequence', body)
    expect([status, json]).toEqual([200, { status: 'already_running' }])
  })

  it.each([
    ['Always Fails', '1m', 'failed'],
    ['Always Expires', '14d', 'expired'],
    ['Stays Queued', '20d', 'running'],
  ])('ends the session of %s after %s as %s', async (name, time, status) => {
    const twin = createTestTwin()
    const { json } = await triggerSequence(twin, { contact_id: await findContactId(twin, name) })
    expect((await readFeed(twin))[0]).toMatchObject({ id: json.id, status: 'running' })
    twin.clock.advance(time)
    const rows = await readFeed(twin, `?sequence_id=${getSequenceId(twin)}`)
    expect(rows.find(({ id }) => id === json.id)).toMatchObject({ status, completed_at: null })
  })

  it.each([
    ['a draft', (twin: Twin) => ({ sequence_id: getSequenceId(twin, DRAFT), phone: UNUSED_PHONE })],
    ['an unknown sequence', () => ({ sequence_id: UNKNOWN, phone: UNUSED_PHONE })],
  ])('returns 404 for %s and creates no contact', async (_, createBody) => {
    const twin = createTestTwin()
    const { status, json } = await sendAction(twin, 'trigger-sequence', createBody(twin))
    expect([status, json]).toEqual([404, { error: 'Sequence not found or not published' }])
    expect(twin.world.findContactByPhone(UNUSED_PHONE)).toBeUndefined()
  })

  it('returns 404 for an unknown contact, and 422 without a contact or with two', async () => {
    const twin = createTestTwin()
    expect((await triggerSequence(twin, { contact_id: UNKNOWN })).json).toEqual({ error: 'Contact not found' })
    expect((await triggerSequence(twin, {})).json.errors).toEqual({
      contact_id: ['The contact id field is required when phone is not present.'],
      phone: ['The phone field is required when contact id is not present.'],
    })
    const both = await triggerSequence(twin, { contact_id: getContactId(twin), phone: UNUSED_PHONE })
    expect([both.status, Object.keys(both.json.errors)]).toEqual([422, ['contact_id']])
  })

  it('keeps sessions in a snapshot', async () => {
    const twin = createTestTwin()
    await triggerSequence(twin, { phone: UNUSED_PHONE })
    const { text } = await sendRequest(twin, SEQUENCE_SESSIONS)
    const fork = twin.world.fork()
    expect([...fork.operations]).toEqual([...twin.world.operations])
    expect(text).toContain(UNUSED_PHONE)
  })
})

describe('Qyvo: get-sequence and its picker', () => {
  it('returns published sequences and a draft, and 404 for an unknown one', async () => {
    const twin = createTestTwin()
    const { json } = await sendRequest(twin, '/api/v1/dropdowns/sequences')
    expect(json).toHaveLength(4)
    for (const { id, label } of json) {
      const sequence = (await sendAction(twin, 'get-sequence', { sequence_id: id })).json
      expect(sequence).toMatchObject({ id, name: label, status: 'published' })
      expect(sequence.created_at < sequence.published_at).toBe(true)
      expect(sequence.sessions_count).toBeGreaterThan(0)
    }
    const draft = (await sendAction(twin, 'get-sequence', { sequence_id: getSequenceId(twin, DRAFT) })).json
    expect(draft).toMatchObject({ name: 'Not published yet', status: 'draft', sessions_count: 0, published_at: null })
    const unknown = await sendAction(twin, 'get-sequence', { sequence_id: UNKNOWN })
    expect([unknown.status, unknown.json]).toEqual([404, { error: 'Sequence not found' }])
  })

  it('counts as many sessions as the feed of the sequence has', async () => {
    const twin = createTestTwin({ runs: 10 })
    for (const sequence of [0, 1, 2, 3]) {
      const rows = await readFeed(twin, `?sequence_id=${getSequenceId(twin, sequence)}`)
      expect(rows.length).toBeLessThan(100)
      expect(await countSessions(twin, sequence)).toBe(rows.length)
    }
  })
})
