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

/** Creates runs with a gap in seconds. Returns their ids, oldest first. */
function createRuns(twin: Twin, count: number, gap: number): readonly string[] {
  const { world } = twin
  return Array.from({ length: count }, () => {
    twin.clock.advance(gap * 1_000_000)
    const run = world.applyOperation({ kind: 'create', flow: 0, contact: 3, environment: 'live', input: null })
    if (run === null) throw new Error('no run was created')
    return getIds(world).session.encode(run.number, run.createdAt)
  })
}

async function readUnreachable(twin: Twin): Promise<{ readonly total: number; readonly ids: readonly string[] }> {
  return (await sendRequest(twin, '/_twin/v1/worlds/default/delivery-report')).json.clients[0].window.unreachable
}

describe('a burst between two polls of Qyvo’s feed', () => {
  const runCounts = fc.oneof(
    fc.integer({ min: FEED_SIZE - 3, max: FEED_SIZE + 3 }),
    fc.integer({ min: 0, max: 2 * FEED_SIZE + 50 }),
  )

  it('makes exactly the runs unreachable that the report lists', async () => {
    await fc.assert(
      fc.asyncProperty(runCounts, fc.constantFrom(0, 1), fc.integer(), async (count, gap, seed) => {
        const twin = createTwin({ seed, runs: 150, dataset: { arrivals: false } })
        await poll(twin)
        const newIds = createRuns(twin, count, gap)
        const servedIds = new Set(await poll(twin))
        const missingIds = newIds.filter((id) => !servedIds.has(id))
        expect(missingIds.toSorted()).toEqual(newIds.slice(0, Math.max(0, count - FEED_SIZE)).toSorted())
        const { total, ids } = await readUnreachable(twin)
        expect([total, ids.toSorted()]).toEqual([missingIds.length, missingIds.toSorted()])
      }),
      { numRuns: 25, seed: 137 },
    )
  })

  it('loses nothing with a poll after every hundred new runs', async () => {
    const twin = createTwin({ runs: 150, dataset: { arrivals: false } })
    await poll(twin)
    for (const count of [FEED_SIZE, 37, FEED_SIZE]) {
      createRuns(twin, count, 0)
      await poll(twin)
    }
    expect(await readUnreachable(twin)).toEqual({ total: 0, ids: [] })
  })
})
