import type { Check } from './check.ts'
import { Unreachable } from './client.ts'
import type { Contract } from './contract.ts'
import { curlLine } from './curl.ts'
import type { Exchange } from './exchange.ts'
import type { Finding, Judgement, Violation } from './finding.ts'
import { groupedBy } from './grouping.ts'
import { highest, weaker } from './level.ts'
import type { Context } from './observation.ts'
import { Interruption, type Outcome } from './outcome.ts'
import { templateOf } from './pointer.ts'
import { evidenceOf, sourceName } from './statement.ts'

const MOST_WITNESSES = 3
const EXCERPT = 400

/** Runs one check; whatever it throws becomes an outcome. */
export async function outcomeOf(check: Check, context: Context): Promise<Outcome> {
  try {
    return concluded(check, await check.judge(context), context)
  } catch (error) {
    if (error instanceof Interruption) return error.outcome
    if (error instanceof Unreachable) return { kind: 'blocked', reason: error.message }
    return { kind: 'error', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

/** Who says what a check says. */
export function authorityOf(check: Check, contract: Contract): string {
  const { source } = check
  if (source.kind === 'standard') return source.reference
  if (source.kind === 'house') return 'an expectation of Flowtwin'
  if (source.kind === 'document') return `the document "${contract.document.info.title}"`
  return sourceName(contract, evidenceOf(contract, source.statement))
}

function concluded(check: Check, { evidence, violations, scope }: Judgement, context: Context): Outcome {
  const findings = [...groupedBy(violations, kindOf).values()].map((group) => findingOf(check, group, context))
  const serious = findings.filter(({ level }) => level !== 'INFO')
  const claimed = scope === undefined ? {} : { scope }
  if (serious.length > 0) return { kind: 'fail', evidence, findings: serious, ...claimed }
  if (evidence > 0) return { kind: 'pass', evidence, notes: findings, ...claimed }
  return { kind: 'inconclusive', reason: `not one ${check.unit} to judge by`, remedy: check.remedy }
}

/** Breaches of the same kind are one finding. */
function kindOf({ what, pointer, exchange }: Violation): string {
  return JSON.stringify([what, templateOf(pointer), exchange?.call.operation])
}

function findingOf(check: Check, group: readonly Violation[], context: Context): Finding {
  const [first = { what: 'nothing' }] = group
  const levels = group.map(({ level }) => weaker(check.level, level ?? check.level))
  const level = highest(levels)
  const operation = first.exchange?.call.operation ?? null
  const witnesses = [...new Set(group.map(({ witness }) => witness).filter((one) => one !== undefined))]
  return {
    level,
    expected: `${check.title} (${level}; ${authorityOf(check, context.contract)})`,
    observed: first.what,
    pointer: first.pointer ?? null,
    operation,
    witnesses: witnesses.slice(0, MOST_WITNESSES).map((witness) => shownText(witness, context)),
    count: group.length,
    request: first.exchange === undefined ? null : requestShown(first.exchange, context),
    fingerprint: [check.id, operation ?? '', templateOf(first.pointer), first.what].join(' | '),
  }
}

function requestShown(exchange: Exchange, context: Context): Finding['request'] {
  const { number, status } = exchange
  const text = context.personal?.inContent(exchange) ?? exchange.text
  const excerpt = text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text
  return { number, curl: shownText(curlLine(exchange), context), status, excerpt }
}

function shownText(text: string, { personal }: Context): string {
  return personal?.inText(text) ?? text
}
