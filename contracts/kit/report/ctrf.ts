import { getFamily } from '../explanations.ts'
import { toMilliseconds, parseInstant } from '../oracles/instants.ts'
import type { CheckResult, Result } from '../result.ts'
import { toFindingRows, getFindings, getReason } from './finding-text.ts'

/** Renders a result in the Common Test Report Format; the status `other` is an error of the suite. */
export function renderCtrf(result: Result): string {
  const tests = result.checks.map((check) => toTest(check, result))
  const countStatus = (status: string): number => tests.filter((test) => test.status === status).length
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

interface CtrfTest extends Readonly<Record<string, unknown>> {
  readonly status: string
}

function toTest(check: CheckResult, { vendor }: Result): CtrfTest {
  const { id, level, title } = check
  const message = getFindings(check)
    .flatMap((finding) => toFindingRows(finding).map(([name, text]) => `${name}: ${text}`))
    .join('\n')
  const reason = getReason(check)
  return {
    name: `${id} ${title}`,
    status: toStatus(check),
    duration: 0,
    suite: [vendor.name, getFamily(id)],
    tags: [level, ...(check.security ? ['security'] : [])],
    rawStatus: check.outcome.kind,
    ...(message === '' && reason === '' ? {} : { message: message === '' ? reason : message }),
  }
}

function toStatus({ outcome }: CheckResult): string {
  if (outcome.kind === 'pass' || outcome.kind === 'expected-failure') return 'passed'
  if (outcome.kind === 'fail') return 'failed'
  return outcome.kind === 'error' ? 'other' : 'skipped'
}
