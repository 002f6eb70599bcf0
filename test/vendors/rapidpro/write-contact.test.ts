import { describe, expect, it } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { createTestTwin, sendRequest } from '../../support/requests.ts'
import {
  CONTACTS,
  createPostOptions,
  findRegularFlow,
  GROUPS,
  HEAD,
  readAllPages,
  readFirst,
  RUNS,
  sendPost,
  STARTS,
} from './requests.ts'

const NEWCOMER = 'tel:+31612345678'
const FIELDS = '/api/v2/fields.json'

const createUrnPath = (urn: string) => `${CONTACTS}?urn=${encodeURIComponent(urn)}`

async function sendDelete(twin: Twin, path: string) {
  const { status, json } = await sendRequest(twin, path, { method: 'DELETE' })
  return [status, json]
}

describe('RapidPro: contact writing', () => {
  it('creates a contact without any field', async () => {
    const { status, json } = await sendPost(createTestTwin(), CONTACTS, { name: null, language: null })
    expect([status, json]).toEqual([
      201,
      expect.objectContaining({
        name: null,
        language: null,
        urns: [],
        groups: [],
        fields: { district: null },
        flow: null,
      }),
    ])
    expect('notes' in json).toBe(false)
  })

  it('keeps URNs of every scheme, normalized, and finds contacts by them', async () => {
    const twin = createTestTwin()
    const urns = ['whatsapp:31612345678', 'mailto:Ruth@Example.org', 'telegram:4711', 'twitter:@RUTH', 'ext:a b']
    const { json } = await sendPost(twin, CONTACTS, { urns })
    const stored = ['whatsapp:31612345678', 'mailto:ruth@example.org', 'telegram:4711', 'twitter:ruth', 'ext:a b']
    expect(json.urns).toEqual(stored)
    for (const urn of stored) expect(await readAllPages(twin, createUrnPath(urn))).toEqual([json])
    expect(await readAllPages(twin, createUrnPath('tel:+31612345678'))).toEqual([])
    const taken = await sendPost(twin, CONTACTS, { urns: ['telegram:4711'] })
    expect(taken.json).toEqual({ urns: ['URN belongs to another contact: telegram:4711'] })
  })

  it.each(['whatsapp:+31', 'mailto:ruth', 'telegram:x', 'twitter:a b', 'TEL:+31612345678', 'foo:bar', '+31612345678'])(
    'rejects the URN %s',
    async (urn) => {
      expect((await sendPost(createTestTwin(), CONTACTS, { urns: [urn] })).json).toEqual({
        urns: { 0: [`Invalid URN: ${urn}. Ensure phone numbers contain country codes.`] },
      })
    },
  )

  it('rejects an invalid URN in the query with its own text', async () => {
    const twin = createTestTwin()
    for (const urn of ['abc', 'foo:bar', 'TEL:+31612345678', 'tel:\0']) {
      expect((await sendRequest(twin, createUrnPath(urn))).json).toEqual({ detail: `Invalid URN: ${urn}` })
    }
    expect((await sendPost(twin, createUrnPath('tel:12'), { name: 'x' })).json).toEqual({
      non_field_errors: ['Invalid URN: tel:12. Ensure phone numbers contain country codes.'],
    })
    expect((await sendPost(twin, createUrnPath(NEWCOMER), { urns: ['telegram:1'] })).json).toEqual({
      urns: ['Field not allowed when using URN in URL'],
    })
  })

  it('keeps groups, fields and any language', async () => {
    const twin = createTestTwin()
    await sendPost(twin, FIELDS, { name: 'Home village', type: 'text' })
    const body = { language: 'swa', groups: ['field staff'], fields: { home_village: 'Kivu', district: 'Lake' } }
    const { json } = await sendPost(twin, CONTACTS, body)
    expect([json.language, json.fields]).toEqual(['swa', { district: 'Lake', home_village: 'Kivu' }])
    // A group with a query has the contacts whose field fits.
    expect(json.groups.map(({ name }: { name: string }) => name)).toEqual(['Field staff', 'Lake district'])
    const count = async () => (await readFirst(twin, `${GROUPS}?name=Lake%20district`))['count']
    const before = await count()
    const cleared = await sendPost(twin, `${CONTACTS}?uuid=${json.uuid}`, { groups: [], fields: { district: null } })
    expect([cleared.json.groups, cleared.json.fields]).toEqual([[], { district: null, home_village: 'Kivu' }])
    expect(await count()).toBe(before - 1)
  })

  it('leaves the modification of an unchanged contact as it is', async () => {
    const twin = createTestTwin()
    const contact = await readFirst(twin, CONTACTS)
    const { json } = await sendPost(twin, `${CONTACTS}?uuid=${contact['uuid']}`, { name: contact['name'] })
    expect(json).toEqual(contact)
  })

  it('has the error texts and notes of the newer line', async () => {
    const twin = createTestTwin({ quirks: HEAD })
    const [one, other] = await readAllPages(twin, CONTACTS)
    expect((await sendPost(twin, CONTACTS, { urns: one!['urns'] })).json).toEqual({
      urns: { 0: ['URN is in use by another contact.'] },
    })
    expect((await sendPost(twin, CONTACTS, { language: 'xx' })).json).toEqual({
      language: ['Ensure this field has at least 3 characters.'],
    })
    const path = `${CONTACTS}?uuid=${other!['uuid']}`
    for (let note = 0; note < 6; note++) await sendPost(twin, path, { note: `note ${note}` })
    const { notes } = (await readFirst(twin, path)) as { notes: { text: string }[] }
    expect(notes.map(({ text }) => text)).toEqual(['note 1', 'note 2', 'note 3', 'note 4', 'note 5'])
    const unknown = await sendPost(twin, `${CONTACTS}?uuid=00000000-0000-4000-8000-000000000000`, {})
    expect(unknown.json).toEqual({ detail: 'No Contact matches the given query.' })
  })

  it('requires exactly one parameter to find a contact', async () => {
    const twin = createTestTwin()
    const text = 'URL must contain one of the following parameters: urn, uuid'
    expect(await sendDelete(twin, CONTACTS)).toEqual([400, { detail: text }])
    const both = `${createUrnPath(NEWCOMER)}&uuid=abc`
    const detail = 'URL can only contain one of the following parameters: urn, uuid'
    expect((await sendPost(twin, both, {})).json).toEqual({ detail })
    expect(await sendDelete(twin, `${CONTACTS}?uuid=abc`)).toEqual([404, { detail: 'Not found.' }])
  })

  it('deletes a contact: it is listed as deleted only, without its data', async () => {
    const twin = createTestTwin()
    const contacts = await readAllPages(twin, CONTACTS)
    const busy = contacts.find(({ flow }) => flow !== null)!
    expect(await readAllPages(twin, `${CONTACTS}?deleted=true`)).toEqual([])
    const response = await sendRequest(twin, `${CONTACTS}?uuid=${busy['uuid']}`, { method: 'DELETE' })
    expect([response.status, response.text]).toEqual([204, ''])
    expect(await readAllPages(twin, CONTACTS)).toHaveLength(contacts.length - 1)
    expect(await readAllPages(twin, `${CONTACTS}?deleted=1`)).toEqual([
      expect.objectContaining({
        uuid: busy['uuid'],
        name: null,
        status: null,
        urns: [],
        fields: {},
        flow: null,
        blocked: null,
      }),
    ])
    expect((await sendPost(twin, `${CONTACTS}?uuid=${busy['uuid']}`, {})).json).toEqual({
      non_field_errors: ["Deleted contacts can't be modified."],
    })
    const run = await readFirst(twin, `${RUNS}?contact=${busy['uuid']}`)
    expect([run['exit_type'], run['contact'].name, run['contact'].urn]).toEqual(['interrupted', null, null])
    expect((await sendPost(twin, CONTACTS, { urns: busy['urns'] })).status).toBe(201)
  })

  it('expands URNs', async () => {
    const [contact] = await readAllPages(createTestTwin(), `${CONTACTS}?expand_urns=true`)
    expect(contact!['urns']).toEqual([
      {
        channel: expect.objectContaining({ name: 'Short code' }),
        scheme: 'tel',
        path: expect.any(String),
        display: null,
      },
    ])
  })

  it('starts contacts by URN, each once', async () => {
    const twin = createTestTwin()
    const { uuid: flow } = await findRegularFlow(twin)
    const contact = await readFirst(twin, CONTACTS)
    const body = { flow, contacts: [contact['urns'][0], contact['uuid']] }
    const { status, json } = await sendPost(twin, STARTS, body)
    expect([status, json.contacts]).toEqual([201, [{ uuid: contact['uuid'], name: contact['name'] }]])
  })
})

