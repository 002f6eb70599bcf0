import type { RunFilter } from './filter.ts'
import type { Instant } from './instant.ts'

/** A stretch of the order by modification. */
export interface ModificationQuery {
  readonly filter: RunFilter
  /** Only runs modified at or after this instant. */
  readonly from?: Instant | undefined
  /** Only runs modified at or before this instant. */
  readonly to?: Instant | undefined
  readonly descending: boolean
  readonly skip: number
  readonly limit: number
}
