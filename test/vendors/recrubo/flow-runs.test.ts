import { describe, expect, it } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { sendRequest, createTestTwin } from '../../support/requests.ts'

const RUNS = '/public/v2/flow-runs'
// oxlint-disable-next-line typescript/no-explicit-any
type Resource = { id: string; type: string; attributes: any; relationships: any }

async function readAllPages(twin: Twin, query = ''): Promise<Resource[]> {
  const all: Resource[] = []
  for (let page = 1; ; page++) {
    const { json } = await sendRequest(twin, `${RUNS}?page[size]=200&page[number]=${page}${query}`)
    all.push(...json.data)
    if (page >= json.meta.maxPage) return all
  }
}

describe('Recrubo: flow runs', () => {
  it('lists 25 resources without linkage, and describes the page in meta', async () => {
    const { headers, json } = await sendRequest(createTestTwin({ runs: 60 }), RUNS)
    expect(headers.get('content-type')).toBe('application/vnd.api+json')
    expect(Object.keys(json)).toEqual(['data', 'meta'])
    expect(json.data).toHaveLength(25)
    expect(json.meta).toEqual({ total: 60, totalUnfiltered: 60, currentSize: 25, currentPage: 1, maxPage: 3 })
    for (const { type, attributes, relationships } of json.data) {
      expect(type).toBe('flowRuns')
      expect(relationships).toEqual({
        flow: { links: { related: `/public/v2/flows/${attributes.flowId}` } },
        messageThread: { links: { related: `/public/v2/message-threads/${attributes.messageThreadId}` } },
      })
    }
  })

  it('returns one empty page without runs', async () => {
    const { json } = await sendRequest(createTestTwin({ runs: 0 }), RUNS)
    expect(json).toEqual({
      data: [],
      meta: { total: 0, totalUnfiltered: 0, currentSize: 25, currentPage: 1, maxPage: 1 },
    })
  })

  it.each(['createdAt', 'updatedAt', 'status'])('sorts by %s in both directions, every run once', async (key) => {
    const twin = createTestTwin({ runs: 700 })
    const ascending = await readAllPages(twin, `&sort=${key}`)
    const descending = await readAllPages(twin, `&sort=-${key}`)
    expect(new Set(ascending.map((run) => run.id)).size).toBe(700)
    expect(descending.map((run) => run.id)).toEqual(ascending.map((run) => run.id).toReversed())
    const values = ascending.map((run) => run.attributes[key])
    expect(values).toEqual(values.toSorted())
  })

  it('sorts by status, then by creation descending', async () => {
    const all = await readAllPages(createTestTwin({ runs: 300 }), '&sort=status,-createdAt')
    const keys = all.map((run) => [run.attributes.status, run.attributes.createdAt])
    const sorted = keys.toSorted(([a, x], [b, y]) => (a === b ? (x! > y! ? -1 : x! < y! ? 1 : 0) : a! < b! ? -1 : 1))
    expect(keys).toEqual(sorted)
  })

  it.each([
    ['filter[status]=finished', (a: Resource['attributes']) => a.status === 'finished'],
    ['filter[status]=running,queued', (a: Resource['attributes']) => ['running', 'queued'].includes(a.status)],
    ['filter[status][eql]=TIMEOUT', (a: Resource['attributes']) => a.status === 'timeout'],
    ['filter[status][prefix]=ex', (a: Resource['attributes']) => a.status === 'exception'],
    ['filter[status][suffix]=ed', (a: Resource['attributes']) => a.status.endsWith('ed')],
    [
      'filter[status][match]=cancelled,exception',
      (a: Resource['attributes']) => ['cancelled', 'exception'].includes(a.status),
    ],
    ['filter[cost][gte]=12', (a: Resource['attributes']) => a.cost >= 12],
    ['filter[cost][lt]=6', (a: Resource['attributes']) => a.cost < 6],
    ['filter[cost]=3,9', (a: Resource['attributes']) => [3, 9].includes(a.cost)],
    [
      'filter[createdAt][gt]=2026-01-14T20:00:00Z',
      (a: Resource['attributes']) => a.createdAt > '2026-01-14T20:00:00+00:00',
    ],
    ['filter[createdAt][lte]=2026-01-14', (a: Resource['attributes']) => a.createdAt <= '2026-01-14T00:00:00+00:00'],
    [
      'filter[updatedAt][gte]=2026-01-15T08:00:00Z',
      (a: Resource['attributes']) => a.updatedAt >= '2026-01-15T08:00:00+00:00',
    ],
    [
      'filter[status]=finished&filter[cost][gt]=12',
      (a: Resource['attributes']) => a.status === 'finished' && a.cost > 12,
    ],
  ])('%s returns all matching runs and no others, with exact totals', async (filter, isMatch) => {
    const twin = createTestTwin({ runs: 1500 })
    const all = await readAllPages(twin)
    const matches = await readAllPages(twin, `&${filter}`)
    expect(matches).toEqual(all.filter((run) => isMatch(run.attributes)))
    const { json } = await sendRequest(twin, `${RUNS}?${filter}`)
    expect(json.meta).toMatchObject({ total: matches.length, totalUnfiltered: 1500 })
  })

  it('filters by the ids of runs, flows and threads, and by lists of ids', async () => {
    const twin = createTestTwin({ runs: 800 })
    const all = await readAllPages(twin)
    const [a, b] = [all[10]!, all[500]!]
    expect(await readAllPages(twin, `&filter[id]=${a.id},${b.id}`)).toEqual([a, b])
    const threads = [a, b].map((run) => run.attributes.messageThreadId)
    const runsOfThreads = all.filter((run) => threads.includes(run.attributes.messageThreadId))
    expect(await readAllPages(twin, `&filter[messageThreadId]=${threads.join(',')}`)).toEqual(runsOfThreads)
    const runsOfFlow = all.filter((run) => run.attributes.flowId === a.attributes.flowId)
    expect(await readAllPages(twin, `&filter[flowId]=${a.attributes.flowId}`)).toEqual(runsOfFlow)
    expect(await readAllPages(twin, '&filter[flowId]=eb4c92e9-2548-4e4c-95d5-adfb94270c3f')).toEqual([])
    expect(await readAllPages(twin, `&filter[createdAt]=${a.attributes.createdAt.replace('+', '%2B')}`)).toContainEqual(
      a,
    )
  })

  it('includes each requested resource once, with linkage only there', async () => {
    const twin = createTestTwin({ runs: 100 })
    const { json } = await sendRequest(twin, `${RUNS}?include=flow&page[size]=50`)
    const flows = new Set(json.data.map((run: Resource) => run.attributes.flowId))
    expect(json.included.map((resource: Resource) => resource.id).toSorted()).toEqual([...flows].toSorted())
    expect(json.included.every((resource: Resource) => resource.type === 'flows')).toBe(true)
    for (const { attributes, relationships } of json.data) {
      expect(relationships.flow.data).toEqual({ type: 'flows', id: attributes.flowId })
      expect(relationships.messageThread).not.toHaveProperty('data')
    }
    const both = await sendRequest(twin, `${RUNS}/${json.data[0].id}?include=messageThread,flow`)
    expect(both.json.included.map((resource: Resource) => resource.type).toSorted()).toEqual([
      'flows',
      'messageThreads',
    ])
    expect((await sendRequest(twin, `${RUNS}?include=`)).json.included).toEqual([])
  })

  it('returns only the requested fields', async () => {
    const { json } = await sendRequest(
      createTestTwin(),
      `${RUNS}?fields[flowRuns]=status,flow&include=flow&fields[flows]=name&page[size]=1`,
    )
    expect(Object.keys(json.data[0].attributes)).toEqual(['status'])
    expect(Object.keys(json.data[0].relationships)).toEqual(['flow'])
    expect(Object.keys(json.included[0].attributes)).toEqual(['name'])
    expect(
      (await sendRequest(createTestTwin(), `${RUNS}?fields[flowRuns]=&page[size]=1`)).json.data[0].attributes,
    ).toEqual({})
  })

  it('reads one run as in the list, and returns 404 for an unknown id', async () => {
    const twin = createTestTwin()
    const { json } = await sendRequest(twin, RUNS)
    const response = await sendRequest(twin, `${RUNS}/${json.data[3].id}`)
    expect(response.json).toEqual({ data: json.data[3], meta: {} })
    for (const unknown of ['eb4c92e9-2548-4e4c-95d5-adfb94270c3f', 'nothing']) {
      const missing = await sendRequest(twin, `${RUNS}/${unknown}`)
      expect([missing.status, missing.json.errors[0].detail]).toEqual([404, 'FlowRun not found'])
    }
  })

  it.each([
    ['page[size]=201', 'page[size]'],
    ['page[size]=0', 'page[size]'],
    ['page[number]=0', 'page[number]'],
    ['page[number]=two', 'page[number]'],
    ['page[offset]=3', 'page[offset]'],
    ['sort=state', 'sort'],
    ['include=candidate', 'include'],
    ['filter[state]=x', 'filter[state]'],
    ['filter[__proto__]=x', 'filter[__proto__]'],
    ['filter[cost][between]=1', 'filter[cost][between]'],
    ['filter[cost]=many', 'filter[cost]'],
    ['filter[createdAt]=yesterday', 'filter[createdAt]'],
    ['filter[id][prefix]=a', 'filter[id][prefix]'],
    ['limit=5', 'limit'],
  ])('rejects ?%s with 400 and the parameter as source', async (query, parameter) => {
    const { status, json } = await sendRequest(createTestTwin(), `${RUNS}?${query}`)
    expect([status, json.errors[0].status, json.errors[0].source]).toEqual([400, '400', { parameter }])
  })

  it('ignores custom parameters, as JSON:API permits', async () => {
    expect((await sendRequest(createTestTwin(), `${RUNS}?myTrace=1&x-y=2`)).status).toBe(200)
  })

  it('returns 406, 401 and 405 as documented', async () => {
    const twin = createTestTwin()
    const accept = await sendRequest(twin, RUNS, { headers: { accept: 'application/vnd.api+json; charset=utf-8' } })
    expect([accept.status, accept.json.errors[0].source]).toEqual([406, { header: 'Accept' }])
    const anonymous = await sendRequest(twin, RUNS, { anonymous: true })
    expect([anonymous.status, anonymous.json.errors[0].detail]).toEqual([401, 'access denied'])
    const put = await sendRequest(twin, RUNS, { method: 'PUT', body: {} })
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST'])
  })
})
