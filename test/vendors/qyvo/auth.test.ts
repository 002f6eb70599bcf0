import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { sendAction, FEED, getFlowId, FLOWS, ME, MESSAGES, UNUSED_PHONE } from './requests.ts'

const NO_WORKSPACE = { authorization: 'Bearer flowtwinnoworkspace' }
const OTHER_TENANT = { authorization: 'Bearer flowtwinothertenant' }
const ACTIONS = ['trigger-flow', 'get-flow', 'create-contact', 'get-contact', 'update-contact', 'search-contacts']

describe('Qyvo: me', () => {
  it('returns the user and the workspace of a token', async () => {
    const { status, json } = await sendRequest(createTestTwin(), ME)
    expect(status).toBe(200)
    expect(json).toEqual({
      id: expect.any(Number),
      email: expect.stringContaining('@example.com'),
      name: expect.any(String),
      tenant: { id: expect.stringMatching(/^[0-9a-f-]{36}$/), name: expect.any(String) },
    })
  })

  it('returns another workspace for a token of another tenant', async () => {
    const twin = createTestTwin()
    const [own, other] = [await sendRequest(twin, ME), await sendRequest(twin, ME, { headers: OTHER_TENANT })]
    expect(other.status).toBe(200)
    expect(other.json.tenant.id).not.toBe(own.json.tenant.id)
  })

  it('returns a null tenant for a user without a workspace, also after requests of other users', async () => {
    const twin = createTestTwin()
    expect((await sendRequest(twin, ME)).json.tenant).not.toBeNull()
    const response = await sendRequest(twin, ME, { headers: NO_WORKSPACE })
    expect([response.status, response.json.tenant]).toEqual([200, null])
    expect((await sendRequest(twin, ME)).json.tenant).not.toBeNull()
  })

  it.each([...[FEED, MESSAGES, FLOWS].map((path) => ['GET', path]), ...ACTIONS.map((action) => ['POST', action])])(
    'every other operation returns 422 for a user without a workspace: %s %s',
    async (method, path = '') => {
      const twin = createTestTwin()
      const target = method === 'GET' ? path : `/api/v1/actions/${path}`
      const options = method === 'GET' ? { headers: NO_WORKSPACE } : { method: 'POST', headers: NO_WORKSPACE, body: {} }
      const { status, json } = await sendRequest(twin, target, options)
      expect([status, json]).toEqual([422, { error: 'No workspace configured for this account.' }])
    },
  )

  it.each([...[ME, FEED, MESSAGES, FLOWS].map((path) => ['GET', path]), ...ACTIONS.map((action) => ['POST', action])])(
    'every operation returns 401 without a token: %s %s',
    async (method, path = '') => {
      const target = method === 'GET' ? path : `/api/v1/actions/${path}`
      const options = method === 'GET' ? {} : { method: 'POST', body: {} }
      const { status, json } = await sendRequest(createTestTwin(), target, { ...options, anonymous: true })
      expect([status, json]).toEqual([401, { message: 'Unauthenticated.' }])
    },
  )
})

describe('Qyvo: another tenant', () => {
  it('has its own flows and contacts, which other tenants do not find', async () => {
    const twin = createTestTwin()
    const otherFlowId = (await sendRequest(twin, FLOWS, { headers: OTHER_TENANT })).json[0].id
    expect((await sendRequest(twin, `${FEED}?flow_id=${otherFlowId}`)).json).toEqual([])
    expect((await sendAction(twin, 'get-flow', { flow_id: otherFlowId })).status).toBe(404)
    const start = { method: 'POST', headers: OTHER_TENANT, body: { flow_id: otherFlowId, phone: UNUSED_PHONE } }
    expect((await sendRequest(twin, '/api/v1/actions/trigger-flow', start)).status).toBe(201)
    expect((await sendAction(twin, 'get-contact', { phone: UNUSED_PHONE })).status).toBe(404)
  })
})

describe('Qyvo: the rate limit', () => {
  it('counts reads, actions and error responses, and returns the rest in a header of successful responses', async () => {
    const twin = createTestTwin()
    await sendRequest(twin, FEED)
    await sendAction(twin, 'get-flow', { flow_id: 'x' })
    await sendAction(twin, 'get-contact', { phone: UNUSED_PHONE })
    const { headers } = await sendAction(twin, 'trigger-flow', { flow_id: getFlowId(twin), phone: UNUSED_PHONE })
    expect([headers.get('x-ratelimit-limit'), headers.get('x-ratelimit-remaining')]).toEqual(['120', '116'])
  })

  it('counts the requests of a user without a workspace', async () => {
    const twin = createTestTwin()
    for (let request = 0; request < 120; request++) await sendRequest(twin, FEED, { headers: NO_WORKSPACE })
    expect((await sendRequest(twin, FEED, { headers: NO_WORKSPACE })).status).toBe(429)
  })

  it('returns 429 until the seconds in Retry-After have passed', async () => {
    const twin = createTestTwin()
    for (let request = 0; request < 40; request++) {
      for (let repeat = 0; repeat < 3; repeat++) await sendRequest(twin, FLOWS)
      twin.clock.advance('1s')
    }
    const wait = Number((await sendAction(twin, 'search-contacts', {})).headers.get('retry-after'))
    expect(wait).toBe(20)
    twin.clock.advance(`${wait - 1}s`)
    expect((await sendRequest(twin, ME)).status).toBe(429)
    twin.clock.advance('1s')
    expect((await sendRequest(twin, ME)).status).toBe(200)
  })
})

describe('Qyvo: paths that Flowtwin does not serve', () => {
  it.each([
    [
      '/api/v1/openapi.yaml',
      /^The route api\/v1\/openapi.yaml could not be found. Qyvo links to it, but its response is not documented/,
    ],
    ['/mcp', /its response is not documented/],
    ['/api/zapier/triggers/new-flow-triggered', /has moved to api\/v1/],
    ['/api/v1/actions/nothing', /^The route api\/v1\/actions\/nothing could not be found\.$/],
  ])('%s returns 404 in the vendor’s error format with the reason', async (path, message) => {
    for (const method of ['GET', 'POST']) {
      const { status, json } = await sendRequest(createTestTwin(), path, { method })
      expect([status, Object.keys(json)]).toEqual([404, ['message']])
      expect(json.message).toMatch(message)
    }
  })

  it('returns 405 with Allow: POST for GET of an action', async () => {
    const { status, headers } = await sendRequest(createTestTwin(), '/api/v1/actions/trigger-flow')
    expect([status, headers.get('allow')]).toEqual([405, 'POST'])
  })
})
