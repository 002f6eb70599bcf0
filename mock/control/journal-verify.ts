import type { components } from '../../spec/generated/control.types.ts'
import type { JournalEntry } from '../http/journal-entry.ts'
import type { Journal } from '../http/journal.ts'
import { Problem } from '../http/problem.ts'
import type { Vendor } from '../http/vendor.ts'
import { nearest } from '../wire/nearest.ts'
import { differences, type Match, matches } from './journal.ts'

type Expected = components['schemas']['Expected']
type Expectation = NonNullable<Expected['expect']>[number]

const NEAREST = 3

/**
 * Compares what was asked with what was expected.
 * @throws {Problem} "conflict" with every expectation that fails, and what came near; "invalid" for one that never can hold
 */
export function verified(
  journal: Journal,
  { after = 0, expect = [], sequence = [] }: Expected,
  vendors: readonly Vendor[],
) {
  for (const match of [...expect, ...sequence]) refuseUnknown(match, vendors)
  const entries = journal.entries().filter((entry) => entry.sequence > after)
  const failures = [...expect.flatMap((one) => failureOf(one, entries)), ...disorderIn(sequence, entries)]
  if (failures.length === 0) return { holds: true, looked: entries.length } as const
  throw new Problem('conflict', { text: journal.redacted([...failures, ...lossOf(journal, after)].join('; ')) })
}

/** What entries that are too few or too many say: the nearest ones, and how they differ. */
export function nearMisses(match: Match, entries: readonly JournalEntry[]): string {
  const near = entries
    .map((entry) => ({ entry, by: differences(entry, match) }))
    .filter(({ by }) => by.length > 0)
    .toSorted((left, right) => left.by.length - right.by.length || right.entry.sequence - left.entry.sequence)
    .slice(0, NEAREST)
  if (near.length === 0) return entries.length === 0 ? 'nothing was asked' : 'nothing else was asked'
  return `nearest: ${near.map(({ entry, by }) => `${nameOf(entry)} (${by.join(', ')})`).join(', ')}`
}

/** A match in words. */
export function sayMatch(match: Match): string {
  const parts = Object.entries(match).map(([name, value]) => `${name} ${String(value)}`)
  return parts.length === 0 ? 'any request' : `requests with ${parts.join(', ')}`
}

/** @throws {Problem} "invalid" for a vendor or an operation that nobody knows */
export function refuseUnknown({ vendor, operation }: Match, vendors: readonly Vendor[]): void {
  const known = vendors.filter(({ name }) => vendor === undefined || name === vendor)
  if (known.length === 0)
    throw unknown(
      'vendor',
      vendor ?? '',
      vendors.map(({ name }) => name),
    )
  const operations = known.flatMap((one) => one.operations.map(({ id }) => id))
  if (operation !== undefined && !operations.includes(operation)) throw unknown('operation', operation, operations)
}

function unknown(what: string, given: string, known: readonly string[]): Problem {
  const meant = nearest(given, known)
  const instead = meant === undefined ? `there are ${known.join(', ')}` : `did you mean "${meant}"?`
  return new Problem('invalid', { text: `there is no ${what} "${given}"; ${instead}` })
}

function failureOf(expectation: Expectation, entries: readonly JournalEntry[]): readonly string[] {
  const { exactly, atLeast, atMost, ...match } = expectation
  const least = exactly ?? atLeast ?? (atMost === undefined ? 1 : 0)
  const most = exactly ?? atMost ?? Number.POSITIVE_INFINITY
  const found = entries.filter((entry) => matches(entry, match))
  if (found.length >= least && found.length <= most) return []
  const wanted =
    exactly === undefined ? (found.length < least ? `at least ${least}` : `at most ${most}`) : `exactly ${exactly}`
  const why = found.length < least ? nearMisses(match, entries) : `they are ${found.map(nameOf).join(', ')}`
  return [`${wanted} expected of ${sayMatch(match)}, ${found.length} came; ${why}`]
}

function disorderIn(sequence: readonly Match[], entries: readonly JournalEntry[]): readonly string[] {
  let last = 0
  for (const [place, match] of sequence.entries()) {
    const rest = entries.filter((entry) => entry.sequence > last)
    const next = rest.find((entry) => matches(entry, match))
    if (next === undefined) {
      const earlier = entries.filter((entry) => entry.sequence <= last && matches(entry, match))
      const before = earlier.length === 0 ? '' : `; before that came ${earlier.map(nameOf).join(', ')}`
      const since = last === 0 ? '' : ` after #${last}`
      return [
        `step ${place + 1} of the sequence, ${sayMatch(match)}, did not come${since}; ${nearMisses(match, rest)}${before}`,
      ]
    }
    last = next.sequence
  }
  return []
}

function lossOf({ dropped }: Journal, after: number): readonly string[] {
  return dropped > after ? [`${dropped} older requests are no longer held and were not looked at`] : []
}

function nameOf({ sequence, method, target, status }: JournalEntry): string {
  return `#${sequence} ${method} ${target} -> ${status ?? 'under way'}`
}
