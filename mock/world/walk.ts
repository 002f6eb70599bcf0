import type { Filter } from './filter.ts'
import type { Instant } from './instant.ts'

/** A stretch of the order by modification. */
export interface Trail {
  readonly filter: Filter
  /** Only runs modified at or after this instant. */
  readonly from?: Instant | undefined
  /** Only runs modified at or before this instant. */
  readonly to?: Instant | undefined
  readonly descending: boolean
}

/** So much of a stretch. */
export interface Walk extends Trail {
  readonly skip: number
  readonly limit: number
}
