import type { components } from '../../spec/generated/control.types.ts'
import type { JournalEntry } from '../http/journal/journal-entry.ts'
import type { Journal } from '../http/journal/journal.ts'
import { Problem } from '../http/problem.ts'
import type { Vendor } from '../http/vendor.ts'
import { parseDuration } from '../wire/date-time.ts'
import { findNearestWord } from '../wire/nearest-word.ts'
import { MINUTE, SECOND } from '../world/time/instant.ts'
import { isMatchingEntry, type JournalMatch, listMismatches } from './journal.ts'

type VerifyRequest = components['schemas']['Expected']
type Expectation = NonNullable<VerifyRequest['expect']>[number]

const MAX_NEAR_MISSES = 3

/**
 * Compares what was asked with what was expected.
 * @throws {Problem} "conflict" with every expectation that fails, and what came near; "invalid" for one that never can hold
 */
export function verifyEntries(
  journal: Journal,
  { after = 0, expect = [], sequence = [] }: VerifyRequest,
  vendors: readonly Vendor[],
) {
  for (const match of [...expect, ...sequence]) assertKnownOperation(match, vendors)
  const entries = journal.listJournalEntries().filter((entry) => entry.sequence > after)
  const failures = [...expect.flatMap((one) => checkExpectation(one, entries)), ...checkSequence(sequence, entries)]
  if (failures.length === 0) return { holds: true, looked: entries.length } as const
  throw new Problem('conflict', { text: journal.redactText([...failures, ...describeLoss(journal, after)].join('; ')) })
}

/** What entries that are too few or too many say: the nearest ones, and how they differ. */
export function describeNearMisses(match: JournalMatch, entries: readonly JournalEntry[]): string {
  const near = entries
    .map((entry) => ({ entry, by: listMismatches(entry, match) }))
    .filter(({ by }) => by.length > 0)
    .toSorted((left, right) => left.by.length - right.by.length || right.entry.sequence - left.entry.sequence)
    .slice(0, MAX_NEAR_MISSES)
  if (near.length === 0) return entries.length === 0 ? 'nothing was asked' : 'nothing else was asked'
  return `nearest: ${near.map(({ entry, by }) => `${describeEntry(entry)} (${by.join(', ')})`).join(', ')}`
}

/** A match in words. */
export function describeMatch(match: JournalMatch): string {
  const parts = Object.entries(match).map(([name, value]) => `${name} ${String(value)}`)
  return parts.length === 0 ? 'any request' : `requests with ${parts.join(', ')}`
}

/** @throws {Problem} "invalid" for a vendor or an operation that nobody knows */
export function assertKnownOperation({ vendor, operation }: JournalMatch, vendors: readonly Vendor[]): void {
  const known = vendors.filter(({ name }) => vendor === undefined || name === vendor)
  if (known.length === 0)
    throw createUnknownProblem(
      'vendor',
      vendor ?? '',
      vendors.map(({ name }) => name),
    )
  const operations = known.flatMap((one) => one.operations.map(({ id }) => id))
  if (operation !== undefined && !operations.includes(operation))
    throw createUnknownProblem('operation', operation, operations)
}

function createUnknownProblem(what: string, given: string, known: readonly string[]): Problem {
  const suggestion = findNearestWord(given, known)
  const hint = suggestion === undefined ? `there are ${known.join(', ')}` : `did you mean "${suggestion}"?`
  return new Problem('invalid', { text: `there is no ${what} "${given}"; ${hint}` })
}

