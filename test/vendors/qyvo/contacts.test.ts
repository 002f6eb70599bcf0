import { describe, expect, it } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { createTestTwin } from '../../support/requests.ts'
import { sendAction, getContactId, getFlowId, UNUSED_PHONE, UNKNOWN } from './requests.ts'

interface ContactRow {
  readonly id: string
  readonly phone: string
  readonly name: string | null
  readonly email: string | null
  readonly tags: readonly string[]
  readonly last_message_at: string | null
}

async function search(twin: Twin, body: object | string | undefined): Promise<readonly ContactRow[]> {
  const { status, json } = await sendAction(twin, 'search-contacts', body)
  expect(status).toBe(200)
  return json
}

describe('Qyvo: create-contact', () => {
  it('returns 201 for a new and for a known contact, and keeps omitted fields', async () => {
    const twin = createTestTwin()
    const created = await sendAction(twin, 'create-contact', {
      phone: '+31 6-1234.5678',
      name: 'Ada Kok',
      email: 'ada@example.com',
      tags: 'club, nl,club',
      metadata: { tier: 'gold', lines: 3 },
    })
    const created_at = '2026-01-15T09:00:00+00:00'
    const { id } = created.json
    const contact = {
      id,
      phone: UNUSED_PHONE,
      name: 'Ada Kok',
      email: 'ada@example.com',
      tags: ['club', 'nl'],
      created_at,
    }
    expect([created.status, created.json]).toEqual([201, contact])
    twin.clock.advance('1h')
    const again = await sendAction(twin, 'create-contact', {
      phone: UNUSED_PHONE,
      name: 'Ada de Kok',
      metadata: { tier: 'silver' },
    })
    expect([again.status, again.json]).toEqual([201, { ...contact, name: 'Ada de Kok' }])
    const read = (await sendAction(twin, 'get-contact', { contact_id: id })).json
    expect(read).toMatchObject({ metadata: { tier: 'silver', lines: 3 }, source: 'api', total_messages: 0, created_at })
  })

  it.each([
    [{}, { phone: ['The phone field is required.'] }],
    [{ phone: 'Ada' }, { phone: ['The phone format is invalid.'] }],
    [{ phone: UNUSED_PHONE, email: 'ada' }, { email: ['The email must be a valid email address.'] }],
    [{ phone: UNUSED_PHONE, metadata: 'x' }, { metadata: ['The metadata must be an array.'] }],
    [
      { phone: UNUSED_PHONE, metadata: { x: 'x'.repeat(65_536) } },
      { metadata: ['The metadata may not be greater than 64 kilobytes.'] },
    ],
  ])('returns 422 for %j', async (body, errors) => {
    const { status, json } = await sendAction(createTestTwin(), 'create-contact', body)
    expect([status, json.errors]).toEqual([422, errors])
  })

  it('creates a contact that all vendors can use', async () => {
    const twin = createTestTwin()
    const before = twin.world.contactCount
    await sendAction(twin, 'create-contact', { phone: UNUSED_PHONE, name: 'Ada Kok' })
    expect(twin.world.contactCount).toBe(before + 1)
    expect(twin.world.getPerson(before)).toMatchObject({ name: 'Ada Kok', firstName: 'Ada', phone: UNUSED_PHONE })
  })
})

