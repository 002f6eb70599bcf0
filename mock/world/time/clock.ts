import { type Duration, type Instant, toInstant, addDuration } from './instant.ts'

declare const realBrand: unique symbol

/** A point in the process's own time, in microseconds; sockets and idle eviction use it, requests never see it. */
export type RealTime = number & { readonly [realBrand]: true }

/** Tells the process's own time. The shell hands it in; nothing in the world reads a clock by itself. */
export type RealClock = () => RealTime

/** How a world's time moves. Live and scaled clocks run with real time, at rate 1 or another. */
export type ClockMode =
  | { readonly kind: 'frozen' }
  | { readonly kind: 'live' }
  | { readonly kind: 'scaled'; readonly rate: number }

/** A clock: its mode, and the virtual instant it showed at one real one. */
export interface Clock {
  readonly mode: ClockMode
  readonly virtualAnchor: Instant
  readonly realAnchor: RealTime
}

export function readClock(clock: Clock, real: RealTime): Instant {
  const rate = getClockRate(clock.mode)
  return rate === 0
    ? clock.virtualAnchor
    : toInstant(clock.virtualAnchor + Math.floor(Math.max(0, real - clock.realAnchor) * rate))
}

/** The same clock, shown `by` later; time only goes forward. */
export function advanceClock(clock: Clock, real: RealTime, by: Duration): Clock {
  if (!Number.isFinite(by) || by < 0) throw new RangeError('a clock only goes forward; give a duration of zero or more')
  return { mode: clock.mode, virtualAnchor: addDuration(readClock(clock, real), Math.round(by)), realAnchor: real }
}

/** The clock in another mode, continuing from the instant it shows. */
export function switchClockMode(clock: Clock, real: RealTime, mode: ClockMode): Clock {
  return { mode, virtualAnchor: readClock(clock, real), realAnchor: real }
}

function getClockRate(mode: ClockMode): number {
  switch (mode.kind) {
    case 'frozen':
      return 0
    case 'live':
      return 1
    case 'scaled':
      return mode.rate
  }
}
