import { getFamily } from '../explanations.ts'
import { toMilliseconds, parseInstant } from '../oracles/instants.ts'
import type { CheckResult, Result } from '../result.ts'
import { formatFindings, getFindings, getReason, toTestStatus } from './finding-text.ts'

/** Renders a result in the Common Test Report Format; the status `other` is an error of the suite. */
export function renderCtrf(result: Result): string {
  const tests = result.checks.map((check) => toTest(check, result))
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
  const tool = { name: 'flowtwin verify', version: result.run.suite }
  return `${JSON.stringify({ reportFormat: 'CTRF', specVersion: '0.0.0', results: { tool, summary, tests } }, null, 2)}\n`
}

function toTest(check: CheckResult, { vendor }: Result): Readonly<Record<string, unknown>> {
  const { id, level, title } = check
  const findings = formatFindings(getFindings(check))
  const message = findings === '' ? getReason(check) : findings
  const status = toTestStatus(check)
  return {
    name: `${id} ${title}`,
    status: status === 'error' ? 'other' : status,
    duration: 0,
    suite: [vendor.name, getFamily(id)],
    tags: [level, ...(check.security ? ['security'] : [])],
    rawStatus: check.outcome.kind,
    ...(message === '' ? {} : { message }),
  }
}