describe('Qyvo: get-contact', () => {
  it('finds the same contact by id, phone number or e-mail address', async () => {
    const twin = createTestTwin()
    const contact = (await search(twin, {})).find(({ email }) => email !== null)!
    const byId = (await sendAction(twin, 'get-contact', { contact_id: contact.id.toUpperCase() })).json
    expect(byId).toMatchObject({ phone: contact.phone, email: contact.email, last_message_at: contact.last_message_at })
    expect((await sendAction(twin, 'get-contact', { phone: contact.phone.replace('+', '00') })).json).toEqual(byId)
    expect((await sendAction(twin, 'get-contact', { email: contact.email?.toUpperCase() })).json).toEqual(byId)
    expect(byId.total_messages).toBeGreaterThan(0)
    expect(byId.created_at <= byId.opted_in_at && byId.opted_in_at < byId.last_message_at).toBe(true)
  })

  it.each([[{ contact_id: UNKNOWN }], [{ phone: UNUSED_PHONE }], [{ email: 'nobody@example.com' }]])(
    'returns 404 for %j',
    async (body) => {
      const { status, json } = await sendAction(createTestTwin(), 'get-contact', body)
      expect([status, json]).toEqual([404, { error: 'Contact not found' }])
    },
  )

  it('requires exactly one reference; an empty one is ignored', async () => {
    const twin = createTestTwin()
    const none = await sendAction(twin, 'get-contact', { contact_id: '', phone: ' ', email: null })
    expect(none.status).toBe(422)
    expect(none.json.errors).toEqual({
      contact_id: ['The contact id field is required when none of phone / email are present.'],
      phone: ['The phone field is required when none of contact id / email are present.'],
      email: ['The email field is required when none of contact id / phone are present.'],
    })
    const two = await sendAction(twin, 'get-contact', { phone: UNUSED_PHONE, email: 'ada@example.com' })
    expect(two.json.errors).toEqual({ phone: ['The phone field prohibits email from being present.'] })
    const empty = await sendAction(twin, 'get-contact', { contact_id: getContactId(twin), phone: '', email: '' })
    expect(empty.status).toBe(200)
  })
})

describe('Qyvo: update-contact', () => {
  it('changes only the fields in the body: an empty text clears, tags are replaced, metadata is merged', async () => {
    const twin = createTestTwin()
    const phone = UNUSED_PHONE
    const first = { phone, name: 'Ada', email: 'ada@example.com', tags: 'one,two', metadata: { a: 1, b: { c: 2 } } }
    const { id } = (await sendAction(twin, 'create-contact', first)).json
    twin.clock.advance('5m')
    const updated_at = '2026-01-15T09:05:00+00:00'
    const tagged = await sendAction(twin, 'update-contact', { phone, tags: 'three', metadata: { b: 3 } })
    expect([tagged.status, tagged.json]).toEqual([
      200,
      { id, phone, name: 'Ada', email: 'ada@example.com', tags: ['three'], updated_at },
    ])
    const cleared = await sendAction(twin, 'update-contact', { contact_id: id, name: '', email: '', tags: '' })
    expect(cleared.json).toEqual({ id, phone, name: null, email: null, tags: [], updated_at })
    expect((await sendAction(twin, 'get-contact', { phone })).json.metadata).toEqual({ a: 1, b: 3 })
  })

  it('changes the name that a search finds', async () => {
    const twin = createTestTwin()
    await sendAction(twin, 'trigger-flow', { flow_id: getFlowId(twin), contact_id: getContactId(twin, 3) })
    await sendAction(twin, 'update-contact', { contact_id: getContactId(twin, 3), name: 'Ada Kok' })
    const { json } = await sendAction(twin, 'search-contacts', { query: 'ada kok' })
    expect(json.map((row: ContactRow) => row.id)).toEqual([getContactId(twin, 3)])
  })

  it('returns 422 without a reference, 404 for an unknown phone number, and prefers the id', async () => {
    const twin = createTestTwin()
    const missing = await sendAction(twin, 'update-contact', { name: 'Ada' })
    expect([missing.status, Object.keys(missing.json.errors)]).toEqual([422, ['contact_id', 'phone']])
    expect((await sendAction(twin, 'update-contact', { phone: UNUSED_PHONE })).json).toEqual({
      error: 'Contact not found',
    })
    const both = await sendAction(twin, 'update-contact', {
      contact_id: getContactId(twin),
      phone: UNUSED_PHONE,
      name: 'Ada',
    })
    expect([both.status, both.json.id]).toEqual([200, getContactId(twin)])
  })
})

