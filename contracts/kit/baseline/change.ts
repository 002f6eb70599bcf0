import { fromDayNumber, dayNumber } from '../oracles/calendar-days.ts'
import type { Result } from '../result.ts'
import { matches, unexpected } from './apply.ts'
import { LONGEST } from './read-baseline.ts'
import type { Baseline, Waiver } from './verdict.ts'

/** What is said of every waiver that an update adds. */
export interface Grounds {
  readonly reason: string
  readonly ticket: string
  /** The day as `2026-05-04`. */
  readonly today: string
  readonly expires?: string
  /** Only findings whose fingerprint matches; all when left out. */
  readonly only?: string
}

/** A baseline with a waiver for each finding that it did not expect, and with the day on which the others were last seen. */
export function updated(baseline: Baseline, result: Result, grounds: Grounds): Baseline {
  const { reason, ticket, today, only = '*', expires = inDays(today, LONGEST / 2) } = grounds
  const known = baseline.waivers.map((waiver) => ({ ...waiver, ...seen(waiver, result, today) }))
  const added = unexpected(result)
    .filter(({ fingerprint }) => matches(only, fingerprint))
    .map(({ fingerprint }): Waiver => ({
      fingerprint,
      expect: 'fail',
      reason,
      ticket,
      expires,
      added: today,
      lastSeen: today,
    }))
  return { version: 1, waivers: [...known, ...added] }
}

/** A baseline without the waivers whose fault is gone; what the run could not exercise stays. */
export function pruned(baseline: Baseline, result: Result): Baseline {
  const gone = (result.baseline?.waivers ?? []).filter(({ state }) => state === 'unexpected-pass')
  const isGone = (waiver: Waiver): boolean =>
    gone.some(({ fingerprint, added }) => fingerprint === waiver.fingerprint && added === waiver.added)
  return { version: 1, waivers: baseline.waivers.filter((waiver) => !isGone(waiver)) }
}

function seen({ fingerprint }: Waiver, { baseline }: Result, today: string): { readonly lastSeen?: string } {
  const met = baseline?.waivers.some((waiver) => waiver.fingerprint === fingerprint && waiver.state === 'met') === true
  return met ? { lastSeen: today } : {}
}

function inDays(today: string, days: number): string {
  const [year = 0, month = 1, date = 1] = today.split('-').map(Number)
  const later = fromDayNumber(dayNumber(year, month, date) + days)
  return [
    String(later.year).padStart(4, '0'),
    ...[later.month, later.day].map((part) => String(part).padStart(2, '0')),
  ].join('-')
}
