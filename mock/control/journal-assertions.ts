import type { components } from '../../spec/generated/control.types.ts'
import type { JournalEntry } from '../http/journal/journal-entry.ts'
import type { Journal } from '../http/journal/journal.ts'
import { Problem } from '../http/problem.ts'
import type { Vendor } from '../http/vendor.ts'
import { suggestName } from '../wire/nearest-word.ts'
import { type Duration, MINUTE, SECOND } from '../world/time.ts'
import { createInvalidProblem, parseDurationField } from './input.ts'
import { isMatchingEntry, type JournalMatch, listMismatches } from './journal.ts'

type VerifyRequest = components['schemas']['VerifyRequest']
type Expectation = NonNullable<VerifyRequest['expectations']>[number]
type WaitRequest = components['schemas']['JournalWait']

/** Calls back after a number of microseconds of real time, unless the returned function is called before. */
export type Timer = (microseconds: number, callback: () => void) => () => void

/** The dependencies of a wait. */
export interface WaitDeps {
  readonly vendors: readonly Vendor[]
  readonly timer: Timer
}

const MAX_NEAR_MISSES = 3
const DEFAULT_TIMEOUT = 5 * SECOND
/** Node's own `fetch` gives up after five minutes without a response. */
const MAX_TIMEOUT = 4 * MINUTE

/**
 * Compares the journal with expectations.
 * @throws {Problem} "conflict" with every failed expectation and the nearest entries; "invalid" for an unknown operation
 */
export function verifyEntries(
  journal: Journal,
  { after = 0, expectations = [], sequence = [] }: VerifyRequest,
  vendors: readonly Vendor[],
): components['schemas']['VerifyResult'] {
  for (const match of [...expectations, ...sequence]) assertKnownOperation(match, vendors)
  const entries = listEntriesAfter(journal, after)
  const failures = [
    ...expectations.flatMap((expectation) => checkExpectation(expectation, entries)),
    ...checkSequence(sequence, entries),
  ]
  if (failures.length === 0) return { passed: true, checkedEntries: entries.length }
  if (journal.dropped > after) failures.push(`${journal.dropped} older requests were dropped and not checked`)
  throw new Problem('conflict', { text: journal.redactText(failures.join('; ')) })
}

function checkExpectation(expectation: Expectation, entries: readonly JournalEntry[]): readonly string[] {
  const { exactly, atLeast, atMost, ...match } = expectation
  const minimum = exactly ?? atLeast ?? (atMost === undefined ? 1 : 0)
  const maximum = exactly ?? atMost ?? Number.POSITIVE_INFINITY
  const matching = entries.filter((entry) => isMatchingEntry(entry, match))
  if (matching.length >= minimum && matching.length <= maximum) return []
  const isTooFew = matching.length < minimum
  const bound = exactly === undefined ? (isTooFew ? `at least ${minimum}` : `at most ${maximum}`) : `exactly ${exactly}`
  const details = isTooFew ? describeNearMisses(match, entries) : `found: ${matching.map(describeEntry).join(', ')}`
  return [`expected ${bound} of ${describeMatch(match)}, got ${matching.length}; ${details}`]
}

function checkSequence(sequence: readonly JournalMatch[], entries: readonly JournalEntry[]): readonly string[] {
  let last = 0
  for (const [index, match] of sequence.entries()) {
    const rest = entries.filter((entry) => entry.sequence > last)
    const next = rest.find((entry) => isMatchingEntry(entry, match))
    if (next === undefined) {
      const earlier = entries.filter((entry) => entry.sequence <= last && isMatchingEntry(entry, match))
      const before = earlier.length === 0 ? '' : `; earlier: ${earlier.map(describeEntry).join(', ')}`
      const since = last === 0 ? '' : ` after #${last}`
      return [
        `step ${index + 1} of the sequence (${describeMatch(match)}) is missing${since}; ${describeNearMisses(match, rest)}${before}`,
      ]
    }
    last = next.sequence
  }
  return []
}

