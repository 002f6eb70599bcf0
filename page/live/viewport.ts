import { signal } from '@preact/signals'
import { HOUR, MINUTE, type Microseconds } from '../instants.ts'
import { getWorldNow } from '../state/clock.ts'

/** How much time the timeline shows. */
export const SPANS = [
  ['15 min', 15 * MINUTE],
  ['1 h', HOUR],
  ['6 h', 6 * HOUR],
  ['24 h', 24 * HOUR],
  ['3 d', 72 * HOUR],
] as const

export const visibleSpan = signal<Microseconds>(6 * HOUR)

/** Where the timeline ends; null while it follows the clock. */
export const pinnedEnd = signal<Microseconds | null>(null)

/** Left of the present some room is kept in which nothing is yet. */
const FUTURE_SHARE = 0.04

/** The first and the last instant that the timeline shows now. */
export function getVisibleRange(): { readonly from: Microseconds; readonly to: Microseconds } {
  const to = pinnedEnd.value ?? getWorldNow() + visibleSpan.value * FUTURE_SHARE
  return { from: to - visibleSpan.value, to }
}

/** Moves what is shown by a part of its length; at the present it follows the clock again. */
export function panTimeline(part: number): void {
  const to = getVisibleRange().to + part * visibleSpan.value
  pinnedEnd.value = to >= getWorldNow() ? null : to
}

/** Shows the next longer or the next shorter time. */
export function zoomTimeline(step: 1 | -1): void {
  const at = SPANS.findIndex(([, length]) => length === visibleSpan.value)
  visibleSpan.value = (SPANS[at + step] ?? SPANS[at] ?? SPANS[2])[1]
}
