import { describe, expect, it } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { sendRequest, createTestTwin } from '../../support/requests.ts'

type Session = {
  sessionId: string
  sessionStatus: string
  createdAt: string
  environment: string
  [more: string]: unknown
}

function sessions(twin: Twin, environment = 'live'): string {
  const [, , , idnow] = twin.vendors
  return idnow!.demo.buildExamplePath(twin.world).replace(/\?.*/, '').replace('/live/', `/${environment}/`)
}

async function walk(twin: Twin, path: string, size: number): Promise<Session[]> {
  const all: Session[] = []
  const separator = path.includes('?') ? '&' : '?'
  for (let page = 1; ; page++) {
    const { json } = await sendRequest(twin, `${path}${separator}page=${page}&size=${size}`)
    all.push(...json.content)
    if (page >= json.page.totalPages) return all
  }
}

describe('IDnow: list sessions', () => {
  it('answers ten sessions of the first page unless asked otherwise', async () => {
    const twin = createTestTwin()
    const { status, json } = await sendRequest(twin, sessions(twin))
    expect(status).toBe(200)
    expect(json.content).toHaveLength(10)
    expect(json.page).toMatchObject({ size: 10, number: 1 })
    expect(json.page.totalPages).toBe(Math.ceil(json.page.totalElements / 10))
  })

  it.each([1, 7, 10, 25, 100])('shows every session once in pages of %i, in the order of creation', async (size) => {
    const twin = createTestTwin({ runs: 700 })
    const all = await walk(twin, sessions(twin), size)
    const { json } = await sendRequest(twin, sessions(twin))
    expect(all).toHaveLength(json.page.totalElements)
    expect(new Set(all.map((one) => one.sessionId)).size).toBe(all.length)
    expect(all.map((one) => one.createdAt)).toEqual(all.map((one) => one.createdAt).toSorted())
  })

  it('sorts by status as words sort, equal ones by creation, and reverses exactly', async () => {
    const twin = createTestTwin({ runs: 1500 })
    const up = await walk(twin, `${sessions(twin)}?sortBy=status`, 40)
    const down = await walk(twin, `${sessions(twin)}?sortBy=status&sortDesc=true`, 33)
    const words = up.map((one) => one.sessionStatus)
    expect(words).toEqual(words.toSorted())
    expect(new Set(words).size).toBeGreaterThanOrEqual(4)
    expect(down).toEqual(up.toReversed())
    const newest = await walk(twin, `${sessions(twin)}?sortBy=createdAt&sortDesc=true`, 50)
    expect(newest.toReversed()).toEqual(await walk(twin, sessions(twin), 100))
  })

  it('keeps environments and flows apart', async () => {
    const twin = createTestTwin({ runs: 2000 })
    const live = await walk(twin, sessions(twin), 100)
    const staging = await walk(twin, sessions(twin, 'staging'), 100)
    expect(new Set(live.map((one) => one.environment))).toEqual(new Set(['live']))
    expect(new Set(staging.map((one) => one.environment))).toEqual(new Set(['staging']))
    expect(live.length).toBeGreaterThan(staging.length)
    expect(new Set([...live, ...staging].map((one) => one['flowId'])).size).toBe(1)
  })

  it('beyond the last page is empty, with the same totals', async () => {
    const twin = createTestTwin()
    const { status, json } = await sendRequest(twin, `${sessions(twin)}?page=9999&size=100`)
    expect([status, json.content, json.page.number]).toEqual([200, [], 9999])
    expect(json.page.totalElements).toBeGreaterThan(0)
  })

  it('of a flow without sessions has no page', async () => {
    const twin = createTestTwin({ runs: 0 })
    const { json } = await sendRequest(twin, sessions(twin))
    expect(json).toEqual({ content: [], page: { number: 1, size: 10, totalElements: 0, totalPages: 0 } })
  })

  it('tells every state by the fields that belong to it', async () => {
    const twin = createTestTwin({ runs: 4000 })
    for (const one of await walk(twin, sessions(twin), 100)) {
      const ended = !['CREATED', 'RUNNING'].includes(one.sessionStatus)
      expect(one['completedAt'] === null).toBe(!ended)
      expect(one['expiresAt'] === null).toBe(ended)
      expect(one['startedAt'] === null).toBe(one.sessionStatus === 'CREATED')
      expect(one['lastStep'] === null).toBe(one['startedAt'] === null)
      const outcomes = one.sessionStatus === 'COMPLETED' ? ['accepted', 'rejected'] : [ended ? 'NO_OUTCOME' : null]
      expect(outcomes).toContain(one['outcome'])
      expect(one.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    }
  })

  it.each([
    ['page=0', ['page must not be less than 1']],
    ['page=one', ['page must be an integer number']],
    ['size=0', ['size must not be less than 1']],
    ['size=101', ['size must not be greater than 100']],
    ['sortBy=sessionStatus', ['sortBy must be one of the following values: status, createdAt']],
    ['sortDesc=maybe', ['sortDesc must be a boolean value']],
    ['page=0&size=101', ['page must not be less than 1', 'size must not be greater than 100']],
  ])('refuses %s with every reason', async (query, message) => {
    const twin = createTestTwin()
    const { status, json } = await sendRequest(twin, `${sessions(twin)}?${query}`)
    expect([status, json]).toEqual([400, { statusCode: 400, message, error: 'Bad Request' }])
  })

  it('refuses unknown environments, flows, paths and methods in the dress of its framework', async () => {
    const twin = createTestTwin()
    const environment = await sendRequest(twin, sessions(twin, 'production'))
    expect(environment.json.message).toEqual(['environment must be one of the following values: live, staging'])
    const flow = await sendRequest(twin, '/api/v1/flows/12345/live/sessions')
    expect([flow.status, flow.json]).toEqual([404, { statusCode: 404, message: 'Flow not found', error: 'Not Found' }])
    const path = await sendRequest(twin, '/api/v1/flows/12345/live/nothing')
    expect([path.status, path.json.message]).toEqual([404, 'Cannot GET /api/v1/flows/12345/live/nothing'])
    const put = await sendRequest(twin, sessions(twin), { method: 'PUT', body: {} })
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, POST, HEAD'])
    const anonymous = await sendRequest(twin, sessions(twin), { anonymous: true })
    expect([anonymous.status, anonymous.json]).toEqual([401, { statusCode: 401, message: 'Unauthorized' }])
  })
})
