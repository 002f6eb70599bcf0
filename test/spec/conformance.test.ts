import { describe, expect, it } from 'vitest'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { operations as idnow } from '../../spec/generated/idnow.operations.ts'
import { operations as qyvo } from '../../spec/generated/qyvo.operations.ts'
import { operations as rapidpro } from '../../spec/generated/rapidpro.operations.ts'
import { operations as recrubo } from '../../spec/generated/recrubo.operations.ts'
import type { OperationFacts } from '../../spec/operation-facts.ts'
import { sendRequest, type RequestOptions, createTestTwin } from '../support/requests.ts'
import { documents } from './documents.ts'
import { DocumentValidator } from './document-validator.ts'

const validators = Object.fromEntries(
  Object.entries(documents).map(([vendor, document]) => [vendor, new DocumentValidator(document)]),
)
const fixtures = join(import.meta.dirname, '..', '..', 'fixtures')
const operationsByVendor: Readonly<Record<string, readonly OperationFacts[]>> = { qyvo, recrubo, rapidpro, idnow }
const JSON_API = { 'content-type': 'application/vnd.api+json' }
const FEED = '/api/v1/triggers/new-flow-triggered'
const FLOW_RUNS = '/public/v2/flow-runs'
const UNKNOWN = 'eb4c92e9-2548-4e4c-95d5-adfb94270c3f'
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const TOKEN_REQUEST = 'grant_type=client_credentials&client_id=somebody&client_secret=secret'
const NOT_ACCEPTABLE = { accept: 'application/vnd.api+json; charset=utf-8' }

/** A request for each documented status of each operation. */
const REQUESTS: readonly (readonly [string, string, number, string, RequestOptions?])[] = [
  ['qyvo', 'newFlowTriggered', 200, FEED],
  ['qyvo', 'newFlowTriggered', 401, FEED, { anonymous: true }],
  ['qyvo', 'newFlowTriggered', 404, '/api/v1/triggers/nothing'],
  ['qyvo', 'newFlowTriggered', 405, FEED, { method: 'DELETE' }],
  ['qyvo', 'newFlowTriggered', 422, `${FEED}?flow_id=1`],
  ['recrubo', 'listFlowRuns', 200, `${FLOW_RUNS}?page[size]=200&include=flow,messageThread`],
  ['recrubo', 'listFlowRuns', 400, `${FLOW_RUNS}?sort=x`],
  ['recrubo', 'listFlowRuns', 401, FLOW_RUNS, { anonymous: true }],
  ['recrubo', 'listFlowRuns', 405, FLOW_RUNS, { method: 'PUT' }],
  ['recrubo', 'listFlowRuns', 406, FLOW_RUNS, { headers: NOT_ACCEPTABLE }],
  ['recrubo', 'readFlowRun', 400, `${FLOW_RUNS}/${UNKNOWN}?include=x`],
  ['recrubo', 'readFlowRun', 404, `${FLOW_RUNS}/${UNKNOWN}`],
  ['recrubo', 'createFlowRun', 400, FLOW_RUNS, { method: 'POST', body: '{', headers: JSON_API }],
  [
    'recrubo',
    'createFlowRun',
    403,
    FLOW_RUNS,
    { method: 'POST', body: { data: { type: 'flowRuns', id: 'x', attributes: {} } }, headers: JSON_API },
  ],
  [
    'recrubo',
    'createFlowRun',
    409,
    FLOW_RUNS,
    { method: 'POST', body: { data: { type: 'x', attributes: {} } }, headers: JSON_API },
  ],
  ['recrubo', 'createFlowRun', 415, FLOW_RUNS, { method: 'POST', body: {} }],
  [
    'recrubo',
    'createFlowRun',
    422,
    FLOW_RUNS,
    { method: 'POST', body: { data: { type: 'flowRuns', attributes: {} } }, headers: JSON_API },
  ],
  [
    'recrubo',
    'updateFlowRun',
    404,
    `${FLOW_RUNS}/${UNKNOWN}`,
    { method: 'PATCH', body: { data: { type: 'flowRuns', id: UNKNOWN } }, headers: JSON_API },
  ],
  ['recrubo', 'deleteFlowRun', 404, `${FLOW_RUNS}/${UNKNOWN}`, { method: 'DELETE' }],
  ['rapidpro', 'listRuns', 200, '/api/v2/runs.json'],
  ['rapidpro', 'listRuns', 400, '/api/v2/runs.json?id=x'],
  ['rapidpro', 'listRuns', 403, '/api/v2/runs.json', { anonymous: true }],
  ['rapidpro', 'listRuns', 404, '/api/v2/runs.json?cursor=x'],
  ['rapidpro', 'listRuns', 405, '/api/v2/runs.json', { method: 'POST' }],
  ['idnow', 'listSessions', 404, '/api/v1/flows/1/live/sessions'],
  ['idnow', 'listSessions', 400, '/api/v1/flows/1/live/sessions?size=0'],
  ['idnow', 'listSessions', 401, '/api/v1/flows/1/live/sessions', { anonymous: true }],
  ['idnow', 'listSessions', 405, '/api/v1/flows/1/live/sessions', { method: 'PUT' }],
  ['idnow', 'issueToken', 200, '/oidc/token', { method: 'POST', body: TOKEN_REQUEST, headers: FORM }],
  ['idnow', 'issueToken', 400, '/oidc/token', { method: 'POST', body: '', headers: FORM }],
  ['idnow', 'issueToken', 401, '/oidc/token', { method: 'POST', body: 'grant_type=client_credentials', headers: FORM }],
  ['idnow', 'issueToken', 405, '/oidc/token'],
  ['idnow', 'readOpenIdConfiguration', 200, '/oidc/.well-known/openid-configuration'],
  ['idnow', 'readOpenIdConfiguration', 405, '/oidc/.well-known/openid-configuration', { method: 'POST' }],
  ['idnow', 'readJwks', 200, '/oidc/.well-known/jwks.json'],
  ['idnow', 'readJwks', 405, '/oidc/.well-known/jwks.json', { method: 'DELETE' }],
  ['idnow', 'listFlows', 200, '/api/v1/flows/staging'],
  ['idnow', 'listFlows', 400, '/api/v1/flows/staging?page=0'],
  ['idnow', 'listFlows', 401, '/api/v1/flows/staging', { anonymous: true }],
  ['idnow', 'listFlows', 403, '/api/v1/flows/staging', { headers: { authorization: 'Bearer flowtwinforbidden' } }],
  ['idnow', 'listFlows', 405, '/api/v1/flows/staging', { method: 'POST' }],
  ['idnow', 'createSession', 400, '/api/v1/flows/1/live/sessions', { method: 'POST', body: '{' }],
  ['idnow', 'createSession', 401, '/api/v1/flows/1/live/sessions', { method: 'POST', body: {}, anonymous: true }],
  ['idnow', 'createSession', 404, '/api/v1/flows/1/live/sessions', { method: 'POST', body: {} }],
  ['idnow', 'readSession', 401, `/api/v1/live/sessions/${UNKNOWN}`, { anonymous: true }],
  ['idnow', 'readSession', 404, `/api/v1/live/sessions/${UNKNOWN}`],
  ['idnow', 'readSession', 405, `/api/v1/live/sessions/${UNKNOWN}`, { method: 'PATCH' }],
  ['idnow', 'listDatablocks', 404, `/api/v1/staging/sessions/${UNKNOWN}/datablocks`],
  ['idnow', 'readFile', 404, `/api/v1/staging/files/${UNKNOWN}`],
  ['idnow', 'downloadFile', 403, `/vault/${UNKNOWN}`],
]

