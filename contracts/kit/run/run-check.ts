import type { Check } from '../check.ts'
import { UnreachableError } from '../http/client.ts'
import type { Contract } from '../spec/contract.ts'
import { type Exchange, renderCurl, type Headers } from '../http/exchange.ts'
import { maskHeaderValue } from '../http/masking.ts'
import { CheckStoppedError, type Finding, type Judgement, type Outcome, type Violation } from '../outcome.ts'
import { groupBy, toPointerTemplate } from '../json.ts'
import { findEvidence, getHighestLevel, getLowerLevel, getSourceName } from '../spec/evidence.ts'
import type { CheckContext } from '../check-context.ts'
import type { LedgerEntry } from '../http/ledger.ts'
import type { CheckResult, Result } from '../result.ts'
import type { RunIdentity } from './run-identity.ts'

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
  return { number, curl: maskPersonalData(renderCurl(exchange, context.tokenVariable), context), status, excerpt }
}

function maskPersonalData(text: string, { personalDataMask }: CheckContext): string {
  return personalDataMask?.maskText(text) ?? text
}

/** A request and its response without credentials, and without personal data unless the evidence is full. */
export interface RedactedExchange {
  readonly number: number
  readonly operation: string | null
  readonly method: string
  readonly url: string
  readonly sentHeaders: Headers
  readonly sentBody: string | null
  readonly status: number
  readonly headers: Headers
  /** The decoded content. */
  readonly content: string
  /** Size of the content as sent, in bytes. */
  readonly size: number
  /** Milliseconds since 1970. */
  readonly sentAt: number
  readonly milliseconds: number
}

/** An event of a run; the last one contains the whole result. */
export type RunEvent =
  | {
      readonly event: 'run'
      readonly run: RunIdentity
      readonly vendor: string
      readonly checks: number
      /** The checks that the options select. */
      readonly planned: number
    }
  | { readonly event: 'exchange'; readonly exchange: RedactedExchange }
  | { readonly event: 'check'; readonly check: CheckResult }
  | { readonly event: 'ledger'; readonly entry: LedgerEntry }
  | { readonly event: 'end'; readonly result: Result }

export type RunListener = (event: RunEvent) => void

/** Returns an exchange without secrets; `getContent` returns its content without personal data, once it is read. */
export function redactExchange(
  exchange: Exchange,
  mask: (text: string) => string,
  getContent: () => string,
): RedactedExchange {
  const { number, request, method, url, sentHeaders, status, headers, bytes, sentAt, receivedAt } = exchange
  let content: string | undefined
  const maskHeaders = (all: Headers): Headers =>
    all.map(([name, value]) => [name, maskHeaderValue(name, value, mask)] as const)
  return {
    number,
    operation: request.operation,
    method,
    url: mask(url),
    sentHeaders: maskHeaders(sentHeaders),
    sentBody: request.body === undefined ? null : mask(request.body),
    status,
    headers: maskHeaders(headers),
    get content() {
      return (content ??= mask(getContent()))
    },
    size: bytes.length,
    sentAt,
    milliseconds: receivedAt - sentAt,
  }
}
