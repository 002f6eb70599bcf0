import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FEED_SIZE } from '../../mock/vendors/qyvo/feeds.ts'
import { getIds } from '../../mock/vendors/qyvo/ids.ts'
import { createTwin, type Twin } from '../../mock/twin.ts'
import { sendRequest } from '../support/requests.ts'

const FEED = '/api/v1/triggers/new-flow-triggered'

async function poll(twin: Twin): Promise<readonly string[]> {
  return (await sendRequest(twin, FEED)).json.map(({ id }: { readonly id: string }) => id)
}

/** Lets so many runs begin, some seconds after each other; their ids, oldest first. */
function begin(twin: Twin, count: number, apart: number): readonly string[] {
  const { world } = twin
  return Array.from({ length: count }, () => {
    twin.clock.advance(apart * 1_000_000)
    const run = world.applyOperation({ kind: 'create', flow: 0, contact: 3, environment: 'live', input: null })
    if (run === null) throw new Error('no run has begun')
    return getIds(world).session.encode(run.number, run.createdAt)
  })
}

async function lostBy(twin: Twin): Promise<{ readonly total: number; readonly ids: readonly string[] }> {
  return (await sendRequest(twin, '/_twin/v1/worlds/default/delivery-report')).json.clients[0].window.unreachable
}

describe('a burst between two polls of Qyvo’s feed', () => {
  const around = fc.oneof(
    fc.integer({ min: FEED_SIZE - 3, max: FEED_SIZE + 3 }),
    fc.integer({ min: 0, max: 2 * FEED_SIZE + 50 }),
  )

  it('loses for good what the audit names, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(around, fc.constantFrom(0, 1), fc.integer(), async (count, apart, seed) => {
        const twin = createTwin({ seed, runs: 150, dataset: { arrivals: false } })
        await poll(twin)
        const begun = begin(twin, count, apart)
        const shown = new Set(await poll(twin))
        const never = begun.filter((id) => !shown.has(id))
        expect(never.toSorted()).toEqual(begun.slice(0, Math.max(0, count - FEED_SIZE)).toSorted())
        const { total, ids } = await lostBy(twin)
        expect([total, ids.toSorted()]).toEqual([never.length, never.toSorted()])
      }),
      { numRuns: 25, seed: 137 },
    )
  })

  it('loses nothing for whoever polls once a hundred have begun, however many follow', async () => {
    const twin = createTwin({ runs: 150, dataset: { arrivals: false } })
    await poll(twin)
    for (const count of [FEED_SIZE, 37, FEED_SIZE]) {
      begin(twin, count, 0)
      await poll(twin)
    }
    expect(await lostBy(twin)).toEqual({ total: 0, ids: [] })
  })
})