function checkExpectation(expectation: Expectation, entries: readonly JournalEntry[]): readonly string[] {
  const { exactly, atLeast, atMost, ...match } = expectation
  const minimum = exactly ?? atLeast ?? (atMost === undefined ? 1 : 0)
  const maximum = exactly ?? atMost ?? Number.POSITIVE_INFINITY
  const matching = entries.filter((entry) => isMatchingEntry(entry, match))
  if (matching.length >= minimum && matching.length <= maximum) return []
  const wanted =
    exactly === undefined
      ? matching.length < minimum
        ? `at least ${minimum}`
        : `at most ${maximum}`
      : `exactly ${exactly}`
  const why =
    matching.length < minimum
      ? describeNearMisses(match, entries)
      : `they are ${matching.map(describeEntry).join(', ')}`
  return [`${wanted} expected of ${describeMatch(match)}, ${matching.length} came; ${why}`]
}

function checkSequence(sequence: readonly JournalMatch[], entries: readonly JournalEntry[]): readonly string[] {
  let last = 0
  for (const [place, match] of sequence.entries()) {
    const rest = entries.filter((entry) => entry.sequence > last)
    const next = rest.find((entry) => isMatchingEntry(entry, match))
    if (next === undefined) {
      const earlier = entries.filter((entry) => entry.sequence <= last && isMatchingEntry(entry, match))
      const before = earlier.length === 0 ? '' : `; before that came ${earlier.map(describeEntry).join(', ')}`
      const since = last === 0 ? '' : ` after #${last}`
      return [
        `step ${place + 1} of the sequence, ${describeMatch(match)}, did not come${since}; ${describeNearMisses(match, rest)}${before}`,
      ]
    }
    last = next.sequence
  }
  return []
}

function describeLoss({ dropped }: Journal, after: number): readonly string[] {
  return dropped > after ? [`${dropped} older requests are no longer held and were not looked at`] : []
}

function describeEntry({ sequence, method, target, status }: JournalEntry): string {
  return `#${sequence} ${method} ${target} -> ${status ?? 'under way'}`
}

type WaitRequest = components['schemas']['JournalWait']

/** Calls back after so many microseconds of real time, unless what it returns is called before. */
export type Timer = (microseconds: number, call: () => void) => () => void

const DEFAULT_TIMEOUT = 5 * SECOND
/** Clients give up after five minutes without an answer: node's own fetch does. */
const MAX_TIMEOUT = 4 * MINUTE

/**
 * Resolves once so many entries match, when real time is over, or when the journal is closed.
 * @throws {Problem} "invalid" for what can never come
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

/** What a wait needs from outside. */
export interface WaitDeps {
  readonly vendors: readonly Vendor[]
  readonly timer: Timer
}

/** What has come. @throws {Problem} "conflict" when that is too little */
export function readWaitResult(journal: Journal, request: WaitRequest): components['schemas']['Waited'] {
  const { count = 1, after = 0, timeout = '5s', ...match } = request
  const entries = journal.listJournalEntries().filter(({ sequence }) => sequence > after)
  const matching = entries.filter((entry) => isMatchingEntry(entry, match))
  if (matching.length >= count) return { count: matching.length, sequences: matching.map(({ sequence }) => sequence) }
  const text = `waited ${timeout} for ${count} of ${describeMatch(match)}, ${matching.length} came; ${describeNearMisses(match, entries)}`
  throw new Problem('conflict', { text: journal.redactText(text) })
}

function isSatisfied(journal: Journal, request: WaitRequest): boolean {
  const { count = 1, after = 0, timeout: _, ...match } = request
  if (journal.count - after < count) return false
  return countMatches(journal, match, after) >= count
}

function countMatches(journal: Journal, match: JournalMatch, after: number): number {
  return journal.listJournalEntries().filter((entry) => entry.sequence > after && isMatchingEntry(entry, match)).length
}

function parseTimeout({ timeout }: WaitRequest): number {
  if (timeout === undefined) return DEFAULT_TIMEOUT
  const parsed = parseDuration(timeout)
  if (parsed !== undefined && parsed <= MAX_TIMEOUT) return parsed
  throw new Problem('invalid', {
    text: `timeout "${timeout}" cannot be waited; give a duration of at most 4m, such as 5s`,
  })
}
