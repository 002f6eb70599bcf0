import type { Call } from '../call.ts'
import type { Check } from '../check.ts'
import { type Exchange, isRefusal, isServerError, isSuccess } from '../exchange.ts'
import { judgeEach, type Violation } from '../finding.ts'
import type { Context } from '../observation.ts'
import { Interruption, notApplicable } from '../outcome.ts'
import { idsOf, type Read, readCall, type Survey } from '../surface.ts'

const MARK = 'flowtwin-trace-mark'
/** Steps and bytes that parsers of addresses like to rewrite; already encoded. */
const STEPS = [
  '..%2f{id}',
  '%2e%2e/{id}',
  '../{id}',
  '{id}%00',
  '{id}%2f',
  '%2f{id}',
  '{id}%2f..%2f{id}',
  '{id};a=b',
] as const

/** Requests that are sent exactly as they stand here; what a way to the target cannot carry is left out. */
export function exactTargetChecks(survey: Survey): readonly Check[] {
  return [traceCheck(survey), spellingCheck(survey), stepsCheck(survey), bodyCheck(survey)]
}

function traceCheck({ reads }: Survey): Check {
  return {
    id: 'HTTP-014',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'TRACE sends no header of a request back',
    unit: 'TRACE request',
    remedy: 'a way to the target that can carry TRACE',
    needs: ['probe-methods'],
    security: true,
    judge: async ({ observe, client }) => {
      const answers: Exchange[] = []
      for (const { call } of (await observe(reads)).slice(0, 2))
        answers.push(
          await client.send({
            operation: null,
            method: 'TRACE',
            path: call.path,
            headers: { 'X-Flowtwin-Mark': MARK },
            intent: 'probe',
          }),
        )
      return judgeEach(answers, (exchange) =>
        exchange.text.includes(MARK) ? { what: 'TRACE repeats the request', exchange } : null,
      )
    },
  }
}

function spellingCheck(survey: Survey): Check {
  return {
    id: 'HTTP-023',
    level: 'INFO',
    source: { kind: 'house' },
    title: 'Other spellings of a path are answered below 500, and are not another resource',
    unit: 'path in another spelling',
    remedy: 'something that can be read',
    judge: async (context) => {
      const pairs: { readonly plain: Exchange; readonly exchange: Exchange }[] = []
      for (const { call, exchange: plain } of (await context.observe(survey.reads)).slice(0, 3)) {
        for (const path of [`${call.path}/`, call.path.toUpperCase()]) {
          const exchange = await sent({ ...call, operation: null, intent: 'rough', path }, context)
          if (exchange !== null) pairs.push({ plain, exchange })
        }
      }
      return judgeEach(pairs, ({ plain, exchange }) => {
        if (isServerError(exchange)) return { what: `status ${exchange.status}`, exchange }
        const [own, other] = [idsOf(survey.surface, plain), idsOf(survey.surface, exchange)]
        return isSuccess(exchange) && own.length > 0 && !other.some((id) => own.includes(id))
          ? { what: 'another spelling is another resource', exchange }
          : null
      })
    },
  }
}

function stepsCheck({ surface, reads }: Survey): Check {
  return {
    id: 'HTTP-031',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Encoded slashes, NUL and dot segments in an id lead nowhere',
    unit: 'id with something else in it',
    remedy: 'an operation that reads one thing',
    security: true,
    judge: async (context) => {
      const answers: Exchange[] = []
      const single = (await context.observe(reads)).filter(({ operation }) => operation.id in surface.single)
      if (single.length === 0) throw notApplicable('the target has no operation that reads one thing')
      for (const read of single) {
        for (const step of STEPS) {
          const exchange = await sent(placed(read, step, surface.single), context)
          if (exchange !== null) answers.push(exchange)
        }
      }
      return judgeEach(answers, (exchange): Violation | null =>
        // A server in front may resolve dots or send the client elsewhere; it leads nowhere either way.
        isRefusal(exchange) || (exchange.status >= 300 && exchange.status < 400)
          ? null
          : { what: `status ${exchange.status}`, witness: exchange.call.path, exchange },
      )
    },
  }
}

function placed({ operation, values }: Read, step: string, single: Survey['surface']['single']): Call {
  const name = single[operation.id] ?? ''
  const { path } = readCall(operation, { ...values, [name]: 'FLOWTWINVALUE' })
  return {
    operation: null,
    intent: 'rough',
    path: path.replace('FLOWTWINVALUE', step.replaceAll('{id}', values[name] ?? '')),
  }
}

function bodyCheck({ reads, surface }: Survey): Check {
  return {
    id: 'HTTP-032',
    level: 'INFO',
    source: { kind: 'house' },
    title: 'A GET with content is answered as without or refused, and the connection stays good',
    unit: 'GET with content',
    remedy: 'a way to the target that can carry it',
    judge: async ({ observe, client }) => {
      const pairs: { readonly exchange: Exchange; readonly after: Exchange }[] = []
      for (const { call } of (await observe(reads)).slice(0, 1)) {
        const exchange = await client.send({
          ...call,
          operation: null,
          intent: 'rough',
          body: '{"flowtwin":true}',
          headers: { 'Content-Type': 'application/json' },
        })
        pairs.push({ exchange, after: await client.send(call) })
      }
      return judgeEach(pairs, ({ exchange, after }) => {
        if (isServerError(exchange)) return { what: `status ${exchange.status} to a GET with content`, exchange }
        const [one, other] = [idsOf(surface, exchange), idsOf(surface, after)]
        return isSuccess(exchange) && one.length > 0 && !one.some((id) => other.includes(id))
          ? { what: 'content changes what a GET gives', exchange }
          : null
      })
    },
  }
}

/** Null for what this way to the target cannot carry. */
async function sent(call: Call, { client }: Context): Promise<Exchange | null> {
  try {
    return await client.send(call)
  } catch (error) {
    if (error instanceof Interruption && error.outcome.kind === 'not-applicable') return null
    throw error
  }
}
