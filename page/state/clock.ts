import { signal } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { type Microseconds, parseInstant } from '../instants.ts'
import { getElapsedMilliseconds, scheduleEvery } from '../timers.ts'
import { runStore } from './run-store.ts'

/** What was last heard of a world's clock. */
export interface ClockReading {
  readonly now: Microseconds
  /** Real time at which it was heard, in milliseconds. */
  readonly readAt: number
  /** `frozen`, `live` or a speed such as `60x`. */
  readonly mode: string
}

export const clockReading = signal<ClockReading | null>(null)

/** The instant that is looked back to; null for the present. */
export const timeTravelAt = signal<Microseconds | null>(null)

export function updateClock({ now, clock }: components['schemas']['Clock']): void {
  clockReading.value = { now: parseInstant(now), readAt: getElapsedMilliseconds(), mode: clock }
}

/** How many times as fast as real time the clock goes. */
export function parseClockRate(mode: string): number {
  if (mode === 'frozen') return 0
  return mode === 'live' ? 1 : Number(mode.slice(0, -1))
}

/** What the clock shows by now, reckoned on from what was last heard. */
export function getWorldNow(): Microseconds {
  const { value } = clockReading
  if (value === null) return 0
  return value.now + (getElapsedMilliseconds() - value.readAt) * 1000 * parseClockRate(value.mode)
}

/** The instant that is looked at: one of the past, or the present. */
export function getViewedInstant(): Microseconds {
  return timeTravelAt.value ?? getWorldNow()
}

/** What the last move of the clock has brought. */
export const lastClockMove = signal<{
  readonly from: Microseconds
  readonly moved: components['schemas']['ClockUpdateResult']
} | null>(null)

/** Rises a few times a second while something moves: what is shown as text need not follow every picture. */
export const refreshTick = signal(0)

export function startRefreshTick(): () => void {
  let seen = ''
  return scheduleEvery(300, () => {
    const runs =
      timeTravelAt.peek() === null && parseClockRate(clockReading.peek()?.mode ?? 'frozen') > 0 ? refreshTick.peek() : 0
    const key = `${runStore.version.peek()} ${clockReading.peek()?.now} ${timeTravelAt.peek()} ${runs}`
    if (key === seen) return
    refreshTick.value++
    seen = runs === 0 ? key : ''
  })
}
