import { getExitCode, EXIT_CODES } from '../run/exit-code.ts'
import type { Finding } from '../outcome.ts'
import { groupBy } from '../group-by.ts'
import { getFindings, toExplanationRows, getReason } from './finding-text.ts'
import { getBrokenLevel, type CheckResult, type Result, type Score, summarizeResult } from '../result.ts'

/** Ways to make a text stand out; the identity for a file or a pipe. */
export interface TextStyles {
  readonly bad: (text: string) => string
  readonly good: (text: string) => string
  readonly warning: (text: string) => string
  readonly faint: (text: string) => string
  readonly strong: (text: string) => string
}

/** No colour at all. */
export const plainStyles: TextStyles = {
  bad: (text) => text,
  good: (text) => text,
  warning: (text) => text,
  faint: (text) => text,
  strong: (text) => text,
}

/** A result for people: what broke, what nobody could judge, what held, and a headline of three lines at the end. */
export function renderConsole(result: Result, paint: TextStyles = plainStyles): string {
  const { title } = result.vendor
  const head = paint.strong(`${title} at ${result.target}`)
  if (result.preflight.kind !== 'ready') return [head, '', paint.bad(result.preflight.reason), ''].join('\n')
  const { inconclusive } = summarizeResult(result)
  const failed = result.checks.filter((check) => getBrokenLevel(check) !== null)
  const sections = [
    ...failed.map((check) => formatFailedCheck(check, paint)),
    ...formatWaivers(result, paint),
    ...(inconclusive.length === 0
      ? []
      : [inconclusive.map((check) => formatInconclusiveCheck(check, paint)).join('\n')]),
    formatPassedFamilies(result, paint),
    ...formatNotes(result, paint),
    ...formatLedger(result, paint),
    ...formatSkipped(result, paint),
    formatHeadline(result, paint),
  ]
  return `${[head, ...sections].join('\n\n')}\n`
}

function formatFailedCheck(check: CheckResult, paint: TextStyles): string {
  const mark = `${paint.bad('✗')} ${paint.strong(check.id)} ${getBrokenLevel(check)}${check.security ? ' (security)' : ''}`
  const meaning = toExplanationRows(check).map(([name, text]) => paint.faint(formatRow(name, text)))
  const found = getFindings(check).flatMap((finding) => formatFinding(finding, paint))
  return [`${mark}  ${check.title}`, ...found, '', ...meaning].join('\n')
}

function formatFinding(
  { observed, expected, pointer, witnesses, count, request, fingerprint }: Finding,
  paint: TextStyles,
): readonly string[] {
  const more = count > 1 ? paint.faint(` (${count} of this kind)`) : ''
  const rows: readonly (readonly [string, string])[] = [
    ['expected', expected],
    ['observed', `${paint.bad(observed)}${more}`],
    ...(pointer === null || pointer === '' ? [] : [['at', pointer] as const]),
    ...witnesses.map((witness) => ['witness', witness] as const),
    ...(request === null ? [] : [['curl', paint.faint(request.curl)] as const]),
    ['finding', paint.faint(fingerprint)],
  ]
  return ['', ...rows.map(([name, text]) => formatRow(name, text))]
}

function formatRow(name: string, text: string): string {
  return `    ${name.padEnd(9)} ${text}`
}

/** What was expected to break and did, and what a baseline says that is no longer true. */
function formatWaivers({ checks, baseline }: Result, paint: TextStyles): readonly string[] {
  const expected = checks.filter(({ outcome }) => outcome.kind === 'expected-failure')
  const lines = [
    ...expected.map(
      ({ id, level, title }) => `${paint.warning('!')} ${paint.strong(id)} ${level}  ${title}\n    expected to fail`,
    ),
    ...(baseline?.problems ?? []).map((problem) => `${paint.bad('✗')} ${paint.strong('baseline')}  ${problem}`),
  ]
  return lines.length === 0 ? [] : [lines.join('\n')]
}

function formatInconclusiveCheck(check: CheckResult, paint: TextStyles): string {
  const { id, level, outcome, title } = check
  return `${paint.warning('?')} ${paint.strong(id)} ${level}  ${title}\n    ${outcome.kind}: ${getReason(check)}`
}

/** One line per family: what held, and how much there was to see. */
function formatPassedFamilies({ checks }: Result, paint: TextStyles): string {
  const families = groupBy(
    checks.filter(({ outcome }) => outcome.kind === 'pass'),
    ({ id }) => id.split('-')[0] ?? '',
  )
  const lines = [...families].map(([family, passed]) => {
    const numbers = passed
      .map(({ id }) => id.slice(family.length + 1))
      .toSorted()
      .join(' ')
    const seen = passed.reduce((sum, { outcome }) => sum + (outcome.kind === 'pass' ? outcome.evidence : 0), 0)
    return `${paint.good('✓')} ${paint.strong(family)} ${numbers}  ${paint.faint(`no violation found in ${seen} observations`)}`
  })
  return lines.join('\n')
}

/** What was measured and fails nobody. */
function formatNotes({ checks }: Result, paint: TextStyles): readonly string[] {
  const lines = checks.flatMap(({ id, outcome }) =>
    (outcome.kind === 'pass' ? outcome.notes : []).map(
      ({ observed, count }) => `${paint.faint('·')} ${paint.strong(id)} INFO  ${observed} (${count} of this kind)`,
    ),
  )
  return lines.length === 0 ? [] : [lines.join('\n')]
}

/** What was left out, and why. */
function formatSkipped({ checks }: Result, paint: TextStyles): readonly string[] {
  const left = checks.flatMap(({ outcome }) =>
    outcome.kind === 'not-selected' || outcome.kind === 'not-applicable' ? [`${outcome.kind}: ${outcome.reason}`] : [],
  )
  const lines = [...groupBy(left, (reason) => reason)].map(([reason, all]) => paint.faint(`${all.length} ${reason}`))
  return lines.length === 0 ? [] : [lines.join('\n')]
}

function formatLedger({ ledger }: Result, paint: TextStyles): readonly string[] {
  if (ledger.length === 0) return []
  const leaked = ledger.filter(({ fate }) => fate === 'leaked')
  const kept = ledger.filter(({ fate }) => fate === 'kept').length
  const line = `created ${ledger.length}, removed ${ledger.length - leaked.length - kept}, left behind ${leaked.length}${kept === 0 ? '' : `, not removable ${kept}`}`
  return [leaked.length === 0 ? paint.faint(line) : paint.bad(`${line}: ${leaked.map(({ id }) => id).join(', ')}`)]
}

function formatHeadline(result: Result, paint: TextStyles): string {
  const { must, should, inconclusive } = summarizeResult(result)
  const colour = getExitCode(result) === EXIT_CODES.kept ? paint.good : paint.bad
  return [
    `${colour('MUST')} ${formatScore(must)}`,
    `SHOULD ${formatScore(should)}`,
    `inconclusive ${inconclusive.length}${inconclusive.length === 0 ? '' : ` (${findTopReason(inconclusive)})`}`,
  ].join('\n')
}

function formatScore({ passed, total }: Score): string {
  return `${passed}/${total}`
}

function findTopReason(unjudged: readonly CheckResult[]): string {
  const reasons = groupBy(unjudged, getReason)
  const [top] = [...reasons].toSorted(([, left], [, right]) => right.length - left.length)
  return top === undefined ? '' : top[0]
}
