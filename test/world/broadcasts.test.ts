import { describe, expect, it } from 'vitest'
import { broadcastOf, broadcastsOf } from '../../mock/world/broadcasts.ts'
import { presentOf } from '../../mock/world/present.ts'
import { createUniverse } from '../../mock/world/universe.ts'
import { emptyAnnex } from '../../mock/world/annex.ts'
import { NO_ARRIVALS } from '../../mock/world/arrivals.ts'
import { emptyOverlay } from '../../mock/world/overlay.ts'
import { plus } from '../../mock/world/instant.ts'

function viewOf(runs: number) {
  const universe = createUniverse({ runs, block: 16 })
  const { start } = universe.parameters
  const overlay = emptyOverlay(universe.flows.length, start)
  return { universe, present: presentOf(universe, start), overlay, annex: emptyAnnex(), arrivals: NO_ARRIVALS }
}

describe('the broadcasts of a universe', () => {
  it.each([0, 1, 5, 700])('are those that its runs tell of, in a world of %i runs', (runs) => {
    const view = viewOf(runs)
    const { first } = view.universe
    const plan = (index: number) => view.universe.plan(index)
    const told = new Map<number, number>()
    for (let index = first; index < view.present.end; index++) {
      const { start } = plan(index)
      if (start !== null) told.set(start, (told.get(start) ?? 0) + 1)
    }
    const all = [...broadcastsOf(view, {}, false)]
    expect(all.map(({ number, from, to }) => [number, to - from])).toEqual([...told])
    expect([...broadcastsOf(view, {}, true)]).toEqual(all.toReversed())
    for (const { number, flow, createdAt, from } of all) {
      expect([plan(from).flow.index, plan(from).createdAt]).toEqual([flow, createdAt])
      expect(broadcastOf(view, number)?.from).toBe(from)
    }
  })

  it('are cut to a range of instants, both ends included', () => {
    const view = viewOf(2000)
    const all = [...broadcastsOf(view, {}, false)]
    const [, second, third] = all
    const range = { from: second!.createdAt, to: third!.createdAt }
    expect([...broadcastsOf(view, range, false)]).toEqual([second, third])
    expect([...broadcastsOf(view, { from: plus(range.from, 1), to: plus(range.to, -1) }, true)]).toEqual([])
    expect(broadcastOf(view, 10_000)).toBeUndefined()
  })
})
