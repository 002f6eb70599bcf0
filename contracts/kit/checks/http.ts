import type { Check } from '../check.ts'
import { type Contract, declaredFor, operationOf } from '../contract.ts'
import { type Exchange, isSuccess, mediaTypeOf } from '../exchange.ts'
import { type Judgement, judgeEach, type Violation } from '../finding.ts'
import { levelOf } from '../level.ts'
import type { Context } from '../observation.ts'
import { recordCheck } from './record-check.ts'

/** What every HTTP API owes, judged over everything that was exchanged: statuses and media types. */
export const httpChecks: readonly Check[] = [
  recordCheck({
    id: 'HTTP-001',
    level: 'MUST',
    source: { kind: 'document' },
    title: 'Each documented operation with valid input answers its documented success status',
    unit: 'valid request',
    remedy: 'let the run send valid requests',
    judge: successes,
  }),
  recordCheck({
    id: 'HTTP-002',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'OpenAPI 3.1.0 section 4.8.16: the Responses Object covers known errors' },
    title: 'Every status seen is declared for its operation',
    unit: 'answer of a documented operation',
    remedy: 'let the run send requests to documented operations',
    judge: (context) =>
      judgeEach(ofOperations(context), (exchange) =>
        declaredOf(exchange, context.contract) === null &&
        !isAsGood(exchange, context) &&
        !isOtherRefusal(exchange, context)
          ? { what: `status ${exchange.status} is declared nowhere`, witness: asked(exchange), exchange }
          : null,
      ),
  }),
  recordCheck({
    id: 'HTTP-003',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'RFC 9110 section 8.3' },
    title: 'Content carries a Content-Type that is declared for its status',
    unit: 'answer with content',
    remedy: 'let the run get answers with content',
    judge: (context) =>
      judgeEach(
        ofOperations(context).filter((exchange) => exchange.bytes.length > 0 && exchange.method !== 'HEAD'),
        (exchange) => undeclaredType(exchange, context.contract),
      ),
  }),
]

function successes(context: Context): Judgement {
  const valid = ofOperations(context).filter(
    (exchange) => exchange.call.intent === 'valid' || (exchange.call.intent === 'open' && isSuccess(exchange)),
  )
  // What was read once may have been deleted when it is read again.
  const first = new Map(
    valid
      .filter(isSuccess)
      .toReversed()
      .map((exchange) => [asked(exchange), exchange.number]),
  )
  const isGone = (exchange: Exchange): boolean =>
    exchange.status === 404 && (first.get(asked(exchange)) ?? Infinity) < exchange.number
  return judgeEach(
    valid.filter((exchange) => !isGone(exchange)),
    (exchange) => {
      const { responses } = operationOf(context.contract, exchange.call.operation ?? '')
      const documented = Object.entries(responses).filter(([status]) => status.startsWith('2'))
      if (documented.some(([status]) => status === String(exchange.status)) || isAsGood(exchange, context)) return null
      const levels = documented.map(([, { evidence }]) => levelOf(evidence))
      const due = documented.map(([status]) => status).join(' or ')
      return {
        what: `status ${exchange.status} instead of ${due}`,
        level: levels[0] ?? 'INFO',
        witness: asked(exchange),
        exchange,
      }
    },
  )
}

function isAsGood({ call, status }: Exchange, { profile }: Context): boolean {
  return profile.successes[call.operation ?? '']?.includes(status) === true
}

/** One status or the other for a wrong credential: the profile says which are meant. */
function isOtherRefusal({ call, status }: Exchange, { profile }: Context): boolean {
  return (call.credential ?? 'own') !== 'own' && profile.refusal.includes(status)
}

function undeclaredType(exchange: Exchange, contract: Contract): Violation | null {
  const type = mediaTypeOf(exchange)
  if (type === null) return { what: 'content without a Content-Type', witness: asked(exchange), exchange }
  const declared = Object.keys(declaredOf(exchange, contract)?.content ?? {})
  if (declared.length === 0 || declared.includes(type)) return null
  return { what: `Content-Type ${type} instead of ${declared.join(' or ')}`, witness: asked(exchange), exchange }
}

function declaredOf(exchange: Exchange, contract: Contract): ReturnType<typeof declaredFor> {
  return declaredFor(operationOf(contract, exchange.call.operation ?? ''), exchange.status)
}

function ofOperations({ exchanges }: Context): readonly Exchange[] {
  return exchanges().filter(({ call, status }) => call.operation !== null && status !== 429 && status !== 503)
}

function asked(exchange: Exchange): string {
  return `${exchange.method} ${exchange.call.path}`
}
