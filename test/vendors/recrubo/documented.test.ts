import { describe, expect, it } from 'vitest'
import { operations } from '../../../spec/generated/recrubo.operations.ts'
import type { OperationFacts } from '../../../spec/operation-facts.ts'
import type { Twin } from '../../../mock/twin.ts'
import { type TestResponse, sendRequest, type RequestOptions, createTestTwin } from '../../support/requests.ts'
import { documents } from '../../spec/documents.ts'
import { DocumentValidator } from '../../spec/document-validator.ts'
import { subscribe } from './subscriptions.ts'
import { findFlowAndThread } from './write-requests.ts'

const UNKNOWN = 'eb4c92e9-2548-4e4c-95d5-adfb94270c3f'
const JSON_API = 'application/vnd.api+json'
const validator = new DocumentValidator(documents.recrubo)

/** A request of one operation: the id in its path, a query, and options. */
interface TestRequest extends RequestOptions {
  readonly id?: string
  readonly query?: string
}

/** Builds a valid resource for an operation. */
async function buildDocument({ id: name, method }: OperationFacts, twin: Twin, id: string | undefined) {
  const attributes: Readonly<Record<string, object>> = {
    createFlowRun: { ...(await findFlowAndThread(twin)), state: {}, initialMessage: {} },
    updateFlowRun: { state: {} },
    createWebhook: { resourceType: 'flowRuns', event: 'create' },
    updateWebhook: { event: 'delete' },
    updateOrganization: { webhookUrl: 'https://hooks.test/', webhookSecret: 'hush' },
  }
  const type = name.endsWith('FlowRun') ? 'flowRuns' : name.endsWith('Webhook') ? 'webhooks' : 'organizations'
  const identifier = method === 'patch' && id !== undefined ? { id } : {}
  return { type, ...identifier, attributes: attributes[name] ?? {} }
}

async function findId({ path }: OperationFacts, twin: Twin): Promise<string | undefined> {
  if (!path.includes('{')) return undefined
  if (path.includes('/webhooks/')) return await subscribe(twin, { event: 'update' })
  const list = path.replace('/{id}', '')
  return (await sendRequest(twin, `${list}?page[size]=1`)).json.data[0].id
}

/** The request that provokes each documented status, from a valid resource. */
const requestByStatus: Readonly<Record<number, (resource: Awaited<ReturnType<typeof buildDocument>>) => TestRequest>> =
  {
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

/** Removes the attributes that the operation does not have: they would be forbidden instead of invalid. */
function removeUnknownAttributes(operation: OperationFacts, call: TestRequest): TestRequest {
  if (typeof call.body !== 'object' || call.body === null) return call
  const { data } = call.body as { readonly data: { readonly attributes: Readonly<Record<string, unknown>> } }
  const unknown = operation.id.endsWith('FlowRun') ? ['event', 'webhookUrl'] : ['state']
  const alsoUnknown = operation.id === 'updateOrganization' ? ['event'] : []
  const known = Object.entries(data.attributes).filter(([name]) => ![...unknown, ...alsoUnknown].includes(name))
  return { ...call, body: { data: { ...data, attributes: Object.fromEntries(known) } } }
}

async function provokeStatus(operation: OperationFacts, status: number): Promise<TestResponse> {
  const twin = createTestTwin(status === 204 ? { quirks: { 'recrubo.deletion': 'no-content' } } : { runs: 60 })
  const id = await findId(operation, twin)
  const valid = await buildDocument(operation, twin, id)
  const buildRequest = requestByStatus[status]
  if (buildRequest === undefined) throw new Error(`no request provokes ${status} from ${operation.id}`)
  const { id: pathId = id, query = '', body, ...call } = removeUnknownAttributes(operation, buildRequest(valid))
  const writes = Object.keys(operation.requestBody).length > 0 || call.method === 'PUT'
  return await sendRequest(twin, operation.path.replace('{id}', pathId ?? '') + query, {
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

describe('Recrubo: documented responses', () => {
  it.each(documented)('$id returns $status as documented', async ({ id, status, operation }) => {
    const response = await provokeStatus(operation, status)
    expect([response.status, response.headers.get('content-type')]).toEqual([
      status,
      operation.responses[status] ?? null,
    ])
    if (status !== 204) expect(validator.findErrors(id, status, response.json)).toEqual([])
  })

  it('covers more than a hundred responses', () => {
    expect(documented.length).toBeGreaterThan(100)
  })
})
