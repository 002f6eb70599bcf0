import { getExplanation } from '../explanations.ts'
import { maskStrings } from '../http/masking.ts'
import type { Finding } from '../outcome.ts'
import { type FailOn, isFailing } from '../run/exit-code.ts'
import { escapeUnprintable } from '../printable-text.ts'
import { type CheckResult, getFailedFindings, type Result } from '../result.ts'

/** Returns a result whose texts are printable. */
export function toPrintableResult(result: Result): Result {
  return maskStrings(result, escapeUnprintable)
}

/** A name and a text. */
export type Row = readonly [name: string, text: string]

/** Returns a finding as rows, the same in every report. */
export function toFindingRows(finding: Finding): readonly Row[] {
  const { observed, expected, pointer, operation, examples, count, request, fingerprint } = finding
  const location = [operation, pointer].filter((part) => part !== null && part !== '').join(' ')
  return [
    ...(location === '' ? [] : [['where', location] as const]),
    ['expected', expected],
    ['observed', count > 1 ? `${observed} (${count} times)` : observed],
    ...examples.map((example) => ['example', example] as const),
    ...(request === null
      ? []
      : [['curl', request.curl] as const, ['response', `${request.status} ${request.excerpt}`] as const]),
    ['finding', fingerprint],
  ]
}

/** Formats rows as lines of text with aligned names. */
export function formatRows(rows: readonly Row[]): string {
  return rows.map(([name, text]) => `${name.padEnd(9)} ${text}`).join('\n')
}

/** Formats findings as `name: text`, one row per line. */
export function formatFindings(findings: readonly Finding[]): string {
  return findings.flatMap((finding) => toFindingRows(finding).map(([name, text]) => `${name}: ${text}`)).join('\n')
}

/**
 * Returns the outcome of a check in the four kinds that formats of build servers have. A broken check that does not fail the
 * run is skipped, so that the build server and the exit code agree.
 */
export function toTestStatus(check: CheckResult, failOn: readonly FailOn[]): 'passed' | 'failed' | 'error' | 'skipped' {
  const { outcome } = check
  if (outcome.kind === 'pass' || outcome.kind === 'expected-failure') return 'passed'
  if (outcome.kind === 'fail') return isFailing(check, failOn) ? 'failed' : 'skipped'
  return outcome.kind === 'error' ? 'error' : 'skipped'
}

/** Returns the consequence and the usual causes of a failed check as rows; none for a check without an explanation. */
export function toExplanationRows({ id }: CheckResult): readonly Row[] {
  const explanation = getExplanation(id)
  if (explanation === null) return []
  return [['why', explanation.why], ...explanation.causes.map((cause) => ['cause', cause] as const)]
}

/** Returns the reason of a check that neither passed nor failed, its first line; empty for others. */
export function getReason({ outcome }: Pick<CheckResult, 'outcome'>): string {
  if (outcome.kind === 'inconclusive') return `${outcome.reason}; needs ${outcome.hint}`
  return 'reason' in outcome ? (outcome.reason.split(/\n|\\n/)[0] ?? '') : ''
}

/** Returns the findings of a check, notes of a passed one included. */
export function getFindings(check: Pick<CheckResult, 'outcome'>): readonly Finding[] {
  return check.outcome.kind === 'pass' ? check.outcome.notes : getFailedFindings(check)
}
