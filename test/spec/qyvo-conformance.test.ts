import { describe, expect, it } from 'vitest'
import { operations } from '../../spec/generated/qyvo.operations.ts'
import type { Twin } from '../../mock/twin.ts'
import { type TestResponse, sendRequest, type RequestOptions, createTestTwin } from '../support/requests.ts'
import {
  getContactId,
  FEED,
  getFlowId,
  getSequenceId,
  getTemplateId,
  replyAsContact,
  UNUSED_PHONE,
} from '../vendors/qyvo/requests.ts'
import { documents } from './documents.ts'
import { DocumentValidator } from './document-validator.ts'

const validator = new DocumentValidator(documents.qyvo)
const UNKNOWN = 'eb4c92e9-2548-4e4c-95d5-adfb94270c3f'

/** Valid request bodies by operation. */
const BODIES: Readonly<Record<string, (twin: Twin) => unknown>> = {
  triggerFlow: (twin) => ({ flow_id: getFlowId(twin), phone: UNUSED_PHONE, context: {} }),
  getFlow: (twin) => ({ flow_id: getFlowId(twin) }),
  createContact: () => ({ phone: UNUSED_PHONE, tags: 'a' }),
  getContact: (twin) => ({ contact_id: getContactId(twin) }),
  updateContact: (twin) => ({ contact_id: getContactId(twin), name: 'Ada' }),
  searchContacts: () => ({}),
  addTag: (twin) => ({ contact_id: getContactId(twin), tag: 'a' }),
  removeTag: (twin) => ({ contact_id: getContactId(twin), tag: 'a' }),
  listTags: () => ({}),
  triggerSequence: (twin) => ({ sequence_id: getSequenceId(twin), phone: UNUSED_PHONE }),
  getSequence: (twin) => ({ sequence_id: getSequenceId(twin) }),
  sendTextMessage: (twin) => ({ phone: replyAsContact(twin), message: 'Hello' }),
  sendTemplateMessage: (twin) => ({
    phone: UNUSED_PHONE,
    template_id: getTemplateId(twin),
    variables: { 1: 'Ada', 2: 'R-1', 3: 'Friday' },
  }),
  listTemplates: () => ({}),
  getTemplate: (twin) => ({ template_id: getTemplateId(twin) }),
}

/** Queries of valid requests, by operation. */
const QUERIES: Readonly<Record<string, (twin: Twin) => string>> = {
  listTemplateVariables: (twin) => `?template_id=${getTemplateId(twin)}`,
}

/** Request bodies with an unknown reference, by operation. */
const UNKNOWN_BODIES: Readonly<Record<string, unknown>> = {
  triggerFlow: { flow_id: UNKNOWN, phone: UNUSED_PHONE },
  getFlow: { flow_id: UNKNOWN },
  getContact: { phone: UNUSED_PHONE },
  updateContact: { phone: UNUSED_PHONE },
  addTag: { phone: UNUSED_PHONE, tag: 'a' },
  removeTag: { phone: UNUSED_PHONE, tag: 'a' },
  triggerSequence: { sequence_id: UNKNOWN, phone: UNUSED_PHONE },
  getSequence: { sequence_id: UNKNOWN },
  sendTemplateMessage: { template_id: UNKNOWN, phone: UNUSED_PHONE },
  getTemplate: { template_id: UNKNOWN },
}

/** Requests with an unknown reference in the query, by operation. */
const UNKNOWN_QUERIES: Readonly<Record<string, string>> = {
  newFlowTriggered: `${FEED}?flow_id=${UNKNOWN}`,
  newSequenceTriggered: `/api/v1/triggers/new-sequence-triggered?sequence_id=${UNKNOWN}`,
  listTemplateVariables: `/api/v1/dropdowns/template-variables?template_id=${UNKNOWN}`,
}

type ErrorRequest = (
  twin: Twin,
  send: (options?: RequestOptions) => Promise<TestResponse>,
  id: string,
) => Promise<TestResponse>

