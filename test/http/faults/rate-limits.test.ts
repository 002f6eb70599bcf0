import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { getListPath, LISTS, sendPost, sendPut, readStatuses } from './fault-requests.ts'

const LIMITS = '/_twin/v1/worlds/default/rate-limits'
const LIMITED_VENDORS = ['qyvo', 'rapidpro'] as const
const SECOND = 1_000_000

/** Sends requests until the rate limit rejects one. */
async function exhaustRateLimit(twin: Twin, path: string) {
  let response = await sendRequest(twin, path)
  while (response.status === 200) response = await sendRequest(twin, path)
  return response
}

describe('Retry-After', () => {
  it.each(LIMITED_VENDORS)('of %s is exact, for any rate limit and usage', async (vendor) => {
    const cases = fc.record({
      limit: fc.integer({ min: 1, max: 6 }),
      window: fc.integer({ min: 2, max: 4000 }),
      pauses: fc.array(fc.integer({ min: 0, max: 1_500_000 }), { maxLength: 6 }),
    })
    await fc.assert(
      fc.asyncProperty(cases, async ({ limit, window, pauses }) => {
        const twin = createTestTwin({ runs: 3 })
        const path = getListPath(twin, vendor)
        expect((await sendPut(twin, LIMITS, { [vendor]: { limit, window: `${window}s` } })).status).toBe(200)
        for (const pause of pauses) {
          await sendRequest(twin, path)
          twin.clock.advance(pause)
        }
        const rejected = await exhaustRateLimit(twin, path)
        const wait = Number(rejected.headers.get('retry-after'))
        expect([rejected.status, wait >= 1]).toEqual([429, true])
        twin.clock.advance((wait - 1) * SECOND)
        expect((await sendRequest(twin, path)).status).toBe(429)
        twin.clock.advance(SECOND)
        expect((await sendRequest(twin, path)).status).toBe(200)
      }),
      { numRuns: 25 },
    )
  })

  it('of the documented rate limit is exact', async () => {
    const twin = createTestTwin({ runs: 3 })
    const rejected = await exhaustRateLimit(twin, LISTS.qyvo.path)
    expect(rejected.headers.get('retry-after')).toBe('60')
    twin.clock.advance('59s')
    expect((await sendRequest(twin, LISTS.qyvo.path)).status).toBe(429)
    twin.clock.advance('1s')
    expect((await sendRequest(twin, LISTS.qyvo.path)).status).toBe(200)
  })
})

