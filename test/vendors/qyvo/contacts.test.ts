import { describe, expect, it } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { createTestTwin } from '../../support/requests.ts'
import { act, contactId, flowId, NEWCOMER } from './requests.ts'

const UNKNOWN = '0198c5a2-41d7-4b6e-9c3f-5a7d20e1b864'

interface Found {
  readonly id: string
  readonly phone: string
  readonly name: string | null
  readonly email: string | null
  readonly tags: readonly string[]
  readonly last_message_at: string | null
}

async function search(twin: Twin, body: object | string | undefined): Promise<readonly Found[]> {
  const { status, json } = await act(twin, 'search-contacts', body)
  expect(status).toBe(200)
  return json
}

describe('Qyvo: create-contact', () => {
  it('answers 201 whether the contact is new or known, and keeps what the body leaves out', async () => {
    const twin = createTestTwin()
    const made = await act(twin, 'create-contact', {
      phone: '+31 6-1234.5678',
      name: 'Ada Kok',
      email: 'ada@example.com',
      tags: 'club, nl,club',
      metadata: { tier: 'gold', lines: 3 },
    })
    const created_at = '2026-01-15T09:00:00+00:00'
    const { id } = made.json
    const contact = { id, phone: NEWCOMER, name: 'Ada Kok', email: 'ada@example.com', tags: ['club', 'nl'], created_at }
    expect([made.status, made.json]).toEqual([201, contact])
    twin.clock.advance('1h')
    const again = await act(twin, 'create-contact', {
      phone: NEWCOMER,
      name: 'Ada de Kok',
      metadata: { tier: 'silver' },
    })
    expect([again.status, again.json]).toEqual([201, { ...contact, name: 'Ada de Kok' }])
    const read = (await act(twin, 'get-contact', { contact_id: id })).json
    expect(read).toMatchObject({ metadata: { tier: 'silver', lines: 3 }, source: 'api', total_messages: 0, created_at })
  })

  it.each([
    [{}, { phone: ['The phone field is required.'] }],
    [{ phone: 'Ada' }, { phone: ['The phone format is invalid.'] }],
    [{ phone: NEWCOMER, email: 'ada' }, { email: ['The email must be a valid email address.'] }],
    [{ phone: NEWCOMER, metadata: 'x' }, { metadata: ['The metadata must be an array.'] }],
    [
      { phone: NEWCOMER, metadata: { x: 'x'.repeat(65_536) } },
      { metadata: ['The metadata may not be greater than 64 kilobytes.'] },
    ],
  ])('refuses %j', async (body, errors) => {
    const { status, json } = await act(createTestTwin(), 'create-contact', body)
    expect([status, json.errors]).toEqual([422, errors])
  })

  it('makes contacts that every vendor’s sessions can be for', async () => {
    const twin = createTestTwin()
    const before = twin.world.contactCount
    await act(twin, 'create-contact', { phone: NEWCOMER, name: 'Ada Kok' })
    expect(twin.world.contactCount).toBe(before + 1)
    expect(twin.world.getPerson(before)).toMatchObject({ name: 'Ada Kok', firstName: 'Ada', phone: NEWCOMER })
  })
})

describe('Qyvo: get-contact', () => {
  it('finds the same contact by id, phone number or e-mail address', async () => {
    const twin = createTestTwin()
    const mailed = (await search(twin, {})).find(({ email }) => email !== null)!
    const byId = (await act(twin, 'get-contact', { contact_id: mailed.id.toUpperCase() })).json
    expect(byId).toMatchObject({ phone: mailed.phone, email: mailed.email, last_message_at: mailed.last_message_at })
    expect((await act(twin, 'get-contact', { phone: mailed.phone.replace('+', '00') })).json).toEqual(byId)
    expect((await act(twin, 'get-contact', { email: mailed.email?.toUpperCase() })).json).toEqual(byId)
    expect(byId.total_messages).toBeGreaterThan(0)
    expect(byId.created_at <= byId.opted_in_at && byId.opted_in_at < byId.last_message_at).toBe(true)
  })

  it.each([[{ contact_id: UNKNOWN }], [{ phone: NEWCOMER }], [{ email: 'nobody@example.com' }]])(
    'finds nobody by %j',
    async (body) => {
      const { status, json } = await act(createTestTwin(), 'get-contact', body)
      expect([status, json]).toEqual([404, { error: 'Contact not found' }])
    },
  )

  it('wants exactly one way of naming the contact; empty ones count for none', async () => {
    const twin = createTestTwin()
    const none = await act(twin, 'get-contact', { contact_id: '', phone: ' ', email: null })
    expect(none.status).toBe(422)
    expect(none.json.errors).toEqual({
      contact_id: ['The contact id field is required when none of phone / email are present.'],
      phone: ['The phone field is required when none of contact id / email are present.'],
      email: ['The email field is required when none of contact id / phone are present.'],
    })
    const two = await act(twin, 'get-contact', { phone: NEWCOMER, email: 'ada@example.com' })
    expect(two.json.errors).toEqual({ phone: ['The phone field prohibits email from being present.'] })
    const empty = await act(twin, 'get-contact', { contact_id: contactId(twin), phone: '', email: '' })
    expect(empty.status).toBe(200)
  })
})

