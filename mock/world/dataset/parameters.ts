import { FlowtwinError } from '../errors.ts'
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
  /** Number of regular, published flows. */
  readonly flows: number
  /** Number of contacts in the computed runs; even, and large enough that no contact is in two runs at once. */
  readonly contacts: number
  /** Number of runs that one broadcast starts, all at one instant. */
  readonly block: number
  /** Number of broadcasts among the 16 blocks of an epoch, 0 to 8. */
  readonly broadcasts: number
  /** Runs arrive after the start. */
  readonly arrivals: boolean
}

/** The longest time to live of any flow; the scan windows of queries are derived from it. */
const MAX_TIME_TO_LIVE = 60 * MINUTE

/** The longest time for which a run is active. Never-started runs are the exception; their modification never moves. */
export const MAX_RUN_DURATION: Duration = MAX_TIME_TO_LIVE + MAX_TIME_TO_LIVE / 2 + 3 * MINUTE

const DEFAULT_START = toInstant(Date.UTC(2026, 0, 15, 9) * 1000)

/** Runs beyond four times this number add no contacts. */
const MAX_DEFAULT_CONTACTS = 4_000_000

const LIMITS = {
  runs: [0, 1_000_000_000],
  every: [10_000, 365 * 24 * 60 * MINUTE],
  flows: [1, 64],
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
  const base = {
    seed: 42,
    runs: 1000,
    every: 2 * MINUTE,
    start: DEFAULT_START,
    flows: 8,
    block: 64,
    broadcasts: 5,
    arrivals: true,
    ...overrides,
  }
  for (const name of ['runs', 'every', 'flows', 'block', 'broadcasts'] as const) assertInRange(name, base[name])
  const minimum = computeMinContacts(base)
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

function assertInRange(name: keyof typeof LIMITS, value: number): void {
  const [low, high] = LIMITS[name]
  if (Number.isInteger(value) && value >= low && value <= high) return
  throw new ParameterError(`${name} is ${value}; give a whole number from ${low} to ${high}`)
}

// A contact returns after half a round at the earliest, and half of those runs may share one instant.
function computeMinContacts(base: { every: Duration; block: number }): number {
  return 2 * roundUp(Math.ceil((2 * MAX_RUN_DURATION) / base.every), 2 * base.block)
}

function roundUp(value: number, step: number): number {
  return Math.max(1, Math.ceil(value / step)) * step
}
