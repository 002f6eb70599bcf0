import { createHash } from 'node:crypto'
import { explanationOf } from '../explanations.ts'
import type { Finding } from '../finding.ts'
import type { CheckResult, Result } from '../result.ts'
import { findingsOf } from './finding-text.ts'

/** A result as SARIF 2.1.0: one rule for each check; a known fault is suppressed, not left out. */
export function sarifReport(result: Result): string {
  const used = result.checks.filter((check) => findingsOf(check).length > 0)
  const run = {
    tool: { driver: { name: 'flowtwin verify', version: result.run.suite, rules: used.map(ruleOf) } },
    properties: { target: result.target, vendor: result.vendor.name, preflight: result.preflight.kind },
    results: used.flatMap((check) => findingsOf(check).map((finding) => resultOf(check, finding, result))),
  }
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`
}

function ruleOf({ id, level, title, security, authority }: CheckResult): object {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: `${title} (${level}; ${authority})` },
    help: { text: explanationOf(id).why },
    defaultConfiguration: { level: severityOf(level) },
    properties: { tags: [level, ...(security ? ['security'] : [])] },
  }
}

function resultOf({ id, outcome }: CheckResult, finding: Finding, { vendor }: Result): object {
  const { observed, level, fingerprint, pointer, operation, request, witnesses } = finding
  const where = [operation ?? '', pointer ?? ''].filter((part) => part !== '').join(' ')
  const physicalLocation = { artifactLocation: { uri: `spec/${vendor.name}.yaml` } }
  return {
    ruleId: id,
    level: severityOf(level),
    message: { text: [observed, ...witnesses, request?.curl ?? ''].filter((text) => text !== '').join('\n') },
    locations: [{ physicalLocation, logicalLocations: [{ fullyQualifiedName: where === '' ? id : where }] }],
    partialFingerprints: { 'flowtwin/v1': createHash('sha256').update(fingerprint).digest('hex') },
    ...(outcome.kind === 'expected-failure' ? { suppressions: [{ kind: 'external' }] } : {}),
  }
}

function severityOf(level: Finding['level']): string {
  return { MUST: 'error', SHOULD: 'warning', INFO: 'note' }[level]
}
