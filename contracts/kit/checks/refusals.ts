import { distinct } from '../bodies.ts'
import type { Call } from '../call.ts'
import type { Check } from '../check.ts'
import { type Exchange, headerOf, isRefusal, isSuccess } from '../exchange.ts'
import { judgeEach, type Judgement, type Violation } from '../finding.ts'
import { at, isObject, type Json } from '../json.ts'
import { levelOf } from '../level.ts'
import { UNKNOWN_UUID } from '../made-up.ts'
import type { Context, Observation } from '../observation.ts'
import { notApplicable } from '../outcome.ts'
import { readHttpDate } from '../oracles/http-date.ts'
import { readCall, type Survey } from '../surface.ts'
import { recordCheck } from './record-check.ts'

/** A question that must be refused, with the parameter that is to blame. */
export interface BadQuestion {
  readonly call: Call
  readonly parameter: string
}

interface Refused {
  readonly question: BadQuestion
  readonly exchange: Exchange
}

/** How often the client waits as told; see contracts/kit/client.ts. */
const MOST_WAITS = 3

/** How refusals read: what they are about, what they say, and whether they are the same each time. */
export function refusalChecks(survey: Survey, questions: Observation<readonly BadQuestion[]>): readonly Check[] {
  const refused: Observation<readonly Refused[]> = {
    name: 'asking what must be refused',
    make: async ({ observe, client }) => {
      const made = []
      for (const question of await observe(questions))
        made.push({ question, exchange: await client.send(question.call) })
      return made
    },
  }
  return [
    unknownCheck(survey),
    {
      id: 'ERR-005',
      level: 'SHOULD',
      source: { kind: 'house' },
      title: 'A refusal says in words what is wrong, and names the parameter that is',
      unit: 'refusal of a bad question',
      remedy: 'a question that the target refuses',
      judge: async ({ observe }) => {
        const said = (await observe(refused)).filter(({ exchange }) => isRefusal(exchange))
        if (said.length === 0) throw notApplicable('the target refuses no question for its parameters')
        return judgeEach(said, ({ question, exchange }) => speechless(question, exchange))
      },
    },
    recordCheck({
      id: 'ERR-007',
      level: 'SHOULD',
      source: { kind: 'house' },
      title: 'A failure is never a 200 with an error inside',
      unit: 'successful answer in JSON',
      remedy: 'let the run get JSON answers',
      judge: ({ exchanges }) =>
        judgeEach(
          distinct(exchanges()).filter((exchange) => isSuccess(exchange) && exchange.body !== undefined),
          hiddenError,
        ),
    }),
    recordCheck({
      id: 'ERR-008',
      level: 'SHOULD',
      source: { kind: 'standard', reference: 'RFC 6585 section 4; RFC 9110 section 10.2.3' },
      title: 'A 429 says in Retry-After how long to wait, and who waits so long is served',
      unit: 'answer with 429',
      remedy: 'a target that asks to wait',
      judge: waits,
    }),
    alikeCheck(refused),
  ]
}

function alikeCheck(refused: Observation<readonly Refused[]>): Check {
  return {
    id: 'ERR-009',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'The same bad question is answered alike each time',
    unit: 'bad question that was asked twice',
    remedy: 'a question that the target refuses',
    judge: async ({ observe, client }) => {
      const twice: (readonly [Exchange, Exchange])[] = []
      for (const { question, exchange } of await observe(refused))
        twice.push([exchange, await client.send(question.call)])
      return judgeEach(twice, ([one, other]) =>
        one.status === other.status && shapeOf(one.body) === shapeOf(other.body)
          ? null
          : {
              what: 'a bad question is answered in two ways',
              witness: `${one.status}, ${other.status}`,
              exchange: other,
            },
      )
    },
  }
}

/** Every operation that reads one thing, asked for one that nobody has. */
function unknownCheck({ surface, reads }: Survey): Check {
  return {
    id: 'ERR-003',
    level: 'MUST',
    source: { kind: 'document' },
    title: 'An unknown id answers 404',
    unit: 'unknown id',
    remedy: 'an operation that reads one thing',
    judge: async ({ observe, client, contract }) => {
      const answers: Exchange[] = []
      for (const { operation, values } of await observe(reads)) {
        const name = surface.single[operation.id]
        if (name === undefined) continue
        const call = readCall(operation, { ...values, [name]: UNKNOWN_UUID })
        answers.push(await client.send({ ...call, intent: 'invalid' }))
      }
      if (answers.length === 0) throw notApplicable('the target has no operation that reads one thing')
      return judgeEach(answers, (exchange) => {
        if (exchange.status === 404) return null
        const said = contract.operations.find(({ id }) => id === exchange.call.operation)?.responses['404']
        const level = said === undefined ? 'SHOULD' : levelOf(said.evidence)
        return { what: `status ${exchange.status} instead of 404`, level, witness: exchange.call.path, exchange }
      })
    },
  }
}

function speechless({ parameter }: BadQuestion, exchange: Exchange): Violation | null {
  const words = textsOf(exchange.body).filter((text) => /\p{L}{2,}/u.test(text))
  if (words.length === 0) return { what: 'a refusal without a word', exchange }
  return exchange.text.includes(parameter)
    ? null
    : { what: 'a refusal that does not name the parameter', level: 'INFO', witness: parameter, exchange }
}

function textsOf(body: Json | undefined): readonly string[] {
  if (typeof body === 'string') return [body]
  if (Array.isArray(body)) return (body as readonly Json[]).flatMap(textsOf)
  return isObject(body) ? Object.values(body).flatMap(textsOf) : []
}

function hiddenError(exchange: Exchange): Violation | null {
  const [error, errors, success] = ['error', 'errors', 'success'].map((name) => at(exchange.body, name))
  const filled = [error, errors].some((one) => one !== undefined && one !== null && JSON.stringify(one).length > 2)
  return filled || success === false
    ? { what: `status ${exchange.status} with an error inside`, witness: exchange.call.path, exchange }
    : null
}

function waits({ exchanges }: Context): Judgement {
  const all = exchanges()
  const asked = all.filter(({ status }) => status === 429)
  if (asked.length === 0) throw notApplicable('the target never asked to wait')
  return judgeEach(asked, (exchange) => {
    const told = headerOf(exchange, 'retry-after')
    if (told === null) return { what: 'a 429 without Retry-After', exchange }
    if (!/^\d+$/.test(told) && readHttpDate(told) === null)
      return { what: 'a Retry-After that is neither seconds nor a date', witness: told, exchange }
    const tries = all.filter(({ call }) => call === exchange.call)
    return tries.length > MOST_WAITS && tries.every(({ status }) => status === 429)
      ? { what: 'who has waited as told is not served', witness: told, exchange }
      : null
  })
}

function shapeOf(body: Json | undefined): string {
  return isObject(body) ? Object.keys(body).toSorted().join() : typeof body
}
