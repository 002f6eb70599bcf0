import { getBrokenLevel, type CheckResult, type Result, summarizeResult } from '../result.ts'

/** Exit codes of `flowtwin verify`. */
export const EXIT_CODES = {
  passed: 0,
  failed: 1,
  usage: 2,
  unreachable: 3,
  internalError: 4,
  insufficientEvidence: 5,
  leaked: 6,
  interrupted: 130,
} as const

/** Failures that fail a run beside a MUST: a SHOULD, or a security finding at any level. */
export type FailOn = 'must' | 'should' | 'security'

/** Returns the exit code of a result; an interruption comes first, a failed check before a leaked item. */
export function getExitCode(result: Result, failOn: readonly FailOn[] = ['must']): number {
  if (result.traffic.stoppedBy === 'interrupted') return EXIT_CODES.interrupted
  if (result.preflight.kind === 'unconfigured') return EXIT_CODES.usage
  if (result.preflight.kind !== 'ready') return EXIT_CODES.unreachable
  if (result.checks.some((check) => isFailing(check, failOn))) return EXIT_CODES.failed
  if ((result.baseline?.problems.length ?? 0) > 0) return EXIT_CODES.failed
  if (result.checks.some(({ outcome }) => outcome.kind === 'error')) return EXIT_CODES.internalError
  if (result.ledger.some(({ state }) => state === 'leaked')) return EXIT_CODES.leaked
  return hasEnoughEvidence(result) ? EXIT_CODES.passed : EXIT_CODES.insufficientEvidence
}

function isFailing(check: CheckResult, failOn: readonly FailOn[]): boolean {
  const level = getBrokenLevel(check)
  if (level === null) return false
  return level === 'MUST' || failOn.includes('should') || (failOn.includes('security') && check.security)
}

/** Requires evidence for three quarters of the selected MUSTs, or of all checks without a MUST; for all MUSTs after an early stop. */
function hasEnoughEvidence(result: Result): boolean {
  const { must, should, inconclusive } = summarizeResult(result)
  const unexpected = inconclusive.filter((check) => !isExpectedInconclusive(check, result))
  const openMusts = unexpected.filter(({ level }) => level === 'MUST').length
  if (result.traffic.stoppedBy !== null && openMusts > 0) return false
  if (must.total > 0) return openMusts * 4 <= must.total
  return should.total > 0 && unexpected.length * 4 <= should.total
}

function isExpectedInconclusive({ id }: CheckResult, { baseline }: Result): boolean {
  return (baseline?.waivers ?? []).some(
    ({ expect, state, fingerprint }) => expect === 'inconclusive' && state === 'matched' && fingerprint.startsWith(id),
  )
}
