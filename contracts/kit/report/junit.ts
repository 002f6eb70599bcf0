import { getFamily } from '../explanations.ts'
import { groupBy } from '../group-by.ts'
import { getBrokenLevel, type CheckResult, type Result } from '../result.ts'
import { formatRows, getFindings, getReason, toFindingRows, toTestStatus } from './finding-text.ts'
import { renderElement, escapeXml } from './markup.ts'

/**
 * Renders a result as JUnit XML, as Jenkins reads it: one suite per family, one case per check. An inconclusive check is
 * skipped with its reason; an error of the suite is an error, not a failure.
 */
export function renderJunit(result: Result): string {
  const isReady = result.preflight.kind === 'ready'
  const families = groupBy(result.checks, ({ id }) => getFamily(id))
  const suites = isReady
    ? [...families].map(([family, checks]) => renderSuite(result, family, checks))
    : [renderPreflightSuite(result)]
  const waivers = renderBaselineSuite(result)
  const root = renderElement('testsuites', { name: `${result.vendor.title} contract` }, [...suites, ...waivers])
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`
}

function renderSuite(result: Result, family: string, checks: readonly CheckResult[]): string {
  const countStatus = (status: string): number => checks.filter((check) => toTestStatus(check) === status).length
  const name = `${result.vendor.name}.${family}`
  const attributes = {
    name,
    tests: checks.length,
    failures: countStatus('failed'),
    errors: countStatus('error'),
    skipped: countStatus('skipped'),
    timestamp: result.run.startedAt.slice(0, 19),
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
    ...checks.map((check) => renderTestCase(check, name)),
  ])
}

function renderTestCase(check: CheckResult, classname: string): string {
  const { id, level, title } = check
  return renderElement(
    'testcase',
    { name: `${id} ${level} ${title}`, classname: `${classname}.${id}` },
    renderOutcome(check),
  )
}

function renderOutcome(check: CheckResult): readonly string[] {
  const findings = getFindings(check).map((finding) => ({
    message: finding.observed,
    text: formatRows(toFindingRows(finding)),
  }))
  switch (toTestStatus(check)) {
    case 'failed': {
      const type = getBrokenLevel(check) ?? 'MUST'
      return findings.map(({ message, text }) => renderElement('failure', { message, type }, [escapeXml(text)]))
    }
    case 'error':
      return [renderElement('error', { message: getReason(check), type: 'suite' })]
    case 'skipped':
      return [renderElement('skipped', { message: `${check.outcome.kind}: ${getReason(check)}` })]
    case 'passed': {
      const notes = findings.map(({ text }) => text).join('\n\n')
      return notes === '' ? [] : [renderElement('system-out', {}, [escapeXml(notes)])]
    }
  }
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