/** @throws {Problem} "invalid" for an unknown vendor or operation */
export function assertKnownOperation({ vendor, operation }: JournalMatch, vendors: readonly Vendor[]): void {
  const matchingVendors = vendors.filter(({ name }) => vendor === undefined || name === vendor)
  if (matchingVendors.length === 0)
    assertKnownName(
      'vendor',
      vendor ?? '',
      vendors.map(({ name }) => name),
    )
  const operations = matchingVendors.flatMap((one) => one.operations.map(({ id }) => id))
  if (operation !== undefined) assertKnownName('operation', operation, operations)
}

function assertKnownName(type: string, name: string, known: readonly string[]): void {
  if (!known.includes(name)) throw createInvalidProblem(`there is no ${type} "${name}"; ${suggestName(name, known)}`)
}

/**
 * Resolves when enough entries match, after the timeout, or when the journal is closed.
 * @throws {Problem} "invalid" for an unknown operation or an invalid timeout
 */
export async function waitForEntries(
  journal: Journal,
  request: WaitRequest,
  { vendors, timer }: WaitDeps,
): Promise<void> {
  assertKnownOperation(request, vendors)
  const timeout = parseTimeout(request)
  await new Promise<void>((resolve) => {
    if (isSatisfied(journal, request)) return resolve()
    const finish = () => {
      unwatch()
      cancel()
      resolve()
    }
    const unwatch = journal.watchJournal((isClosing) => {
      if (isClosing || isSatisfied(journal, request)) finish()
    })
    const cancel = timer(timeout, finish)
  })
}

/** Returns the matching entries. @throws {Problem} "conflict" when there are too few */
export function readWaitResult(journal: Journal, request: WaitRequest): components['schemas']['WaitResult'] {
  const { count = 1, after = 0, timeout = '5s', ...match } = request
  const entries = listEntriesAfter(journal, after)
  const matching = entries.filter((entry) => isMatchingEntry(entry, match))
  if (matching.length >= count) return { count: matching.length, sequences: matching.map(({ sequence }) => sequence) }
  const text = `waited ${timeout} for ${count} of ${describeMatch(match)}, got ${matching.length}; ${describeNearMisses(match, entries)}`
  throw new Problem('conflict', { text: journal.redactText(text) })
}

function isSatisfied(journal: Journal, request: WaitRequest): boolean {
  const { count = 1, after = 0, timeout: _, ...match } = request
  if (journal.count - after < count) return false
  return listEntriesAfter(journal, after).filter((entry) => isMatchingEntry(entry, match)).length >= count
}

function parseTimeout({ timeout }: WaitRequest): Duration {
  if (timeout === undefined) return DEFAULT_TIMEOUT
  const duration = parseDurationField('timeout', timeout)
  if (duration <= MAX_TIMEOUT) return duration
  throw createInvalidProblem(`\`timeout\` must be at most 4m, not "${timeout}"`)
}

function listEntriesAfter(journal: Journal, after: number): readonly JournalEntry[] {
  return journal.listJournalEntries().filter(({ sequence }) => sequence > after)
}

/** Describes the entries that meet most criteria, and the criteria that they do not meet. */
function describeNearMisses(match: JournalMatch, entries: readonly JournalEntry[]): string {
  const nearest = entries
    .map((entry) => ({ entry, mismatches: listMismatches(entry, match) }))
    .filter(({ mismatches }) => mismatches.length > 0)
    .toSorted(
      (left, right) => left.mismatches.length - right.mismatches.length || right.entry.sequence - left.entry.sequence,
    )
    .slice(0, MAX_NEAR_MISSES)
  if (nearest.length === 0) return entries.length === 0 ? 'there were no requests' : 'there were no other requests'
  const descriptions = nearest.map(({ entry, mismatches }) => `${describeEntry(entry)} (${mismatches.join(', ')})`)
  return `nearest: ${descriptions.join(', ')}`
}

function describeMatch(match: JournalMatch): string {
  const criteria = Object.entries(match).map(([name, value]) => `${name} ${String(value)}`)
  return criteria.length === 0 ? 'any request' : `requests with ${criteria.join(', ')}`
}

function describeEntry({ sequence, method, target, status }: JournalEntry): string {
  return `#${sequence} ${method} ${target} -> ${status ?? 'pending'}`
}
