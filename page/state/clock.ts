import { computed, signal } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { type Microseconds, parseInstant } from '../instants.ts'
import { getElapsedMilliseconds, scheduleEvery } from '../timers.ts'

/** The last state of the world's clock that the server sent. */
export interface ClockReading {
  readonly now: Microseconds
  /** Real time at which it was received, in milliseconds. */
  readonly readAt: number
  /** `frozen`, `live` or a speed such as `60x`. */
  readonly mode: string
}

export const clockReading = signal<ClockReading | null>(null)

/** The past instant that is shown; null for the present. */
export const timeTravelAt = signal<Microseconds | null>(null)

/** World time, sampled every 300 ms: often enough for text. */
const sampledNow = signal<Microseconds>(0)

/** The instant that tables and text show: a past one, or the sampled present. */
export const displayedAt = computed(() => timeTravelAt.value ?? sampledNow.value)

/** The last move of the clock and its start. */
export const lastClockMove = signal<{
  readonly from: Microseconds
  readonly result: components['schemas']['ClockUpdateResult']
} | null>(null)

export function updateClock({ now, clock }: components['schemas']['Clock']): void {
  clockReading.value = { now: parseInstant(now), readAt: getElapsedMilliseconds(), mode: clock }
  sampledNow.value = getWorldNow()
}

/** Returns the factor between world time and real time. */
function parseClockRate(mode: string): number {
  if (mode === 'frozen') return 0
  return mode === 'live' ? 1 : Number(mode.slice(0, -1))
}

/** Computes the present world time from the last reading. */
export function getWorldNow(): Microseconds {
  const { value } = clockReading
  if (value === null) return 0
  return value.now + (getElapsedMilliseconds() - value.readAt) * 1000 * parseClockRate(value.mode)
}

/** Returns the instant that the timeline shows: a past one, or the exact present. */
export function getViewedInstant(): Microseconds {
  return timeTravelAt.value ?? getWorldNow()
}

export function startClockSampling(): void {
  scheduleEvery(300, () => {
    sampledNow.value = getWorldNow()
  })
}
