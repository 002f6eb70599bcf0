declare const instantBrand: unique symbol

/** A point in virtual time: whole microseconds since 1970-01-01T00:00:00Z. Exact as a double until the year 2255. */
export type Instant = number & { readonly [instantBrand]: true }

/** A length of virtual time in whole microseconds. */
export type Duration = number

export const MILLISECOND = 1_000
export const SECOND = 1_000_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** An instant after every real one. */
export const NEVER = Infinity as Instant

/** Brands a number of microseconds since 1970 as an instant. */
export function toInstant(microseconds: number): Instant {
  // The only place where a bare number becomes an instant.
  return microseconds as Instant
}

/** Returns the instant `duration` after `at`; a negative duration goes back. */
export function addDuration(at: Instant, duration: Duration): Instant {
  return toInstant(at + duration)
}

/** Returns the first instant at or after `at` on a grid of `step`, counted from 1970. */
export function ceilToStep(at: Instant, step: Duration): Instant {
  return toInstant(Math.ceil(at / step) * step)
}

declare const realBrand: unique symbol

/** A point in the process's own time, in microseconds. Used for sockets and idle eviction; requests never see it. */
export type RealTime = number & { readonly [realBrand]: true }

/** Reads the process's own time. Passed in from the shell: nothing in the world reads a clock by itself. */
export type RealClock = () => RealTime

/** The speed of a world's time: frozen, or running with real time at rate 1 or another. */
export type ClockMode =
  | { readonly kind: 'frozen' }
  | { readonly kind: 'live' }
  | { readonly kind: 'scaled'; readonly rate: number }

/** A clock: its mode, and the virtual instant that it showed at one point in real time. */
export interface Clock {
  readonly mode: ClockMode
  readonly virtualAnchor: Instant
  readonly realAnchor: RealTime
}

/** Returns the instant that the clock shows at a point in real time. */
export function readClock(clock: Clock, real: RealTime): Instant {
  const rate = getClockRate(clock.mode)
  return rate === 0
    ? clock.virtualAnchor
    : toInstant(clock.virtualAnchor + Math.floor(Math.max(0, real - clock.realAnchor) * rate))
}

/**
 * Returns the clock moved forward by a duration.
 * @throws {RangeError} for a negative duration
 */
export function advanceClock(clock: Clock, real: RealTime, by: Duration): Clock {
  if (!Number.isFinite(by) || by < 0) throw new RangeError('a clock only goes forward; give a duration of zero or more')
  return { mode: clock.mode, virtualAnchor: addDuration(readClock(clock, real), Math.round(by)), realAnchor: real }
}

/** Returns the clock in another mode, continuing from the instant that it shows. */
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
