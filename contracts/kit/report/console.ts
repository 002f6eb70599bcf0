import { getFamily } from '../explanations.ts'
import type { Finding } from '../outcome.ts'
import { groupBy } from '../json.ts'
import type { ExitRules } from '../run/exit-code.ts'
import { getBrokenLevel, type CheckResult, type Result, summarizeResult } from '../result.ts'
import {
  getFindings,
  getReason,
  type Row,
  toExplanationRows,
  toFindingRows,
  toPrintableResult,
} from './finding-text.ts'
import { listBrokenChecks, summarizeRun } from './summary.ts'

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

/** Options of the console report. */
export interface ConsoleOptions {
  readonly styles?: TextStyles
  /** Adds passed checks, measurements, explanations and the responses of findings. */
  readonly isVerbose?: boolean
  /** The written reports, each as `format=path`. */
  readonly reports?: readonly string[]
  /** The rules of the exit code, which decide the verdict. */
  readonly rules?: ExitRules
}

/** Most findings and examples of one check without `isVerbose`. */
const MAX_SHOWN = 3

/** Renders a result for a terminal: the verdict, the broken checks with MUSTs first, and the summary of the rest. */
export function renderConsole(
  given: Result,
  { styles = plainStyles, isVerbose = false, reports = [], rules = {} }: ConsoleOptions = {},
): string {
  const result = toPrintableResult(given)
  const { isPassed, verdict, counts, remarks } = summarizeRun(result, rules)
  const color = isPassed ? styles.good : styles.bad
  const heading = `${styles.strong(`${result.vendor.title} at ${result.target}`)}: ${color(verdict)}`
  if (result.preflight.kind !== 'ready') return `${heading}\n`
  const sections = [
    [heading, counts],
    ...listBrokenChecks(result).map((check) => formatBrokenCheck(check, styles, isVerbose)),
    (result.baseline?.problems ?? []).map((problem) => `${styles.bad('✗')} ${styles.strong('baseline')}  ${problem}`),
    ...(isVerbose ? formatDetails(result, styles) : []),
    [...remarks, formatReports(reports, isVerbose)].filter((line) => line !== ''),
  ]
  const texts = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'))
  return `${texts.join('\n\n')}\n`
}

function formatReports(reports: readonly string[], isVerbose: boolean): string {
  if (reports.length > 0) return `Reports: ${reports.join(', ')}`
  return isVerbose ? '' : 'Details: `--verbose`, or a report with `--report html=report.html`'
}

function formatBrokenCheck(check: CheckResult, styles: TextStyles, isVerbose: boolean): readonly string[] {
  const mark = `${styles.bad('✗')} ${styles.strong(check.id)} ${getBrokenLevel(check)}${check.security ? ' (security)' : ''}`
  const findings = getFindings(check)
  const shown = isVerbose ? findings : findings.slice(0, MAX_SHOWN)
  const rows = isVerbose
    ? [...shown.flatMap(toFindingRows), ...toExplanationRows(check)]
    : toBlockRows(shown, findings.length - shown.length)
  const rowStyles: Readonly<Record<string, (text: string) => string>> = {
    observed: styles.bad,
    curl: styles.faint,
    finding: styles.faint,
    response: styles.faint,
  }
  return [
    `${mark}  ${check.title}`,
    ...rows.map(([name, text]) => `    ${name.padEnd(9)} ${rowStyles[name]?.(text) ?? text}`),
  ]
}

/** Returns the rows of one check: each finding, at most three examples and one curl command in all. */
function toBlockRows(findings: readonly Finding[], hiddenCount: number): readonly Row[] {
  const rows = findings.flatMap((finding, index) =>
    toFindingRows(finding).filter(
      ([name]) => index === 0 || name === 'where' || name === 'observed' || name === 'example',
    ),
  )
  const isExample = ([name]: Row): boolean => name === 'example'
  const examples = rows.filter(isExample).slice(0, MAX_SHOWN)
  const curl = rows.filter(([name]) => name === 'curl')
  const others = rows.filter(([name]) => ['where', 'expected', 'observed', 'example'].includes(name))
  return [
    ...others.filter((row) => !isExample(row) || examples.includes(row)),
    ...(hiddenCount === 0 ? [] : [['and', `${hiddenCount} more kinds of violation`] as const]),
    ...curl,
  ]
}

/** Lists everything beside the broken checks. */
function formatDetails(result: Result, styles: TextStyles): readonly (readonly string[])[] {
  return [
    summarizeResult(result).inconclusive.map((check) => formatInconclusiveCheck(check, styles)),
    formatPassedFamilies(result, styles),
    formatMeasurements(result, styles),
    formatNotApplicable(result, styles),
    result.capabilities.map(({ name, value, source }) => styles.faint(`${name}: ${value} (${source})`)),
  ]
}

function formatInconclusiveCheck(check: CheckResult, styles: TextStyles): string {
  const { id, level, outcome, title } = check
  return `${styles.warning('?')} ${styles.strong(id)} ${level}  ${title}\n    ${outcome.kind}: ${getReason(check)}`
}

/** Renders one line per family: the passed checks and their evidence. */
function formatPassedFamilies({ checks }: Result, styles: TextStyles): readonly string[] {
  const families = groupBy(
    checks.filter(({ outcome }) => outcome.kind === 'pass'),
    ({ id }) => getFamily(id),
  )
  return [...families].map(([family, passed]) => {
    const numbers = passed
      .map(({ id }) => id.slice(family.length + 1))
      .toSorted()
      .join(' ')
    const observations = passed.reduce((sum, { outcome }) => sum + (outcome.kind === 'pass' ? outcome.evidence : 0), 0)
    return `${styles.good('✓')} ${styles.strong(family)} ${numbers}  ${styles.faint(`no violation in ${observations} observations`)}`
  })
}

/** Lists the findings of INFO level. */
function formatMeasurements({ checks }: Result, styles: TextStyles): readonly string[] {
  return checks.flatMap(({ id, outcome }) =>
    (outcome.kind === 'pass' ? outcome.notes : []).map(
      ({ observed, count }) => `${styles.faint('·')} ${styles.strong(id)} INFO  ${observed} (${count} times)`,
    ),
  )
}

/** Counts the checks that make no sense for the target, by reason. */
function formatNotApplicable({ checks }: Result, styles: TextStyles): readonly string[] {
  const reasons = checks.flatMap(({ outcome }) => (outcome.kind === 'not-applicable' ? [outcome.reason] : []))
  return [...groupBy(reasons, (reason) => reason)].map(([reason, all]) =>
    styles.faint(`${all.length} not applicable: ${reason}`),
  )
}
