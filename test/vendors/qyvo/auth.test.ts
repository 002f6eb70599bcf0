import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { act, FEED, flowId, FLOWS, ME, MESSAGES, NEWCOMER } from './requests.ts'

const HOMELESS = { authorization: 'Bearer flowtwinnoworkspace' }
const NEIGHBOUR = { authorization: 'Bearer flowtwinothertenant' }
const ACTIONS = ['trigger-flow', 'get-flow', 'create-contact', 'get-contact', 'update-contact', 'search-contacts']

describe('Qyvo: me', () => {
  it('tells the user and the workspace of a token', async () => {
    const { status, json } = await sendRequest(createTestTwin(), ME)
    expect(status).toBe(200)
    expect(json).toEqual({
      id: expect.any(Number),
      email: expect.stringContaining('@example.com'),
      name: expect.any(String),
      tenant: { id: expect.stringMatching(/^[0-9a-f-]{36}$/), name: expect.any(String) },
    })
  })

  it('tells another workspace to another tenant', async () => {
    const twin = createTestTwin()
    const [own, other] = [await sendRequest(twin, ME), await sendRequest(twin, ME, { headers: NEIGHBOUR })]
    expect(other.status).toBe(200)
    expect(other.json.tenant.id).not.toBe(own.json.tenant.id)
  })

  it('is all that a user without a workspace may ask, whoever asked before', async () => {
    const twin = createTestTwin()
    expect((await sendRequest(twin, ME)).json.tenant).not.toBeNull()
    const homeless = await sendRequest(twin, ME, { headers: HOMELESS })
    expect([homeless.status, homeless.json.tenant]).toEqual([200, null])
    expect((await sendRequest(twin, ME)).json.tenant).not.toBeNull()
  })

  it.each([...[FEED, MESSAGES, FLOWS].map((path) => ['GET', path]), ...ACTIONS.map((one) => ['POST', one])])(
    'lets a user without a workspace do nothing else: %s %s',
    async (method, path = '') => {
      const twin = createTestTwin()
      const target = method === 'GET' ? path : `/api/v1/actions/${path}`
      const asking = method === 'GET' ? { headers: HOMELESS } : { method: 'POST', headers: HOMELESS, body: {} }
      const { status, json } = await sendRequest(twin, target, asking)
      expect([status, json]).toEqual([422, { error: 'No workspace configured for this account.' }])
    },
  )

  it.each([...[ME, FEED, MESSAGES, FLOWS].map((path) => ['GET', path]), ...ACTIONS.map((one) => ['POST', one])])(
    'and everything else needs a token: %s %s',
    async (method, path = '') => {
      const target = method === 'GET' ? path : `/api/v1/actions/${path}`
      const asking = method === 'GET' ? {} : { method: 'POST', body: {} }
      const { status, json } = await sendRequest(createTestTwin(), target, { ...asking, anonymous: true })
      expect([status, json]).toEqual([401, { message: 'Unauthenticated.' }])
    },
  )
})

describe('Qyvo: another tenant', () => {
  it('has flows and contacts of its own, which nobody else finds', async () => {
    const twin = createTestTwin()
    const theirs = (await sendRequest(twin, FLOWS, { headers: NEIGHBOUR })).json[0].id
    expect((await sendRequest(twin, `${FEED}?flow_id=${theirs}`)).json).toEqual([])
    expect((await act(twin, 'get-flow', { flow_id: theirs })).status).toBe(404)
    const body = { flow_id: theirs, phone: NEWCOMER }
    const trigger = { method: 'POST', headers: NEIGHBOUR, body }
    expect((await sendRequest(twin, '/api/v1/actions/trigger-flow', trigger)).status).toBe(201)
    expect((await act(twin, 'get-contact', { phone: NEWCOMER })).status).toBe(404)
  })
})

describe('Qyvo: the quota', () => {
  it('counts actions and refusals as well as reads, and tells on success what is left', async () => {
    const twin = createTestTwin()
    await sendRequest(twin, FEED)
    await act(twin, 'get-flow', { flow_id: 'x' })
    await act(twin, 'get-contact', { phone: NEWCOMER })
    const { headers } = await act(twin, 'trigger-flow', { flow_id: flowId(twin), phone: NEWCOMER })
    expect([headers.get('x-ratelimit-limit'), headers.get('x-ratelimit-remaining')]).toEqual(['120', '116'])
  })

  it('counts what a user without a workspace asks in vain', async () => {
    const twin = createTestTwin()
    for (let request = 0; request < 120; request++) await sendRequest(twin, FEED, { headers: HOMELESS })
    expect((await sendRequest(twin, FEED, { headers: HOMELESS })).status).toBe(429)
  })

  it('tells truly when to come back: a second earlier is too early', async () => {
    const twin = createTestTwin()
    for (let request = 0; request < 40; request++) {
      for (let repeat = 0; repeat < 3; repeat++) await sendRequest(twin, FLOWS)
      twin.clock.advance('1s')
    }
    const wait = Number((await act(twin, 'search-contacts', {})).headers.get('retry-after'))
    expect(wait).toBe(20)
    twin.clock.advance(`${wait - 1}s`)
    expect((await sendRequest(twin, ME)).status).toBe(429)
    twin.clock.advance('1s')
    expect((await sendRequest(twin, ME)).status).toBe(200)
  })
})

describe('Qyvo: paths that are not served', () => {
  it.each([
    [
      '/api/v1/triggers/new-campaign-sent',
      /^Qyvo documents api\/v1\/triggers\/new-campaign-sent, but Flowtwin does not/,
    ],
    ['/api/v1/actions/add-tag', /does not serve it yet/],
    ['/api/v1/dropdowns/template-variables', /does not serve it yet/],
    [
      '/api/v1/openapi.yaml',
      /^The route api\/v1\/openapi.yaml could not be found. Qyvo links to it, but nobody documents/,
    ],
    ['/mcp', /nobody documents/],
    ['/api/zapier/triggers/new-flow-triggered', /has moved to api\/v1/],
    ['/api/v1/actions/nothing', /^The route api\/v1\/actions\/nothing could not be found\.$/],
  ])('%s answers 404 in the vendor’s dress and says why', async (path, message) => {
    for (const method of ['GET', 'POST']) {
      const { status, json } = await sendRequest(createTestTwin(), path, { method })
      expect([status, Object.keys(json)]).toEqual([404, ['message']])
      expect(json.message).toMatch(message)
    }
  })

  it('names POST as what an action takes', async () => {
    const { status, headers } = await sendRequest(createTestTwin(), '/api/v1/actions/trigger-flow')
    expect([status, headers.get('allow')]).toEqual([405, 'POST'])
  })
})
