import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../../support/requests.ts'

const FEED = '/api/v1/triggers/new-flow-triggered'

describe('Qyvo: new-flow-triggered', () => {
  it('returns a bare array of the newest 100 sessions, newest first', async () => {
    const { status, headers, json } = await sendRequest(createTestTwin({ runs: 300 }), FEED)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/json')
    expect(json).toHaveLength(100)
    const created = json.map((session: { created_at: string }) => session.created_at)
    expect(created).toEqual(created.toSorted().toReversed())
    expect(new Set(json.map((session: { id: string }) => session.id)).size).toBe(100)
  })

  it.each([0, 1, 99, 100, 101])('returns up to 100 of %i sessions', async (runs) => {
    const { json } = await sendRequest(createTestTwin({ runs }), FEED)
    expect(json).toHaveLength(Math.min(runs, 100))
  })

  it('returns the newest 100 sessions of one flow, beyond the newest 100 of all flows', async () => {
    const twin = createTestTwin({ runs: 3000 })
    const all = await sendRequest(twin, FEED)
    const flow = all.json[0].flow_id
    const { json } = await sendRequest(twin, `${FEED}?flow_id=${flow}`)
    expect(new Set(json.map((session: { flow_id: string }) => session.flow_id))).toEqual(new Set([flow]))
    expect(json).toHaveLength(100)
    expect(json.at(-1).created_at < all.json.at(-1).created_at).toBe(true)
    const inWindow = all.json.filter((session: { flow_id: string }) => session.flow_id === flow)
    expect(json.slice(0, inWindow.length)).toEqual(inWindow)
  })

  it('ignores an empty flow_id, returns nothing for an unknown flow, and 422 for a flow_id that is not a UUID', async () => {
    const twin = createTestTwin()
    const unfiltered = await sendRequest(twin, FEED)
    expect((await sendRequest(twin, `${FEED}?flow_id=`)).json).toEqual(unfiltered.json)
    expect((await sendRequest(twin, `${FEED}?flow_id=0198c5a2-41d7-4b6e-9c3f-5a7d20e1b864`)).json).toEqual([])
    expect((await sendRequest(twin, `${FEED}?limit=5&page=2`)).json).toEqual(unfiltered.json)
    const refused = await sendRequest(twin, `${FEED}?flow_id=12345`)
    expect(refused.status).toBe(422)
    expect(refused.json.errors).toEqual({ flow_id: ['The flow id must be a valid UUID.'] })
  })

  it('returns completed_at only for completed sessions, and timestamps in seconds', async () => {
    const { json } = await sendRequest(createTestTwin({ runs: 2000 }), FEED)
    for (const session of json) {
      expect(session.completed_at === null).toBe(session.status !== 'completed')
      expect(session.expires_at > session.created_at).toBe(true)
      expect(session.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/)
      expect(session.context).toBeTypeOf('object')
    }
    expect(new Set(json.map((session: { status: string }) => session.status)).size).toBeGreaterThanOrEqual(3)
  })

  it.each([
    ['no credential', {}],
    ['another scheme', { authorization: 'Token abc' }],
    ['a scheme alone', { authorization: 'Bearer' }],
    ['an invalid token', { authorization: 'Bearer !!!' }],
    ['a token that only looks issued', { authorization: 'Bearer flowtwinabc' }],
  ])('returns 401 for %s', async (_, headers) => {
    const { status, json } = await sendRequest(createTestTwin(), FEED, { anonymous: true, headers })
    expect(status).toBe(401)
    expect(json).toEqual({ message: 'Unauthenticated.' })
  })

  it('accepts any well-formed token', async () => {
    const { status } = await sendRequest(createTestTwin(), FEED, {
      anonymous: true,
      headers: { authorization: 'bearer 7|my-own' },
    })
    expect(status).toBe(200)
  })

  it('allows 120 requests in 60 rolling seconds per token, and returns the wait in Retry-After', async () => {
    const twin = createTestTwin()
    const first = await sendRequest(twin, FEED)
    expect([first.headers.get('x-ratelimit-limit'), first.headers.get('x-ratelimit-remaining')]).toEqual(['120', '119'])
    twin.clock.advance('10s')
    for (let request = 0; request < 119; request++) await sendRequest(twin, FEED)
    const refused = await sendRequest(twin, FEED)
    expect(refused.status).toBe(429)
    expect(refused.json).toEqual({ message: 'Too Many Attempts.' })
    expect(refused.headers.get('retry-after')).toBe('50')
    const other = await sendRequest(twin, FEED, { headers: { authorization: 'Bearer another' } })
    expect(other.status).toBe(200)
    twin.clock.advance('49s')
    expect((await sendRequest(twin, FEED)).status).toBe(429)
    twin.clock.advance('1s')
    expect((await sendRequest(twin, FEED)).status).toBe(200)
    expect((await sendRequest(twin, FEED)).status).toBe(429)
  })

  it('has no rate limit when limits are off', async () => {
    const twin = createTestTwin({ limits: false })
    for (let request = 0; request < 130; request++) expect((await sendRequest(twin, FEED)).status).toBe(200)
    expect((await sendRequest(twin, FEED)).headers.has('x-ratelimit-limit')).toBe(false)
  })

  it('returns HEAD without a body, 405 with Allow for other methods, and 404 in its own format for unknown paths', async () => {
    const twin = createTestTwin()
    const head = await sendRequest(twin, FEED, { method: 'HEAD' })
    expect([head.status, head.text]).toEqual([200, ''])
    const post = await sendRequest(twin, FEED, { method: 'POST', body: {} })
    expect(post.status).toBe(405)
    expect(post.headers.get('allow')).toBe('GET, HEAD')
    expect(post.json.message).toMatch(/^The POST method is not supported/)
    const unknown = await sendRequest(twin, '/api/v1/triggers/nothing')
    expect([unknown.status, unknown.json]).toEqual([
      404,
      { message: 'The route api/v1/triggers/nothing could not be found.' },
    ])
  })

  it('returns a running session as ended two hours later, other fields unchanged', async () => {
    const twin = createTestTwin({ runs: 500 })
    const before = await sendRequest(twin, FEED)
    const running = before.json.find(({ status }: { status: string }) => status === 'running')
    twin.clock.advance('2h')
    const after = await sendRequest(twin, `${FEED}?flow_id=${running.flow_id}`)
    const session = after.json.find(({ id }: { id: string }) => id === running.id)
    expect(session.status).not.toBe('running')
    expect({
      ...session,
      status: 0,
      completed_at: 0,
      current_node_id: 0,
      last_interaction_at: 0,
      expires_at: 0,
      context: 0,
    }).toEqual({
      ...running,
      status: 0,
      completed_at: 0,
      current_node_id: 0,
      last_interaction_at: 0,
      expires_at: 0,
      context: 0,
    })
  })

  it('returns 404 without the prefix /api, which the headings of the pages omit', async () => {
    const { status, json } = await sendRequest(createTestTwin(), '/v1/triggers/new-flow-triggered', { anonymous: true })
    expect([status, json.error]).toEqual([404, expect.stringMatching(/^Flowtwin serves nothing at \/v1/)])
  })

  it('returns 14 fields in each session, with a version 7 UUID of its creation time', async () => {
    const { json } = await sendRequest(createTestTwin({ runs: 600 }), FEED)
    for (const session of json) {
      expect(session.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      const second = Math.floor(Number.parseInt(session.id.replaceAll('-', '').slice(0, 12), 16) / 1000)
      expect(second * 1000).toBe(Date.parse(session.created_at))
      expect(Object.keys(session)).toHaveLength(14)
    }
  })

  it('returns amounts in the context as text', async () => {
    const { json } = await sendRequest(createTestTwin({ runs: 600 }), FEED)
    const totals = json.map((session: { context: { cart_total?: unknown } }) => session.context.cart_total)
    const present = totals.filter((total: unknown) => total !== undefined)
    expect(present.length).toBeGreaterThan(5)
    for (const total of present) expect(total).toMatch(/^\d+\.\d\d$/)
  })
})
