import { getFamily } from '../explanations.ts'
import { toMilliseconds, parseInstant } from '../oracles/instants.ts'
import { type CheckResult, listWarnings, type Result } from '../result.ts'
import { formatFindings, getFindings, getReason, toTestStatus, toPrintableResult } from './finding-text.ts'
import type { FailOn } from '../run/exit-code.ts'
import { serializeJson } from '../printable-text.ts'
import { sortForReport } from './summary.ts'

/** Renders a result in the Common Test Report Format; the status `other` is an error of the suite. */
export function renderCtrf(given: Result, failOn: readonly FailOn[] = ['must']): string {
  const result = toPrintableResult(given)
  const tests = sortForReport(result).map((check) => toTest(check, result, failOn))
  const countStatus = (status: string): number => tests.filter((test) => test['status'] === status).length
  const startedAt = parseInstant(result.run.startedAt)
  const start = startedAt === null ? 0 : toMilliseconds(startedAt)
  const summary = {
    tests: tests.length,
    passed: countStatus('passed'),
    failed: countStatus('failed'),
    skipped: countStatus('skipped'),
    pending: 0,
    other: countStatus('other') + (result.preflight.kind === 'ready' ? 0 : 1),
    start,
    stop: start + Math.round(result.seconds * 1000),
  }
  const warnings = listWarnings(result)
  const tool = { name: 'flowtwin verify', version: result.run.suite }
  return `${serializeJson({ reportFormat: 'CTRF', specVersion: '0.0.0', results: { tool, summary, tests, ...(warnings.length === 0 ? {} : { extra: { warnings } }) } })}\n`
}

function toTest(check: CheckResult, { vendor }: Result, failOn: readonly FailOn[]): Readonly<Record<string, unknown>> {
  const { id, level, title } = check
  const findings = formatFindings(getFindings(check))
  const message = findings === '' ? getReason(check) : findings
  const status = toTestStatus(check, failOn)
  return {
    name: `${id} ${title}`,
    status: status === 'error' ? 'other' : status,
    duration: Math.round(check.seconds * 1000),
    suite: [vendor.name, getFamily(id)],
    tags: [level, ...(check.security ? ['security'] : [])],
    rawStatus: check.outcome.kind,
    ...(message === '' ? {} : { message }),
  }
}
