import { signal } from '@preact/signals'
import { HOUR, MINUTE, type Microseconds } from '../instants.ts'
import { getWorldNow } from '../state/clock.ts'

/** The time ranges of the timeline. */
export const SPANS = [
  [15 * MINUTE, '15 min'],
  [HOUR, '1 h'],
  [6 * HOUR, '6 h'],
  [24 * HOUR, '24 h'],
  [72 * HOUR, '3 d'],
] as const

export const visibleSpan = signal<Microseconds>(6 * HOUR)

/** End of the timeline; null while it follows the clock. */
export const pinnedEnd = signal<Microseconds | null>(null)

/** Share of the timeline to the right of the present. */
const FUTURE_SHARE = 0.04

/** Returns the first and the last visible instant. */
export function getVisibleRange(): { readonly from: Microseconds; readonly to: Microseconds } {
  const to = pinnedEnd.value ?? getWorldNow() + visibleSpan.value * FUTURE_SHARE
  return { from: to - visibleSpan.value, to }
}

/** Moves the timeline by a share of its length. At the present it follows the clock again. */
export function panTimeline(share: number): void {
  const to = getVisibleRange().to + share * visibleSpan.value
  pinnedEnd.value = to >= getWorldNow() ? null : to
}

/** Selects the next longer (1) or the next shorter (-1) time range. */
export function zoomTimeline(step: 1 | -1): void {
  const index = SPANS.findIndex(([length]) => length === visibleSpan.value)
  visibleSpan.value = SPANS[index + step]?.[0] ?? visibleSpan.value
}
