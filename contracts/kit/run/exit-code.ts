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

/** Rules by which a result decides the exit code. */
export interface ExitRules {
  readonly failOn?: readonly FailOn[]
  /** Most MUSTs that may remain without evidence, in percent of those that applied; by default `DEFAULT_MAX_OPEN`. */
  readonly maxOpen?: number
}

/** A target seldom has data of every kind, so a few MUSTs remain open in most runs. */
const DEFAULT_MAX_OPEN = 25

/** An exit code, and the rule that decided it as a sentence. */
export interface ExitVerdict {
  readonly code: (typeof EXIT_CODES)[keyof typeof EXIT_CODES]
  readonly reason: string
}

/** Returns the exit code of a result. Interruptions and unrecorded items come before failed checks, those before leaked items. */
export function getExitCode(result: Result, rules: ExitRules = {}): ExitVerdict['code'] {
  return explainExitCode(result, rules).code
}

/** Returns the exit code of a result with the rule that decided it. */
export function explainExitCode(result: Result, rules: ExitRules = {}): ExitVerdict {
  const { failOn = ['must'] } = rules
  const { preflight, traffic, ledgerFailure, baseline } = result
  if (traffic.stoppedBy === 'interrupted') return { code: EXIT_CODES.interrupted, reason: 'the run was interrupted' }
  if (preflight.kind === 'unconfigured') return { code: EXIT_CODES.usage, reason: preflight.reason }
  if (preflight.kind !== 'ready') return { code: EXIT_CODES.unreachable, reason: preflight.reason }
  if (ledgerFailure !== null) return { code: EXIT_CODES.leaked, reason: 'a created item could not be recorded' }
  const failing = result.checks.filter((check) => isFailing(check, failOn)).map(({ id }) => id)
  if (failing.length > 0) return { code: EXIT_CODES.failed, reason: describeFailing(failing, failOn) }
  if ((baseline?.problems.length ?? 0) > 0)
    return { code: EXIT_CODES.failed, reason: 'a waiver of the baseline no longer applies' }
  const erroneous = result.checks.filter(({ outcome }) => outcome.kind === 'error').map(({ id }) => id)
  if (erroneous.length > 0)
    return { code: EXIT_CODES.internalError, reason: `an error of the suite in ${erroneous.join(', ')}` }
  if (result.ledger.some(({ state }) => state === 'leaked'))
    return { code: EXIT_CODES.leaked, reason: 'a created item could not be deleted' }
  return judgeEvidence(result, rules)
}

const FAIL_ON_TEXTS: Readonly<Record<FailOn, string>> = {
  must: 'a broken MUST',
  should: 'a broken SHOULD',
  security: 'a broken security check',
}

function describeFailing(ids: readonly string[], failOn: readonly FailOn[]): string {
  // A MUST fails a run in any case.
  const rules = [...new Set<FailOn>(['must', ...failOn])].map((rule) => FAIL_ON_TEXTS[rule])
  return `${ids.length} of these fail the run: ${rules.join(', ')}`
}

/** True for a broken check that fails the run. */
export function isFailing(check: CheckResult, failOn: readonly FailOn[]): boolean {
  const level = getBrokenLevel(check)
  if (level === null) return false
  return level === 'MUST' || failOn.includes('should') || (failOn.includes('security') && check.security)
}

/**
 * Allows `maxOpen` percent of the MUSTs that applied, or of the SHOULDs without a MUST, to have no evidence; after an early
 * stop none. The reason counts them.
 */
function judgeEvidence(result: Result, { failOn = [], maxOpen = DEFAULT_MAX_OPEN }: ExitRules): ExitVerdict {
  const { must, should, inconclusive } = summarizeResult(result)
  const unexpected = inconclusive.filter((check) => !isExpectedInconclusive(check, result))
  const openMusts = unexpected.filter(({ level }) => level === 'MUST').length
  const { stoppedBy } = result.traffic
  const [level, open, { passed, total }] =
    must.total > 0 ? (['MUST', openMusts, must] as const) : (['SHOULD', unexpected.length, should] as const)
  if (total === 0) return { code: EXIT_CODES.insufficientEvidence, reason: 'no check applied' }
  const evidence = `${passed} of ${total} ${level}s hold, ${open} could not be judged`
  const limit = `at most ${maxOpen} % may be open (--max-open)`
  if (stoppedBy !== null && openMusts > 0)
    return { code: EXIT_CODES.insufficientEvidence, reason: `${evidence}; none may be open after an early stop` }
  if (open * 100 > total * maxOpen) return { code: EXIT_CODES.insufficientEvidence, reason: `${evidence}; ${limit}` }
  const broken = [...new Set<FailOn>(['must', ...failOn])].map((rule) => FAIL_ON_TEXTS[rule].replace('a ', 'no '))
  return { code: EXIT_CODES.passed, reason: `${broken.join(', ')}; ${evidence}; ${limit}` }
}

function isExpectedInconclusive({ id }: CheckResult, { baseline }: Result): boolean {
  return (baseline?.waivers ?? []).some(
    ({ expect, state, fingerprint }) => expect === 'inconclusive' && state === 'matched' && fingerprint.startsWith(id),
  )
}
