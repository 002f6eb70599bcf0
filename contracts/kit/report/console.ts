import { getExitCode, EXIT_CODES } from '../run/exit-code.ts'
import { getFamily } from '../explanations.ts'
import type { Finding } from '../outcome.ts'
import { groupBy } from '../group-by.ts'
import { getFindings, getReason, toExplanationRows, toFindingRows } from './finding-text.ts'
import { getBrokenLevel, type CheckResult, type Result, summarizeResult } from '../result.ts'

/** Text styles of a terminal. */
export interface TextStyles {
  readonly bad: (text: string) => string
  readonly good: (text: string) => string
  readonly warning: (text: string) => string
  readonly faint: (text: string) => string
  readonly strong: (text: string) => string
}

/** Styles without colour, for files and pipes. */
export const plainStyles: TextStyles = { bad: keep, good: keep, warning: keep, faint: keep, strong: keep }

function keep(text: string): string {
  return text
}

/** Renders a result for a terminal: failed, inconclusive and passed checks, and a headline of three lines at the end. */
export function renderConsole(result: Result, styles: TextStyles = plainStyles): string {
  const { title } = result.vendor
  const heading = styles.strong(`${title} at ${result.target}`)
  if (result.preflight.kind !== 'ready') return [heading, '', styles.bad(result.preflight.reason), ''].join('\n')
  const { inconclusive } = summarizeResult(result)
  const failed = result.checks.filter((check) => getBrokenLevel(check) !== null)
  const sections = [
    ...failed.map((check) => formatFailedCheck(check, styles)),
    ...formatWaivers(result, styles),
    ...joinLines(inconclusive.map((check) => formatInconclusiveCheck(check, styles))),
    formatPassedFamilies(result, styles),
    ...formatNotes(result, styles),
    ...formatLedger(result, styles),
    ...formatSkipped(result, styles),
    formatHeadline(result, styles),
  ]
  return `${[heading, ...sections].join('\n\n')}\n`
}

function formatFailedCheck(check: CheckResult, styles: TextStyles): string {
  const mark = `${styles.bad('✗')} ${styles.strong(check.id)} ${getBrokenLevel(check)}${check.security ? ' (security)' : ''}`
  const explanation = toExplanationRows(check).map(([name, text]) => styles.faint(formatRow(name, text)))
  const findings = getFindings(check).flatMap((finding) => formatFinding(finding, styles))
  return [`${mark}  ${check.title}`, ...findings, '', ...explanation].join('\n')
}

/** Formats the rows of a finding without its response. */
function formatFinding(finding: Finding, { bad, faint }: TextStyles): readonly string[] {
  const rowStyles: Readonly<Record<string, (text: string) => string>> = { observed: bad, curl: faint, finding: faint }
  const rows = toFindingRows(finding).filter(([name]) => name !== 'response')
  return ['', ...rows.map(([name, text]) => formatRow(name, rowStyles[name]?.(text) ?? text))]
}

/** Returns one section; none without lines. */
function joinLines(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [lines.join('\n')]
}

function formatRow(name: string, text: string): string {
  return `    ${name.padEnd(9)} ${text}`
}

/** Lists expected failures and the problems of the baseline. */
function formatWaivers({ checks, baseline }: Result, styles: TextStyles): readonly string[] {
  const expected = checks.filter(({ outcome }) => outcome.kind === 'expected-failure')
  const lines = [
    ...expected.map(
      ({ id, level, title }) => `${styles.warning('!')} ${styles.strong(id)} ${level}  ${title}\n    expected to fail`,
    ),
    ...(baseline?.problems ?? []).map((problem) => `${styles.bad('✗')} ${styles.strong('baseline')}  ${problem}`),
  ]
  return joinLines(lines)
}

function formatInconclusiveCheck(check: CheckResult, styles: TextStyles): string {
  const { id, level, outcome, title } = check
  return `${styles.warning('?')} ${styles.strong(id)} ${level}  ${title}\n    ${outcome.kind}: ${getReason(check)}`
}

/** Renders one line per family: the passed checks and their evidence. */
function formatPassedFamilies({ checks }: Result, styles: TextStyles): string {
  const families = groupBy(
    checks.filter(({ outcome }) => outcome.kind === 'pass'),
    ({ id }) => getFamily(id),
  )
  const lines = [...families].map(([family, passed]) => {
    const numbers = passed
      .map(({ id }) => id.slice(family.length + 1))
      .toSorted()
      .join(' ')
    const observations = passed.reduce((sum, { outcome }) => sum + (outcome.kind === 'pass' ? outcome.evidence : 0), 0)
    return `${styles.good('✓')} ${styles.strong(family)} ${numbers}  ${styles.faint(`no violation in ${observations} observations`)}`
  })
  return lines.join('\n')
}

/** Lists the findings of INFO level. */
function formatNotes({ checks }: Result, styles: TextStyles): readonly string[] {
  const lines = checks.flatMap(({ id, outcome }) =>
    (outcome.kind === 'pass' ? outcome.notes : []).map(
      ({ observed, count }) => `${styles.faint('·')} ${styles.strong(id)} INFO  ${observed} (${count} times)`,
    ),
  )
  return joinLines(lines)
}

/** Counts the checks that did not run, by reason. */
function formatSkipped({ checks }: Result, styles: TextStyles): readonly string[] {
  const reasons = checks.flatMap(({ outcome }) => {
    if (outcome.kind === 'not-selected') return [`not run: ${outcome.reason}`]
    return outcome.kind === 'not-applicable' ? [`not applicable: ${outcome.reason}`] : []
  })
  const lines = [...groupBy(reasons, (reason) => reason)].map(([reason, all]) =>
    styles.faint(`${all.length} ${reason}`),
  )
  return joinLines(lines)
}

function formatLedger({ ledger }: Result, styles: TextStyles): readonly string[] {
  if (ledger.length === 0) return []
  const leaked = ledger.filter(({ state }) => state === 'leaked')
  const permanent = ledger.filter(({ state }) => state === 'not-removable').length
  const deleted = ledger.length - leaked.length - permanent
  const line = `created ${ledger.length}, deleted ${deleted}, leaked ${leaked.length}${permanent === 0 ? '' : `, not removable ${permanent}`}`
  return [leaked.length === 0 ? styles.faint(line) : styles.bad(`${line}: ${leaked.map(({ id }) => id).join(', ')}`)]
}

function formatHeadline(result: Result, styles: TextStyles): string {
  const { must, should, inconclusive } = summarizeResult(result)
  const color = getExitCode(result) === EXIT_CODES.passed ? styles.good : styles.bad
  return [
    `${color('MUST')} ${must.passed}/${must.total}`,
    `SHOULD ${should.passed}/${should.total}`,
    `inconclusive ${inconclusive.length}${inconclusive.length === 0 ? '' : ` (${findTopReason(inconclusive)})`}`,
  ].join('\n')
}

function findTopReason(inconclusive: readonly CheckResult[]): string {
  const reasons = groupBy(inconclusive, getReason)
  const [top] = [...reasons].toSorted(([, left], [, right]) => right.length - left.length)
  return top === undefined ? '' : top[0]
}
