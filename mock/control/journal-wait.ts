import type { components } from '../../spec/generated/control.types.ts'
import type { Journal } from '../http/journal.ts'
import { Problem } from '../http/problem.ts'
import type { Vendor } from '../http/vendor.ts'
import { parseDuration } from '../wire/duration.ts'
import { MINUTE, SECOND } from '../world/instant.ts'
import { isMatchingEntry, type JournalMatch } from './journal.ts'
import { describeNearMisses, assertKnownOperation, describeMatch } from './journal-verify.ts'

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
