import { type Finding, getFingerprintCheckId, type Outcome } from '../outcome.ts'
import { type CheckResult, getBrokenLevel, getFailedFindings, type Result } from '../result.ts'
import {
  addDays,
  type Baseline,
  type BaselineResult,
  MAX_WAIVER_DAYS,
  type Waiver,
  type WaiverResult,
  type WaiverState,
} from './baseline.ts'

export interface BaselineOptions {
  /** The current day, as `2026-05-04`. */
  readonly today: string
  /** True when security findings may be waived. */
  readonly allowSecurityWaivers: boolean
}

/** Turns waived findings of a result into expected failures and adds the state of every waiver. */
export function applyBaseline(result: Result, { waivers }: Baseline, options: BaselineOptions): Result {
  const states = waivers.map((waiver): WaiverResult => ({ ...waiver, state: getWaiverState(waiver, result, options) }))
  const matched = states.filter(({ state }) => state === 'matched')
  const checks = result.checks.map((check) => ({ ...check, outcome: applyWaivers(check, matched) }))
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

/** Returns a test for the ids of checks that the baseline skips. */
export function createSkipFilter({ waivers }: Baseline, target: string): (id: string) => boolean {
  const skips = waivers.filter(
    ({ expect, target: pattern = '*' }) => expect === 'skip' && matchesPattern(pattern, target),
  )
  return (id) => skips.some((waiver) => coversCheck(waiver, { id }))
}

/** Tests a text against a pattern in which `*` stands for anything. */
export function matchesPattern(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[\\^$.+?()[\]{}|]/g, String.raw`\$&`))
  return new RegExp(`^${parts.join('[^]*')}$`).test(text)
}

function getWaiverState(waiver: Waiver, result: Result, { today, allowSecurityWaivers }: BaselineOptions): WaiverState {
  if (waiver.target !== undefined && !matchesPattern(waiver.target, result.target)) return 'other-target'
  if (waiver.expires < today) return 'expired'
  const covered = result.checks.filter((check) => coversCheck(waiver, check))
  const observed = covered.filter((check) => isObserved(waiver, check))
  if (observed.some(({ security }) => security) && !allowSecurityWaivers) return 'not-permitted'
  if (observed.length > 0) return 'matched'
  return covered.some(({ outcome }) => ['pass', 'fail'].includes(outcome.kind)) ? 'unexpected-pass' : 'unobserved'
}

function coversCheck({ fingerprint }: Waiver, { id }: Pick<CheckResult, 'id'>): boolean {
  return matchesPattern(getFingerprintCheckId(fingerprint), id)
}

function isObserved({ fingerprint, expect }: Waiver, { outcome }: CheckResult): boolean {
  if (expect === 'skip') return outcome.kind === 'not-selected'
  if (expect === 'inconclusive') return ['inconclusive', 'blocked'].includes(outcome.kind)
  return outcome.kind === 'fail' && outcome.findings.some((finding) => coversFinding(fingerprint, finding))
}

/** Tests a finding against a pattern; the id of a check alone covers all findings of the check. */
function coversFinding(pattern: string, { fingerprint }: Finding): boolean {
  return matchesPattern(pattern, pattern.includes(' | ') ? fingerprint : getFingerprintCheckId(fingerprint))
}

function applyWaivers(check: CheckResult, matched: readonly Waiver[]): Outcome {
  const { outcome } = check
  if (outcome.kind !== 'fail') return outcome
  const covering = matched.filter(
    (waiver) => coversCheck(waiver, check) && (waiver.expect === 'fail' || waiver.expect === 'warn'),
  )
  const isCovered = (finding: Finding): boolean =>
    covering.some(({ fingerprint }) => coversFinding(fingerprint, finding))
  const waived = outcome.findings.filter(isCovered)
  if (waived.length === 0) return outcome
  if (waived.length === outcome.findings.length) return { ...outcome, kind: 'expected-failure' }
  return { ...outcome, findings: outcome.findings.filter((finding) => !isCovered(finding)), waived }
}

function describeProblem({ fingerprint, state, expires, ticket, expect }: WaiverResult): readonly string[] {
  if (state === 'expired') return [`the waiver of ${fingerprint} (${ticket}) expired on ${expires}`]
  const advice = 'remove it with "flowtwin baseline prune"'
  if (state === 'unexpected-pass')
    return [`${fingerprint} (${ticket}) was expected to ${expect} and did not; ${advice}`]
  if (state === 'not-permitted')
    return [`the waiver of ${fingerprint} (${ticket}) covers a security finding; requires --allow-security-waivers`]
  return []
}

/** Returns the findings of failed checks that no waiver covers. */
export function findUnexpectedFindings(result: Result): readonly Finding[] {
  return result.checks.flatMap((check) => (getBrokenLevel(check) === null ? [] : getFailedFindings(check)))
}

/** Members of every waiver that an update adds. */
export interface WaiverInput {
  readonly reason: string
  readonly ticket: string
  /** The current day, as `2026-05-04`. */
  readonly today: string
  readonly expires?: string
  /** Pattern of fingerprints; all findings when omitted. */
  readonly only?: string
}

/** Adds a waiver for each unexpected finding and updates on which day the others were last seen. */
export function addWaivers(baseline: Baseline, result: Result, input: WaiverInput): Baseline {
  const { reason, ticket, today, only = '*', expires = addDays(today, MAX_WAIVER_DAYS / 2) } = input
  const existing = baseline.waivers.map((waiver) => ({ ...waiver, ...toLastSeen(waiver, result, today) }))
  const added = findUnexpectedFindings(result)
    .filter(({ fingerprint }) => matchesPattern(only, fingerprint))
    .map(({ fingerprint }): Waiver => {
      return { fingerprint, expect: 'fail', reason, ticket, expires, added: today, lastSeen: today }
    })
  return { version: 1, waivers: [...existing, ...added] }
}

/** Removes the waivers whose check passed; those that the run did not exercise remain. */
export function removeStaleWaivers(baseline: Baseline, result: Result): Baseline {
  const stale = (result.baseline?.waivers ?? []).filter(({ state }) => state === 'unexpected-pass')
  const isStale = (waiver: Waiver): boolean =>
    stale.some(({ fingerprint, added }) => fingerprint === waiver.fingerprint && added === waiver.added)
  return { version: 1, waivers: baseline.waivers.filter((waiver) => !isStale(waiver)) }
}

function toLastSeen({ fingerprint }: Waiver, { baseline }: Result, today: string): { readonly lastSeen?: string } {
  const isMatched = baseline?.waivers.some((waiver) => waiver.fingerprint === fingerprint && waiver.state === 'matched')
  return isMatched === true ? { lastSeen: today } : {}
}
