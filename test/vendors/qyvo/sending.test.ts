import { describe, expect, it } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { createTestTwin, sendRequest } from '../../support/requests.ts'
import { CAMPAIGNS, getTemplateId, replyAsContact, sendAction, UNUSED_PHONE, UNKNOWN } from './requests.ts'

const VARIABLES = { 1: 'Ada', 2: 'R-20418', 3: 'Friday' }

async function sendText(twin: Twin, body: object) {
  return await sendAction(twin, 'send-text-message', { phone: UNUSED_PHONE, message: 'Hello', ...body })
}

async function sendTemplate(twin: Twin, body: object = {}) {
  const defaults = { phone: UNUSED_PHONE, template_id: getTemplateId(twin), variables: VARIABLES }
  return await sendAction(twin, 'send-template-message', { ...defaults, ...body })
}

async function readContact(twin: Twin, phone: string) {
  return (await sendAction(twin, 'get-contact', { phone })).json
}

describe('Qyvo: send-text-message', () => {
  it('sends a text within 24 hours of the last message of the contact, and counts it', async () => {
    const twin = createTestTwin()
    const phone = replyAsContact(twin)
    const before = await readContact(twin, phone)
    twin.clock.advance('23h')
    const { status, json } = await sendText(twin, { phone })
    const contact = await readContact(twin, phone)
    const id = expect.stringMatching(/^[0-9a-f-]{14}7[0-9a-f-]{21}$/)
    const whatsapp_message_id = expect.stringMatching(/^wamid\./)
    expect([status, json]).toEqual([200, { id, status: 'sent', whatsapp_message_id, contact_id: contact.id }])
    expect(contact.total_messages).toBeGreaterThan(before.total_messages)
    expect(contact.last_message_at).toBe('2026-01-16T08:00:01+00:00')
    expect((await sendAction(twin, 'search-contacts', {})).json[0].last_message_at >= contact.last_message_at).toBe(
      true,
    )
  })

  it('returns 422 with code 131047 after 24 hours and for somebody who never wrote', async () => {
    const twin = createTestTwin({ runs: 0, dataset: { arrivals: false } })
    const phone = replyAsContact(twin)
    const refusal = { error: 'Re-engagement message', code: 131047 }
    expect((await sendText(twin, {})).json).toEqual(refusal)
    expect(twin.world.findContactByPhone(UNUSED_PHONE)).toBeUndefined()
    twin.clock.advance('23h59m59s')
    expect((await sendText(twin, { phone })).status).toBe(200)
    twin.clock.advance('1s')
    const { status, json } = await sendText(twin, { phone })
    expect([status, json]).toEqual([422, refusal])
  })

  it.each([
    [{ message: '' }, { message: ['The message field is required.'] }],
    [{ message: '  ' }, { message: ['The message field is required.'] }],
    [{ message: undefined }, { message: ['The message field is required.'] }],
    [{ message: 'x'.repeat(4097) }, { message: ['The message may not be greater than 4096 characters.'] }],
    [{ phone: 'Ada' }, { phone: ['The phone format is invalid.'] }],
  ])('returns 422 for %j', async (body, errors) => {
    const { status, json } = await sendText(createTestTwin(), body)
    expect([status, json.errors]).toEqual([422, errors])
  })
})