describe('Qyvo: search-contacts', () => {
  it.each([{}, '', '{}', { query: '', tag: null }])(
    'returns for %j the 50 contacts with the latest messages',
    async (body) => {
      const found = await search(createTestTwin(), body)
      expect(found).toHaveLength(50)
      const last = found.map((row) => row.last_message_at ?? '')
      expect(last).toEqual(last.toSorted().toReversed())
    },
  )

  it('returns the same order as a scan of all contacts', async () => {
    const twin = createTestTwin({ runs: 300, limits: false })
    await search(twin, {})
    const all: ContactRow[] = []
    for (let contact = 0; contact < twin.world.contactCount; contact++) {
      all.push((await sendAction(twin, 'get-contact', { contact_id: getContactId(twin, contact) })).json)
    }
    const byActivity = all.filter((row) => row.last_message_at !== null).map((row) => row.last_message_at)
    const found = await search(twin, { query: '+' })
    expect(found.map((row) => row.last_message_at)).toEqual(byActivity.toSorted().toReversed().slice(0, 50))
  })

  it('finds parts of names, numbers and addresses in any case, and combines all conditions', async () => {
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

  it('finds a new contact at once in a large world', async () => {
    const twin = createTestTwin({ runs: 200_000 })
    await sendAction(twin, 'create-contact', { phone: UNUSED_PHONE, name: 'Zebedee Quist', tags: 'brand new' })
    expect((await search(twin, { query: 'zebedee' })).map(({ phone }) => phone)).toEqual([UNUSED_PHONE])
    expect(await search(twin, { tag: 'brand new' })).toHaveLength(1)
  })
})

describe('Qyvo: tags', () => {
  const addTag = async (twin: Twin, tag: string) =>
    await sendAction(twin, 'add-tag', { contact_id: getContactId(twin), tag })
  const listTagNames = async (twin: Twin, body: object = {}): Promise<readonly string[]> =>
    (await sendAction(twin, 'list-tags', body)).json.map(({ name }: { name: string }) => name)

  it('adds a tag once, shows it on the contact and in a search, and removes it', async () => {
    const twin = createTestTwin()
    const { phone, tags } = (await sendAction(twin, 'get-contact', { contact_id: getContactId(twin) })).json
    const added = await addTag(twin, ' spring-2026 ')
    expect([added.status, added.json]).toEqual([
      200,
      { id: getContactId(twin), phone, tag_added: 'spring-2026', tags: [...tags, 'spring-2026'] },
    ])
    expect((await addTag(twin, 'spring-2026')).json).toEqual(added.json)
    expect((await search(twin, { tag: 'spring-2026' })).map(({ id }) => id)).toEqual([getContactId(twin)])
    const removed = await sendAction(twin, 'remove-tag', { phone, tag: 'spring-2026' })
    expect(removed.json).toEqual({ id: getContactId(twin), phone, tag_removed: 'spring-2026', tags })
    expect(await search(twin, { tag: 'spring-2026' })).toEqual([])
    expect((await sendAction(twin, 'remove-tag', { phone, tag: 'unknown' })).json.tags).toEqual(tags)
  })

  it('lists every tag of a contact, sorted by name, also after the last contact lost it', async () => {
    const twin = createTestTwin()
    await addTag(twin, 'wine-club')
    await sendAction(twin, 'create-contact', { phone: UNUSED_PHONE, tags: 'alpha, zulu' })
    await sendAction(twin, 'update-contact', { phone: UNUSED_PHONE, tags: 'beta' })
    const names = await listTagNames(twin)
    expect(names).toEqual(names.toSorted())
    expect(names).toEqual(expect.arrayContaining(['alpha', 'beta', 'club', 'flowtwin', 'wine-club', 'zulu']))
    const used = (await search(twin, {})).flatMap(({ tags }) => tags)
    expect(names).toEqual(expect.arrayContaining(used))
    expect(await listTagNames(twin, { name: 'CLUB' })).toEqual(['club', 'wine-club'])
    expect(await listTagNames(twin, { name: '' })).toEqual(names)
    const { json } = await sendAction(twin, 'list-tags', {})
    expect(new Set(json.map(({ id }: { id: string }) => id)).size).toBe(names.length)
  })

  it('returns 404 for an unknown contact, and 422 without a tag or without a contact', async () => {
    const twin = createTestTwin()
    const unknown = await sendAction(twin, 'add-tag', { phone: UNUSED_PHONE, tag: 'vip' })
    expect([unknown.status, unknown.json]).toEqual([404, { error: 'Contact not found' }])
    for (const tag of ['', '  ', undefined]) {
      const { status, json } = await sendAction(twin, 'add-tag', { contact_id: getContactId(twin), tag })
      expect([status, json.errors]).toEqual([422, { tag: ['The tag field is required.'] }])
    }
    expect((await sendAction(twin, 'remove-tag', { tag: 'vip' })).json.errors).toEqual({
      contact_id: ['The contact id field is required when phone is not present.'],
      phone: ['The phone field is required when contact id is not present.'],
    })
  })
})
