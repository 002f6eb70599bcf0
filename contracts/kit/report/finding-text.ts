import { getExplanation } from '../explanations.ts'
import type { Finding } from '../outcome.ts'
import { type CheckResult, getFailedFindings } from '../result.ts'

/** Returns a finding as rows of name and text, the same in every report. */
export function toFindingRows(finding: Finding): readonly (readonly [string, string])[] {
  const { observed, expected, pointer, examples, count, request, fingerprint } = finding
  return [
    ['expected', expected],
    ['observed', count > 1 ? `${observed} (${count} times)` : observed],
    ...(pointer === null || pointer === '' ? [] : [['at', pointer] as const]),
    ...examples.map((example) => ['example', example] as const),
    ...(request === null
      ? []
      : [['curl', request.curl] as const, ['response', `${request.status} ${request.excerpt}`] as const]),
    ['finding', fingerprint],
  ]
}

/** Formats rows as lines of text with aligned names. */
export function formatRows(rows: readonly (readonly [string, string])[]): string {
  return rows.map(([name, text]) => `${name.padEnd(9)} ${text}`).join('\n')
}

/** Formats findings as `name: text`, one row per line. */
export function formatFindings(findings: readonly Finding[]): string {
  return findings.flatMap((finding) => toFindingRows(finding).map(([name, text]) => `${name}: ${text}`)).join('\n')
}

/** Returns the outcome of a check in the four kinds that formats of build servers have. */
export function toTestStatus({ outcome }: CheckResult): 'passed' | 'failed' | 'error' | 'skipped' {
  if (outcome.kind === 'pass' || outcome.kind === 'expected-failure') return 'passed'
  if (outcome.kind === 'fail') return 'failed'
  return outcome.kind === 'error' ? 'error' : 'skipped'
}

/** Returns the consequences and usual causes of a failed check as rows. */
export function toExplanationRows({ id }: CheckResult): readonly (readonly [string, string])[] {
  const { why, causes } = getExplanation(id)
  return [['why', why], ...causes.map((cause) => ['cause', cause] as const)]
}

/** Returns the reason of a check that neither passed nor failed; empty for others. */
export function getReason({ outcome }: Pick<CheckResult, 'outcome'>): string {
  if (outcome.kind === 'inconclusive') return `${outcome.reason}; needs ${outcome.hint}`
  return 'reason' in outcome ? (outcome.reason.split('\n')[0] ?? '') : ''
}

/** Returns the findings of a check, notes of a passed one included. */
export function getFindings(check: Pick<CheckResult, 'outcome'>): readonly Finding[] {
  return check.outcome.kind === 'pass' ? check.outcome.notes : getFailedFindings(check)
}
