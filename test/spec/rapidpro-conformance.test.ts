import { describe, expect, it } from 'vitest'
import { document } from '../../spec/generated/rapidpro.document.ts'
import { operations } from '../../spec/generated/rapidpro.operations.ts'
import { sendRequest, type RequestOptions, createTestTwin } from '../support/requests.ts'
import { DocumentValidator } from './document-validator.ts'

const validator = new DocumentValidator(document)
const UNKNOWN = 'eb4c92e9-2548-4e4c-95d5-adfb94270c3f'
const NEW_CONTACT = { name: 'Ruth Abelo', urns: ['tel:+31612345678'] }
const CONTACTS = '/api/v2/contacts.json'
const STARTS = '/api/v2/flow_starts.json'

const GROUPS = '/api/v2/groups.json'
const FIELDS = '/api/v2/fields.json'

const LISTS = [
  ['listRuns', '/api/v2/runs.json', 'uuid=x'],
  ['listFlowStarts', STARTS, 'uuid=x'],
  ['listFlows', '/api/v2/flows.json', null],
  ['listContacts', CONTACTS, 'urn=x'],
  ['listGroups', GROUPS, 'uuid=x&name=y'],
  ['listMessages', '/api/v2/messages.json', 'id=x'],
  ['listFields', FIELDS, null],
  ['listChannels', '/api/v2/channels.json', null],
  ['listLabels', '/api/v2/labels.json', null],
  ['listBroadcasts', '/api/v2/broadcasts.json', 'id=x'],
  ['listCampaigns', '/api/v2/campaigns.json', null],
  ['listGlobals', '/api/v2/globals.json', null],
  ['listArchives', '/api/v2/archives.json', null],
] as const

const createPost = (body: unknown): RequestOptions => ({
  method: 'POST',
  body,
  headers: { 'content-type': 'application/json' },
})

/** A request for each documented status of each operation. */
const REQUESTS: readonly (readonly [operation: string, status: number, path: string, options?: RequestOptions])[] = [
  ...LISTS.flatMap(
    ([operation, path, invalid]) =>
      [
        [operation, 200, path],
        ...(invalid === null ? [] : [[operation, 400, `${path}?${invalid}`] as const]),
        [operation, 403, path, { anonymous: true }],
        [operation, 404, `${path}?cursor=x`],
        [operation, 405, path, { method: 'PUT' }],
        [operation, 406, path, { headers: { accept: 'text/html' } }],
      ] as const,
  ),
  ['createFlowStart', 400, STARTS, createPost({})],
  ['createFlowStart', 403, STARTS, { ...createPost({}), anonymous: true }],
  ['createFlowStart', 415, STARTS, { method: 'POST', body: 'x' }],
  ['writeContact', 201, CONTACTS, createPost(NEW_CONTACT)],
  ['writeContact', 400, CONTACTS, createPost({ name: '' })],
  ['writeContact', 404, `${CONTACTS}?uuid=${UNKNOWN}`, createPost({})],
  ['writeContact', 415, CONTACTS, { method: 'POST', body: 'x' }],
  ['readDocumentation', 200, '/api/v2/flows', { anonymous: true }],
  ['readDocumentation', 404, '/api/v2/runs?format=x', { anonymous: true }],
  ['readDocumentation', 406, '/api/v2/runs', { headers: { accept: 'image/png' } }],
  ['readRoot', 200, '/api/v2/.json', { anonymous: true }],
  ['readRoot', 301, '/api/v2', { anonymous: true }],
  ['readRoot', 302, '/api/v2/explorer/', { anonymous: true }],
  ['readRoot', 403, '/api/v2/', { headers: { authorization: 'Token' } }],
  ['readRoot', 404, '/api/v2/?format=x', { anonymous: true }],
  ['readRoot', 405, '/api/v2/', { method: 'POST' }],
  ['createFlowStart', 404, `${STARTS}?uuid=${UNKNOWN}`, createPost({})],
  ['deleteContact', 400, CONTACTS, { method: 'DELETE' }],
  ['deleteContact', 404, `${CONTACTS}?uuid=${UNKNOWN}`, { method: 'DELETE' }],
  ['writeGroup', 201, GROUPS, createPost({ name: 'Night shift' })],
  ['writeGroup', 400, GROUPS, createPost({})],
  ['writeGroup', 404, `${GROUPS}?uuid=${UNKNOWN}`, createPost({})],
  ['deleteGroup', 400, GROUPS, { method: 'DELETE' }],
  ['writeField', 200, `${FIELDS}?key=district`, createPost({ name: 'District', type: 'text' })],
  ['writeField', 201, FIELDS, createPost({ name: 'Village', type: 'text' })],
  ['writeField', 400, FIELDS, createPost({})],
  ['writeField', 404, `${FIELDS}?key=x`, createPost({})],
  ['readWorkspace', 200, '/api/v2/workspace.json'],
  ['readWorkspace', 403, '/api/v2/workspace.json', { anonymous: true }],
  ['readDefinitions', 200, '/api/v2/definitions.json'],
  ['readDefinitions', 400, '/api/v2/definitions.json?dependencies=x'],
]

describe('a response of RapidPro', () => {
  const requests = REQUESTS.map(([operation, status, path, options]) => ({ operation, status, path, options }))
  it.each(requests)('matches the document: $operation $status', async ({ operation, status, path, options }) => {
    const response = await sendRequest(createTestTwin({ runs: 800 }), path, options)
    expect(response.status).toBe(status)
    const type = operations.find(({ id }) => id === operation)?.responses[status]
    expect(response.headers.get('content-type')?.split(';')[0]).toBe(type)
    const body: unknown = type === 'text/html' ? response.text : response.json
    expect(validator.findErrors(operation, status, body)).toEqual([])
  })

  it.each(['v9', 'head'])('matches the document in version %s: start, contact and all lists', async (version) => {
    for (const workspace of ['open', 'anonymous']) {
      const twin = createTestTwin({
        runs: 800,
        quirks: { 'rapidpro.version': version, 'rapidpro.workspace': workspace },
      })
      const flows = await sendRequest(twin, '/api/v2/flows.json?archived=0')
      const body = { flow: flows.json.results[4].uuid, groups: ['Field staff'], params: { round: 7 } }
      const start = await sendRequest(twin, STARTS, createPost(body))
      expect(validator.findErrors('createFlowStart', 201, start.json)).toEqual([])
      const contact = await sendRequest(twin, CONTACTS, createPost(NEW_CONTACT))
      const changed = await sendRequest(twin, `${CONTACTS}?uuid=${contact.json.uuid}`, createPost({ name: 'R. Abelo' }))
      expect(validator.findErrors('writeContact', 200, changed.json)).toEqual([])
      for (const [operation, path] of LISTS) {
        const list = await sendRequest(twin, path)
        expect(validator.findErrors(operation, 200, list.json)).toEqual([])
      }
    }
  })
})
