import type { Finding } from '../finding.ts'
import type { Outcome } from '../outcome.ts'
import type { CheckResult, Result } from '../result.ts'
import { getBrokenLevel } from '../result.ts'
import type { Baseline, BaselineResult, Waiver, WaiverState, WaiverResult } from './verdict.ts'

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
