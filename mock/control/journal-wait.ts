import type { components } from '../../spec/generated/control.types.ts'
import type { Journal } from '../http/journal.ts'
import { Problem } from '../http/problem.ts'
import type { Vendor } from '../http/vendor.ts'
import { parseDuration } from '../wire/duration.ts'
import { MINUTE, SECOND } from '../world/instant.ts'
import { matches, type Match } from './journal.ts'
import { nearMisses, refuseUnknown, sayMatch } from './journal-verify.ts'

type Wanted = components['schemas']['JournalWait']

/** Calls back after so many microseconds of real time, unless what it returns is called before. */
export type Timer = (microseconds: number, call: () => void) => () => void

const USUAL = 5 * SECOND
/** Clients give up after five minutes without an answer: node's own fetch does. */
const LONGEST = 4 * MINUTE

/**
 * Resolves once so many entries match, when real time is over, or when the journal is closed.
 * @throws {Problem} "invalid" for what can never come
 */
export async function waitFor(journal: Journal, wanted: Wanted, { vendors, timer }: WaitDesk): Promise<void> {
  refuseUnknown(wanted, vendors)
  const timeout = timeoutOf(wanted)
  await new Promise<void>((resolve) => {
    if (holds(journal, wanted)) return resolve()
    const done = () => {
      unwatch()
      cancel()
      resolve()
    }
    const unwatch = journal.watch((isClosing) => {
      if (isClosing || holds(journal, wanted)) done()
    })
    const cancel = timer(timeout, done)
  })
}

/** What a wait needs from outside. */
export interface WaitDesk {
  readonly vendors: readonly Vendor[]
  readonly timer: Timer
}

/** What has come. @throws {Problem} "conflict" when that is too little */
export function waited(journal: Journal, wanted: Wanted): components['schemas']['Waited'] {
  const { count = 1, after = 0, timeout = '5s', ...match } = wanted
  const entries = journal.entries().filter(({ sequence }) => sequence > after)
  const found = entries.filter((entry) => matches(entry, match))
  if (found.length >= count) return { count: found.length, sequences: found.map(({ sequence }) => sequence) }
  const text = `waited ${timeout} for ${count} of ${sayMatch(match)}, ${found.length} came; ${nearMisses(match, entries)}`
  throw new Problem('conflict', { text: journal.redacted(text) })
}

function holds(journal: Journal, wanted: Wanted): boolean {
  const { count = 1, after = 0, timeout: _, ...match } = wanted
  if (journal.count - after < count) return false
  return countOf(journal, match, after) >= count
}

function countOf(journal: Journal, match: Match, after: number): number {
  return journal.entries().filter((entry) => entry.sequence > after && matches(entry, match)).length
}

function timeoutOf({ timeout }: Wanted): number {
  if (timeout === undefined) return USUAL
  const parsed = parseDuration(timeout)
  if (parsed !== undefined && parsed <= LONGEST) return parsed
  throw new Problem('invalid', {
    text: `timeout "${timeout}" cannot be waited; give a duration of at most 4m, such as 5s`,
  })
}
