import { getBrokenLevel, type CheckResult, type Result, summarizeResult } from '../result.ts'

/** What the process that ran the suite ends with. */
export const EXIT_CODES = {
  kept: 0,
  broken: 1,
  usage: 2,
  unreachable: 3,
  ourFault: 4,
  tooLittleEvidence: 5,
  leaked: 6,
  interrupted: 130,
} as const

/** What fails a run beside a broken MUST: a broken SHOULD, or a hole in security at any level. */
export type FailOn = 'must' | 'should' | 'security'

/** The exit code of a result; being interrupted says that it is not all, and a broken MUST outweighs what is left. */
export function getExitCode(result: Result, failOn: readonly FailOn[] = ['must']): number {
  if (result.traffic.exhausted === 'interrupted') return EXIT_CODES.interrupted
  if (result.preflight.kind === 'unconfigured') return EXIT_CODES.usage
  if (result.preflight.kind !== 'ready') return EXIT_CODES.unreachable
  if (result.checks.some((check) => isFailing(check, failOn))) return EXIT_CODES.broken
  if ((result.baseline?.problems.length ?? 0) > 0) return EXIT_CODES.broken
  if (result.checks.some(({ outcome }) => outcome.kind === 'error')) return EXIT_CODES.ourFault
  if (result.ledger.some(({ fate }) => fate === 'leaked')) return EXIT_CODES.leaked
  return hasEnoughEvidence(result) ? EXIT_CODES.kept : EXIT_CODES.tooLittleEvidence
}

function isFailing(check: CheckResult, failOn: readonly FailOn[]): boolean {
  const level = getBrokenLevel(check)
  if (level === null) return false
  return level === 'MUST' || failOn.includes('should') || (failOn.includes('security') && check.security)
}

/**
 * Three of four of the selected MUSTs, or of everything where there is no MUST among them, must have been judged; all MUSTs
 * where it was the budget that ended before they were.
 */
function hasEnoughEvidence(result: Result): boolean {
  const { must, should, inconclusive } = summarizeResult(result)
  const open = inconclusive.filter((check) => !isExpectedInconclusive(check, result))
  const openMusts = open.filter(({ level }) => level === 'MUST').length
  if (result.traffic.exhausted !== null && openMusts > 0) return false
  if (must.total > 0) return openMusts * 4 <= must.total
  return should.total > 0 && open.length * 4 <= should.total
}

function isExpectedInconclusive({ id }: CheckResult, { baseline }: Result): boolean {
  return (baseline?.waivers ?? []).some(
    ({ expect, state, fingerprint }) => expect === 'inconclusive' && state === 'met' && fingerprint.startsWith(id),
  )
}
