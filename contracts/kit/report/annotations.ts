import { getExplanation, getFamily } from '../explanations.ts'
import { getBrokenLevel, type CheckResult, type Result } from '../result.ts'
import { getFindings } from './finding-text.ts'

/** A step of a workflow shows ten; the tenth says where the others are. */
const MAX_ANNOTATIONS = 9

/**
 * Workflow commands that GitHub shows beside a run, at most nine and one pointer: broken checks one by one, and where they
 * are more, the rest of a family as one.
 */
export function renderAnnotations(result: Result): readonly string[] {
  if (result.preflight.kind !== 'ready')
    return [formatCommand('error', 'The target could not be checked', result.preflight.reason)]
  const broken = result.checks
    .filter((check) => getBrokenLevel(check) !== null)
    .toSorted((left, right) => Number(getBrokenLevel(right) === 'MUST') - Number(getBrokenLevel(left) === 'MUST'))
  const lines = [
    ...(result.baseline?.problems ?? []).map((problem) => formatCommand('error', 'Baseline', problem)),
    ...formatBrokenChecks(broken),
  ]
  if (lines.length <= MAX_ANNOTATIONS) return lines
  return [
    ...lines.slice(0, MAX_ANNOTATIONS),
    formatCommand(
      'notice',
      'More findings',
      `${lines.length - MAX_ANNOTATIONS} more stand in the summary of this step`,
    ),
  ]
}

function formatBrokenChecks(broken: readonly CheckResult[]): readonly string[] {
  if (broken.length <= MAX_ANNOTATIONS) return broken.map(formatCheck)
  const families = [...new Set(broken.map(({ id }) => getFamily(id)))]
  return families.map((family) => {
    const own = broken.filter(({ id }) => getFamily(id) === family)
    const worst = own.some((check) => getBrokenLevel(check) === 'MUST') ? 'error' : 'warning'
    const title = `${getExplanation(family).family}: ${own.length} broken`
    return formatCommand(worst, title, own.map(({ id, title: says }) => `${id} ${says}`).join('\n'))
  })
}

function formatCheck(check: CheckResult): string {
  const observed = getFindings(check).map(({ observed: what }) => what)
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
