import { signal } from '@preact/signals'
import { HOUR, MINUTE, type Microseconds } from '../instants.ts'
import { worldNow } from '../state/clock.ts'

/** How much time the timeline shows. */
export const SPANS = [
  ['15 min', 15 * MINUTE],
  ['1 h', HOUR],
  ['6 h', 6 * HOUR],
  ['24 h', 24 * HOUR],
  ['3 d', 72 * HOUR],
] as const

export const span = signal<Microseconds>(6 * HOUR)

/** Where the timeline ends; null while it follows the clock. */
export const pinnedEnd = signal<Microseconds | null>(null)

/** Left of the present some room is kept in which nothing is yet. */
const AHEAD = 0.04

/** The first and the last instant that the timeline shows now. */
export function shown(): { readonly from: Microseconds; readonly to: Microseconds } {
  const to = pinnedEnd.value ?? worldNow() + span.value * AHEAD
  return { from: to - span.value, to }
}

/** Moves what is shown by a part of its length; at the present it follows the clock again. */
export function pan(part: number): void {
  const to = shown().to + part * span.value
  pinnedEnd.value = to >= worldNow() ? null : to
}

/** Shows the next longer or the next shorter time. */
export function zoom(step: 1 | -1): void {
  const at = SPANS.findIndex(([, length]) => length === span.value)
  span.value = (SPANS[at + step] ?? SPANS[at] ?? SPANS[2])[1]
}
