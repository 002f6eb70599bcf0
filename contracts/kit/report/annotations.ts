import { getFamily, getFamilyName } from '../explanations.ts'
import { groupBy } from '../json.ts'
import { getBrokenLevel, type CheckResult, type Result } from '../result.ts'
import { getFindings, toPrintableResult } from './finding-text.ts'
import { listBrokenChecks } from './summary.ts'

/** GitHub shows ten annotations per step; the tenth points to the others. */
const MAX_ANNOTATIONS = 9

/**
 * Renders workflow commands for GitHub: one per failed check, or one per family when there are more than nine; at most
 * nine and a pointer to the rest.
 */
export function renderAnnotations(given: Result): readonly string[] {
  const result = toPrintableResult(given)
  if (result.preflight.kind !== 'ready') return [formatCommand('error', 'Preflight failed', result.preflight.reason)]
  const lines = [
    ...(result.baseline?.problems ?? []).map((problem) => formatCommand('error', 'Baseline', problem)),
    ...formatFailedChecks(listBrokenChecks(result)),
  ]
  if (lines.length <= MAX_ANNOTATIONS) return lines
  return [
    ...lines.slice(0, MAX_ANNOTATIONS),
    formatCommand('notice', 'More findings', `${lines.length - MAX_ANNOTATIONS} more in the summary of this step`),
  ]
}

function formatFailedChecks(failed: readonly CheckResult[]): readonly string[] {
  if (failed.length <= MAX_ANNOTATIONS) return failed.map(formatCheck)
  return [...groupBy(failed, ({ id }) => getFamily(id))].map(([family, checks]) => {
    const severity = checks.some((check) => getBrokenLevel(check) === 'MUST') ? 'error' : 'warning'
    const title = `${getFamilyName(family)}: ${checks.length} failed`
    return formatCommand(severity, title, checks.map((check) => `${check.id} ${check.title}`).join('\n'))
  })
}

function formatCheck(check: CheckResult): string {
  const observed = getFindings(check).map((finding) => finding.observed)
  return formatCommand(
    getBrokenLevel(check) === 'MUST' ? 'error' : 'warning',
    `${check.id} ${getBrokenLevel(check)}`,
    `${check.title}: ${observed.join('; ')}`,
  )
}

function formatCommand(kind: 'error' | 'warning' | 'notice', title: string, message: string): string {
  return `::${kind} title=${escapeProperty(title)}::${escapeMessage(message)}`
}

function escapeMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
