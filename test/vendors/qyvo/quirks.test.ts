import { describe, expect, it } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { qyvo } from '../../../mock/vendors/qyvo/index.ts'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import {
  sendAction,
  getContactId,
  FEED,
  FLOWS,
  getTemplateId,
  MESSAGES,
  SEQUENCE_SESSIONS,
  UNUSED_PHONE,
  UNKNOWN,
} from './requests.ts'
import { errorQuirkCases, createResponseCase, INVALID_MESSAGE, type QuirkCases, triggerFlow } from './quirk-cases.ts'

const ALL_TYPES = ['text', 'image', 'audio', 'document', 'video', 'location', 'contacts', 'interactive', 'sticker']

interface Session {
  readonly status: string
  readonly completed_at: string | null
  readonly current_node_id: string | null
}

async function readSessions(twin: Twin): Promise<readonly Session[]> {
  return (await sendRequest(twin, FEED)).json
}

function createValidationBody(text: string, errors: Readonly<Record<string, readonly string[]>>) {
  return { message: text, errors }
}

const NOT_A_UUID = createValidationBody(INVALID_MESSAGE, { flow_id: ['The flow id must be a valid UUID.'] })

/** The cases of all quirks. */
const CASES: QuirkCases = {
  ...errorQuirkCases,
  'qyvo.malformed-flow-id': {
    refused: createResponseCase(`${FEED}?flow_id=cart`, [422, NOT_A_UUID]),
    nothing: async (twin) => {
      await createResponseCase(`${FEED}?flow_id=cart`, [200, []])(twin)
      await createResponseCase(`${SEQUENCE_SESSIONS}?sequence_id=cart`, [200, []])(twin)
    },
  },
  'qyvo.unknown-flow': {
    nothing: createResponseCase(`${FEED}?flow_id=${UNKNOWN}`, [200, []]),
    'not-found': async (twin) => {
      await createResponseCase(`${FEED}?flow_id=${UNKNOWN}`, [404, { error: 'Flow not found' }])(twin)
      const unknown = `${SEQUENCE_SESSIONS}?sequence_id=${UNKNOWN}`
      await createResponseCase(unknown, [404, { error: 'Sequence not found' }])(twin)
    },
  },
  'qyvo.unknown-parameters': {
    ignored: async (twin) => expect((await sendRequest(twin, `${FEED}?limit=5`)).json).toHaveLength(100),
    refused: async (twin) => {
      const errors = { limit: ['The limit field is not allowed.'] }
      await createResponseCase(`${FEED}?limit=5&flow_id=`, [422, createValidationBody(INVALID_MESSAGE, errors)])(twin)
      await createResponseCase(`${MESSAGES}?limit=5&message_type=text`, [
        422,
        createValidationBody(INVALID_MESSAGE, errors),
      ])(twin)
    },
  },
  'qyvo.unknown-message-type': {
    nothing: createResponseCase(`${MESSAGES}?message_type=poem`, [200, []]),
    refused: async (twin) => {
      const errors = { message_type: ['The selected message type is invalid.'] }
      await createResponseCase(`${MESSAGES}?message_type=poem`, [422, createValidationBody(INVALID_MESSAGE, errors)])(
        twin,
      )
      for (const type of ALL_TYPES)
        expect((await sendRequest(twin, `${MESSAGES}?message_type=${type}`)).status).toBe(200)
    },
  },
  'qyvo.rejected-message-body': {
    code: async (twin) => expect(await sendText(twin)).toEqual([422, { error: 'Re-engagement message', code: 131047 }]),
    text: async (twin) => expect(await sendText(twin)).toEqual([422, { error: '131047 Re-engagement message' }]),
  },
  'qyvo.unapproved-template': {
    refused: async (twin) =>
      expect(await sendPendingTemplate(twin)).toEqual([422, { error: 'Template is not approved.' }]),
    'not-found': async (twin) =>
      expect(await sendPendingTemplate(twin)).toEqual([404, { error: 'Template not found' }]),
  },
  'qyvo.unknown-template-status': {
    refused: async (twin) => {
      const errors = { status: ['The selected status is invalid.'] }
      expect(await listPausedTemplates(twin)).toEqual([422, createValidationBody(INVALID_MESSAGE, errors)])
    },
    nothing: async (twin) => expect(await listPausedTemplates(twin)).toEqual([200, []]),
  },
  'qyvo.template-choices': {
    approved: async (twin) => expect(await countOptions(twin, 'templates')).toBe(5),
    all: async (twin) => expect(await countOptions(twin, 'templates')).toBe(7),
  },
  'qyvo.sequence-choices': {
    published: async (twin) => expect(await countOptions(twin, 'sequences')).toBe(4),
    all: async (twin) => expect(await countOptions(twin, 'sequences')).toBe(5),
  },
  'qyvo.empty-context': {
    object: async (twin) => {
      await triggerFlow(twin)
      expect((await sendRequest(twin, FEED)).json[0].context).toEqual({})
    },
    array: async (twin) => {
      await triggerFlow(twin)
      const { json } = await sendRequest(twin, FEED)
      expect(json[0].context).toEqual([])
      expect(Object.keys(json[1].context)).not.toEqual([])
    },
  },
  'qyvo.completed-at': {
    'completed-only': async (twin) => {
      for (const session of await readSessions(twin))
        expect(session.completed_at !== null).toBe(session.status === 'completed')
    },
    'every-end': async (twin) => {
      for (const session of await readSessions(twin))
        expect(session.completed_at === null).toBe(session.status === 'running')
    },
  },
  'qyvo.node-after-end': {
    kept: async (twin) => {
      for (const session of await readSessions(twin)) expect(session.current_node_id).toMatch(/^node_\d$/)
    },
    null: async (twin) => {
      for (const session of await readSessions(twin))
        expect(session.current_node_id !== null).toBe(session.status === 'running')
    },
  },
  'qyvo.cancelled-sessions': {
    failed: async (twin) => expect(await readCancelledStatus(twin)).toBe('failed'),
    expired: async (twin) => expect(await readCancelledStatus(twin)).toBe('expired'),
  },
  'qyvo.start-status': {
    '200': async (twin) => expect((await triggerFlow(twin)).status).toBe(200),
    '201': async (twin) => expect((await triggerFlow(twin)).status).toBe(201),
  },
  'qyvo.already-running-body': {
    'status-only': async (twin) => {
      await triggerFlow(twin)
      expect((await triggerFlow(twin)).json).toEqual({ status: 'already_running' })
    },
    'with-id': async (twin) => {
      const { id } = (await triggerFlow(twin)).json
      expect((await triggerFlow(twin)).json).toEqual({ id, status: 'already_running' })
    },
  },
  'qyvo.flow-choices': {
    published: async (twin) => expect(await listFlowLabels(twin)).not.toContain('Not published yet'),
    all: async (twin) => expect(await listFlowLabels(twin)).toContain('Not published yet'),
  },
  'qyvo.contact-and-phone': {
    refused: async (twin) => {
      const { status, json } = await triggerFlow(twin, { contact_id: getContactId(twin, 1) })
      expect(status).toBe(422)
      expect(json.errors).toEqual({ contact_id: ['The contact id field prohibits phone from being present.'] })
    },
    'id-first': async (twin) => {
      expect((await triggerFlow(twin, { contact_id: getContactId(twin, 1) })).status).toBe(201)
      expect((await sendRequest(twin, FEED)).json[0].contact_id).toBe(getContactId(twin, 1))
    },
  },
  'qyvo.upsert-tags': {
    added: async (twin) => expect(await readTagsAfterUpsert(twin)).toEqual(['one', 'two', 'three']),
    replaced: async (twin) => expect(await readTagsAfterUpsert(twin)).toEqual(['three']),
  },
  'qyvo.never-active-contacts': {
    last: async (twin) => expect(await readSilentPlaces(twin)).toEqual([false, false]),
    first: async (twin) => expect(await readSilentPlaces(twin)).toEqual([true, true]),
  },
}

