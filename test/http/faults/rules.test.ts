import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import {
  setFaults,
  createFaultTwin,
  FAULTS,
  getListPath,
  LISTS,
  readJournal,
  sendPost,
  sendPut,
  readStatuses,
} from './fault-requests.ts'

const { path, operation } = LISTS.qyvo
const INJECTED_STATUS = 503
/** Headers that count requests and operations. */
const COUNTS: ReadonlySet<string> = new Set(['x-ratelimit-remaining', 'x-flowtwin-position'])

/** Returns the calls that a rule with this condition acts on, counted from 1. */
async function listFailedCalls(when: object, count = 12, seed = 42): Promise<readonly number[]> {
  const twin = await createFaultTwin([{ operation, when, effect: 'status=503' }], { seed })
  const statuses = await readStatuses(twin, path, count)
  return statuses.flatMap((status, index) => (status === INJECTED_STATUS ? [index + 1] : []))
}

describe('a rule acts', () => {
  it.each([
    [{}, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]],
    [{ first: 2 }, [1, 2]],
    [{ every: 4 }, [4, 8, 12]],
    [{ calls: { from: 3, to: 5 } }, [3, 4, 5]],
    [{ calls: { from: 10 } }, [10, 11, 12]],
    [{ calls: { from: 3, to: 8 }, every: 2 }, [4, 6, 8]],
    [{ first: 6, every: 3 }, [3, 6]],
    [{ probability: 1, first: 1 }, [1]],
  ])('on calls %j: %j', async (when, calls) => {
    expect(await listFailedCalls(when)).toEqual(calls)
  })

  it('between two instants of the virtual clock, and counts no other calls', async () => {
    const between = { from: '2026-01-15T09:10:00Z', to: '2026-01-15T09:20:00Z' }
    const twin = await createFaultTwin([{ operation, when: { between, every: 2 }, effect: 'status=500' }])
    const seen = [await readStatuses(twin, path, 3)]
    for (let step = 0; step < 3; step++) {
      twin.clock.advance('9m59s')
      twin.clock.advance('1s')
      seen.push(await readStatuses(twin, path, 3))
    }
    expect(seen).toEqual([
      [200, 200, 200],
      [200, 500, 200],
      [200, 200, 200],
      [200, 200, 200],
    ])
  })

  it('with a probability, deterministic by seed and call', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1000 }), async (seed) => {
        expect(await listFailedCalls({ probability: 0.4 }, 30, seed)).toEqual(
          await listFailedCalls({ probability: 0.4 }, 30, seed),
        )
      }),
      { numRuns: 5 },
    )
    const [one, other] = [
      await listFailedCalls({ probability: 0.4 }, 60, 1),
      await listFailedCalls({ probability: 0.4 }, 60, 2),
    ]
    expect(one).not.toEqual(other)
    for (const calls of [one, other]) expect([calls.length > 10, calls.length < 40]).toEqual([true, true])
  })

  it('on one operation, or on all operations of a vendor', async () => {
    const twin = await createFaultTwin([{ operation: 'qyvo.me', effect: 'status=500' }])
    expect([(await sendRequest(twin, path)).status, (await sendRequest(twin, '/api/v1/me')).status]).toEqual([200, 500])
    await setFaults(twin, [{ operation: 'qyvo.*', effect: 'status=500' }])
    expect([(await sendRequest(twin, path)).status, (await sendRequest(twin, '/api/v1/me')).status]).toEqual([500, 500])
    expect((await sendRequest(twin, getListPath(twin, 'rapidpro'))).status).toBe(200)
  })

  it('on all operations of a vendor that it can change, and counts no other calls', async () => {
    const twin = await createFaultTwin([{ operation: 'idnow.*', when: { first: 1 }, effect: 'total-drift=+1' }])
    expect((await sendRequest(twin, '/oidc/.well-known/jwks.json')).headers.get('x-flowtwin-fault')).toBeNull()
    expect((await sendRequest(twin, getListPath(twin, 'idnow'))).headers.get('x-flowtwin-fault')).toBe('rule-1')
    expect((await sendRequest(twin, FAULTS)).json.rules).toMatchObject([{ calls: 1, hits: 1 }])
  })

  it('together with others: changes add up, the first error wins', async () => {
    const twin = await createFaultTwin([
      { id: 'gone', operation, when: { calls: { from: 2, to: 2 } }, effect: 'status=404' },
      { id: 'down', operation, when: { every: 2 }, effect: 'status=500' },
      { id: 'typed', operation, effect: 'content-type=text/plain' },
    ])
    const responses = [await sendRequest(twin, path), await sendRequest(twin, path)]
    expect(responses.map(({ status, headers }) => [status, headers.get('x-flowtwin-fault')])).toEqual([
      [200, 'typed'],
      [404, 'gone, typed'],
    ])
    const { rules } = (await sendRequest(twin, FAULTS)).json
    expect(rules.map(({ id, calls, hits }: Record<string, unknown>) => [id, calls, hits])).toEqual([
      ['gone', 2, 1],
      ['down', 2, 0],
      ['typed', 2, 2],
    ])
    expect((await readJournal(twin)).map(({ fault }) => fault)).toEqual(['typed', 'gone, typed'])
  })
})

