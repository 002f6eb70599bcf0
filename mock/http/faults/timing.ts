import { formatIsoMicroseconds } from '../../wire/instants.ts'
import { parseIso } from '../../wire/iso-8601.ts'
import type { QueryString } from '../../wire/query-string.ts'
import { type Instant, toInstant, NEVER } from '../../world/instant.ts'
import { InvalidFaultError } from './fault-refusal.ts'

/** When a rule acts, as it is written; what is left out does not narrow it. */
export type FaultCondition = {
  /** The first so many calls. */
  readonly first?: number
  /** Every so-many-th call. */
  readonly every?: number
  /** From one call to another, both included; without an end, all from there on. */
  readonly calls?: { readonly from: number; readonly to?: number }
  /** Between two instants of the world's time, the second excluded; other calls are not counted. */
  readonly between?: { readonly from?: string; readonly to?: string }
  /** How likely a call is struck that the rest allows. */
  readonly probability?: number
  /** Query parameters with the values of which each must have one; other calls are not counted. */
  readonly query?: Readonly<Record<string, string | readonly string[]>>
}

/** When a rule acts, worked out. */
export interface ParsedCondition {
  readonly from: number
  readonly to: number
  readonly every: number
  readonly since: Instant
  readonly until: Instant
  readonly probability: number
  readonly query: readonly (readonly [string, readonly string[]])[]
}

/** @throws {FaultRefusal} for a timing at which nothing can ever happen */
export function parseCondition({
  first,
  every = 1,
  calls,
  between = {},
  probability = 1,
  query = {},
}: FaultCondition): ParsedCondition {
  if (first !== undefined && calls !== undefined) {
    throw new InvalidFaultError('give "first" or "calls"; "first": 3 is "calls": {"from": 1, "to": 3}')
  }
  const { from = 1, to = first ?? Infinity } = calls ?? {}
  if (to < from) throw new InvalidFaultError(`no call is from ${from} to ${to}; let "to" be ${from} or more`)
  if (every > to - from + 1) {
    throw new InvalidFaultError(
      `of ${to - from + 1} calls none is the ${every}th; let "every" be ${to - from + 1} or less`,
    )
  }
  if (probability <= 0 || probability > 1) {
    throw new InvalidFaultError(`a probability of ${probability} makes no sense; give more than 0, and at most 1`)
  }
  const since = between.from === undefined ? toInstant(-Infinity) : parseInstant(between.from)
  const until = between.to === undefined ? NEVER : parseInstant(between.to)
  if (until <= since)
    throw new InvalidFaultError('the time in "between" ends before it begins; let "to" be after "from"')
  const queryValues = Object.entries(query).map(([name, values]) => [name, [values].flat()] as const)
  return { from, to, every, since, until, probability, query: queryValues }
}

/** @throws {FaultRefusal} when the time of a rule is over */
export function assertNotExpired({ until }: ParsedCondition, now: Instant): void {
  if (until > now) return
  throw new InvalidFaultError(
    `the time in "between" is over: it is ${formatIsoMicroseconds(now)} already; let "to" be later`,
  )
}

/** Whether the rule's time has come and not gone, and its question is asked: only then are calls counted. */
export function isCountable(
  { since, until, query }: ParsedCondition,
  now: Instant,
  requestQuery: QueryString,
): boolean {
  return (
    now >= since && now < until && query.every(([name, values]) => values.includes(requestQuery.getLast(name) ?? ''))
  )
}

/** Whether a call is struck. @param getFraction a fraction in [0, 1) that belongs to this call */
export function shouldAct(
  { from, to, every, probability }: ParsedCondition,
  ordinal: number,
  getFraction: () => number,
): boolean {
  if (ordinal < from || ordinal > to || (ordinal - from + 1) % every !== 0) return false
  return probability === 1 || getFraction() < probability
}

function parseInstant(text: string): Instant {
  const at = parseIso(text)
  if (at !== undefined) return at
  throw new InvalidFaultError(`"${text}" is no instant; write one such as 2026-01-15T09:00:00Z`)
}
