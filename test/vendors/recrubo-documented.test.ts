import { describe, expect, it } from 'vitest'
import { operations } from '../../spec/generated/recrubo.operations.ts'
import type { OperationFacts } from '../../spec/operation-facts.ts'
import type { Twin } from '../../mock/twin.ts'
import { type TestResponse, sendRequest, type RequestOptions, createTestTwin } from '../support/requests.ts'
import { documents } from '../spec/documents.ts'
import { Validator } from '../spec/document-validator.ts'
import { subscribed } from './recrubo-subscribing.ts'
import { places } from './recrubo-writing.ts'

const UNKNOWN = 'eb4c92e9-2548-4e4c-95d5-adfb94270c3f'
const JSON_API = 'application/vnd.api+json'
const validator = new Validator(documents.recrubo)

/** What is asked of one operation: the id in its path, a query, a body that would do, and what is different. */
interface Call extends RequestOptions {
  readonly id?: string
  readonly query?: string
}

/** The type of what an operation writes, and attributes that would do. */
async function documentFor({ id: name, method }: OperationFacts, twin: Twin, id: string | undefined) {
  const attributes: Readonly<Record<string, object>> = {
    createFlowRun: { ...(await places(twin)), state: {}, initialMessage: {} },
    updateFlowRun: { state: {} },
    createWebhook: { resourceType: 'flowRuns', event: 'create' },
    updateWebhook: { event: 'delete' },
    updateOrganization: { webhookUrl: 'https://hooks.test/', webhookSecret: 'hush' },
  }
  const type = name.endsWith('FlowRun') ? 'flowRuns' : name.endsWith('Webhook') ? 'webhooks' : 'organizations'
  const named = method === 'patch' && id !== undefined ? { id } : {}
  return { type, ...named, attributes: attributes[name] ?? {} }
}

async function idFor({ path }: OperationFacts, twin: Twin): Promise<string | undefined> {
  if (!path.includes('{')) return undefined
  if (path.includes('/webhooks/')) return await subscribed(twin, { event: 'update' })
  const list = path.replace('/{id}', '')
  return (await sendRequest(twin, `${list}?page[size]=1`)).json.data[0].id
}

/** What makes each operation answer with each status that its document has. */
const CALLS: Readonly<Record<number, (good: Awaited<ReturnType<typeof documentFor>>) => Call>> = {
  200: (data) => ({ body: { data } }),
  201: (data) => ({ body: { data } }),
  204: (data) => ({ body: { data } }),
  400: () => ({ query: '?unknown=1', body: '{' }),
  401: (data) => ({ anonymous: true, body: { data } }),
  403: (data) => ({ headers: { authorization: 'Bearer flowtwinforbidden' }, body: { data } }),
  404: (data) =>
    data.type === 'flowRuns' && !('id' in data)
      ? { id: UNKNOWN, body: { data: { ...data, attributes: { ...data.attributes, flowId: UNKNOWN } } } }
      : { id: UNKNOWN, body: { data: { ...data, id: UNKNOWN } } },
  405: () => ({ method: 'PUT', body: '{}' }),
  406: (data) => ({ headers: { accept: `${JSON_API}; charset=utf-8` }, body: { data } }),
  409: (data) => ({ body: { data: { ...data, type: 'candidates' } } }),
  415: (data) => ({ headers: { 'content-type': 'application/json' }, body: { data } }),
  422: (data) => ({
    body: { data: { ...data, attributes: { ...data.attributes, state: 1, event: 1, webhookUrl: 1 } } },
  }),
}

/** An unfit value only for what the operation knows; anything else would be forbidden instead. */
function fitting(operation: OperationFacts, call: Call): Call {
  if (typeof call.body !== 'object' || call.body === null) return call
  const { data } = call.body as { readonly data: { readonly attributes: Readonly<Record<string, unknown>> } }
  const strange = operation.id.endsWith('FlowRun') ? ['event', 'webhookUrl'] : ['state']
  const more = operation.id === 'updateOrganization' ? ['event'] : []
  const kept = Object.entries(data.attributes).filter(([name]) => ![...strange, ...more].includes(name))
  return { ...call, body: { data: { ...data, attributes: Object.fromEntries(kept) } } }
}

async function answered(operation: OperationFacts, status: number): Promise<TestResponse> {
  const twin = createTestTwin(status === 204 ? { quirks: { 'recrubo.deletion': 'no-content' } } : { runs: 60 })
  const id = await idFor(operation, twin)
  const good = await documentFor(operation, twin, id)
  const make = CALLS[status]
  if (make === undefined) throw new Error(`nothing is known to make ${operation.id} answer ${status}`)
  const { id: other = id, query = '', body, ...call } = fitting(operation, make(good))
  const writes = Object.keys(operation.requestBody).length > 0 || call.method === 'PUT'
  return await sendRequest(twin, operation.path.replace('{id}', other ?? '') + query, {
    method: operation.method.toUpperCase(),
    ...call,
    headers: { ...(writes ? { 'content-type': JSON_API } : {}), ...call.headers },
    ...(writes ? { body } : {}),
  })
}

const documented = operations.flatMap((operation) =>
  Object.keys(operation.responses)
    .map(Number)
    .filter((status) => status !== 500)
    .map((status) => ({ id: operation.id, status, operation })),
)

describe('every documented answer of Recrubo', () => {
  it.each(documented)('$id answers $status as the document says', async ({ id, status, operation }) => {
    const answer = await answered(operation, status)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, operation.responses[status] ?? null])
    if (status !== 204) expect(validator.errors(id, status, answer.json)).toEqual([])
  })

  it('is more than a hundred', () => {
    expect(documented.length).toBeGreaterThan(100)
  })
})
