import { createHash } from 'node:crypto'
import { getExplanation } from '../explanations.ts'
import type { Finding } from '../outcome.ts'
import type { CheckResult, Result } from '../result.ts'
import { getFindings } from './finding-text.ts'

/** Renders a result as SARIF 2.1.0: one rule per check; expected failures are suppressed, not omitted. */
export function renderSarif(result: Result): string {
  const reported = result.checks.filter((check) => getFindings(check).length > 0)
  const run = {
    tool: { driver: { name: 'flowtwin verify', version: result.run.suite, rules: reported.map(toRule) } },
    properties: { target: result.target, vendor: result.vendor.name, preflight: result.preflight.kind },
    results: reported.flatMap((check) => getFindings(check).map((finding) => toSarifResult(check, finding, result))),
  }
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`
}

function toRule({ id, level, title, security, authority }: CheckResult): object {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: `${title} (${level}; ${authority})` },
    help: { text: getExplanation(id).why },
    defaultConfiguration: { level: toSarifLevel(level) },
    properties: { tags: [level, ...(security ? ['security'] : [])] },
  }
}

function toSarifResult({ id, outcome }: CheckResult, finding: Finding, { vendor }: Result): object {
  const { observed, level, fingerprint, pointer, operation, request, examples } = finding
  const location = [operation ?? '', pointer ?? ''].filter((part) => part !== '').join(' ')
  const physicalLocation = { artifactLocation: { uri: `spec/${vendor.name}.yaml` } }
  return {
    ruleId: id,
    level: toSarifLevel(level),
    message: { text: [observed, ...examples, request?.curl ?? ''].filter((text) => text !== '').join('\n') },
    locations: [{ physicalLocation, logicalLocations: [{ fullyQualifiedName: location === '' ? id : location }] }],
    partialFingerprints: { 'flowtwin/v1': createHash('sha256').update(fingerprint).digest('hex') },
    ...(outcome.kind === 'expected-failure' ? { suppressions: [{ kind: 'external' }] } : {}),
  }
}

function toSarifLevel(level: Finding['level']): string {
  return { MUST: 'error', SHOULD: 'warning', INFO: 'note' }[level]
}
