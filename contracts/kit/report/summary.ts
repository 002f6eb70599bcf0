import { groupBy } from '../json.ts'
import { getBrokenLevel, type CheckResult, listWarnings, type Result, summarizeResult } from '../result.ts'
import { EXIT_CODES, type ExitRules, getExitCode } from '../run/exit-code.ts'
import { getReason } from './finding-text.ts'

/** Most groups of inconclusive checks, and most operations, that a summary names. */
const [MAX_GROUPS, MAX_NAMES] = [3, 6]

/** Returns the checks that failed unexpectedly, those of MUST level first. */
export function listBrokenChecks({ checks }: Pick<Result, 'checks'>): readonly CheckResult[] {
  const byLevel = (level: string): readonly CheckResult[] => checks.filter((check) => getBrokenLevel(check) === level)
  return [...byLevel('MUST'), ...byLevel('SHOULD')]
}

/** Returns the checks in the order of all reports: broken ones, inconclusive ones, the others. */
export function sortForReport(result: Result): readonly CheckResult[] {
  const first = [...listBrokenChecks(result), ...summarizeResult(result).inconclusive]
  return [...first, ...result.checks.filter((check) => !first.includes(check))]
}

/** Summary of a run in lines: the verdict, and what a reader has to know before the details. */
export interface RunSummary {
  /** True when the exit code is 0. */
  readonly isPassed: boolean
  readonly verdict: string
  readonly counts: string
  /** What was not offered, not judged, not run and created. */
  readonly remarks: readonly string[]
}

/** Summarizes a run, at most seven remarks. */
export function summarizeRun(result: Result, rules: ExitRules = {}): RunSummary {
  const isPassed = getExitCode(result, rules) === EXIT_CODES.passed
  const warnings = listWarnings(result).map((warning) => `. ${warning}`)
  if (result.preflight.kind !== 'ready') {
    const verdict = `not checked: ${result.preflight.reason}${warnings.join('')}`
    return { isPassed, verdict, counts: '', remarks: [] }
  }
  return {
    isPassed,
    verdict: `${formatVerdict(result, rules)}${warnings.join('')}`,
    counts: formatCounts(result),
    remarks: [
      ...formatNotOffered(result),
      ...formatNotJudged(result),
      ...formatNotRun(result),
      ...formatWaived(result),
      ...formatLedger(result),
    ],
  }
}

/** Formats the verdict, which claims no more than was observed. */
function formatVerdict(result: Result, rules: ExitRules): string {
  const isPassed = getExitCode(result, rules) === EXIT_CODES.passed
  const { traffic, baseline } = result
  const broken = listBrokenChecks(result)
  const counts = (['MUST', 'SHOULD'] as const)
    .map((level) => [level, broken.filter((check) => getBrokenLevel(check) === level).length] as const)
    .filter(([, count]) => count > 0)
    .map(([level, count]) => `${count} ${level}`)
  const problems = baseline?.problems.length ?? 0
  const faults = [
    ...(traffic.stoppedBy === null ? [] : [`stopped early (${traffic.stoppedBy})`]),
    ...(counts.length === 0 ? [] : [`${counts.join(' and ')} broken`]),
    ...(problems === 0 ? [] : [`${problems} baseline problems`]),
    ...(result.ledgerFailure === null ? [] : [`created items not recorded (${result.ledgerFailure})`]),
    ...(result.ledger.some(({ state }) => state === 'leaked') ? ['created items left behind'] : []),
    ...(result.checks.some(({ outcome }) => outcome.kind === 'error') ? ['an error of the suite'] : []),
  ]
  const word = isPassed ? 'passed' : getExitCode(result, rules) === EXIT_CODES.failed ? 'failed' : 'incomplete'
  if (faults.length > 0) return `${word}, ${faults.join(', ')}`
  if (!isPassed) return 'incomplete, not enough evidence'
  const observations = result.checks.reduce(
    (sum, { outcome }) => sum + ('evidence' in outcome ? outcome.evidence : 0),
    0,
  )
  return `passed, no violation in ${observations} observations`
}

function formatCounts(result: Result): string {
  const { must, should, inconclusive } = summarizeResult(result)
  const modes = { observe: 'read-only', seeded: 'read-only with given ids', managed: 'with writes and clean-up' }
  const run = `${result.traffic.requests} requests in ${result.seconds} s, ${modes[result.run.mode]}`
  return `MUST ${must.passed}/${must.total}, SHOULD ${should.passed}/${should.total}, inconclusive ${inconclusive.length} (${run})`
}

function formatNotOffered({ operations }: Result): readonly string[] {
  const { notOffered } = operations
  return notOffered.length === 0 ? [] : [`Not offered: ${joinNames(notOffered)}`]
}

/** Groups the inconclusive checks by what would make them conclusive. */
function formatNotJudged(result: Result): readonly string[] {
  const groups = [...groupBy(summarizeResult(result).inconclusive, getReason)].toSorted(
    ([, left], [, right]) => Number(hasMust(right)) - Number(hasMust(left)) || right.length - left.length,
  )
  const lines = groups
    .slice(0, MAX_GROUPS)
    .map(([reason, checks]) => `Not judged: ${joinNames(checks.map(({ id }) => id))}: ${reason}`)
  const others = groups.slice(MAX_GROUPS).reduce((sum, [, checks]) => sum + checks.length, 0)
  return others === 0 ? lines : [...lines, `Not judged: ${others} more checks`]
}

function hasMust(checks: readonly CheckResult[]): boolean {
  return checks.some(({ level }) => level === 'MUST')
}

function formatNotRun({ checks, traffic: { announcedLimit, omitted } }: Result): readonly string[] {
  const reasons = checks.flatMap(({ outcome }) => (outcome.kind === 'not-selected' ? [outcome.reason] : []))
  const groups = [...groupBy(reasons, (reason) => reason)].map(([reason, all]) => `${all.length} (${reason})`)
  if (omitted > 0)
    groups.push(`${omitted} similar requests (announced limit of ${announcedLimit}; \`--rps\` sends all, at its pace)`)
  return groups.length === 0 ? [] : [`Not run: ${groups.join(', ')}`]
}

function formatWaived({ checks }: Result): readonly string[] {
  const ids = checks.filter(({ outcome }) => outcome.kind === 'expected-failure').map(({ id }) => id)
  return ids.length === 0 ? [] : [`Failed as expected by the baseline: ${joinNames(ids)}`]
}

function formatLedger({ ledger }: Result): readonly string[] {
  if (ledger.length === 0) return []
  const leaked = ledger.filter(({ state }) => state === 'leaked')
  const permanent = ledger.filter(({ state }) => state === 'not-removable').length
  const deleted = ledger.length - leaked.length - permanent
  const ids = leaked.length === 0 ? '' : `: ${leaked.map(({ id }) => id).join(', ')}`
  return [
    `Created ${ledger.length}, deleted ${deleted}, leaked ${leaked.length}${permanent === 0 ? '' : `, not removable ${permanent}`}${ids}`,
  ]
}

function joinNames(names: readonly string[]): string {
  const others = names.length - MAX_NAMES
  return others > 0 ? `${names.slice(0, MAX_NAMES).join(', ')} and ${others} more` : names.join(', ')
}
