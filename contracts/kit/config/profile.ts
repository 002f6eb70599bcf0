import type { IdForm } from '../spec/string-formats.ts'

/**
 * Reading of the documents for a target where they leave a choice or contradict themselves. The defaults are tolerant: no
 * legal target fails. A profile is no waiver.
 */
export interface Profile {
  /** Documented operations that the target has; the others are not requested. */
  readonly operations: readonly string[] | 'all'
  /** Statuses for a missing or wrong credential. */
  readonly authErrorStatuses: readonly number[]
  /** Further success statuses by operation, which standards allow beside the documented one. */
  readonly successStatuses: Readonly<Record<string, readonly number[]>>
  /** AMB-A2: accepted form of ids. */
  readonly idForm: IdForm
  /** True when an empty free map may come as `[]`, as PHP writes it. */
  readonly emptyMapAsArray: boolean
  /** Pointers with `*` whose documented shape is contradictory: a wrong shape there is only noted. */
  readonly disputedPointers: readonly string[]
  /** True when a timestamp on a whole second may omit the fraction that its field otherwise has. */
  readonly allowMissingFraction: boolean
  /** True when an unknown path must return JSON; some frameworks answer with HTML before the API is reached. */
  readonly requireJsonNotFound: boolean
  /** Fields of which every error body has at least one; empty to learn them from the bodies. */
  readonly errorFields: readonly string[]
  /** True when the error for an invalid body may consist of messages by field alone. */
  readonly fieldErrorsAllowed: boolean
  /** AMB-D1: number of the first page. */
  readonly pageBase: 0 | 1 | 'detect'
  /** AMB-C5: whether a time bound includes its own instant. */
  readonly bounds: 'inclusive' | 'exclusive' | 'detect'
  /** Accepted numbers of pages of an empty list. */
  readonly emptyPageCounts: readonly number[]
  /** Accepted statuses of a run right after its creation. */
  readonly initialStatuses: readonly string[]
  /** Tolerated difference between the target's clock and the local one, in seconds. */
  readonly skewSeconds: number
  /** Seconds for which a run may be shown as running after its end. */
  readonly graceSeconds: number
  /** Seconds until a write must be visible. */
  readonly consistencySeconds: number
  /** Fields that may differ between two reads of an ended run: counters, signed links. */
  readonly volatileFields: readonly string[]
  /** Longest time for an error response, in seconds. */
  readonly errorTimeoutSeconds: number
  /** Seconds until a created run must have started. */
  readonly startSeconds: number
}

/** The most tolerant reading of every choice. */
export const tolerantProfile: Profile = {
  operations: 'all',
  authErrorStatuses: [401, 403],
  successStatuses: {},
  idForm: 'uuid',
  emptyMapAsArray: false,
  disputedPointers: [],
  allowMissingFraction: false,
  requireJsonNotFound: true,
  errorFields: [],
  fieldErrorsAllowed: false,
  pageBase: 'detect',
  bounds: 'detect',
  emptyPageCounts: [0, 1],
  initialStatuses: [],
  skewSeconds: 300,
  graceSeconds: 120,
  consistencySeconds: 5,
  volatileFields: [],
  errorTimeoutSeconds: 5,
  startSeconds: 60,
}
