import type { Call } from '../call.ts'
import type { Check } from '../check.ts'
import { type Exchange, isRefusal, isServerError, isSuccess } from '../exchange.ts'
import { judgeEach, type Violation } from '../finding.ts'
import { GARBAGE } from '../made-up.ts'
import type { Context } from '../observation.ts'
import { notApplicable } from '../outcome.ts'
import { idsOf, itemsOf, parameter, type Read, type Survey, withQuery } from '../surface.ts'
import { type Beside, beside, sameIds } from './spellings.ts'

const LONG = 8192
const UNKNOWN = 'flowtwinNoSuchParameter'

/** How queries are read: parameters twice, empty, unknown and over-long. */
export function queryChecks(survey: Survey): readonly Check[] {
  return [repeatedCheck(survey), unknownCheck(survey), emptyCheck(survey), longCheck(survey)]
}

/** Reads that take parameters, each with one of them. */
async function parametrised({ reads }: Survey, { observe }: Context): Promise<readonly (readonly [Read, string])[]> {
  const made = (await observe(reads)).filter(({ exchange }) => isSuccess(exchange))
  return made.flatMap((read) => read.operation.query.slice(0, 3).map((name) => [read, name] as const))
}

function repeatedCheck(survey: Survey): Check {
  return {
    id: 'HTTP-027',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A parameter that stands twice is answered below 500, and each time alike',
    unit: 'query with a parameter twice',
    remedy: 'an operation with parameters',
    judge: async (context) => {
      const pairs: (readonly [Exchange, Exchange])[] = []
      const asked = await twiceEach(survey, context)
      for (const call of asked) pairs.push([await context.client.send(call), await context.client.send(call)])
      return judgeEach(pairs, ([one, other]) => {
        if (isServerError(one)) return { what: `status ${one.status}`, exchange: one }
        if (one.status !== other.status) return { what: `status ${one.status}, then ${other.status}`, exchange: other }
        const known = idsOf(survey.surface, one)
        const common = idsOf(survey.surface, other).filter((id) => known.includes(id))
        return known.length > 0 && common.length === 0
          ? { what: 'once the one value counts, once the other', exchange: other }
          : null
      })
    },
  }
}

/** Each filter with two values that exist; a parameter without such values with two that do not. */
async function twiceEach(survey: Survey, context: Context): Promise<readonly Call[]> {
  const { surface } = survey
  const filtered = await context.observe(survey.filters)
  const known = filtered.map(({ filter, value, read }) => {
    const values = valuesOf(read, filter.value, surface)
    const other = values.find((one) => one !== value) ?? GARBAGE
    return odd(read.call, `${parameter(filter.parameter, value)}&${parameter(filter.parameter, other)}`)
  })
  if (known.length > 0) return known
  const all = await parametrised(survey, context)
  return all.map(([{ call }, name]) => odd(call, `${parameter(name, '1')}&${parameter(name, '2')}`))
}

function valuesOf(
  { exchange }: Read,
  valueOf: Survey['surface']['filters'][number]['value'],
  surface: Survey['surface'],
): readonly string[] {
  return itemsOf(surface, exchange.body).flatMap((item) => valueOf(item) ?? [])
}

function unknownCheck({ surface, reads }: Survey): Check {
  return {
    id: 'HTTP-028',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'An unknown parameter is refused or changes nothing',
    unit: 'query with an unknown parameter',
    remedy: 'something that can be read',
    judge: async (context) => {
      const asked: Beside[] = []
      for (const { call } of (await context.observe(reads)).filter(({ exchange }) => isSuccess(exchange))) {
        const pair = await beside(surface, [call, withQuery(call, `${UNKNOWN}=1`)], context)
        if (pair !== null) asked.push(pair)
      }
      return judgeEach(asked, ({ one, other }): Violation | null => {
        if (isRefusal(other)) return null
        if (!isSuccess(other)) return { what: `status ${other.status}`, exchange: other }
        return sameIds(idsOf(surface, one), idsOf(surface, other))
          ? null
          : { what: 'an unknown parameter changes the result', exchange: other }
      })
    },
  }
}

function emptyCheck(survey: Survey): Check {
  return {
    id: 'HTTP-029',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'An empty value counts as none or is refused',
    unit: 'query with an empty value',
    remedy: 'an operation with parameters',
    judge: async (context) => {
      const { surface } = survey
      const answers: { readonly read: Read; readonly exchange: Exchange }[] = []
      for (const [read, name] of await parametrised(survey, context))
        answers.push({ read, exchange: await context.client.send(odd(read.call, `${encodeURIComponent(name)}=`)) })
      return judgeEach(answers, ({ read, exchange }) => {
        if (isRefusal(exchange)) return null
        if (!isSuccess(exchange)) return { what: `status ${exchange.status}`, exchange }
        const seen = idsOf(surface, exchange)
        // What matches the empty text is nothing; anything in between would be a filter of its own.
        return seen.length === 0 || idsOf(surface, read.exchange).some((id) => seen.includes(id))
          ? null
          : { what: 'an empty value gives something else', exchange }
      })
    },
  }
}

function longCheck(survey: Survey): Check {
  return {
    id: 'HTTP-030',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A value of 8 KiB is refused or finds nothing',
    unit: 'query with a very long value',
    remedy: 'a filter',
    judge: async (context) => {
      const answers: Exchange[] = []
      const filters = survey.surface.filters.map(({ operation, parameter: name }) => [operation, name] as const)
      for (const { call, operation } of await context.observe(survey.reads)) {
        for (const [, name] of filters.filter(([id]) => id === operation.id)) {
          const long = withQuery(call, parameter(name, 'x'.repeat(LONG)), 'rough')
          answers.push(await context.client.send({ ...long, operation: null }))
        }
      }
      if (answers.length === 0) throw notApplicable('the target has no operation with a filter')
      return judgeEach(answers, (exchange) => {
        if (isRefusal(exchange)) return null
        if (!isSuccess(exchange)) return { what: `status ${exchange.status}`, exchange }
        const [first] = idsOf(survey.surface, exchange)
        return first === undefined ? null : { what: 'a very long value finds something', witness: first, exchange }
      })
    },
  }
}

/** Judged by itself only: what an odd question does to the shape of an answer is nobody's promise. */
function odd(call: Call, query: string): Call {
  return { ...withQuery(call, query), operation: null }
}
