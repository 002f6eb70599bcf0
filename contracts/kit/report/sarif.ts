import { createHash } from 'node:crypto'
import { getExplanation } from '../explanations.ts'
import type { Finding } from '../outcome.ts'
import { type CheckResult, listWarnings, type Result } from '../result.ts'
import { getFindings, toPrintableResult } from './finding-text.ts'
import { serializeJson } from '../printable-text.ts'
import { sortForReport } from './summary.ts'

/** Renders a result as SARIF 2.1.0: one rule per check; expected failures are suppressed, not omitted. */
export function renderSarif(given: Result): string {
  const result = toPrintableResult(given)
  const reported = sortForReport(result).filter((check) => getFindings(check).length > 0)
  const run = {
    tool: { driver: { name: 'flowtwin verify', version: result.run.suite, rules: reported.map(toRule) } },
    properties: {
      target: result.target,
      vendor: result.vendor.name,
      preflight: result.preflight.kind,
      warnings: listWarnings(result),
    },
    results: reported.flatMap((check) => getFindings(check).map((finding) => toSarifResult(check, finding, result))),
  }
  return `${serializeJson({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] })}\n`
}

function toRule({ id, level, title, security, authority }: CheckResult): object {
  const explanation = getExplanation(id)
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: `${title} (${level}; ${authority})` },
    ...(explanation === null ? {} : { help: { text: explanation.why } }),
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
    message: {
      text: [observed, ...examples, request?.curl ?? '']
        .filter((text) => text !== '')
        .map(escapeLinks)
        .join('\n'),
    },
    locations: [{ physicalLocation, logicalLocations: [{ fullyQualifiedName: location === '' ? id : location }] }],
    partialFingerprints: { 'flowtwin/v1': createHash('sha256').update(fingerprint).digest('hex') },
    ...(outcome.kind === 'expected-failure' ? { suppressions: [{ kind: 'external' }] } : {}),
  }
}

/** Escapes brackets that a viewer would show as an embedded link. */
function escapeLinks(text: string): string {
  return text.replaceAll(/\[(?=[^\]]*\]\()/g, String.raw`\[`)
}

function toSarifLevel(level: Finding['level']): string {
  return { MUST: 'error', SHOULD: 'warning', INFO: 'note' }[level]
}
