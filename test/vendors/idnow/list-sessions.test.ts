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

function getSessionsPath(twin: Twin, environment = 'live'): string {
  const [, , , idnow] = twin.vendors
  return idnow!.demo.buildExamplePath(twin.world).replace(/\?.*/, '').replace('/live/', `/${environment}/`)
}

async function readAllPages(twin: Twin, path: string, size: number): Promise<Session[]> {
  const all: Session[] = []
  const separator = path.includes('?') ? '&' : '?'
  for (let page = 1; ; page++) {
    const { json } = await sendRequest(twin, `${path}${separator}page=${page}&size=${size}`)
    all.push(...json.content)
    if (page >= json.page.totalPages) return all
  }
}

describe('IDnow: list sessions', () => {
  it('returns ten sessions of the first page by default', async () => {
    const twin = createTestTwin()
    const { status, json } = await sendRequest(twin, getSessionsPath(twin))
    expect(status).toBe(200)
    expect(json.content).toHaveLength(10)
    expect(json.page).toMatchObject({ size: 10, number: 1 })
    expect(json.page.totalPages).toBe(Math.ceil(json.page.totalElements / 10))
  })

  it.each([1, 7, 10, 25, 100])('returns every session once in pages of %i, sorted by creation', async (size) => {
    const twin = createTestTwin({ runs: 700 })
    const all = await readAllPages(twin, getSessionsPath(twin), size)
    const { json } = await sendRequest(twin, getSessionsPath(twin))
    expect(all).toHaveLength(json.page.totalElements)
    expect(new Set(all.map((session) => session.sessionId)).size).toBe(all.length)
    expect(all.map((session) => session.createdAt)).toEqual(all.map((session) => session.createdAt).toSorted())
  })

  it('sorts by status alphabetically and by creation for equal statuses, and reverses exactly', async () => {
    const twin = createTestTwin({ runs: 1500 })
    const up = await readAllPages(twin, `${getSessionsPath(twin)}?sortBy=status`, 40)
    const down = await readAllPages(twin, `${getSessionsPath(twin)}?sortBy=status&sortDesc=true`, 33)
    const statuses = up.map((session) => session.sessionStatus)
    expect(statuses).toEqual(statuses.toSorted())
    expect(new Set(statuses).size).toBeGreaterThanOrEqual(4)
    expect(down).toEqual(up.toReversed())
    const newest = await readAllPages(twin, `${getSessionsPath(twin)}?sortBy=createdAt&sortDesc=true`, 50)
    expect(newest.toReversed()).toEqual(await readAllPages(twin, getSessionsPath(twin), 100))
  })

  it('returns only sessions of the flow and the environment', async () => {
    const twin = createTestTwin({ runs: 2000 })
    const live = await readAllPages(twin, getSessionsPath(twin), 100)
    const staging = await readAllPages(twin, getSessionsPath(twin, 'staging'), 100)
    expect(new Set(live.map((session) => session.environment))).toEqual(new Set(['live']))
    expect(new Set(staging.map((session) => session.environment))).toEqual(new Set(['staging']))
    expect(live.length).toBeGreaterThan(staging.length)
    expect(new Set([...live, ...staging].map((session) => session['flowId'])).size).toBe(1)
  })

  it('returns an empty page with the same totals beyond the last page', async () => {
    const twin = createTestTwin()
    const { status, json } = await sendRequest(twin, `${getSessionsPath(twin)}?page=9999&size=100`)
    expect([status, json.content, json.page.number]).toEqual([200, [], 9999])
    expect(json.page.totalElements).toBeGreaterThan(0)
  })

  it('returns zero pages for a flow without sessions', async () => {
    const twin = createTestTwin({ runs: 0 })
    const { json } = await sendRequest(twin, getSessionsPath(twin))
    expect(json).toEqual({ content: [], page: { number: 1, size: 10, totalElements: 0, totalPages: 0 } })
  })

  it('returns timestamps, last step and outcome that match the status', async () => {
    const twin = createTestTwin({ runs: 4000 })
    for (const session of await readAllPages(twin, getSessionsPath(twin), 100)) {
      const ended = !['CREATED', 'RUNNING'].includes(session.sessionStatus)
      expect(session['completedAt'] === null).toBe(!ended)
      expect(session['expiresAt'] === null).toBe(ended)
      expect(session['startedAt'] === null).toBe(session.sessionStatus === 'CREATED')
      expect(session['lastStep'] === null).toBe(session['startedAt'] === null)
      const outcomes = session.sessionStatus === 'COMPLETED' ? ['accepted', 'rejected'] : [ended ? 'NO_OUTCOME' : null]
      expect(outcomes).toContain(session['outcome'])
      expect(session.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
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
  ])('returns 400 with all messages for %s', async (query, message) => {
    const twin = createTestTwin()
    const { status, json } = await sendRequest(twin, `${getSessionsPath(twin)}?${query}`)
    expect([status, json]).toEqual([400, { statusCode: 400, message, error: 'Bad Request' }])
  })

  it('returns errors in NestJS’s format for unknown environments, flows, paths and methods', async () => {
    const twin = createTestTwin()
    const environment = await sendRequest(twin, getSessionsPath(twin, 'production'))
    expect(environment.json.message).toEqual(['environment must be one of the following values: live, staging'])
    const flow = await sendRequest(twin, '/api/v1/flows/12345/live/sessions')
    expect([flow.status, flow.json]).toEqual([404, { statusCode: 404, message: 'Flow not found', error: 'Not Found' }])
    const path = await sendRequest(twin, '/api/v1/flows/12345/live/nothing')
    expect([path.status, path.json.message]).toEqual([404, 'Cannot GET /api/v1/flows/12345/live/nothing'])
    const put = await sendRequest(twin, getSessionsPath(twin), { method: 'PUT', body: {} })
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, POST, HEAD'])
    const anonymous = await sendRequest(twin, getSessionsPath(twin), { anonymous: true })
    expect([anonymous.status, anonymous.json]).toEqual([401, { statusCode: 401, message: 'Unauthorized' }])
  })
})