describe('RapidPro: references in bodies', () => {
  it.each([
    [{ flow: '' }, { flow: ['This field may not be null.'] }],
    [{ flow: ['x'] }, { flow: ['Must be a string or integer'] }],
    [{ flow: 1.5 }, { flow: ['Must be a string or integer'] }],
    [{ flow: true }, { flow: ['No such object: True'] }],
    [{ flow: 5 }, { flow: ['No such object: 5'] }],
  ])('rejects %j', async (body, expected) => {
    expect((await sendPost(createTestTwin(), STARTS, body)).json).toEqual(expected)
  })

  it.each([
    [{ contacts: { a: 1 } }, { contacts: ['No such object: a'] }],
    [{ contacts: [['x']] }, { contacts: ['Must be a string or integer'] }],
    [{ contacts: [null] }, { contacts: ['Must be a string or integer'] }],
    [{ contacts: [true] }, { contacts: ['No such object: True'] }],
    [{ contacts: 5 }, { contacts: ['Expected a list of items but got type "int".'] }],
    [{ urns: [true, { a: null }] }, { urns: { 0: [createUrnError('True')], 1: [createUrnError("{'a': None}")] } }],
    [{ urns: { a: 1 } }, { urns: ['Expected a list of items but got type "dict".'] }],
  ])('rejects %j for a flow', async (body, expected) => {
    const twin = createTestTwin()
    const { uuid: flow } = await findRegularFlow(twin)
    expect((await sendPost(twin, STARTS, { flow, ...body })).json).toEqual(expected)
  })

  it('normalizes parameters in version 9 only', async () => {
    const params = { 'first name': 'Ryan', deep: { a: [1, { b: null }] } }
    for (const [quirks, expected] of [
      [{}, { first_name: 'Ryan', deep: { a: { 0: 1, 1: { b: '' } } } }],
      [HEAD, params],
    ] as const) {
      const twin = createTestTwin({ quirks })
      const { uuid: flow } = await findRegularFlow(twin)
      const { json } = await sendPost(twin, STARTS, { flow, groups: ['Field staff'], params })
      expect([json.params, json.extra]).toEqual([expected, expected])
    }
  })

  it('takes a flow in any format in the newer line, and a start in the query', async () => {
    const twin = createTestTwin({ quirks: HEAD })
    const flow = String((await findRegularFlow(twin))['uuid']).toUpperCase()
    const body = { flow, groups: ['Field staff'] }
    const created = await sendPost(twin, STARTS, body)
    expect(created.status).toBe(201)
    expect((await sendPost(twin, `${STARTS}?uuid=${created.json.uuid}`, body)).status).toBe(200)
    expect((await sendPost(twin, `${STARTS}?uuid=abc`, body)).json).toEqual({
      detail: "Param 'uuid': abc is not a valid UUID.",
    })
    const unknown = await sendRequest(createTestTwin(), `${STARTS}?uuid=abc`, createPostOptions({}))
    expect([unknown.status, unknown.json]).toEqual([404, { detail: 'Not found.' }])
  })
})

function createUrnError(urn: string): string {
  return `Invalid URN: ${urn}. Ensure phone numbers contain country codes.`
}
