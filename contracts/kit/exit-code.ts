import { brokenLevel, type CheckResult, type Result, summaryOf } from './result.ts'

/** What the process that ran the suite ends with. */
export const EXIT = {
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
export function exitCode(result: Result, failOn: readonly FailOn[] = ['must']): number {
  if (result.traffic.exhausted === 'interrupted') return EXIT.interrupted
  if (result.preflight.kind === 'unconfigured') return EXIT.usage
  if (result.preflight.kind !== 'ready') return EXIT.unreachable
  if (result.checks.some((check) => fails(check, failOn))) return EXIT.broken
  if ((result.baseline?.problems.length ?? 0) > 0) return EXIT.broken
  if (result.checks.some(({ outcome }) => outcome.kind === 'error')) return EXIT.ourFault
  if (result.ledger.some(({ fate }) => fate === 'leaked')) return EXIT.leaked
  return hasEnoughEvidence(result) ? EXIT.kept : EXIT.tooLittleEvidence
}

function fails(check: CheckResult, failOn: readonly FailOn[]): boolean {
  const level = brokenLevel(check)
  if (level === null) return false
  return level === 'MUST' || failOn.includes('should') || (failOn.includes('security') && check.security)
}

/**
 * Three of four of the selected MUSTs, or of everything where there is no MUST among them, must have been judged; all MUSTs
 * where it was the budget that ended before they were.
 */
function hasEnoughEvidence(result: Result): boolean {
  const { must, should, unjudged } = summaryOf(result)
  const open = unjudged.filter((check) => !isExpected(check, result))
  const openMusts = open.filter(({ level }) => level === 'MUST').length
  if (result.traffic.exhausted !== null && openMusts > 0) return false
  if (must.of > 0) return openMusts * 4 <= must.of
  return should.of > 0 && open.length * 4 <= should.of
}

function isExpected({ id }: CheckResult, { baseline }: Result): boolean {
  return (baseline?.waivers ?? []).some(
    ({ expect, state, fingerprint }) => expect === 'inconclusive' && state === 'met' && fingerprint.startsWith(id),
  )
}
