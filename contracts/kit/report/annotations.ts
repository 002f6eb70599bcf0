import { explanationOf, familyOf } from '../explanations.ts'
import { brokenLevel, type CheckResult, type Result } from '../result.ts'
import { findingsOf } from './finding-text.ts'

/** A step of a workflow shows ten; the tenth says where the others are. */
const MOST = 9

/**
 * Workflow commands that GitHub shows beside a run, at most nine and one pointer: broken checks one by one, and where they
 * are more, the rest of a family as one.
 */
export function annotations(result: Result): readonly string[] {
  if (result.preflight.kind !== 'ready')
    return [command('error', 'The target could not be checked', result.preflight.reason)]
  const broken = result.checks
    .filter((check) => brokenLevel(check) !== null)
    .toSorted((left, right) => Number(brokenLevel(right) === 'MUST') - Number(brokenLevel(left) === 'MUST'))
  const lines = [
    ...(result.baseline?.problems ?? []).map((problem) => command('error', 'Baseline', problem)),
    ...grouped(broken),
  ]
  if (lines.length <= MOST) return lines
  return [
    ...lines.slice(0, MOST),
    command('notice', 'More findings', `${lines.length - MOST} more stand in the summary of this step`),
  ]
}

function grouped(broken: readonly CheckResult[]): readonly string[] {
  if (broken.length <= MOST) return broken.map(single)
  const families = [...new Set(broken.map(({ id }) => familyOf(id)))]
  return families.map((family) => {
    const own = broken.filter(({ id }) => familyOf(id) === family)
    const worst = own.some((check) => brokenLevel(check) === 'MUST') ? 'error' : 'warning'
    const title = `${explanationOf(family).family}: ${own.length} broken`
    return command(worst, title, own.map(({ id, title: says }) => `${id} ${says}`).join('\n'))
  })
}

function single(check: CheckResult): string {
  const observed = findingsOf(check).map(({ observed: what }) => what)
  return command(
    brokenLevel(check) === 'MUST' ? 'error' : 'warning',
    `${check.id} ${brokenLevel(check)}`,
    `${check.title}: ${observed.join('; ')}`,
  )
}

function command(kind: 'error' | 'warning' | 'notice', title: string, message: string): string {
  return `::${kind} title=${inProperty(title)}::${inMessage(message)}`
}

function inMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function inProperty(text: string): string {
  return inMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