describe('Qyvo: update-contact', () => {
  it('writes only what the body names: clears by an empty text, replaces tags, merges metadata', async () => {
    const twin = createTestTwin()
    const phone = NEWCOMER
    const first = { phone, name: 'Ada', email: 'ada@example.com', tags: 'one,two', metadata: { a: 1, b: { c: 2 } } }
    const { id } = (await act(twin, 'create-contact', first)).json
    twin.clock.advance('5m')
    const updated_at = '2026-01-15T09:05:00+00:00'
    const tagged = await act(twin, 'update-contact', { phone, tags: 'three', metadata: { b: 3 } })
    expect([tagged.status, tagged.json]).toEqual([
      200,
      { id, phone, name: 'Ada', email: 'ada@example.com', tags: ['three'], updated_at },
    ])
    const cleared = await act(twin, 'update-contact', { contact_id: id, name: '', email: '', tags: '' })
    expect(cleared.json).toEqual({ id, phone, name: null, email: null, tags: [], updated_at })
    expect((await act(twin, 'get-contact', { phone })).json.metadata).toEqual({ a: 1, b: 3 })
  })

  it('changes what the feeds say of the contact’s sessions', async () => {
    const twin = createTestTwin()
    await act(twin, 'trigger-flow', { flow_id: flowId(twin), contact_id: contactId(twin, 3) })
    await act(twin, 'update-contact', { contact_id: contactId(twin, 3), name: 'Ada Kok' })
    const { json } = await act(twin, 'search-contacts', { query: 'ada kok' })
    expect(json.map((one: Found) => one.id)).toEqual([contactId(twin, 3)])
  })

  it('needs somebody to change', async () => {
    const twin = createTestTwin()
    const unnamed = await act(twin, 'update-contact', { name: 'Ada' })
    expect([unnamed.status, Object.keys(unnamed.json.errors)]).toEqual([422, ['contact_id', 'phone']])
    expect((await act(twin, 'update-contact', { phone: NEWCOMER })).json).toEqual({ error: 'Contact not found' })
    const both = await act(twin, 'update-contact', { contact_id: contactId(twin), phone: NEWCOMER, name: 'Ada' })
    expect([both.status, both.json.id]).toEqual([200, contactId(twin)])
  })
})

describe('Qyvo: search-contacts', () => {
  it.each([{}, '', '{}', { query: '', tag: null }])('shows for %j the 50 last in conversation', async (body) => {
    const found = await search(createTestTwin(), body)
    expect(found).toHaveLength(50)
    const last = found.map((one) => one.last_message_at ?? '')
    expect(last).toEqual(last.toSorted().toReversed())
  })

  it('agrees with a look at every contact there is', async () => {
    const twin = createTestTwin({ runs: 300, limits: false })
    await search(twin, {})
    const all: Found[] = []
    for (let contact = 0; contact < twin.world.contactCount; contact++) {
      all.push((await act(twin, 'get-contact', { contact_id: contactId(twin, contact) })).json)
    }
    const byActivity = all.filter((one) => one.last_message_at !== null).map((one) => one.last_message_at)
    const found = await search(twin, { query: '+' })
    expect(found.map((one) => one.last_message_at)).toEqual(byActivity.toSorted().toReversed().slice(0, 50))
  })

  it('finds parts of names, numbers and addresses in either case, and all conditions have to hold', async () => {
    const twin = createTestTwin()
    const known = (await search(twin, { tag: 'club' })).find(({ name, email }) => name !== null && email !== null)
    for (const query of [known!.name!.slice(1).toUpperCase(), known!.phone.slice(2), known!.email!.slice(0, -4)]) {
      expect((await search(twin, { query, tag: 'club' })).map(({ id }) => id)).toContain(known!.id)
    }
    const both = await search(twin, { email: known!.email, tag: 'club' })
    expect(both.map(({ id }) => id)).toContain(known!.id)
    expect(await search(twin, { email: known!.email, tag: 'no such tag' })).toEqual([])
    expect(await search(twin, { email: known!.email!.slice(1) })).toEqual([])
  })

  it('finds a contact as soon as it is made, in a world of any size', async () => {
    const twin = createTestTwin({ runs: 200_000 })
    await act(twin, 'create-contact', { phone: NEWCOMER, name: 'Zebedee Quist', tags: 'brand new' })
    expect((await search(twin, { query: 'zebedee' })).map(({ phone }) => phone)).toEqual([NEWCOMER])
    expect(await search(twin, { tag: 'brand new' })).toHaveLength(1)
  })
})
