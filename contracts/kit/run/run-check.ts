import type { Check } from '../check.ts'
import { UnreachableError } from '../http/client.ts'
import type { Contract } from '../spec/contract.ts'
import { type Exchange, renderCurl } from '../http/exchange.ts'
import { CheckStoppedError, type Finding, type Judgement, type Outcome, type Violation } from '../outcome.ts'
import { groupBy } from '../group-by.ts'
import { findEvidence, getHighestLevel, getLowerLevel, getSourceName } from '../spec/evidence.ts'
import type { CheckContext } from '../check-context.ts'
import { toPointerTemplate } from '../json.ts'

const MAX_EXAMPLES = 3
const MAX_EXCERPT_CHARACTERS = 400

/** Runs one check; an error becomes an outcome. */
export async function runCheck(check: Check, context: CheckContext): Promise<Outcome> {
  try {
    return toOutcome(check, await check.run(context), context)
  } catch (error) {
    if (error instanceof CheckStoppedError) return error.outcome
    if (error instanceof UnreachableError) return { kind: 'blocked', reason: error.message }
    return { kind: 'error', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

/** Describes the source of a check. */
export function describeSource(check: Check, contract: Contract): string {
  const { source } = check
  if (source.kind === 'standard') return source.reference
  if (source.kind === 'best-practice') return 'Flowtwin convention, not documented by the vendor'
  if (source.kind === 'document') return `the document "${contract.document.info.title}"`
  return getSourceName(contract, findEvidence(contract, source.statement))
}

function toOutcome(check: Check, { evidence, violations, scope }: Judgement, context: CheckContext): Outcome {
  const findings = [...groupBy(violations, getViolationKey).values()].map((group) => toFinding(check, group, context))
  const serious = findings.filter(({ level }) => level !== 'INFO')
  const claim = scope === undefined ? {} : { scope }
  if (serious.length > 0) return { kind: 'fail', evidence, findings: serious, ...claim }
  if (evidence > 0) return { kind: 'pass', evidence, notes: findings, ...claim }
  return { kind: 'inconclusive', reason: `no data: no ${check.unit}`, hint: check.hint }
}

/** Returns the key by which violations form one finding. */
function getViolationKey({ message, pointer, exchange }: Violation): string {
  return JSON.stringify([message, toPointerTemplate(pointer), exchange?.request.operation])
}

function toFinding(check: Check, group: readonly Violation[], context: CheckContext): Finding {
  const [first = { message: '' }] = group
  const levels = group.map(({ level }) => getLowerLevel(check.level, level ?? check.level))
  const level = getHighestLevel(levels)
  const operation = first.exchange?.request.operation ?? null
  const examples = [...new Set(group.map(({ example }) => example).filter((example) => example !== undefined))]
  return {
    level,
    expected: `${check.title} (${level}; ${describeSource(check, context.contract)})`,
    observed: first.message,
    pointer: first.pointer ?? null,
    operation,
    examples: examples.slice(0, MAX_EXAMPLES).map((example) => maskPersonalData(example, context)),
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
