import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { arm, armedTwin, FAULTS, listOf, LISTS, post, put, statuses } from './fault-requests.ts'

const { path, operation } = LISTS.qyvo
const HIT = 503

/** On which of the first calls a rule with this timing acts, counted from 1. */
async function struckCalls(when: object, count = 12, seed = 42): Promise<readonly number[]> {
  const twin = await armedTwin([{ operation, when, effect: 'status=503' }], { seed })
  const found = await statuses(twin, path, count)
  return found.flatMap((status, place) => (status === HIT ? [place + 1] : []))
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
    expect(await struckCalls(when)).toEqual(calls)
  })

  it('between two instants of the world’s time, and counts no other calls', async () => {
    const between = { from: '2026-01-15T09:10:00Z', to: '2026-01-15T09:20:00Z' }
    const twin = await armedTwin([{ operation, when: { between, every: 2 }, effect: 'status=500' }])
    const seen = [await statuses(twin, path, 3)]
    for (let step = 0; step < 3; step++) {
      twin.clock.advance('9m59s')
      twin.clock.advance('1s')
      seen.push(await statuses(twin, path, 3))
    }
    expect(seen).toEqual([
      [200, 200, 200],
      [200, 500, 200],
      [200, 200, 200],
      [200, 200, 200],
    ])
  })

  it('by chance, which belongs to the seed and the call', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1000 }), async (seed) => {
        expect(await struckCalls({ probability: 0.4 }, 30, seed)).toEqual(
          await struckCalls({ probability: 0.4 }, 30, seed),
        )
      }),
      { numRuns: 5 },
    )
    const [one, other] = [
      await struckCalls({ probability: 0.4 }, 60, 1),
      await struckCalls({ probability: 0.4 }, 60, 2),
    ]
    expect(one).not.toEqual(other)
    for (const struck of [one, other]) expect([struck.length > 10, struck.length < 40]).toEqual([true, true])
  })

  it('on the operation that it names and on no other, or on all of a vendor', async () => {
    const twin = await armedTwin([{ operation: 'qyvo.me', effect: 'status=500' }])
    expect([(await sendRequest(twin, path)).status, (await sendRequest(twin, '/api/v1/me')).status]).toEqual([200, 500])
    await arm(twin, [{ operation: 'qyvo.*', effect: 'status=500' }])
    expect([(await sendRequest(twin, path)).status, (await sendRequest(twin, '/api/v1/me')).status]).toEqual([500, 500])
    expect((await sendRequest(twin, listOf(twin, 'rapidpro'))).status).toBe(200)
  })

  it('on all of a vendor where it can, and counts no other calls', async () => {
    const twin = await armedTwin([{ operation: 'idnow.*', when: { first: 1 }, effect: 'total-drift=+1' }])
    expect((await sendRequest(twin, '/oidc/.well-known/jwks.json')).headers.get('x-flowtwin-fault')).toBeNull()
    expect((await sendRequest(twin, listOf(twin, 'idnow'))).headers.get('x-flowtwin-fault')).toBe('rule-1')
    expect((await sendRequest(twin, FAULTS)).json.rules).toMatchObject([{ calls: 1, hits: 1 }])
  })

  it('beside others: what they change adds up, the first refusal counts', async () => {
    const twin = await armedTwin([
      { id: 'gone', operation, when: { calls: { from: 2, to: 2 } }, effect: 'status=404' },
      { id: 'down', operation, when: { every: 2 }, effect: 'status=500' },
      { id: 'typed', operation, effect: 'content-type=text/plain' },
    ])
    const answers = [await sendRequest(twin, path), await sendRequest(twin, path)]
    expect(answers.map(({ status, headers }) => [status, headers.get('x-flowtwin-fault')])).toEqual([
      [200, 'typed'],
      [404, 'gone, typed'],
    ])
    const { rules } = (await sendRequest(twin, FAULTS)).json
    expect(rules.map(({ id, calls, hits }: Record<string, unknown>) => [id, calls, hits])).toEqual([
      ['gone', 2, 1],
      ['down', 2, 0],
      ['typed', 2, 2],
    ])
    expect(twin.journal.listJournalEntries().map(({ fault }) => fault)).toEqual(['typed', 'gone, typed'])
  })
})

