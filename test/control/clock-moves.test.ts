import { describe, expect, it } from 'vitest'
import { createTwin } from '../../mock/twin.ts'
import { BEARER, FEED, sendRequest } from './control-requests.ts'

const WORLD = '/_twin/v1/worlds/default'
const JSON_API_HEADERS = { ...BEARER, 'content-type': 'application/vnd.api+json' }

describe('a clock move', () => {
  const clock = `${WORLD}/clock`

  it('lets other requests through while bursts fall due', async () => {
    const twin = createTwin({ runs: 5 })
    for (let burst = 0; burst < 3; burst++)
      expect(
        (await sendRequest(twin, `${WORLD}/bursts`, { body: { count: 2000, at: '2026-01-15T10:00:00Z' } })).status,
      ).toBe(200)
    const order: string[] = []
    await Promise.all([
      sendRequest(twin, clock, { body: { advance: '1d' } }).then(() => order.push('advance')),
      sendRequest(twin, `/w/other${FEED}`, { headers: BEARER }).then(() => order.push('other')),
    ])
    expect(order).toEqual(['other', 'advance'])
  })

  it('counts a write that comes in between', async () => {
    const twin = createTwin({ runs: 5 })
    await sendRequest(twin, `${WORLD}/bursts`, { body: { count: 5000, at: '2026-01-15T10:00:00Z' } })
    const from = twin.world.now
    const moves = await Promise.all([1, 2].map(async () => sendRequest(twin, clock, { body: { advance: '1h' } })))
    expect(moves.map(({ status }) => status)).toEqual([200, 200])
    expect(twin.world.now - from).toBe(2 * 3600 * 1_000_000)
    expect(twin.world.view().overlay.runs.size).toBe(5000)
  })

  it('is refused with its bound where webhooks would get too many events, and changes nothing', async () => {
    const twin = createTwin({ runs: 5, postWebhook: async () => new Response() })
    const attributes = { event: 'create', resourceType: 'flowRuns', webhookUrl: 'http://localhost:1/hook' }
    const body = { data: { type: 'webhooks', attributes } }
    expect((await sendRequest(twin, '/public/v2/webhooks', { body, headers: JSON_API_HEADERS })).status).toBe(201)
    const before = twin.world.revision
    const refused = await sendRequest(twin, clock, { body: { advance: '365d', clock: 'live' } })
    expect([refused.status, refused.json.error]).toEqual([
      400,
      expect.stringMatching(/more than the 50000 .* smaller steps/),
    ])
    expect(twin.world.revision).toBe(before)
    expect((await sendRequest(twin, clock, { body: { advance: '1h' } })).status).toBe(200)
    await twin.waitForDeliveries()
  })

  it('never has more bursts to add than a world can store', async () => {
    const twin = createTwin({ runs: 5 })
    const addBurst = async () =>
      sendRequest(twin, `${WORLD}/bursts`, { body: { count: 100_000, at: '2026-01-15T10:00:00Z' } })
    expect((await Promise.all([addBurst(), addBurst(), addBurst()])).map(({ status }) => status)).toEqual([
      200, 200, 200,
    ])
    const refused = await addBurst()
    expect([refused.status, refused.json.error]).toEqual([400, expect.stringContaining('at most 300000')])
  })
})