describe('Qyvo: send-template-message', () => {
  it('sends to a new phone number, and finds the contact first in a search', async () => {
    const twin = createTestTwin()
    twin.clock.advance('1m')
    const { status, json } = await sendTemplate(twin, { phone: '+31 6 1234 5678', language: 'fr' })
    const contact = await readContact(twin, UNUSED_PHONE)
    expect([status, json.contact_id]).toEqual([200, contact.id])
    expect(contact).toMatchObject({
      total_messages: 1,
      last_message_at: '2026-01-15T09:01:00+00:00',
      opted_in_at: null,
    })
    const found = (await sendAction(twin, 'search-contacts', { query: UNUSED_PHONE })).json
    expect(found).toMatchObject([{ id: contact.id, last_message_at: '2026-01-15T09:01:00+00:00' }])
    const second = await sendTemplate(twin)
    expect(second.json.id).not.toBe(json.id)
    expect((await readContact(twin, UNUSED_PHONE)).total_messages).toBe(2)
  })

  it('sends a template without placeholders without variables', async () => {
    const twin = createTestTwin()
    const { json } = await sendAction(twin, 'list-templates', {})
    const offer = json.find(({ name }: { name: string }) => name === 'weekly_offer')
    expect((await sendTemplate(twin, { template_id: offer.id, variables: undefined })).status).toBe(200)
  })

  it.each([
    [undefined, ['1', '2', '3']],
    [{}, ['1', '2', '3']],
    [{ 1: 'Ada', 2: '', 3: 'Friday' }, ['2']],
    [{ 1: 'Ada', 3: null }, ['2', '3']],
  ])('returns 422 with the missing placeholders for %j', async (variables, missing) => {
    const twin = createTestTwin()
    const { status, json } = await sendTemplate(twin, { variables })
    const error = 'Template requires variables that were not provided.'
    expect([status, json]).toEqual([422, { error, expected_placeholders: ['1', '2', '3'], missing }])
    expect(twin.world.findContactByPhone(UNUSED_PHONE)).toBeUndefined()
  })

  it('returns 404 for an unknown template, and 422 for a malformed request', async () => {
    const twin = createTestTwin()
    const unknown = await sendTemplate(twin, { template_id: UNKNOWN })
    expect([unknown.status, unknown.json]).toEqual([404, { error: 'Template not found' }])
    const malformed = await sendTemplate(twin, { template_id: 'welcome', variables: 'Ada' })
    expect([malformed.status, malformed.json.errors]).toEqual([
      422,
      { template_id: ['The template id must be a valid UUID.'], variables: ['The variables must be an array.'] },
    ])
  })
})

describe('Qyvo: templates', () => {
  it('lists all templates or those of one status, sorted by name', async () => {
    const twin = createTestTwin()
    const list = async (body?: object): Promise<{ name: string; status: string }[]> =>
      (await sendAction(twin, 'list-templates', body)).json
    const all = await list({})
    const names = all.map(({ name }) => name)
    expect(names).toEqual(names.toSorted())
    expect(await list({ status: '' })).toEqual(all)
    expect(await list()).toEqual(all)
    const perStatus = await Promise.all(
      ['APPROVED', 'PENDING', 'REJECTED'].map(async (status) => await list({ status })),
    )
    expect(perStatus.map((rows) => rows.length)).toEqual([5, 1, 1])
    expect(perStatus.flat().toSorted((left, right) => (left.name < right.name ? -1 : 1))).toEqual(all)
  })

  it('returns a template with the fields of the list, its text and its placeholders', async () => {
    const twin = createTestTwin()
    const { json: rows } = await sendAction(twin, 'list-templates', {})
    for (const row of rows) {
      const { json } = await sendAction(twin, 'get-template', { template_id: row.id.toUpperCase() })
      expect(json).toMatchObject(row)
      const { json: options } = await sendRequest(twin, `/api/v1/dropdowns/template-variables?template_id=${row.id}`)
      expect(options.map(({ id }: { id: string }) => id)).toEqual(json.placeholders)
      for (const { label } of options) expect(json.body).toContain(label)
    }
    const unknown = await sendAction(twin, 'get-template', { template_id: UNKNOWN })
    expect([unknown.status, unknown.json]).toEqual([404, { error: 'Template not found' }])
  })

  it('returns 422 for variables without a template, and 404 for those of an unknown one', async () => {
    const path = '/api/v1/dropdowns/template-variables'
    const without = await sendRequest(createTestTwin(), path)
    expect([without.status, without.json.errors]).toEqual([
      422,
      { template_id: ['The template id field is required.'] },
    ])
    expect((await sendRequest(createTestTwin(), `${path}?template_id=${UNKNOWN}`)).status).toBe(404)
  })
})

