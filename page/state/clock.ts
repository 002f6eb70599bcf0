import { signal } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { instantOf, type Microseconds } from '../instants.ts'
import { elapsed } from '../real-time.ts'

/** What was last heard of a world's clock. */
export interface Heard {
  readonly shown: Microseconds
  /** Real time at which it was heard, in milliseconds. */
  readonly at: number
  /** `frozen`, `live` or a speed such as `60x`. */
  readonly mode: string
}

export const heard = signal<Heard | null>(null)

/** The instant that is looked back to; null for the present. */
export const asOf = signal<Microseconds | null>(null)

export function hear({ now, clock }: components['schemas']['Clock']): void {
  heard.value = { shown: instantOf(now), at: elapsed(), mode: clock }
}

/** How many times as fast as real time the clock goes. */
export function rateOf(mode: string): number {
  if (mode === 'frozen') return 0
  return mode === 'live' ? 1 : Number(mode.slice(0, -1))
}

/** What the clock shows by now, reckoned on from what was last heard. */
export function worldNow(): Microseconds {
  const { value } = heard
  if (value === null) return 0
  return value.shown + (elapsed() - value.at) * 1000 * rateOf(value.mode)
}

/** The instant that is looked at: one of the past, or the present. */
export function lookedAt(): Microseconds {
  return asOf.value ?? worldNow()
}
