import { familyOf } from '../explanations.ts'
import { groupedBy } from '../grouping.ts'
import { brokenLevel, type CheckResult, type Result } from '../result.ts'
import { findingRows, findingsOf, reasonOf } from './finding-text.ts'
import { element, escaped } from './markup.ts'

/**
 * A result for build servers, as Jenkins reads it: one suite for each family of checks, one case for each check. A check that
 * could not be judged is skipped with its reason, never passed; a fault of the suite is an error, never a failure.
 */
export function junitReport(result: Result): string {
  const ready = result.preflight.kind === 'ready'
  const families = groupedBy(result.checks, ({ id }) => familyOf(id))
  const suites = ready ? [...families].map(([family, checks]) => suite(result, family, checks)) : [unready(result)]
  const waivers = waiverSuite(result)
  const root = element('testsuites', { name: `${result.vendor.title} contract` }, [...suites, ...waivers])
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`
}

function suite(result: Result, family: string, checks: readonly CheckResult[]): string {
  const count = (kinds: readonly string[]): number => checks.filter((check) => kinds.includes(caseKind(check))).length
  const name = `${result.vendor.name}.${family}`
  const attributes = {
    name,
    tests: checks.length,
    failures: count(['failure']),
    errors: count(['error']),
    skipped: count(['skipped']),
    timestamp: result.run.startedAt.slice(0, 19),
    hostname: result.run.host,
  }
  const expected = checks.filter(({ outcome }) => outcome.kind === 'expected-failure')
  const properties = [
    property('target', result.target),
    property('suite', result.run.suite),
    ...expected.flatMap((check) =>
      findingsOf(check).map(({ fingerprint }) => property('expected-failure', fingerprint)),
    ),
  ]
  return element('testsuite', attributes, [
    element('properties', {}, properties),
    ...checks.map((check) => testcase(check, name)),
  ])
}

function testcase(check: CheckResult, classname: string): string {
  const { id, level, title, outcome } = check
  const attributes = { name: `${id} ${level} ${title}`, classname: `${classname}.${id}` }
  const kind = caseKind(check)
  if (kind === 'failure') {
    const level = brokenLevel(check) ?? 'MUST'
    return element(
      'testcase',
      attributes,
      findingsOf(check).map((finding) =>
        element('failure', { message: finding.observed, type: level }, [escaped(linesOf(findingRows(finding)))]),
      ),
    )
  }
  if (kind === 'error')
    return element('testcase', attributes, [element('error', { message: reasonOf(check), type: 'suite' })])
  if (kind === 'skipped') {
    return element('testcase', attributes, [element('skipped', { message: `${outcome.kind}: ${reasonOf(check)}` })])
  }
  const notes = findingsOf(check).map((finding) => linesOf(findingRows(finding)))
  return element(
    'testcase',
    attributes,
    notes.length === 0 ? [] : [element('system-out', {}, [escaped(notes.join('\n\n'))])],
  )
}

function caseKind({ outcome }: CheckResult): 'passed' | 'failure' | 'error' | 'skipped' {
  if (outcome.kind === 'pass' || outcome.kind === 'expected-failure') return 'passed'
  if (outcome.kind === 'fail') return 'failure'
  return outcome.kind === 'error' ? 'error' : 'skipped'
}

/** A target that could not be checked must not look like an empty, green run. */
function unready({ vendor, preflight }: Result): string {
  const message = 'reason' in preflight ? preflight.reason : ''
  const name = `${vendor.name}.preflight`
  return element('testsuite', { name, tests: 1, failures: 0, errors: 1, skipped: 0 }, [
    element('testcase', { name: 'the target can be checked', classname: name }, [
      element('error', { message, type: preflight.kind }),
    ]),
  ])
}

function waiverSuite({ vendor, baseline }: Result): readonly string[] {
  if (baseline === null || baseline.problems.length === 0) return []
  const name = `${vendor.name}.baseline`
  const cases = baseline.problems.map((problem) =>
    element('testcase', { name: problem, classname: name }, [
      element('failure', { message: problem, type: 'baseline' }),
    ]),
  )
  return [element('testsuite', { name, tests: cases.length, failures: cases.length, errors: 0, skipped: 0 }, cases)]
}

function property(name: string, value: string): string {
  return element('property', { name, value })
}

function linesOf(rows: readonly (readonly [string, string])[]): string {
  return rows.map(([name, text]) => `${name.padEnd(9)} ${text}`).join('\n')
}