/** The request that causes each documented error status; `send` is a valid request of the operation. */
const ERROR_REQUESTS: Readonly<Record<number, ErrorRequest>> = {
  302: (_, send) => send({ anonymous: true, headers: { accept: 'text/html' } }),
  401: (_, send) => send({ anonymous: true }),
  403: (_, send) => send({ headers: { authorization: 'Bearer flowtwinforbidden' } }),
  404: (twin, send, id) => {
    if (UNKNOWN_BODIES[id] !== undefined) return send({ body: UNKNOWN_BODIES[id] })
    return sendRequest(twin, UNKNOWN_QUERIES[id] ?? '/api/v1/me/nothing')
  },
  405: (_, send) => send({ method: 'DELETE' }),
  422: (_, send) => send({ headers: { authorization: 'Bearer flowtwinnoworkspace' } }),
  429: async (_, send) => {
    for (let request = 0; request < 120; request++) await send()
    return await send()
  },
}

describe.each(operations)('the response of Qyvo to $id', ({ id, method, path, responses }) => {
  const createSend = (twin: Twin) => {
    const target = `${path}${QUERIES[id]?.(twin) ?? ''}`
    const valid = method === 'post' ? { method: 'POST', body: BODIES[id]?.(twin) } : {}
    return (options: RequestOptions = {}) => sendRequest(twin, target, { ...valid, ...options })
  }

  it('matches the document on success', async () => {
    const twin = createTestTwin({ runs: 800 })
    const response = await createSend(twin)()
    expect([200, 201]).toContain(response.status)
    expect(validator.findErrors(id, response.status, response.json)).toEqual([])
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(response.headers.get('x-ratelimit-remaining')).toBe('119')
  })

  it.each(
    Object.keys(responses)
      .map(Number)
      .filter((status) => status in ERROR_REQUESTS),
  )('matches the document with status %i', async (status) => {
    const quirks = {
      'qyvo.accept-without-json': status === 302 ? 'redirect' : 'json',
      'qyvo.unknown-flow': 'not-found',
    }
    const twin = createTestTwin({ runs: 800, quirks })
    const response = (await ERROR_REQUESTS[status]?.(twin, createSend(twin), id))!
    expect(response.status).toBe(status)
    const type = responses[status]
    expect(response.headers.get('content-type')).toBe(type)
    expect(validator.findErrors(id, status, type === 'text/html' ? response.text : response.json)).toEqual([])
  })

  it('is tested for every documented status but 500', () => {
    const statuses = Object.keys(responses).map(Number)
    expect(statuses.filter((status) => status >= 300 && status !== 500 && !(status in ERROR_REQUESTS))).toEqual([])
  })
})

describe('the second response of trigger-flow', () => {
  it('matches the document', async () => {
    const twin = createTestTwin()
    const options = { method: 'POST', body: { flow_id: getFlowId(twin), phone: UNUSED_PHONE } }
    await sendRequest(twin, '/api/v1/actions/trigger-flow', options)
    const { status, json } = await sendRequest(twin, '/api/v1/actions/trigger-flow', options)
    expect(status).toBe(200)
    expect(validator.findErrors('triggerFlow', 200, json)).toEqual([])
  })
})

describe('the validation errors of Qyvo', () => {
  it.each(Object.keys(BODIES).filter((id) => id !== 'searchContacts' && id !== 'listTemplates' && id !== 'listTags'))(
    'match the document: %s',
    async (id) => {
      const { path } = operations.find((operation) => operation.id === id)!
      const { status, json } = await sendRequest(createTestTwin(), path, {
        method: 'POST',
        body: { flow_id: 1, email: 1, phone: 1 },
      })
      expect(status).toBe(422)
      expect(validator.findErrors(id, 422, json)).toEqual([])
      expect(Object.keys(json)).toEqual(['message', 'errors'])
    },
  )
})
