import { signal } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import type { Microseconds } from '../instants.ts'

/** What the last move of the clock has brought. */
export const lastClockMove = signal<{
  readonly from: Microseconds
  readonly moved: components['schemas']['ClockMoved']
} | null>(null)
