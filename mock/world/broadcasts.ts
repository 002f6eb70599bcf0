import { cellFlow } from './deck.ts'
import type { Range } from './filter.ts'
import type { Instant } from './instant.ts'
import { plus } from './instant.ts'
import type { View } from './view.ts'

/** A broadcast of the universe: runs with indices in [from, to), all begun at one instant. */
export interface ComputedBroadcast {
  /** What its runs have as their start. */
  readonly number: number
  readonly flow: number
  readonly createdAt: Instant
  readonly from: number
  readonly to: number
}

/** The universe's broadcasts made within the range, in order of creation or against it; one after the other, for there may be many. */
export function* broadcastsOf(view: View, range: Range, descending: boolean): IterableIterator<ComputedBroadcast> {
  const { universe, present } = view
  const { calendar, parameters, first } = universe
  const from = range.from === undefined ? first : Math.max(first, calendar.indexAfter(plus(range.from, -1)))
  const to = range.to === undefined ? present.end : Math.min(present.end, calendar.indexAfter(range.to))
  const low = Math.floor(from / parameters.block)
  const high = Math.floor((to - 1) / parameters.block)
  if (from >= to) return
  for (let step = 0; step <= high - low; step++) {
    const broadcast = broadcastOf(view, descending ? high - step : low + step)
    if (broadcast !== undefined) yield broadcast
  }
}

/** The broadcast of this number; undefined when there is none. */
export function broadcastOf({ universe, present }: View, number: number): ComputedBroadcast | undefined {
  const { dealing, calendar, parameters } = universe
  const from = Math.max(universe.first, number * parameters.block)
  const to = Math.min(present.end, (number + 1) * parameters.block)
  if (from >= to || dealing.broadcast(from) === null) return undefined
  return { number, flow: cellFlow(dealing.cell(from)), createdAt: calendar.createdAt(from), from, to }
}
