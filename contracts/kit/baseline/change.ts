import { toCalendarDay, toDayNumber } from '../oracles/calendar-days.ts'
import type { Result } from '../result.ts'
import { matchesPattern, findUnexpectedFindings } from './apply.ts'
import { MAX_WAIVER_DAYS } from './read-baseline.ts'
import type { Baseline, Waiver } from './verdict.ts'

/** What is said of every waiver that an update adds. */
export interface WaiverDetails {
  readonly reason: string
  readonly ticket: string
  /** The day as `2026-05-04`. */
  readonly today: string
  readonly expires?: string
  /** Only findings whose fingerprint matches; all when left out. */
  readonly only?: string
}

/** A baseline with a waiver for each finding that it did not expect, and with the day on which the others were last seen. */
export function addWaivers(baseline: Baseline, result: Result, grounds: WaiverDetails): Baseline {
  const { reason, ticket, today, only = '*', expires = addDaysTo(today, MAX_WAIVER_DAYS / 2) } = grounds
  const known = baseline.waivers.map((waiver) => ({ ...waiver, ...toLastSeen(waiver, result, today) }))
  const added = findUnexpectedFindings(result)
    .filter(({ fingerprint }) => matchesPattern(only, fingerprint))
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
export function removeStaleWaivers(baseline: Baseline, result: Result): Baseline {
  const gone = (result.baseline?.waivers ?? []).filter(({ state }) => state === 'unexpected-pass')
  const isGone = (waiver: Waiver): boolean =>
    gone.some(({ fingerprint, added }) => fingerprint === waiver.fingerprint && added === waiver.added)
  return { version: 1, waivers: baseline.waivers.filter((waiver) => !isGone(waiver)) }
}

function toLastSeen({ fingerprint }: Waiver, { baseline }: Result, today: string): { readonly lastSeen?: string } {
  const met = baseline?.waivers.some((waiver) => waiver.fingerprint === fingerprint && waiver.state === 'met') === true
  return met ? { lastSeen: today } : {}
}

function addDaysTo(today: string, days: number): string {
  const [year = 0, month = 1, date = 1] = today.split('-').map(Number)
  const later = toCalendarDay(toDayNumber(year, month, date) + days)
  return [
    String(later.year).padStart(4, '0'),
    ...[later.month, later.day].map((part) => String(part).padStart(2, '0')),
  ].join('-')
}