describe('rate limits', () => {
  it('are listed with their buckets and shortened credentials', async () => {
    const twin = createTestTwin({ runs: 3 })
    expect((await sendRequest(twin, LIMITS)).json).toEqual({
      vendors: {
        qyvo: { source: 'documented', limit: 120, window: 'PT60S' },
        rapidpro: { source: 'documented', limit: 2500, window: 'PT3600S' },
      },
      buckets: [],
    })
    const authorization = 'Bearer a-credential-that-nobody-has-to-see'
    for (let call = 0; call < 3; call++) {
      await sendRequest(twin, LISTS.qyvo.path, { headers: { authorization } })
      twin.clock.advance('10s')
    }
    await sendRequest(twin, getListPath(twin, 'rapidpro'))
    const { buckets } = (await sendRequest(twin, LIMITS)).json
    expect(buckets).toEqual([
      {
        vendor: 'qyvo',
        key: 'a-creden…',
        limit: 120,
        used: 3,
        remaining: 117,
        nextAllowedAt: '2026-01-15T09:00:30.000000Z',
        resetsAt: '2026-01-15T09:01:20.000000Z',
      },
      expect.objectContaining({ vendor: 'rapidpro', key: 'v2.runs', limit: 2500, used: 1 }),
    ])
  })

  it('can be set, drained and reset', async () => {
    const twin = createTestTwin({ runs: 3 })
    const set = await sendPut(twin, LIMITS, { qyvo: { limit: 5, window: '60s', remaining: 2 } })
    expect(set.json.vendors.qyvo).toEqual({ source: 'custom', limit: 5, window: 'PT60S' })
    const answers = [
      await sendRequest(twin, LISTS.qyvo.path),
      await sendRequest(twin, LISTS.qyvo.path),
      await sendRequest(twin, LISTS.qyvo.path),
    ]
    expect(answers.map(({ status, headers }) => [status, headers.get('x-ratelimit-limit')])).toEqual([
      [200, '5'],
      [200, '5'],
      [429, null],
    ])
    expect((await sendRequest(twin, LIMITS)).json.buckets).toMatchObject([{ used: 5, remaining: 0 }])
    await sendRequest(twin, LIMITS, { method: 'DELETE' })
    expect((await sendRequest(twin, LISTS.qyvo.path)).headers.get('x-ratelimit-remaining')).toBe('119')
  })

  it('can be off for one vendor, and on where the server has none', async () => {
    const twin = createTestTwin({ runs: 3 })
    await sendPut(twin, LIMITS, { qyvo: 'off' })
    const [first] = await readStatuses(twin, LISTS.qyvo.path, 1)
    expect(first).toBe(200)
    expect((await sendRequest(twin, LISTS.qyvo.path)).headers.get('x-ratelimit-limit')).toBeNull()
    expect((await sendRequest(twin, LIMITS)).json.vendors).toMatchObject({
      qyvo: { source: 'off' },
      rapidpro: { source: 'documented' },
    })
    const free = createTestTwin({ runs: 3, limits: false })
    expect((await sendRequest(free, LIMITS)).json.vendors).toMatchObject({ qyvo: { source: 'off', limit: null } })
    await sendPut(free, LIMITS, { qyvo: { limit: 1, window: '60s' } })
    expect(await readStatuses(free, LISTS.qyvo.path, 2)).toEqual([200, 429])
  })

  it('are copied to a fork with full buckets of its own', async () => {
    const twin = createTestTwin({ runs: 3 })
    await sendPut(twin, LIMITS, { qyvo: { limit: 2, window: '60s' } })
    expect(await readStatuses(twin, LISTS.qyvo.path, 3)).toEqual([200, 200, 429])
    await sendPost(twin, '/_twin/v1/worlds', { name: 'forked', from: 'default' })
    const authorization = twin.vendors.find(({ name }) => name === 'qyvo')?.demo.authorization ?? ''
    const seen = []
    for (let call = 0; call < 3; call++) {
      seen.push((await sendRequest(twin, `/w/forked${LISTS.qyvo.path}`, { headers: { authorization } })).status)
    }
    expect(seen).toEqual([200, 200, 429])
    twin.clock.advance('60s')
    expect((await sendRequest(twin, LISTS.qyvo.path)).status).toBe(200)
    expect((await sendRequest(twin, `/w/forked${LISTS.qyvo.path}`, { headers: { authorization } })).status).toBe(429)
  })

  it.each([
    [{ idnow: { limit: 1, window: '60s' } }, 'idnow documents no rate limit; qyvo and rapidpro do'],
    [{ qivo: 'off' }, 'did you mean "qyvo"?'],
    [{ qyvo: { limit: 1, window: 'soon' } }, '`qyvo.window` must be a duration'],
    [{ qyvo: { limit: 1, window: '60s', remaining: 2 } }, '`qyvo.remaining` must be at most the limit of 1'],
    [{ qyvo: { limit: 0, window: '60s' } }, '`qyvo.limit` must be at least 1'],
    [{ qyvo: 'on' }, '`qyvo` must be "off" or an object, not "on"'],
  ])('return 400 for %j, and nothing changes', async (body, reason) => {
    const twin = createTestTwin({ runs: 3 })
    const answer = await sendPut(twin, LIMITS, { rapidpro: { limit: 1, window: '60s' }, ...body })
    expect([answer.status, answer.json.error]).toEqual([400, expect.stringContaining(reason)])
    expect((await sendRequest(twin, LIMITS)).json.vendors.rapidpro.source).toBe('documented')
  })
})
