import { exitCode, EXIT } from '../exit-code.ts'
import type { Finding } from '../finding.ts'
import { groupedBy } from '../grouping.ts'
import { findingsOf, meaningRows, reasonOf } from './finding-text.ts'
import { brokenLevel, type CheckResult, type Result, type Score, summaryOf } from '../result.ts'

/** Ways to make a text stand out; the identity for a file or a pipe. */
export interface Paint {
  readonly bad: (text: string) => string
  readonly good: (text: string) => string
  readonly unsure: (text: string) => string
  readonly faint: (text: string) => string
  readonly strong: (text: string) => string
}

/** No colour at all. */
export const plain: Paint = {
  bad: (text) => text,
  good: (text) => text,
  unsure: (text) => text,
  faint: (text) => text,
  strong: (text) => text,
}

/** A result for people: what broke, what nobody could judge, what held, and a headline of three lines at the end. */
export function consoleReport(result: Result, paint: Paint = plain): string {
  const { title } = result.vendor
  const head = paint.strong(`${title} at ${result.target}`)
  if (result.preflight.kind !== 'ready') return [head, '', paint.bad(result.preflight.reason), ''].join('\n')
  const { unjudged } = summaryOf(result)
  const failed = result.checks.filter((check) => brokenLevel(check) !== null)
  const sections = [
    ...failed.map((check) => failure(check, paint)),
    ...waivers(result, paint),
    ...(unjudged.length === 0 ? [] : [unjudged.map((check) => open(check, paint)).join('\n')]),
    held(result, paint),
    ...noted(result, paint),
    ...leftovers(result, paint),
    ...aside(result, paint),
    headline(result, paint),
  ]
  return `${[head, ...sections].join('\n\n')}\n`
}

function failure(check: CheckResult, paint: Paint): string {
  const mark = `${paint.bad('✗')} ${paint.strong(check.id)} ${brokenLevel(check)}${check.security ? ' (security)' : ''}`
  const meaning = meaningRows(check).map(([name, text]) => paint.faint(row(name, text)))
  const found = findingsOf(check).flatMap((finding) => findingLines(finding, paint))
  return [`${mark}  ${check.title}`, ...found, '', ...meaning].join('\n')
}

function findingLines(
  { observed, expected, pointer, witnesses, count, request, fingerprint }: Finding,
  paint: Paint,
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
  return ['', ...rows.map(([name, text]) => row(name, text))]
}

function row(name: string, text: string): string {
  return `    ${name.padEnd(9)} ${text}`
}

/** What was expected to break and did, and what a baseline says that is no longer true. */
function waivers({ checks, baseline }: Result, paint: Paint): readonly string[] {
  const expected = checks.filter(({ outcome }) => outcome.kind === 'expected-failure')
  const lines = [
    ...expected.map(
      ({ id, level, title }) => `${paint.unsure('!')} ${paint.strong(id)} ${level}  ${title}\n    expected to fail`,
    ),
    ...(baseline?.problems ?? []).map((problem) => `${paint.bad('✗')} ${paint.strong('baseline')}  ${problem}`),
  ]
  return lines.length === 0 ? [] : [lines.join('\n')]
}

function open(check: CheckResult, paint: Paint): string {
  const { id, level, outcome, title } = check
  return `${paint.unsure('?')} ${paint.strong(id)} ${level}  ${title}\n    ${outcome.kind}: ${reasonOf(check)}`
}

/** One line per family: what held, and how much there was to see. */
function held({ checks }: Result, paint: Paint): string {
  const families = groupedBy(
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
function noted({ checks }: Result, paint: Paint): readonly string[] {
  const lines = checks.flatMap(({ id, outcome }) =>
    (outcome.kind === 'pass' ? outcome.notes : []).map(
      ({ observed, count }) => `${paint.faint('·')} ${paint.strong(id)} INFO  ${observed} (${count} of this kind)`,
    ),
  )
  return lines.length === 0 ? [] : [lines.join('\n')]
}

/** What was left out, and why. */
function aside({ checks }: Result, paint: Paint): readonly string[] {
  const left = checks.flatMap(({ outcome }) =>
    outcome.kind === 'not-selected' || outcome.kind === 'not-applicable' ? [`${outcome.kind}: ${outcome.reason}`] : [],
  )
  const lines = [...groupedBy(left, (reason) => reason)].map(([reason, all]) => paint.faint(`${all.length} ${reason}`))
  return lines.length === 0 ? [] : [lines.join('\n')]
}

function leftovers({ ledger }: Result, paint: Paint): readonly string[] {
  if (ledger.length === 0) return []
  const leaked = ledger.filter(({ fate }) => fate === 'leaked')
  const kept = ledger.filter(({ fate }) => fate === 'kept').length
  const line = `created ${ledger.length}, removed ${ledger.length - leaked.length - kept}, left behind ${leaked.length}${kept === 0 ? '' : `, not removable ${kept}`}`
  return [leaked.length === 0 ? paint.faint(line) : paint.bad(`${line}: ${leaked.map(({ id }) => id).join(', ')}`)]
}

function headline(result: Result, paint: Paint): string {
  const { must, should, unjudged } = summaryOf(result)
  const colour = exitCode(result) === EXIT.kept ? paint.good : paint.bad
  return [
    `${colour('MUST')} ${shown(must)}`,
    `SHOULD ${shown(should)}`,
    `inconclusive ${unjudged.length}${unjudged.length === 0 ? '' : ` (${topReason(unjudged)})`}`,
  ].join('\n')
}

function shown({ held, of }: Score): string {
  return `${held}/${of}`
}

function topReason(unjudged: readonly CheckResult[]): string {
  const reasons = groupedBy(unjudged, reasonOf)
  const [top] = [...reasons].toSorted(([, left], [, right]) => right.length - left.length)
  return top === undefined ? '' : top[0]
}
