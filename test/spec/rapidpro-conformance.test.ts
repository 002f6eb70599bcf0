import { describe, expect, it } from 'vitest'
import { document } from '../../spec/generated/rapidpro.document.ts'
import { operations } from '../../spec/generated/rapidpro.operations.ts'
import { sendRequest, type RequestOptions, createTestTwin } from '../support/requests.ts'
import { Validator } from './document-validator.ts'

const validator = new Validator(document)
const UNKNOWN = 'eb4c92e9-2548-4e4c-95d5-adfb94270c3f'
const NEWCOMER = { name: 'Ruth Abelo', urns: ['tel:+31612345678'] }
const CONTACTS = '/api/v2/contacts.json'
const STARTS = '/api/v2/flow_starts.json'

const LISTS = [
  ['listRuns', '/api/v2/runs.json'],
  ['listFlowStarts', STARTS],
  ['listFlows', '/api/v2/flows.json'],
  ['listContacts', CONTACTS],
  ['listGroups', '/api/v2/groups.json'],
] as const

const posting = (body: unknown): RequestOptions => ({
  method: 'POST',
  body,
  headers: { 'content-type': 'application/json' },
})

/** One request for each documented status of each operation beside the list of runs. */
const REQUESTS: readonly (readonly [operation: string, status: number, path: string, asking?: RequestOptions])[] = [
  ...LISTS.flatMap(
    ([operation, path]) =>
      [
        [operation, 200, path],
        [operation, 400, `${path}?uuid=x`],
        [operation, 403, path, { anonymous: true }],
        [operation, 404, `${path}?cursor=x`],
        [operation, 405, path, { method: 'PUT' }],
        [operation, 406, path, { headers: { accept: 'text/html' } }],
      ] as const,
  ),
  ['createFlowStart', 400, STARTS, posting({})],
  ['createFlowStart', 403, STARTS, { ...posting({}), anonymous: true }],
  ['createFlowStart', 415, STARTS, { method: 'POST', body: 'x' }],
  ['writeContact', 201, CONTACTS, posting(NEWCOMER)],
  ['writeContact', 400, CONTACTS, posting({})],
  ['writeContact', 404, `${CONTACTS}?uuid=${UNKNOWN}`, posting({})],
  ['writeContact', 415, CONTACTS, { method: 'POST', body: 'x' }],
  ['readDocumentation', 200, '/api/v2/flows', { anonymous: true }],
  ['readDocumentation', 404, '/api/v2/runs?format=x', { anonymous: true }],
  ['readDocumentation', 406, '/api/v2/runs', { headers: { accept: 'image/png' } }],
  ['readRoot', 200, '/api/v2/.json', { anonymous: true }],
  ['readRoot', 403, '/api/v2/.json', { headers: { authorization: 'Token' } }],
  ['readRoot', 404, '/api/v2/?format=x', { anonymous: true }],
  ['readRoot', 405, '/api/v2/.json', { method: 'POST' }],
]

describe('an answer of RapidPro', () => {
  const requests = REQUESTS.map(([operation, status, path, asking]) => ({ operation, status, path, asking }))
  it.each(requests)('$operation $status is what the document says', async ({ operation, status, path, asking }) => {
    const answer = await sendRequest(createTestTwin({ runs: 800 }), path, asking)
    expect(answer.status).toBe(status)
    const type = operations.find(({ id }) => id === operation)?.responses[status]
    expect(answer.headers.get('content-type')).toBe(type)
    const body: unknown = type === 'text/html' ? answer.text : answer.json
    expect(validator.errors(operation, status, body)).toEqual([])
  })

  it.each(['v9', 'head'])(
    'to a start, a contact and every list is what the document says, in version %s',
    async (version) => {
      for (const workspace of ['open', 'anonymous']) {
        const twin = createTestTwin({
          runs: 800,
          quirks: { 'rapidpro.version': version, 'rapidpro.workspace': workspace },
        })
        const flows = await sendRequest(twin, '/api/v2/flows.json?archived=0')
        const body = { flow: flows.json.results[4].uuid, groups: ['Field staff'], params: { round: 7 } }
        const start = await sendRequest(twin, STARTS, posting(body))
        expect(validator.errors('createFlowStart', 201, start.json)).toEqual([])
        const contact = await sendRequest(twin, CONTACTS, posting(NEWCOMER))
        const changed = await sendRequest(twin, `${CONTACTS}?uuid=${contact.json.uuid}`, posting({ name: 'R. Abelo' }))
        expect(validator.errors('writeContact', 200, changed.json)).toEqual([])
        for (const [operation, path] of LISTS) {
          const list = await sendRequest(twin, path)
          expect(validator.errors(operation, 200, list.json)).toEqual([])
        }
      }
    },
  )
})
