import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../../support/requests.ts'

const FLOWS = '/public/v2/flows'
const THREADS = '/public/v2/message-threads'
const UNKNOWN = 'eb4c92e9-2548-4e4c-95d5-adfb94270c3f'
// oxlint-disable-next-line typescript/no-explicit-any
type Resource = { attributes: any; relationships: any }

describe('Recrubo: invalid requests of flows and threads', () => {
  it.each([
    [`${FLOWS}?filter[mood]=x`, 'filter[mood]'],
    [`${FLOWS}?filter[name][gt]=x`, 'filter[name][gt]'],
    [`${FLOWS}?filter[name][like]=x`, 'filter[name][like]'],
    [`${FLOWS}?filter[sessionTimeout]=long`, 'filter[sessionTimeout]'],
    [`${FLOWS}?filter[sessionTimeout][gt]=1,2`, 'filter[sessionTimeout][gt]'],
    [`${FLOWS}?filter[unpublishedChanges]=maybe`, 'filter[unpublishedChanges]'],
    [`${FLOWS}?filter[createdAt][suffix]=x`, 'filter[createdAt][suffix]'],
    [`${FLOWS}?filter[createdAt]=2025-01-01,2025-01-02`, 'filter[createdAt]'],
    [`${FLOWS}?filter=x`, 'filter'],
    [`${FLOWS}?sort=mood`, 'sort'],
    [`${FLOWS}?page[size]=201`, 'page[size]'],
    [`${FLOWS}?include=nodes`, 'include'],
    [`${FLOWS}?include=`, 'include'],
    [`${THREADS}?include=messages`, 'include'],
    [`${THREADS}?sort=channel`, 'sort'],
    [`${THREADS}?filter[id][prefix]=1`, 'filter[id][prefix]'],
    [`${THREADS}?limit=1`, 'limit'],
    [`${THREADS}?where[id]=1`, 'where[id]'],
    [`${FLOWS}/${UNKNOWN}?sort=name`, 'sort'],
  ])('%s returns 400 with the parameter as source', async (path, parameter) => {
    const { status, json } = await sendRequest(createTestTwin(), path)
    expect([status, json.errors[0].source]).toEqual([400, { parameter }])
  })

  it('DELETE returns 405 with the allowed methods', async () => {
    for (const path of [FLOWS, THREADS, `${FLOWS}/${UNKNOWN}`, `${THREADS}/${UNKNOWN}`]) {
      const { status, headers } = await sendRequest(createTestTwin(), path, { method: 'DELETE' })
      expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    }
  })

  it.each([
    'candidates',
    'nodes',
    'messages',
    'conversations',
    'flow-generations',
    'users',
    'management/organizations',
  ])('/%s returns 404 and says that Flowtwin does not serve it', async (path) => {
    const { status, headers, json } = await sendRequest(createTestTwin(), `/public/v2/${path}`)
    expect([status, headers.get('content-type')]).toEqual([404, 'application/vnd.api+json'])
    expect(json.errors[0]).toMatchObject({ code: 'not_found', detail: expect.stringContaining('does not serve') })
  })

  it('links to unserved resources return the same 404', async () => {
    const twin = createTestTwin()
    const flow = (await sendRequest(twin, FLOWS)).json.data[0]
    const threads = (await sendRequest(twin, THREADS)).json.data
    const thread = threads.find((resource: Resource) => resource.attributes.candidateId !== null)
    const links = [...Object.values<Resource['relationships']>(flow.relationships), thread.relationships.candidate]
    for (const {
      links: { related },
    } of links) {
      const { status, json } = await sendRequest(twin, related)
      expect([status, json.errors[0].detail]).toEqual([404, expect.stringContaining('does not serve')])
    }
  })
})
