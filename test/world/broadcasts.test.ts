import { describe, expect, it } from 'vitest'
import { findBroadcast, iterateBroadcasts } from '../../mock/world/query/broadcasts.ts'
import { createDataset, createDatasetSnapshot } from '../../mock/world/dataset/dataset.ts'
import { createSideState } from '../../mock/world/state/side-state.ts'
import { NO_ARRIVALS } from '../../mock/world/state/arrivals.ts'
import { createOverlay } from '../../mock/world/state/overlay.ts'
import { addDuration } from '../../mock/world/time/instant.ts'

function viewOf(runs: number) {
  const dataset = createDataset({ runs, block: 16 })
  const { start } = dataset.parameters
  const overlay = createOverlay(dataset.flows.length, start)
  return {
    dataset,
    datasetSnapshot: createDatasetSnapshot(dataset, start),
    overlay,
    sideState: createSideState(),
    arrivals: NO_ARRIVALS,
  }
}

describe('the broadcasts of a universe', () => {
  it.each([0, 1, 5, 700])('are those that its runs tell of, in a world of %i runs', (runs) => {
    const view = viewOf(runs)
    const { firstIndex } = view.dataset
    const plan = (index: number) => view.dataset.getTimeline(index)
    const told = new Map<number, number>()
    for (let index = firstIndex; index < view.datasetSnapshot.endIndex; index++) {
      const { broadcast } = plan(index)
      if (broadcast !== null) told.set(broadcast, (told.get(broadcast) ?? 0) + 1)
    }
    const all = [...iterateBroadcasts(view, {}, false)]
    expect(all.map(({ number, from, to }) => [number, to - from])).toEqual([...told])
    expect([...iterateBroadcasts(view, {}, true)]).toEqual(all.toReversed())
    for (const { number, flow, createdAt, from } of all) {
      expect([plan(from).flow.index, plan(from).createdAt]).toEqual([flow, createdAt])
      expect(findBroadcast(view, number)?.from).toBe(from)
    }
  })

  it('are cut to a range of instants, both ends included', () => {
    const view = viewOf(2000)
    const all = [...iterateBroadcasts(view, {}, false)]
    const [, second, third] = all
    const range = { from: second!.createdAt, to: third!.createdAt }
    expect([...iterateBroadcasts(view, range, false)]).toEqual([second, third])
    expect([
      ...iterateBroadcasts(view, { from: addDuration(range.from, 1), to: addDuration(range.to, -1) }, true),
    ]).toEqual([])
    expect(findBroadcast(view, 10_000)).toBeUndefined()
  })
})
