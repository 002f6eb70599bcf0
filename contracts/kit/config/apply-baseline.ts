import { toCalendarDay, toDayNumber } from '../oracles/instants.ts'
import type { Finding, Outcome } from '../outcome.ts'
import { type CheckResult, getBrokenLevel, type Result } from '../result.ts'
import {
  type Baseline,
  type BaselineResult,
  MAX_WAIVER_DAYS,
  type Waiver,
  type WaiverResult,
  type WaiverState,
} from './baseline.ts'

/** What holds when a baseline is applied. */
export interface BaselineOptions {
  /** The day as `2026-05-04`. */
  readonly today: string
  /** Whether findings that are holes in security may be waived. */
  readonly allowSecurityWaivers: boolean
}

/** A result in which waived findings are expected failures, with the verdict on every waiver. */
export function applyBaseline(result: Result, { waivers }: Baseline, leave: BaselineOptions): Result {
  const states = waivers.map((waiver): WaiverResult => ({ ...waiver, state: getWaiverState(waiver, result, leave) }))
  const met = states.filter(({ state }) => state === 'met')
  const checks = result.checks.map((check) => ({ ...check, outcome: applyWaivers(check, met) }))
  const expected = checks.flatMap(({ outcome }) =>
    outcome.kind === 'expected-failure' ? outcome.findings : outcome.kind === 'fail' ? (outcome.waived ?? []) : [],
  )
  const baseline: BaselineResult = {
    waivers: states,
    expected: expected.length,
    problems: states.flatMap(describeProblem),
  }
  return { ...result, checks, baseline }
}

/** Says whether a check is not to run at all. */
export function createSkipFilter({ waivers }: Baseline, target: string): (id: string) => boolean {
  const skips = waivers.filter(
    ({ expect, target: own }) => expect === 'skip' && (own === undefined || matchesPattern(own, target)),
  )
  return (id) => skips.some(({ fingerprint }) => matchesPattern(parseCheckId(fingerprint), id))
}

/** Whether a text is what a pattern says; `*` stands for anything. */
export function matchesPattern(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[\\^$.+?()[\]{}|]/g, String.raw`\$&`))
  return new RegExp(`^${parts.join('[^]*')}$`).test(text)
}

function getWaiverState(waiver: Waiver, result: Result, { today, allowSecurityWaivers }: BaselineOptions): WaiverState {
  if (waiver.target !== undefined && !matchesPattern(waiver.target, result.target)) return 'elsewhere'
  if (waiver.expires < today) return 'expired'
  const concerned = result.checks.filter((check) => coversCheck(waiver, check))
  const hit = concerned.filter((check) => isObserved(waiver, check))
  if (hit.length > 0) return hit.some((check) => check.security) && !allowSecurityWaivers ? 'refused' : 'met'
  return concerned.some(({ outcome }) => ['pass', 'fail'].includes(outcome.kind)) ? 'unexpected-pass' : 'unobserved'
}

/** A fingerprint begins with the id of its check. */
function coversCheck({ fingerprint }: Waiver, { id }: CheckResult): boolean {
  return matchesPattern(parseCheckId(fingerprint), id)
}

function parseCheckId(fingerprint: string): string {
  return (fingerprint.split(' | ')[0] ?? '').trim()
}

function isObserved({ fingerprint, expect }: Waiver, check: CheckResult): boolean {
  const { outcome } = check
  if (expect === 'skip') return outcome.kind === 'not-selected'
  if (expect === 'inconclusive') return ['inconclusive', 'blocked'].includes(outcome.kind)
  return outcome.kind === 'fail' && outcome.findings.some((finding) => coversFinding(fingerprint, finding))
}

/** The id of a check alone covers whatever it finds. */
function coversFinding(pattern: string, { fingerprint }: Finding): boolean {
  return pattern.includes(' | ')
    ? matchesPattern(pattern, fingerprint)
    : matchesPattern(pattern, parseCheckId(fingerprint))
}

function applyWaivers(check: CheckResult, met: readonly Waiver[]): Outcome {
  const { outcome } = check
  const own = met.filter((waiver) => coversCheck(waiver, check))
  if (outcome.kind !== 'fail') return outcome
  const covering = own.filter(({ expect }) => expect === 'fail' || expect === 'warn')
  const isCovered = (finding: Finding): boolean =>
    covering.some(({ fingerprint }) => coversFinding(fingerprint, finding))
  const expected = outcome.findings.filter(isCovered)
  if (expected.length === 0) return outcome
  if (expected.length === outcome.findings.length) return { ...outcome, kind: 'expected-failure' }
  return { ...outcome, findings: outcome.findings.filter((finding) => !isCovered(finding)), waived: expected }
}

function describeProblem({ fingerprint, state, expires, ticket, expect }: WaiverResult): readonly string[] {
  if (state === 'expired') return [`the waiver of ${fingerprint} (${ticket}) expired on ${expires}`]
  if (state === 'unexpected-pass')
    return [`${fingerprint} (${ticket}) was expected to ${expect} and did not; prune it with "flowtwin baseline prune"`]
  if (state === 'refused')
    return [`${fingerprint} (${ticket}) would hide a hole in security; that needs --allow-security-waivers`]
  return []
}

/** The fingerprints of findings that break something and that no waiver covers. */
export function findUnexpectedFindings(result: Result): readonly Finding[] {
  return result.checks.flatMap((check) =>
    getBrokenLevel(check) !== null && check.outcome.kind === 'fail' ? check.outcome.findings : [],
  )
}

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
