import { FlowtwinError } from '../errors.ts'
import type { OwnData, OwnFlow } from '../model/own-data.ts'
import { type Duration, type Instant, toInstant, MINUTE } from '../time.ts'

/** The parameters of a dataset; the same parameters give the same bytes everywhere. */
export interface DatasetParameters {
  readonly seed: string | number
  /** Number of runs when the world starts. */
  readonly runs: number
  /** Virtual time between two arrivals. An arrival is one run, or a broadcast as a whole. */
  readonly every: Duration
  /** The instant at which the world starts; run 0 is the first to arrive after it. */
  readonly start: Instant
  /** Number of regular, published flows; with own flows, the number of the published ones. */
  readonly flows: number
  /**
   * Number of contacts in the computed runs; even, and large enough that no contact is in two runs at once. Without computed
   * runs, any number from 1.
   */
  readonly contacts: number
  /** Number of runs that one broadcast starts, all at one instant. */
  readonly block: number
  /** Number of broadcasts among the 16 blocks of an epoch, 0 to 8. */
  readonly broadcasts: number
  /** Runs arrive after the start. */
  readonly arrivals: boolean
  /** The user's own flows and contacts. */
  readonly ownData?: OwnData
}

/** The longest time to live of any generated flow. */
const MAX_TIME_TO_LIVE = 60 * MINUTE

/** The most arrivals while one run is active: queries check the runs of that time one by one. */
const MAX_ACTIVE_ARRIVALS = 20_000

/** Returns the longest time for which a run is active; the scan windows of queries are derived from it. */
export function computeMaxRunDuration({ ownData }: Pick<DatasetParameters, 'ownData'>): Duration {
  const timeToLive = (ownData?.flows ?? []).reduce((most, { ttl }) => Math.max(most, ttl * MINUTE), MAX_TIME_TO_LIVE)
  return timeToLive + timeToLive / 2 + 3 * MINUTE
}

const DEFAULT_START = toInstant(Date.UTC(2026, 0, 15, 9) * 1000)

/** Runs beyond four times this number add no contacts. */
const MAX_DEFAULT_CONTACTS = 4_000_000

const LIMITS = {
  runs: [0, 1_000_000_000],
  every: [10_000, 365 * 24 * 60 * MINUTE],
  flows: [1, 500],
  contacts: [2, 7_999_000],
  block: [1, 4096],
  broadcasts: [0, 8],
} as const

/** A parameter is outside its range; the message names it and the range. */
export class ParameterError extends FlowtwinError {
  override readonly name = 'ParameterError'
  override readonly code = 'invalid-parameter'
}

/**
 * Returns the parameters with defaults filled in.
 * @throws {ParameterError}
 */
export function resolveParameters(overrides: Partial<DatasetParameters> = {}): DatasetParameters {
  const { ownData } = overrides
  const flows = ownData?.flows?.filter(({ status }) => status === 'published') ?? null
  const isSlow = computeMaxRunDuration(overrides) > MAX_ACTIVE_ARRIVALS * 2 * MINUTE
  const base = {
    seed: 42,
    runs: 1000,
    every: isSlow ? Math.ceil(computeMaxRunDuration(overrides) / MAX_ACTIVE_ARRIVALS) : 2 * MINUTE,
    start: DEFAULT_START,
    // An epoch has at least ten runs of each flow.
    block: flows !== null && flows.length > 64 ? 512 : 64,
    arrivals: true,
    ...overrides,
    flows: flows?.length ?? overrides.flows ?? 8,
    broadcasts: canBroadcast(ownData) ? (overrides.broadcasts ?? 5) : 0,
  }
  for (const name of ['runs', 'every', 'flows', 'block', 'broadcasts'] as const) assertInRange(name, base[name])
  assertFewActiveRuns(computeMaxRunDuration(base), base.every)
  const ownContacts = ownData?.contacts?.length ?? 0
  if (ownContacts > 0 && base.runs === 0 && !base.arrivals) return { ...base, contacts: ownContacts }
  const minimum = Math.max(computeMinContacts(base), roundUp(ownContacts, 4 * base.block))
  const preferred = Math.min(Math.ceil(base.runs / 8), MAX_DEFAULT_CONTACTS / 2)
  const contacts = overrides.contacts ?? Math.max(minimum, 2 * roundUp(preferred, 2 * base.block))
  assertInRange('contacts', contacts)
  if (contacts < minimum || contacts % (4 * base.block) !== 0) {
    throw new ParameterError(
      `contacts is ${contacts}; give a multiple of ${4 * base.block} that is at least ${minimum}, so that no contact is in two runs at once`,
    )
  }
  return { ...base, contacts }
}

/** @throws {ParameterError} when too many runs are active at once */
export function assertFewActiveRuns(maxRunDuration: Duration, every: Duration): void {
  if (maxRunDuration <= MAX_ACTIVE_ARRIVALS * every) return
  const least = Math.ceil(maxRunDuration / MAX_ACTIVE_ARRIVALS / 1_000_000)
  throw new ParameterError(
    `every is ${every / 1_000_000} s, so too many runs of the flow with the longest time to live are active at once; give at least ${least} s`,
  )
}

function assertInRange(name: keyof typeof LIMITS, value: number): void {
  const [low, high] = LIMITS[name]
  if (Number.isInteger(value) && value >= low && value <= high) return
  throw new ParameterError(`${name} is ${value}; give a whole number from ${low} to ${high}`)
}

/** Broadcasts are sent to the generated groups, in the environment "live". */
function canBroadcast(ownData: OwnData | undefined): boolean {
  const { flows, groups } = ownData ?? {}
  const isLive = (flow: OwnFlow) => flow.status === 'published' && flow.weight > 0 && flow.environment !== 'staging'
  return groups === undefined && flows?.some(isLive) !== false
}

// A contact returns after half a round at the earliest, and half of those runs may share one instant.
function computeMinContacts(base: Pick<DatasetParameters, 'every' | 'block' | 'ownData'>): number {
  return 2 * roundUp(Math.ceil((2 * computeMaxRunDuration(base)) / base.every), 2 * base.block)
}

function roundUp(value: number, step: number): number {
  return Math.max(1, Math.ceil(value / step)) * step
}
