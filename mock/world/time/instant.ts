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
