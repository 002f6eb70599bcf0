import { dedupeExchanges } from '../../spec/declared-body.ts'
import { type CheckRequest, type Exchange, getHeader, isClientError, isSuccess } from '../../http/exchange.ts'
import type { Check } from '../../check.ts'
import { checkEach, createNotApplicable, type Judgement, type Violation } from '../../outcome.ts'
import { getPath, isObject, type Json } from '../../json.ts'
import { toLevel } from '../../spec/evidence.ts'
import { UNKNOWN_UUID } from '../../ids.ts'
import type { CheckContext, Probe } from '../../check-context.ts'
import { parseHttpDate } from '../../oracles/instants.ts'
import { buildOperationRequest, type Survey } from '../readable-api.ts'
import { createRecordCheck } from '../record-check.ts'

/** A question that must be refused, with the parameter that is to blame. */
export interface InvalidRequest {
  readonly call: CheckRequest
  readonly parameter: string
}

interface RejectedRequest {
  readonly request: InvalidRequest
  readonly exchange: Exchange
}

/** How often the client waits as told; see contracts/kit/client.ts. */
const MAX_WAITS = 3

/** How refusals read: what they are about, what they say, and whether they are the same each time. */
export function createErrorResponseChecks(
  survey: Survey,
  questions: Probe<readonly InvalidRequest[]>,
): readonly Check[] {
  const refused: Probe<readonly RejectedRequest[]> = {
    name: 'asking what must be refused',
    run: async ({ probeOnce, client }) => {
      const made = []
      for (const question of await probeOnce(questions))
        made.push({ question, exchange: await client.sendRequest(question.call) })
      return made
    },
  }
  return [
    createUnknownIdCheck(survey),
    {
      id: 'ERR-005',
      level: 'SHOULD',
      source: { kind: 'house' },
      title: 'A refusal says in words what is wrong, and names the parameter that is',
      unit: 'refusal of a bad question',
      remedy: 'a question that the target refuses',
      run: async ({ probeOnce }) => {
        const rejected = (await probeOnce(refused)).filter(({ exchange }) => isClientError(exchange))
        if (rejected.length === 0) throw createNotApplicable('the target refuses no question for its parameters')
        return checkEach(rejected, ({ request, exchange }) => findErrorMessageViolation(request, exchange))
      },
    },
    createRecordCheck({
      id: 'ERR-007',
      level: 'SHOULD',
      source: { kind: 'house' },
      title: 'A failure is never a 200 with an error inside',
      unit: 'successful answer in JSON',
      remedy: 'let the run get JSON answers',
      run: ({ getExchanges }) =>
        checkEach(
          dedupeExchanges(getExchanges()).filter((exchange) => isSuccess(exchange) && exchange.body !== undefined),
          findHiddenError,
        ),
    }),
    createRecordCheck({
      id: 'ERR-008',
      level: 'SHOULD',
      source: { kind: 'standard', reference: 'RFC 6585 section 4; RFC 9110 section 10.2.3' },
      title: 'A 429 says in Retry-After how long to wait, and who waits so long is served',
      unit: 'answer with 429',
      remedy: 'a target that asks to wait',
      run: checkRetryAfter,
    }),
    createStableErrorCheck(refused),
  ]
}

function createStableErrorCheck(refused: Probe<readonly RejectedRequest[]>): Check {
  return {
    id: 'ERR-009',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'The same bad question is answered alike each time',
    unit: 'bad question that was asked twice',
    remedy: 'a question that the target refuses',
    run: async ({ probeOnce, client }) => {
      const twice: (readonly [Exchange, Exchange])[] = []
      for (const { request, exchange } of await probeOnce(refused))
        twice.push([exchange, await client.sendRequest(request.call)])
      return checkEach(twice, ([one, other]) =>
        one.status === other.status && describeShape(one.body) === describeShape(other.body)
          ? null
          : {
              message: 'a bad question is answered in two ways',
              witness: `${one.status}, ${other.status}`,
              exchange: other,
            },
      )
    },
  }
}

/** Every operation that reads one thing, asked for one that nobody has. */
function createUnknownIdCheck({ api, reads }: Survey): Check {
  return {
    id: 'ERR-003',
    level: 'MUST',
    source: { kind: 'document' },
    title: 'An unknown id answers 404',
    unit: 'unknown id',
    remedy: 'an operation that reads one thing',
    run: async ({ probeOnce, client, contract }) => {
      const answers: Exchange[] = []
      for (const { operation, values } of await probeOnce(reads)) {
        const name = api.detailReads[operation.id]
        if (name === undefined) continue
        const call = buildOperationRequest(operation, { ...values, [name]: UNKNOWN_UUID })
        answers.push(await client.sendRequest({ ...call, intent: 'invalid' }))
      }
      if (answers.length === 0) throw createNotApplicable('the target has no operation that reads one thing')
      return checkEach(answers, (exchange) => {
        if (exchange.status === 404) return null
        const declared = contract.operations.find(({ id }) => id === exchange.request.operation)?.responses['404']
        const level = declared === undefined ? 'SHOULD' : toLevel(declared.evidence)
        return { message: `status ${exchange.status} instead of 404`, level, witness: exchange.request.path, exchange }
      })
    },
  }
}

function findErrorMessageViolation({ parameter }: InvalidRequest, exchange: Exchange): Violation | null {
  const words = collectTexts(exchange.body).filter((text) => /\p{L}{2,}/u.test(text))
  if (words.length === 0) return { message: 'a refusal without a word', exchange }
  return exchange.text.includes(parameter)
    ? null
    : { message: 'a refusal that does not name the parameter', level: 'INFO', witness: parameter, exchange }
}

function collectTexts(body: Json | undefined): readonly string[] {
  if (typeof body === 'string') return [body]
  if (Array.isArray(body)) return (body as readonly Json[]).flatMap(collectTexts)
  return isObject(body) ? Object.values(body).flatMap(collectTexts) : []
}

function findHiddenError(exchange: Exchange): Violation | null {
  const [error, errors, success] = ['error', 'errors', 'success'].map((name) => getPath(exchange.body, name))
  const filled = [error, errors].some((one) => one !== undefined && one !== null && JSON.stringify(one).length > 2)
  return filled || success === false
    ? { message: `status ${exchange.status} with an error inside`, witness: exchange.request.path, exchange }
    : null
}

function checkRetryAfter({ getExchanges }: CheckContext): Judgement {
  const all = getExchanges()
  const limited = all.filter(({ status }) => status === 429)
  if (limited.length === 0) throw createNotApplicable('the target never asked to wait')
  return checkEach(limited, (exchange) => {
    const retryAfter = getHeader(exchange, 'retry-after')
    if (retryAfter === null) return { message: 'a 429 without Retry-After', exchange }
    if (!/^\d+$/.test(retryAfter) && parseHttpDate(retryAfter) === null)
      return { message: 'a Retry-After that is neither seconds nor a date', witness: retryAfter, exchange }
    const tries = all.filter(({ request }) => request === exchange.request)
    return tries.length > MAX_WAITS && tries.every(({ status }) => status === 429)
      ? { message: 'who has waited as told is not served', witness: retryAfter, exchange }
      : null
  })
}

function describeShape(body: Json | undefined): string {
  return isObject(body) ? Object.keys(body).toSorted().join() : typeof body
}
