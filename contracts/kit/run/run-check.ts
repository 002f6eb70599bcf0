import type { Check } from '../check.ts'
import { UnreachableError } from '../http/client.ts'
import type { Contract } from '../spec/contract.ts'
import { type Exchange, renderCurl } from '../http/exchange.ts'
import { CheckStoppedError, type Finding, type Judgement, type Outcome, type Violation } from '../outcome.ts'
import { groupBy } from '../group-by.ts'
import { findEvidence, getHighestLevel, getLowerLevel, getSourceName } from '../spec/evidence.ts'
import type { CheckContext } from '../check-context.ts'
import { toPointerTemplate } from '../spec/schema-locations.ts'

const MAX_WITNESSES = 3
const MAX_EXCERPT_CHARACTERS = 400

/** Runs one check; whatever it throws becomes an outcome. */
export async function runCheck(check: Check, context: CheckContext): Promise<Outcome> {
  try {
    return toOutcome(check, await check.run(context), context)
  } catch (error) {
    if (error instanceof CheckStoppedError) return error.outcome
    if (error instanceof UnreachableError) return { kind: 'blocked', reason: error.message }
    return { kind: 'error', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

/** Who says what a check says. */
export function describeSource(check: Check, contract: Contract): string {
  const { source } = check
  if (source.kind === 'standard') return source.reference
  if (source.kind === 'house') return 'an expectation of Flowtwin'
  if (source.kind === 'document') return `the document "${contract.document.info.title}"`
  return getSourceName(contract, findEvidence(contract, source.statement))
}

function toOutcome(check: Check, { evidence, violations, scope }: Judgement, context: CheckContext): Outcome {
  const findings = [...groupBy(violations, getViolationKey).values()].map((group) => toFinding(check, group, context))
  const serious = findings.filter(({ level }) => level !== 'INFO')
  const claimed = scope === undefined ? {} : { scope }
  if (serious.length > 0) return { kind: 'fail', evidence, findings: serious, ...claimed }
  if (evidence > 0) return { kind: 'pass', evidence, notes: findings, ...claimed }
  return { kind: 'inconclusive', reason: `not one ${check.unit} to judge by`, remedy: check.remedy }
}

/** Breaches of the same kind are one finding. */
function getViolationKey({ message, pointer, exchange }: Violation): string {
  return JSON.stringify([message, toPointerTemplate(pointer), exchange?.request.operation])
}

function toFinding(check: Check, group: readonly Violation[], context: CheckContext): Finding {
  const [first = { message: 'nothing' }] = group
  const levels = group.map(({ level }) => getLowerLevel(check.level, level ?? check.level))
  const level = getHighestLevel(levels)
  const operation = first.exchange?.request.operation ?? null
  const witnesses = [...new Set(group.map(({ witness }) => witness).filter((one) => one !== undefined))]
  return {
    level,
    expected: `${check.title} (${level}; ${describeSource(check, context.contract)})`,
    observed: first.message,
    pointer: first.pointer ?? null,
    operation,
    witnesses: witnesses.slice(0, MAX_WITNESSES).map((witness) => maskPersonalData(witness, context)),
    count: group.length,
    request: first.exchange === undefined ? null : toFindingRequest(first.exchange, context),
    fingerprint: [check.id, operation ?? '', toPointerTemplate(first.pointer), first.message].join(' | '),
  }
}

function toFindingRequest(exchange: Exchange, context: CheckContext): Finding['request'] {
  const { number, status } = exchange
  const text = context.personalDataMask?.maskContent(exchange) ?? exchange.text
  const excerpt = text.length > MAX_EXCERPT_CHARACTERS ? `${text.slice(0, MAX_EXCERPT_CHARACTERS)}…` : text
  return { number, curl: maskPersonalData(renderCurl(exchange), context), status, excerpt }
}

function maskPersonalData(text: string, { personalDataMask }: CheckContext): string {
  return personalDataMask?.maskText(text) ?? text
}