describe('being turned away', () => {
  it.each(['qyvo', 'rapidpro'] as const)('by %s ends when it says, and not a second earlier', async (vendor) => {
    for (const seconds of [1, 7, 3600]) {
      const rule = { operation: LISTS[vendor].operation, effect: `throttle=${seconds}s` }
      const twin = await armedTwin([rule], { limits: false })
      const list = listOf(twin, vendor)
      const refused = await sendRequest(twin, list)
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, String(seconds)])
      twin.clock.advance((seconds - 1) * 1_000_000)
      const again = await sendRequest(twin, list)
      expect([again.status, again.headers.get('retry-after')]).toEqual([429, '1'])
      twin.clock.advance(1_000_000)
      expect((await sendRequest(twin, list)).status).toBe(200)
      expect((await sendRequest(twin, list)).status).toBe(429)
    }
  })
})

describe('armed rules', () => {
  it('come before the question who is asking, and after the quota', async () => {
    const twin = await armedTwin([{ operation, effect: 'status=500' }])
    expect((await sendRequest(twin, path, { anonymous: true })).status).toBe(500)
    await put(twin, '/_twin/v1/worlds/default/rate-limits', { qyvo: { limit: 2, window: '60s' } })
    expect(await statuses(twin, path, 3)).toEqual([500, 500, 429])
  })

  it('go with a fork and a capsule, and begin to count anew', async () => {
    const twin = await armedTwin([{ operation, when: { first: 2 }, effect: 'status=503' }])
    expect(await statuses(twin, path, 3)).toEqual([503, 503, 200])
    const snapshot = (await sendRequest(twin, '/_twin/v1/worlds/default/snapshot')).json
    await post(twin, '/_twin/v1/worlds', { name: 'forked', from: 'default' })
    const elsewhere = createTestTwin({ seed: 'another', runs: 3 })
    expect((await post(elsewhere, '/_twin/v1/worlds', { name: 'opened', snapshot })).status).toBe(201)
    const headers = { authorization: 'Bearer mine' }
    const seen = async (where: typeof twin, world: string) => {
      const found: number[] = []
      for (let call = 0; call < 3; call++)
        found.push((await sendRequest(where, `/w/${world}${path}`, { headers })).status)
      return found
    }
    expect(await seen(twin, 'forked')).toEqual([503, 503, 200])
    expect(await seen(elsewhere, 'opened')).toEqual([503, 503, 200])
    expect(await statuses(twin, path, 1)).toEqual([200])
  })

  it('are gone after a reset, unless the world began with them', async () => {
    const twin = await armedTwin([{ operation, when: { first: 1 }, effect: 'status=503' }])
    await post(twin, '/_twin/v1/worlds', { name: 'forked', from: 'default' })
    const headers = { authorization: 'Bearer mine' }
    for (const world of ['default', 'forked'])
      await sendRequest(twin, `/_twin/v1/worlds/${world}/reset`, { method: 'POST' })
    expect((await sendRequest(twin, FAULTS)).json).toEqual({ rules: [] })
    expect((await sendRequest(twin, path)).status).toBe(200)
    expect((await sendRequest(twin, `/w/forked${path}`, { headers })).status).toBe(503)
  })

  it('of one world leave others alone', async () => {
    const twin = await armedTwin([])
    for (const name of ['one', 'two']) await post(twin, '/_twin/v1/worlds', { name, runs: 60 })
    const headers = { authorization: 'Bearer mine' }
    const answerOf = async (world: string) => (await sendRequest(twin, `/w/${world}${path}`, { headers })).text
    const before = await answerOf('two')
    await arm(twin, [{ operation, effect: 'status=500' }], 'one')
    expect(await answerOf('two')).toBe(before)
    expect(await answerOf('one')).toContain('Server Error')
    expect((await sendRequest(twin, '/_twin/v1/worlds/two/faults')).json).toEqual({ rules: [] })
  })

  it('leave no trace once they are disarmed', async () => {
    const twin = createTestTwin({ runs: 60 })
    const lists = Object.keys(LISTS).map((vendor) => listOf(twin, vendor as keyof typeof LISTS))
    const read = async () => {
      const answers = []
      for (const list of lists) {
        const { status, headers, text } = await sendRequest(twin, list)
        answers.push({ status, headers: [...headers].filter(([name]) => name !== 'x-ratelimit-remaining'), text })
      }
      return answers
    }
    const before = await read()
    for (const effect of ['status=500', 'invalid-json', 'stale=1h', 'schema=null:/*', 'empty-page']) {
      await arm(
        twin,
        ['qyvo', 'recrubo', 'rapidpro', 'idnow'].map((vendor) => ({ operation: `${vendor}.*`, effect })),
      )
      expect(await read()).not.toEqual(before)
      await sendRequest(twin, FAULTS, { method: 'DELETE' })
      expect(await read()).toEqual(before)
    }
  })
})