describe('Qyvo: new-campaign-sent', () => {
  it('returns sent campaigns, newest first, and the next one once it is sent', async () => {
    const twin = createTestTwin()
    const before = (await sendRequest(twin, CAMPAIGNS)).json
    expect(before.length).toBeGreaterThan(10)
    const created = before.map((row: { created_at: string }) => row.created_at)
    expect(created).toEqual(created.toSorted().toReversed())
    for (const row of before) {
      expect(row.sent_at > row.created_at && row.sent_at <= '2026-01-15T09:00:00+00:00').toBe(true)
      expect(row.sent_count + row.failed_count).toBe(row.total_recipients)
    }
    twin.clock.advance('3d')
    const after = (await sendRequest(twin, CAMPAIGNS)).json
    expect(after.slice(1)).toEqual(before)
    twin.clock.advance('3650d')
    expect((await sendRequest(twin, CAMPAIGNS)).json).toHaveLength(100)
  })

  it('names a template that get-template returns', async () => {
    const twin = createTestTwin()
    const [{ template_id, template_name }] = (await sendRequest(twin, CAMPAIGNS)).json
    expect((await sendAction(twin, 'get-template', { template_id })).json.name).toBe(template_name)
  })
})

describe('the requests of the published n8n node', () => {
  /** The fields that the node leaves empty are empty texts. */
  const ACTIONS: Readonly<Record<string, (twin: Twin) => object>> = {
    'add-tag': (twin) => ({ phone: twin.world.getPerson(0).phone, contact_id: '', tag: 'vip' }),
    'create-contact': () => ({ phone: UNUSED_PHONE, name: '', email: '', tags: '', metadata: {} }),
    'get-contact': (twin) => ({ phone: twin.world.getPerson(0).phone, contact_id: '', email: '' }),
    'remove-tag': (twin) => ({ phone: twin.world.getPerson(0).phone, contact_id: '', tag: 'vip' }),
    'search-contacts': () => ({ query: '', tag: '', email: '' }),
    'update-contact': (twin) => ({
      phone: twin.world.getPerson(0).phone,
      contact_id: '',
      name: '',
      email: '',
      tags: '',
      metadata: {},
    }),
    'send-text-message': (twin) => ({ phone: replyAsContact(twin), message: 'Hello' }),
    'send-template-message': (twin) => ({
      phone: UNUSED_PHONE,
      template_id: getTemplateId(twin),
      language: '',
      variables: VARIABLES,
    }),
    'list-templates': () => ({}),
    'get-template': (twin) => ({ template_id: getTemplateId(twin) }),
    'list-tags': () => ({ name: '' }),
    'trigger-sequence': () => ({ contact_id: '', phone: UNUSED_PHONE, context: {} }),
    'trigger-flow': () => ({ contact_id: '', phone: UNUSED_PHONE, context: {} }),
  }
  const PICKED: Readonly<Record<string, readonly [string, string]>> = {
    'trigger-sequence': ['sequence_id', 'sequences'],
    'trigger-flow': ['flow_id', 'flows'],
  }

  it('has 13 actions', () => expect(Object.keys(ACTIONS)).toHaveLength(13))

  it.each(Object.keys(ACTIONS))('%s succeeds', async (action) => {
    const twin = createTestTwin()
    const [field, picker] = PICKED[action] ?? []
    const picked =
      field === undefined ? {} : { [field]: (await sendRequest(twin, `/api/v1/dropdowns/${picker}`)).json[0].id }
    const { status } = await sendAction(twin, action, { ...ACTIONS[action]?.(twin), ...picked })
    expect([200, 201]).toContain(status)
  })

  it.each(['new-message-received', 'new-campaign-sent', 'new-flow-triggered', 'new-sequence-triggered'])(
    'the trigger %s returns rows with unique ids',
    async (trigger) => {
      const { status, json } = await sendRequest(createTestTwin(), `/api/v1/triggers/${trigger}`)
      expect([status, json.length > 0]).toEqual([200, true])
      expect(new Set(json.map(({ id }: { id: string }) => id)).size).toBe(json.length)
    },
  )

  it.each(['flows', 'sequences', 'templates', 'template-variables'])(
    'the picker %s returns options',
    async (picker) => {
      const twin = createTestTwin()
      const query = picker === 'template-variables' ? `?template_id=${getTemplateId(twin)}` : ''
      const { status, json } = await sendRequest(twin, `/api/v1/dropdowns/${picker}${query}`)
      expect([status, json.length > 0]).toEqual([200, true])
      for (const option of json) expect(option).toEqual({ id: expect.any(String), label: expect.any(String) })
    },
  )
})