async function readCancelledStatus(twin: Twin): Promise<string> {
  const { id } = (await triggerFlow(twin)).json
  const view = twin.world.view()
  twin.world.applyOperation({
    kind: 'change',
    run: view.overlay.runs.item(0)!.timeline.number,
    end: 'cancelled',
    variables: null,
  })
  const { json } = await sendRequest(twin, FEED)
  return json.find((session: { id: string }) => session.id === id).status
}

async function listFlowLabels(twin: Twin): Promise<readonly string[]> {
  return (await sendRequest(twin, FLOWS)).json.map(({ label }: { label: string }) => label)
}

async function sendText(twin: Twin): Promise<readonly [number, unknown]> {
  const { status, json } = await sendAction(twin, 'send-text-message', { phone: UNUSED_PHONE, message: 'Hello' })
  return [status, json]
}

async function sendPendingTemplate(twin: Twin): Promise<readonly [number, unknown]> {
  const { json: pending } = await sendAction(twin, 'list-templates', { status: 'PENDING' })
  const body = {
    phone: UNUSED_PHONE,
    template_id: pending[0]?.id ?? getTemplateId(twin),
    variables: { 1: 'a', 2: 'b' },
  }
  const { status, json } = await sendAction(twin, 'send-template-message', body)
  return [status, json]
}

async function listPausedTemplates(twin: Twin): Promise<readonly [number, unknown]> {
  const { status, json } = await sendAction(twin, 'list-templates', { status: 'PAUSED' })
  return [status, json]
}

async function countOptions(twin: Twin, picker: string): Promise<number> {
  return (await sendRequest(twin, `/api/v1/dropdowns/${picker}`)).json.length
}

async function readTagsAfterUpsert(twin: Twin): Promise<readonly string[]> {
  await sendAction(twin, 'create-contact', { phone: UNUSED_PHONE, tags: 'one, two' })
  return (await sendAction(twin, 'create-contact', { phone: UNUSED_PHONE, tags: 'three' })).json.tags
}

/** Returns for the first and the second contact of a search whether it has no messages. */
async function readSilentPlaces(twin: Twin): Promise<readonly boolean[]> {
  await sendAction(twin, 'create-contact', { phone: UNUSED_PHONE })
  const { json } = await sendAction(twin, 'search-contacts', {})
  return json.slice(0, 2).map((row: { last_message_at: string | null }) => row.last_message_at === null)
}

describe.each(qyvo.quirks)('the quirk $id', ({ id, defaultPosition, positions }) => {
  const cases = CASES[id] ?? {}

  it('has a test case for each position', () => {
    expect(Object.keys(cases).toSorted()).toEqual(Object.keys(positions).toSorted())
  })

  it.each(Object.keys(cases))('behaves as described in position %s', async (position) => {
    await cases[position]?.(createTestTwin({ runs: 500, quirks: { [id]: position } }))
  })

  it(`is in position ${defaultPosition} by default`, async () => {
    await cases[defaultPosition]?.(createTestTwin({ runs: 500 }))
  })
})
