import type { IdForm } from '../spec/string-formats.ts'

/**
 * What a target claims where the documents leave or contradict something. The defaults are tolerant: a legal reading never
 * fails. A profile is no waiver; it says how the documents are to be read.
 */
export interface Profile {
  /** The operations that the target has, of those that the document describes; what it does not claim to have is not asked for. */
  readonly operations: readonly string[] | 'all'
  /** Statuses that refuse a missing or wrong credential. */
  readonly refusal: readonly number[]
  /** For an operation, statuses that are as good as its documented success: standards leave a choice that documents do not show. */
  readonly successes: Readonly<Record<string, readonly number[]>>
  /** AMB-A2: an id is typed UUID while every example looks like a ULID. */
  readonly idForm: IdForm
  /** Whether an empty free map may come as `[]`, as PHP writes it. */
  readonly emptyMapAsArray: boolean
  /** Places, as pointers with `*`, of which the documents contradict themselves: a wrong shape there is noted, no more. */
  readonly disputedPlaces: readonly string[]
  /** Whether an instant on the whole second may lack the decimals that its member else has. */
  readonly wholeSecondsBare: boolean
  /** Whether a path that nobody knows must answer in JSON; some frameworks answer HTML before the API is reached. */
  readonly unknownRouteInJson: boolean
  /** Members of which every error body has at least one; empty: learn it from the bodies. */
  readonly errorMembers: readonly string[]
  /** Whether a refused body may be answered with what is wrong by the name of the member, and nothing else. */
  readonly errorsByMember: boolean
  /** AMB-D1: the number of the first page. */
  readonly pageBase: 0 | 1 | 'detect'
  /** AMB-C5: whether an instant given as a bound is itself inside. */
  readonly bounds: 'inclusive' | 'exclusive' | 'detect'
  /** What the number of pages may be when there is nothing. */
  readonly pagesOfNothing: readonly number[]
  /** Statuses of a run that was just created. */
  readonly freshStatuses: readonly string[]
  /** How far the target's clock may be off, in seconds. */
  readonly skewSeconds: number
  /** How long after its end a run may still be shown as running, in seconds. */
  readonly graceSeconds: number
  /** How long a write may take until it can be read, in seconds. */
  readonly consistencySeconds: number
  /** Members that may differ between two reads of something that has ended: counters, signed links. */
  readonly volatileMembers: readonly string[]
  /** How long a refusal may take, in seconds. */
  readonly patienceSeconds: number
  /** How long something that was created may wait until it starts, in seconds. */
  readonly startSeconds: number
}

/** The reading that fails nobody for a choice the documents leave open. */
export const tolerantProfile: Profile = {
  operations: 'all',
  refusal: [401, 403],
  successes: {},
  idForm: 'uuid',
  emptyMapAsArray: false,
  disputedPlaces: [],
  wholeSecondsBare: false,
  unknownRouteInJson: true,
  errorMembers: [],
  errorsByMember: false,
  pageBase: 'detect',
  bounds: 'detect',
  pagesOfNothing: [0, 1],
  freshStatuses: [],
  skewSeconds: 300,
  graceSeconds: 120,
  consistencySeconds: 5,
  volatileMembers: [],
  patienceSeconds: 5,
  startSeconds: 60,
}
