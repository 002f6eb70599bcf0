import type { IdForm } from '../spec/validate-shape.ts'

/**
 * Reading of the documents for a target where they leave a choice or contradict themselves. The defaults are tolerant: no
 * legal target fails. A profile is no waiver. `configSchema` describes every member.
 */
export interface Profile {
  readonly operations: readonly string[] | 'auto' | 'all'
  readonly authErrorStatuses: readonly number[]
  /** Further success statuses by operation, which standards allow beside the documented one. */
  readonly successStatuses: Readonly<Record<string, readonly number[]>>
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
  readonly fieldErrorsAllowed: boolean
  readonly pageBase: 0 | 1 | 'detect'
  readonly bounds: 'inclusive' | 'exclusive' | 'detect'
  readonly emptyPageCounts: readonly number[]
  readonly initialStatuses: readonly string[]
  /** Tolerated difference between the target's clock and the local one, in seconds. */
  readonly skewSeconds: number
  readonly graceSeconds: number
  readonly consistencySeconds: number
  /** Fields that may differ between two reads of an ended run: counters, signed links. */
  readonly volatileFields: readonly string[]
  readonly errorTimeoutSeconds: number
  readonly startSeconds: number
}

/** The most tolerant reading of every choice. */
export const tolerantProfile: Profile = {
  operations: 'auto',
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
  errorTimeoutSeconds: 10,
  startSeconds: 60,
}
