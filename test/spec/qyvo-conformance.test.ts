import { describe, expect, it } from 'vitest'
import { operations } from '../../spec/generated/qyvo.operations.ts'
import type { Twin } from '../../mock/twin.ts'
import { type TestResponse, sendRequest, type RequestOptions, createTestTwin } from '../support/requests.ts'
import { contactId, FEED, flowId, NEWCOMER } from '../vendors/qyvo/requests.ts'
import { documents } from './documents.ts'
import { Validator } from './document-validator.ts'

const validator = new Validator(documents.qyvo)
const UNKNOWN = 'eb4c92e9-2548-4e4c-95d5-adfb94270c3f'

/** A request that succeeds, by operation. */
const BODIES: Readonly<Record<string, (twin: Twin) => unknown>> = {
  triggerFlow: (twin) => ({ flow_id: flowId(twin), phone: NEWCOMER, context: {} }),
  getFlow: (twin) => ({ flow_id: flowId(twin) }),
  createContact: () => ({ phone: NEWCOMER, tags: 'a' }),
  getContact: (twin) => ({ contact_id: contactId(twin) }),
  updateContact: (twin) => ({ contact_id: contactId(twin), name: 'Ada' }),
  searchContacts: () => ({}),
}

/** A body that names something unknown, by operation. */
const MISSING: Readonly<Record<string, unknown>> = {
  triggerFlow: { flow_id: UNKNOWN, phone: NEWCOMER },
  getFlow: { flow_id: UNKNOWN },
  getContact: { phone: NEWCOMER },
  updateContact: { phone: NEWCOMER },
}

type Way = (twin: Twin, good: (asking?: RequestOptions) => Promise<TestResponse>, id: string) => Promise<TestResponse>

/** How each documented refusal is brought about. */
const REFUSALS: Readonly<Record<number, Way>> = {
  302: (_, good) => good({ anonymous: true, headers: { accept: 'text/html' } }),
  401: (_, good) => good({ anonymous: true }),
  403: (_, good) => good({ headers: { authorization: 'Bearer flowtwinforbidden' } }),
  404: (twin, good, id) => {
    if (MISSING[id] !== undefined) return good({ body: MISSING[id] })
    return id === 'newFlowTriggered'
      ? sendRequest(twin, `${FEED}?flow_id=${UNKNOWN}`)
      : sendRequest(twin, '/api/v1/me/nothing')
  },
  405: (_, good) => good({ method: 'DELETE' }),
  422: (_, good) => good({ headers: { authorization: 'Bearer flowtwinnoworkspace' } }),
  429: async (_, good) => {
    for (let request = 0; request < 120; request++) await good()
    return await good()
  },
}

describe.each(operations)('the answer of Qyvo to $id', ({ id, method, path, responses }) => {
  const asks =
    (twin: Twin) =>
    (asking: RequestOptions = {}) =>
      sendRequest(twin, path, method === 'post' ? { method: 'POST', body: BODIES[id]?.(twin), ...asking } : asking)

  it('is what the document says when all is well', async () => {
    const twin = createTestTwin({ runs: 800 })
    const answer = await asks(twin)()
    expect([200, 201]).toContain(answer.status)
    expect(validator.errors(id, answer.status, answer.json)).toEqual([])
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(answer.headers.get('x-ratelimit-remaining')).toBe('119')
  })

  it.each(
    Object.keys(responses)
      .map(Number)
      .filter((status) => status in REFUSALS),
  )('is what the document says when it is %i', async (status) => {
    const quirks = {
      'qyvo.accept-without-json': status === 302 ? 'redirect' : 'json',
      'qyvo.unknown-flow': 'not-found',
    }
    const twin = createTestTwin({ runs: 800, quirks })
    const answer = (await REFUSALS[status]?.(twin, asks(twin), id))!
    expect(answer.status).toBe(status)
    const type = responses[status]
    expect(answer.headers.get('content-type')).toBe(type)
    expect(validator.errors(id, status, type === 'text/html' ? answer.text : answer.json)).toEqual([])
  })

  it('is proved for every status that is documented, but for faults of the service', () => {
    const statuses = Object.keys(responses).map(Number)
    expect(statuses.filter((status) => status >= 300 && status !== 500 && !(status in REFUSALS))).toEqual([])
  })
})

describe('the second answer of trigger-flow', () => {
  it('is what the document says', async () => {
    const twin = createTestTwin()
    const asking = { method: 'POST', body: { flow_id: flowId(twin), phone: NEWCOMER } }
    await sendRequest(twin, '/api/v1/actions/trigger-flow', asking)
    const { status, json } = await sendRequest(twin, '/api/v1/actions/trigger-flow', asking)
    expect(status).toBe(200)
    expect(validator.errors('triggerFlow', 200, json)).toEqual([])
  })
})

describe('the bodies that Qyvo refuses by its rules', () => {
  it.each(Object.keys(BODIES).filter((id) => id !== 'searchContacts'))('have the documented shape: %s', async (id) => {
    const { path } = operations.find((one) => one.id === id)!
    const { status, json } = await sendRequest(createTestTwin(), path, {
      method: 'POST',
      body: { flow_id: 1, email: 1, phone: 1 },
    })
    expect(status).toBe(422)
    expect(validator.errors(id, 422, json)).toEqual([])
    expect(Object.keys(json)).toEqual(['message', 'errors'])
  })
})
