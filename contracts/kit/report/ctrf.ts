import { familyOf } from '../explanations.ts'
import { millisecondsOf, readInstant } from '../oracles/instant.ts'
import type { CheckResult, Result } from '../result.ts'
import { findingRows, findingsOf, reasonOf } from './finding-text.ts'

/** A result in the Common Test Report Format, for dashboards; `other` is a fault of the suite. */
export function ctrfReport(result: Result): string {
  const tests = result.checks.map((check) => testOf(check, result))
  const count = (status: string): number => tests.filter((test) => test.status === status).length
  const startedAt = readInstant(result.run.startedAt)
  const start = startedAt === null ? 0 : millisecondsOf(startedAt)
  const summary = {
    tests: tests.length,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    pending: 0,
    other: count('other') + (result.preflight.kind === 'ready' ? 0 : 1),
    start,
    stop: start + Math.round(result.seconds * 1000),
  }
  const tool = { name: 'flowtwin verify', version: result.run.suite }
  return `${JSON.stringify({ reportFormat: 'CTRF', specVersion: '0.0.0', results: { tool, summary, tests } }, null, 2)}\n`
}

interface Test extends Readonly<Record<string, unknown>> {
  readonly status: string
}

function testOf(check: CheckResult, { vendor }: Result): Test {
  const { id, level, title } = check
  const message = findingsOf(check)
    .flatMap((finding) => findingRows(finding).map(([name, text]) => `${name}: ${text}`))
    .join('\n')
  const reason = reasonOf(check)
  return {
    name: `${id} ${title}`,
    status: statusOf(check),
    duration: 0,
    suite: [vendor.name, familyOf(id)],
    tags: [level, ...(check.security ? ['security'] : [])],
    rawStatus: check.outcome.kind,
    ...(message === '' && reason === '' ? {} : { message: message === '' ? reason : message }),
  }
}

function statusOf({ outcome }: CheckResult): string {
  if (outcome.kind === 'pass' || outcome.kind === 'expected-failure') return 'passed'
  if (outcome.kind === 'fail') return 'failed'
  return outcome.kind === 'error' ? 'other' : 'skipped'
}