describe('a response', () => {
  it.each(REQUESTS.map(([vendor, operation, status, path, options]) => ({ vendor, operation, status, path, options })))(
    'matches the document: $vendor $operation $status',
    async ({ vendor, operation, status, path, options }) => {
      const response = await sendRequest(createTestTwin({ runs: 800 }), path, options)
      expect(response.status).toBe(status)
      expect(validators[vendor]?.findErrors(operation, status, response.json)).toEqual([])
      const type = operationsByVendor[vendor]?.find(({ id }) => id === operation)?.responses[status]
      expect(response.headers.get('content-type')).toBe(type)
    },
  )

  it('matches the document: IDnow sessions and all writes of Recrubo', async () => {
    const twin = createTestTwin()
    const sessions = await sendRequest(twin, twin.vendors[3]!.demo.buildExamplePath(twin.world))
    expect(validators['idnow']?.findErrors('listSessions', 200, sessions.json)).toEqual([])
    const list = await sendRequest(twin, `${FLOW_RUNS}?sort=-createdAt&page[size]=1`)
    const { id, attributes } = list.json.data[0]
    const creation = {
      flowId: attributes.flowId,
      messageThreadId: attributes.messageThreadId,
      state: {},
      initialMessage: {},
    }
    const writes: readonly (readonly [string, number, string, RequestOptions])[] = [
      ['createFlowRun', 201, FLOW_RUNS, { method: 'POST', body: { data: { type: 'flowRuns', attributes: creation } } }],
      [
        'updateFlowRun',
        422,
        `${FLOW_RUNS}/${id}`,
        { method: 'PATCH', body: { data: { type: 'flowRuns', id, attributes: { status: 'x' } } } },
      ],
      [
        'updateFlowRun',
        200,
        `${FLOW_RUNS}/${id}`,
        { method: 'PATCH', body: { data: { type: 'flowRuns', id, attributes: {} } } },
      ],
      ['readFlowRun', 200, `${FLOW_RUNS}/${id}?include=flow`, {}],
      ['deleteFlowRun', 200, `${FLOW_RUNS}/${id}`, { method: 'DELETE' }],
    ]
    for (const [operation, status, path, options] of writes) {
      const response = await sendRequest(twin, path, { ...options, headers: JSON_API })
      expect(response.status, operation).toBe(status)
      expect(validators['recrubo']?.findErrors(operation, status, response.json)).toEqual([])
    }
  })

  it('does not match the document with a wrong body', () => {
    const errors = validators['qyvo']?.findErrors('newFlowTriggered', 200, [{ id: 1 }]) ?? []
    expect(errors.length).toBeGreaterThan(5)
  })
})

describe.each(Object.keys(documents))('a fixture of %s', (vendor) => {
  const names = readdirSync(join(fixtures, vendor))
  const bodies = names.map((name) => [name, JSON.parse(readFileSync(join(fixtures, vendor, name), 'utf8'))] as const)

  it.each(bodies.filter(([, fixture]) => fixture['x-request'] !== true))(
    'matches the document: %s',
    (name, fixture) => {
      const [operation = ''] = name.split('.')
      expect(validators[vendor]?.findErrors(operation, fixture['x-status'], fixture.value)).toEqual([])
    },
  )
})