describe('a throttle', () => {
  it.each(['qyvo', 'rapidpro'] as const)('of %s ends exactly after its Retry-After', async (vendor) => {
    for (const seconds of [1, 7, 3600]) {
      const rule = { operation: LISTS[vendor].operation, effect: `throttle=${seconds}s` }
      const twin = await createFaultTwin([rule], { limits: false })
      const list = getListPath(twin, vendor)
      const rejected = await sendRequest(twin, list)
      expect([rejected.status, rejected.headers.get('retry-after')]).toEqual([429, String(seconds)])
      twin.clock.advance((seconds - 1) * 1_000_000)
      const again = await sendRequest(twin, list)
      expect([again.status, again.headers.get('retry-after')]).toEqual([429, '1'])
      twin.clock.advance(1_000_000)
      expect((await sendRequest(twin, list)).status).toBe(200)
      expect((await sendRequest(twin, list)).status).toBe(429)
    }
  })
})

describe('active rules', () => {
  it('apply before authentication and after the rate limit', async () => {
    const twin = await createFaultTwin([{ operation, effect: 'status=500' }])
    expect((await sendRequest(twin, path, { anonymous: true })).status).toBe(500)
    await sendPut(twin, '/_twin/v1/worlds/default/rate-limits', { qyvo: { limit: 2, window: '60s' } })
    expect(await readStatuses(twin, path, 3)).toEqual([500, 500, 429])
  })

  it('are part of a fork and a snapshot, with counts of zero', async () => {
    const twin = await createFaultTwin([{ operation, when: { first: 2 }, effect: 'status=503' }])
    expect(await readStatuses(twin, path, 3)).toEqual([503, 503, 200])
    const snapshot = (await sendRequest(twin, '/_twin/v1/worlds/default/snapshot')).json
    await sendPost(twin, '/_twin/v1/worlds', { name: 'forked', from: 'default' })
    const elsewhere = createTestTwin({ seed: 'another', runs: 3 })
    expect((await sendPost(elsewhere, '/_twin/v1/worlds', { name: 'opened', snapshot })).status).toBe(201)
    const headers = { authorization: 'Bearer mine' }
    const readFirstStatuses = async (where: typeof twin, world: string) => {
      const statuses: number[] = []
      for (let call = 0; call < 3; call++)
        statuses.push((await sendRequest(where, `/w/${world}${path}`, { headers })).status)
      return statuses
    }
    expect(await readFirstStatuses(twin, 'forked')).toEqual([503, 503, 200])
    expect(await readFirstStatuses(elsewhere, 'opened')).toEqual([503, 503, 200])
    expect(await readStatuses(twin, path, 1)).toEqual([200])
  })

  it('are removed by a reset, unless the world began with them', async () => {
    const twin = await createFaultTwin([{ operation, when: { first: 1 }, effect: 'status=503' }])
    await sendPost(twin, '/_twin/v1/worlds', { name: 'forked', from: 'default' })
    const headers = { authorization: 'Bearer mine' }
    for (const world of ['default', 'forked'])
      await sendRequest(twin, `/_twin/v1/worlds/${world}/reset`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: {},
      })
    expect((await sendRequest(twin, FAULTS)).json).toEqual({ rules: [] })
    expect((await sendRequest(twin, path)).status).toBe(200)
    expect((await sendRequest(twin, `/w/forked${path}`, { headers })).status).toBe(503)
  })

  it('of one world do not change others', async () => {
    const twin = await createFaultTwin([])
    for (const name of ['one', 'two']) await sendPost(twin, '/_twin/v1/worlds', { name, runs: 60 })
    const headers = { authorization: 'Bearer mine' }
    const readFeed = async (world: string) => (await sendRequest(twin, `/w/${world}${path}`, { headers })).text
    const before = await readFeed('two')
    await setFaults(twin, [{ operation, effect: 'status=500' }], 'one')
    expect(await readFeed('two')).toBe(before)
    expect(await readFeed('one')).toContain('Server Error')
    expect((await sendRequest(twin, '/_twin/v1/worlds/two/faults')).json).toEqual({ rules: [] })
  })

  it('have no effect after they are removed', async () => {
    const twin = createTestTwin({ runs: 60 })
    const lists = Object.keys(LISTS).map((vendor) => getListPath(twin, vendor as keyof typeof LISTS))
    const read = async () => {
      const responses = []
      for (const list of lists) {
        const { status, headers, text } = await sendRequest(twin, list)
        responses.push({ status, headers: [...headers].filter(([name]) => !COUNTS.has(name)), text })
      }
      return responses
    }
    const before = await read()
    for (const effect of ['status=500', 'invalid-json', 'stale=1h', 'schema=null:/*', 'empty-page']) {
      await setFaults(
        twin,
        ['qyvo', 'recrubo', 'rapidpro', 'idnow'].map((vendor) => ({ operation: `${vendor}.*`, effect })),
      )
      expect(await read()).not.toEqual(before)
      await sendRequest(twin, FAULTS, { method: 'DELETE' })
      expect(await read()).toEqual(before)
    }
  })
})
