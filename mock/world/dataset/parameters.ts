import { MAX_RUN_DURATION } from '../model/timeline.ts'
import { type Duration, type Instant, toInstant, MINUTE } from '../time/instant.ts'

/** What a universe is computed from; the same parameters give the same bytes everywhere. */
export interface DatasetParameters {
  readonly seed: string | number
  /** Runs that exist when the world starts. */
  readonly runs: number
  /** Virtual time between two arrivals; an arrival is one run, or a whole broadcast. */
  readonly every: Duration
  /** The instant the world starts: run 0 is the first to arrive after it. */
  readonly start: Instant
  /** Regular published flows. */
  readonly flows: number
  /** People who take part in the computed runs; even, and enough that nobody is in two runs at once. */
  readonly contacts: number
  /** Runs that one broadcast begins at one instant. */
  readonly block: number
  /** How many of the 16 blocks of an epoch are broadcasts, 0 to 8. */
  readonly broadcasts: number
  /** Whether runs keep arriving after the start. */
  readonly arrivals: boolean
}

/** The instant at which a world starts unless told otherwise. */
export const DEFAULT_START = toInstant(Date.UTC(2026, 0, 15, 9) * 1000)

/** Runs beyond this many times four bring no new contacts. */
const MAX_DEFAULT_CONTACTS = 4_000_000

const LIMITS = {
  runs: [0, 1_000_000_000],
  every: [10_000, 365 * 24 * 60 * MINUTE],
  flows: [1, 64],
  contacts: [2, 7_999_000],
  block: [1, 4096],
  broadcasts: [0, 8],
} as const

/** A parameter outside what a universe can be computed from; the message says which, and what would do. */
export class ParameterError extends Error {
  override readonly name = 'ParameterError'
}

/** Fills in defaults and refuses what no universe can be computed from. */
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
      `contacts is ${contacts}; give a multiple of ${4 * base.block} that is at least ${minimum}, so that nobody is in two runs at once`,
    )
  }
  return { ...base, contacts }
}

function assertInRange(name: keyof typeof LIMITS, value: number): void {
  const [low, high] = LIMITS[name]
  if (Number.isInteger(value) && value >= low && value <= high) return
  throw new ParameterError(`${name} is ${value}; give a whole number from ${low} to ${high}`)
}

/** A contact returns after half a round at the earliest, and half of those runs may share one instant. */
function computeMinContacts(base: { every: Duration; block: number }): number {
  return 2 * roundUp(Math.ceil((2 * MAX_RUN_DURATION) / base.every), 2 * base.block)
}

function roundUp(value: number, step: number): number {
  return Math.max(1, Math.ceil(value / step)) * step
}
