import { describe, expect, it } from 'vitest'
import { ask, testTwin } from '../asking.ts'
import { act, FEED, flowId, FLOWS, ME, MESSAGES, NEWCOMER } from './qyvo-asking.ts'

const HOMELESS = { authorization: 'Bearer flowtwinnoworkspace' }
const NEIGHBOUR = { authorization: 'Bearer flowtwinothertenant' }
const ACTIONS = ['trigger-flow', 'get-flow', 'create-contact', 'get-contact', 'update-contact', 'search-contacts']

describe('Qyvo: me', () => {
  it('tells the user and the workspace of a token', async () => {
    const { status, json } = await ask(testTwin(), ME)
    expect(status).toBe(200)
    expect(json).toEqual({
      id: expect.any(Number),
      email: expect.stringContaining('@example.com'),
      name: expect.any(String),
      tenant: { id: expect.stringMatching(/^[0-9a-f-]{36}$/), name: expect.any(String) },
    })
  })

  it('tells another workspace to another tenant', async () => {
    const twin = testTwin()
    const [own, other] = [await ask(twin, ME), await ask(twin, ME, { headers: NEIGHBOUR })]
    expect(other.status).toBe(200)
    expect(other.json.tenant.id).not.toBe(own.json.tenant.id)
  })

  it('is all that a user without a workspace may ask, whoever asked before', async () => {
    const twin = testTwin()
    expect((await ask(twin, ME)).json.tenant).not.toBeNull()
    const homeless = await ask(twin, ME, { headers: HOMELESS })
    expect([homeless.status, homeless.json.tenant]).toEqual([200, null])
    expect((await ask(twin, ME)).json.tenant).not.toBeNull()
  })

  it.each([...[FEED, MESSAGES, FLOWS].map((path) => ['GET', path]), ...ACTIONS.map((one) => ['POST', one])])(
    'lets a user without a workspace do nothing else: %s %s',
    async (method, path = '') => {
      const twin = testTwin()
      const target = method === 'GET' ? path : `/api/v1/actions/${path}`
      const asking = method === 'GET' ? { headers: HOMELESS } : { method: 'POST', headers: HOMELESS, body: {} }
      const { status, json } = await ask(twin, target, asking)
      expect([status, json]).toEqual([422, { error: 'No workspace configured for this account.' }])
    },
  )

  it.each([...[ME, FEED, MESSAGES, FLOWS].map((path) => ['GET', path]), ...ACTIONS.map((one) => ['POST', one])])(
    'and everything else needs a token: %s %s',
    async (method, path = '') => {
      const target = method === 'GET' ? path : `/api/v1/actions/${path}`
      const asking = method === 'GET' ? {} : { method: 'POST', body: {} }
      const { status, json } = await ask(testTwin(), target, { ...asking, anonymous: true })
      expect([status, json]).toEqual([401, { message: 'Unauthenticated.' }])
    },
  )
})

describe('Qyvo: another tenant', () => {
  it('has flows and contacts of its own, which nobody else finds', async () => {
    const twin = testTwin()
    const theirs = (await ask(twin, FLOWS, { headers: NEIGHBOUR })).json[0].id
    expect((await ask(twin, `${FEED}?flow_id=${theirs}`)).json).toEqual([])
    expect((await act(twin, 'get-flow', { flow_id: theirs })).status).toBe(404)
    const body = { flow_id: theirs, phone: NEWCOMER }
    const trigger = { method: 'POST', headers: NEIGHBOUR, body }
    expect((await ask(twin, '/api/v1/actions/trigger-flow', trigger)).status).toBe(201)
    expect((await act(twin, 'get-contact', { phone: NEWCOMER })).status).toBe(404)
  })
})

describe('Qyvo: the quota', () => {
  it('counts actions and refusals as well as reads, and tells on success what is left', async () => {
    const twin = testTwin()
    await ask(twin, FEED)
    await act(twin, 'get-flow', { flow_id: 'x' })
    await act(twin, 'get-contact', { phone: NEWCOMER })
    const { headers } = await act(twin, 'trigger-flow', { flow_id: flowId(twin), phone: NEWCOMER })
    expect([headers.get('x-ratelimit-limit'), headers.get('x-ratelimit-remaining')]).toEqual(['120', '116'])
  })

  it('counts what a user without a workspace asks in vain', async () => {
    const twin = testTwin()
    for (let request = 0; request < 120; request++) await ask(twin, FEED, { headers: HOMELESS })
    expect((await ask(twin, FEED, { headers: HOMELESS })).status).toBe(429)
  })

  it('tells truly when to come back: a second earlier is too early', async () => {
    const twin = testTwin()
    for (let request = 0; request < 40; request++) {
      for (let repeat = 0; repeat < 3; repeat++) await ask(twin, FLOWS)
      twin.clock.advance('1s')
    }
    const wait = Number((await act(twin, 'search-contacts', {})).headers.get('retry-after'))
    expect(wait).toBe(20)
    twin.clock.advance(`${wait - 1}s`)
    expect((await ask(twin, ME)).status).toBe(429)
    twin.clock.advance('1s')
    expect((await ask(twin, ME)).status).toBe(200)
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
      const { status, json } = await ask(testTwin(), path, { method })
      expect([status, Object.keys(json)]).toEqual([404, ['message']])
      expect(json.message).toMatch(message)
    }
  })

  it('names POST as what an action takes', async () => {
    const { status, headers } = await ask(testTwin(), '/api/v1/actions/trigger-flow')
    expect([status, headers.get('allow')]).toEqual([405, 'POST'])
  })
})
