import { describe, expect, it } from 'vitest'
import { findBroadcast, iterateBroadcasts } from '../../mock/world/query/broadcasts.ts'
import { createDataset } from '../../mock/world/dataset/dataset.ts'
import { createView } from '../../mock/world/state/view.ts'
import { addDuration } from '../../mock/world/time.ts'

function createStartView(runs: number) {
  const dataset = createDataset({ runs, block: 16 })
  return createView(dataset, dataset.parameters.start)
}

describe('the broadcasts of a dataset', () => {
  it.each([0, 1, 5, 700])('are those of its runs, for %i runs', (runs) => {
    const view = createStartView(runs)
    const { firstIndex } = view.dataset
    const getTimeline = (index: number) => view.dataset.getTimeline(index)
    const counts = new Map<number, number>()
    for (let index = firstIndex; index < view.datasetSnapshot.endIndex; index++) {
      const { broadcast } = getTimeline(index)
      if (broadcast !== null) counts.set(broadcast, (counts.get(broadcast) ?? 0) + 1)
    }
    const all = [...iterateBroadcasts(view, {}, false)]
    expect(all.map(({ number, from, to }) => [number, to - from])).toEqual([...counts])
    expect([...iterateBroadcasts(view, {}, true)]).toEqual(all.toReversed())
    for (const { number, flow, createdAt, from } of all) {
      expect([getTimeline(from).flow.index, getTimeline(from).createdAt]).toEqual([flow, createdAt])
      expect(findBroadcast(view, number)?.from).toBe(from)
    }
  })

  it('are limited to a range of instants, both ends included', () => {
    const view = createStartView(2000)
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
