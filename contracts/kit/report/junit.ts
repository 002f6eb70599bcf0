import { getFamily } from '../explanations.ts'
import { groupBy } from '../json.ts'
import { getBrokenLevel, type CheckResult, listWarnings, type Result } from '../result.ts'
import { formatRows, getFindings, getReason, toFindingRows, toTestStatus, toPrintableResult } from './finding-text.ts'
import type { FailOn } from '../run/exit-code.ts'
import { renderElement, escapeXml } from '../printable-text.ts'
import { sortForReport } from './summary.ts'

/**
 * Renders a result as JUnit XML, as Jenkins reads it: one suite per family, one case per check that was selected, broken ones
 * first. An inconclusive check is skipped with its reason, as is a broken one that does not fail the run; an error of the suite is an error, not a failure.
 */
export function renderJunit(given: Result, failOn: readonly FailOn[] = ['must']): string {
  const result = toPrintableResult(given)
  const selected = sortForReport(result).filter(({ outcome }) => outcome.kind !== 'not-selected')
  const suites =
    result.preflight.kind === 'ready'
      ? [...groupBy(selected, ({ id }) => getFamily(id))].map(([family, checks]) =>
          renderSuite(result, { family, checks, failOn }),
        )
      : [renderPreflightSuite(result)]
  const countStatus = (status: string): number =>
    selected.filter((check) => toTestStatus(check, failOn) === status).length
  const problems = result.baseline?.problems.length ?? 0
  const isReady = result.preflight.kind === 'ready'
  const attributes = {
    // The format has no other place for a warning that tools show.
    name: [`${result.vendor.title} contract`, ...listWarnings(result)].join('. '),
    tests: isReady ? selected.length + problems : 1,
    failures: countStatus('failed') + problems,
    errors: isReady ? countStatus('error') : 1,
    time: result.seconds,
  }
  const root = renderElement('testsuites', attributes, [...suites, ...renderBaselineSuite(result)])
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`
}

interface Suite {
  readonly family: string
  readonly checks: readonly CheckResult[]
  readonly failOn: readonly FailOn[]
}

function renderSuite(result: Result, { family, checks, failOn }: Suite): string {
  const countStatus = (status: string): number =>
    checks.filter((check) => toTestStatus(check, failOn) === status).length
  const name = `${result.vendor.name}.${family}`
  const attributes = {
    name,
    tests: checks.length,
    failures: countStatus('failed'),
    errors: countStatus('error'),
    skipped: countStatus('skipped'),
    timestamp: result.run.startedAt.slice(0, 19),
    time: formatSeconds(checks.reduce((sum, { seconds }) => sum + seconds, 0)),
    hostname: result.run.host,
  }
  const expected = checks.filter(({ outcome }) => outcome.kind === 'expected-failure')
  const properties = [
    renderProperty('target', result.target),
    renderProperty('suite', result.run.suite),
    ...expected.flatMap((check) =>
      getFindings(check).map(({ fingerprint }) => renderProperty('expected-failure', fingerprint)),
    ),
  ]
  return renderElement('testsuite', attributes, [
    renderElement('properties', {}, properties),
    ...checks.map((check) => renderTestCase(check, name, failOn)),
  ])
}

function formatSeconds(seconds: number): string {
  return seconds.toFixed(3)
}

function renderTestCase(check: CheckResult, classname: string, failOn: readonly FailOn[]): string {
  const { id, level, title } = check
  return renderElement(
    'testcase',
    { name: `${id} ${level} ${title}`, classname: `${classname}.${id}`, time: formatSeconds(check.seconds) },
    renderOutcome(check, failOn),
  )
}

function renderOutcome(check: CheckResult, failOn: readonly FailOn[]): readonly string[] {
  switch (toTestStatus(check, failOn)) {
    case 'failed': {
      const type = getBrokenLevel(check) ?? 'MUST'
      return getFindings(check).map((finding) =>
        renderElement('failure', { message: finding.observed, type }, [escapeXml(formatRows(toFindingRows(finding)))]),
      )
    }
    case 'error':
      return [renderElement('error', { message: getReason(check), type: 'suite' })]
    case 'skipped':
      return [
        renderElement('skipped', { message: `${check.outcome.kind}: ${getReason(check) || describeTolerated(check)}` }),
      ]
    case 'passed':
      return []
  }
}

/** The findings of a broken check that does not fail the run. */
function describeTolerated(check: CheckResult): string {
  const observed = getFindings(check).map((finding) => finding.observed)
  return `a broken ${getBrokenLevel(check)}, which does not fail this run (--fail-on): ${observed.join('; ')}`
}

/** Renders a failed preflight as an error, so that the run does not look empty and green. */
function renderPreflightSuite({ vendor, preflight }: Result): string {
  const message = 'reason' in preflight ? preflight.reason : ''
  const name = `${vendor.name}.preflight`
  return renderElement('testsuite', { name, tests: 1, failures: 0, errors: 1, skipped: 0 }, [
    renderElement('testcase', { name: 'preflight', classname: name }, [
      renderElement('error', { message, type: preflight.kind }),
    ]),
  ])
}

function renderBaselineSuite({ vendor, baseline }: Result): readonly string[] {
  if (baseline === null || baseline.problems.length === 0) return []
  const name = `${vendor.name}.baseline`
  const cases = baseline.problems.map((problem) =>
    renderElement('testcase', { name: problem, classname: name }, [
      renderElement('failure', { message: problem, type: 'baseline' }),
    ]),
  )
  return [
    renderElement('testsuite', { name, tests: cases.length, failures: cases.length, errors: 0, skipped: 0 }, cases),
  ]
}

function renderProperty(name: string, value: string): string {
  return renderElement('property', { name, value })
}
