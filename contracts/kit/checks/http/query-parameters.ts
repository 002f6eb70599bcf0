import type { CheckContext } from '../../check-context.ts'
import type { Check } from '../../check.ts'
import { type CheckRequest, type Exchange, isClientError, isServerError, isSuccess } from '../../http/exchange.ts'
import { INVALID_VALUE } from '../../ids.ts'
import { checkEach, createNotApplicable, type Violation } from '../../outcome.ts'
import { type ApiRead, appendQuery, encodeParameter, getItemIds, getItems, type Survey } from '../readable-api.ts'

/** Two ways of writing one question. */
export interface EquivalentQueries {
  readonly operation: string
  /** Queries as they stand in the URL. */
  readonly queries: readonly [string, string]
}

/** The check that one question in two spellings is one question. */
export function createQueryEncodingCheck({ api, reads }: Survey, alike: readonly EquivalentQueries[]): Check {
  return {
    id: 'HTTP-026',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'RFC 3986 section 2.4; WHATWG URL, form-urlencoded parsing' },
    title: 'Brackets work raw and percent-encoded, and a space works as %20 and as +',
    unit: 'query in two spellings',
    hint: 'a parameter with brackets or a space',
    run: async (context) => {
      const pairs: ResponsePair[] = []
      const readList = await context.probeOnce(reads)
      for (const { operation, queries } of alike) {
        const read = readList.find((one) => one.operation.id === operation)
        if (read === undefined) continue
        const [one, other] = queries.map((query) => appendQuery(read.request, query)) as [CheckRequest, CheckRequest]
        const pair = await fetchStablePair(api, [one, other], context)
        if (pair !== null) pairs.push(pair)
      }
      if (!alike.some(({ operation }) => readList.some((one) => one.operation.id === operation)))
        throw createNotApplicable('the target has no operation with such a parameter')
      return checkEach(pairs, ({ first, second }) => {
        const same = first.status === second.status && hasSameIds(getItemIds(api, first), getItemIds(api, second))
        return same ? null : { message: 'two spellings of one query are answered differently', exchange: second }
      })
    },
  }
}

/** Whether two answers show the same items in the same order. */
export function hasSameIds(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((id, index) => id === right[index])
}

/** Answers to two questions, and to the first one once more: only where nothing moved between can the two be compared. */
export interface ResponsePair {
  readonly first: Exchange
  readonly second: Exchange
}

const MAX_ATTEMPTS = 3

/** Asks two questions while nothing moves; null when something always does. */
export async function fetchStablePair(
  surface: Survey['api'],
  calls: readonly [CheckRequest, CheckRequest],
  { client }: CheckContext,
): Promise<ResponsePair | null> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const [one, other] = [await client.sendRequest(calls[0]), await client.sendRequest(calls[1])]
    if (one.status === other.status && hasSameIds(getItemIds(surface, one), getItemIds(surface, other)))
      return { first: one, second: other }
    const again = await client.sendRequest(calls[0])
    if (hasSameIds(getItemIds(surface, one), getItemIds(surface, again))) return { first: one, second: other }
  }
  return null
}

const LONG_VALUE_LENGTH = 8192
const UNKNOWN_PARAMETER = 'flowtwinNoSuchParameter'

/** How queries are read: parameters twice, empty, unknown and over-long. */
export function createQueryChecks(survey: Survey): readonly Check[] {
  return [
    createRepeatedParameterCheck(survey),
    createUnknownParameterCheck(survey),
    createEmptyValueCheck(survey),
    createLongValueCheck(survey),
  ]
}

/** Reads that take parameters, each with one of them. */
async function listReadParameters(
  { reads }: Survey,
  { probeOnce }: CheckContext,
): Promise<readonly (readonly [ApiRead, string])[]> {
  const successfulReads = (await probeOnce(reads)).filter(({ exchange }) => isSuccess(exchange))
  return successfulReads.flatMap((read) =>
    read.operation.queryParameters.slice(0, 3).map((name) => [read, name] as const),
  )
}

function createRepeatedParameterCheck(survey: Survey): Check {
  return {
    id: 'HTTP-027',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'A parameter that stands twice is answered below 500, and each time alike',
    unit: 'query with a parameter twice',
    hint: 'an operation with parameters',
    run: async (context) => {
      const pairs: (readonly [Exchange, Exchange])[] = []
      const asked = await buildRepeatedParameterRequests(survey, context)
      for (const call of asked)
        pairs.push([await context.client.sendRequest(call), await context.client.sendRequest(call)])
      return checkEach(pairs, ([one, other]) => {
        if (isServerError(one)) return { message: `status ${one.status}`, exchange: one }
        if (one.status !== other.status)
          return { message: `status ${one.status}, then ${other.status}`, exchange: other }
        const known = getItemIds(survey.api, one)
        const common = getItemIds(survey.api, other).filter((id) => known.includes(id))
        return known.length > 0 && common.length === 0
          ? { message: 'once the one value counts, once the other', exchange: other }
          : null
      })
    },
  }
}

/** Each filter with two values that exist; a parameter without such values with two that do not. */
async function buildRepeatedParameterRequests(survey: Survey, context: CheckContext): Promise<readonly CheckRequest[]> {
  const { api } = survey
  const filtered = await context.probeOnce(survey.filters)
  const known = filtered.map(({ filter, value, read }) => {
    const values = collectValues(read, filter.getValue, api)
    const other = values.find((one) => one !== value) ?? INVALID_VALUE
    return withRawQuery(
      read.request,
      `${encodeParameter(filter.parameter, value)}&${encodeParameter(filter.parameter, other)}`,
    )
  })
  if (known.length > 0) return known
  const all = await listReadParameters(survey, context)
  return all.map(([{ request }, name]) =>
    withRawQuery(request, `${encodeParameter(name, '1')}&${encodeParameter(name, '2')}`),
  )
}

function collectValues(
  { exchange }: ApiRead,
  getValue: Survey['api']['filters'][number]['getValue'],
  surface: Survey['api'],
): readonly string[] {
  return getItems(surface, exchange.body).flatMap((item) => getValue(item) ?? [])
}

function createUnknownParameterCheck({ api, reads }: Survey): Check {
  return {
    id: 'HTTP-028',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'An unknown parameter is refused or changes nothing',
    unit: 'query with an unknown parameter',
    hint: 'something that can be read',
    run: async (context) => {
      const asked: ResponsePair[] = []
      for (const { request } of (await context.probeOnce(reads)).filter(({ exchange }) => isSuccess(exchange))) {
        const pair = await fetchStablePair(api, [request, appendQuery(request, `${UNKNOWN_PARAMETER}=1`)], context)
        if (pair !== null) asked.push(pair)
      }
      return checkEach(asked, ({ first, second }): Violation | null => {
        if (isClientError(second)) return null
        if (!isSuccess(second)) return { message: `status ${second.status}`, exchange: second }
        return hasSameIds(getItemIds(api, first), getItemIds(api, second))
          ? null
          : { message: 'an unknown parameter changes the result', exchange: second }
      })
    },
  }
}

function createEmptyValueCheck(survey: Survey): Check {
  return {
    id: 'HTTP-029',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'An empty value counts as none or is refused',
    unit: 'query with an empty value',
    hint: 'an operation with parameters',
    run: async (context) => {
      const { api } = survey
      const answers: { readonly read: ApiRead; readonly exchange: Exchange }[] = []
      for (const [read, name] of await listReadParameters(survey, context))
        answers.push({
          read,
          exchange: await context.client.sendRequest(withRawQuery(read.request, `${encodeURIComponent(name)}=`)),
        })
      return checkEach(answers, ({ read, exchange }) => {
        if (isClientError(exchange)) return null
        if (!isSuccess(exchange)) return { message: `status ${exchange.status}`, exchange }
        const seen = getItemIds(api, exchange)
        // What matches the empty text is nothing; anything in between would be a filter of its own.
        return seen.length === 0 || getItemIds(api, read.exchange).some((id) => seen.includes(id))
          ? null
          : { message: 'an empty value gives something else', exchange }
      })
    },
  }
}

function createLongValueCheck(survey: Survey): Check {
  return {
    id: 'HTTP-030',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'A value of 8 KiB is refused or finds nothing',
    unit: 'query with a very long value',
    hint: 'a filter',
    run: async (context) => {
      const answers: Exchange[] = []
      const filters = survey.api.filters.map(({ operation, parameter: name }) => [operation, name] as const)
      for (const { request, operation } of await context.probeOnce(survey.reads)) {
        for (const [, name] of filters.filter(([id]) => id === operation.id)) {
          const long = appendQuery(request, encodeParameter(name, 'x'.repeat(LONG_VALUE_LENGTH)), 'unspecified')
          answers.push(await context.client.sendRequest({ ...long, operation: null }))
        }
      }
      if (answers.length === 0) throw createNotApplicable('the target has no operation with a filter')
      return checkEach(answers, (exchange) => {
        if (isClientError(exchange)) return null
        if (!isSuccess(exchange)) return { message: `status ${exchange.status}`, exchange }
        const [first] = getItemIds(survey.api, exchange)
        return first === undefined ? null : { message: 'a very long value finds something', example: first, exchange }
      })
    },
  }
}

/** Judged by itself only: what an odd question does to the shape of an answer is nobody's promise. */
function withRawQuery(call: CheckRequest, query: string): CheckRequest {
  return { ...appendQuery(call, query), operation: null }
}

/** Asks with filter values that nothing can have, and reads ids out of whatever comes back. */
export interface InvalidFilterRules {
  readonly buildRequests: (context: CheckContext) => readonly CheckRequest[]
  readonly readIds: (exchange: Exchange) => readonly string[]
  /** Whether there is anything that an ignored filter could let through. */
  readonly hasItems: (context: CheckContext) => Promise<boolean>
}

/** The check that a filter value which makes no sense is not silently dropped. */
export function createInvalidFilterCheck({ buildRequests, readIds, hasItems }: InvalidFilterRules): Check {
  return {
    id: 'NEG-002',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'An invalid filter value never returns the unfiltered set',
    unit: 'invalid filter value',
    hint: 'at least one item that an ignored filter would let through',
    security: true,
    run: async (context) => {
      if (!(await hasItems(context))) return { evidence: 0, violations: [] }
      const answers: Exchange[] = []
      for (const call of buildRequests(context)) answers.push(await context.client.sendRequest(call))
      return checkEach(answers, (exchange) => {
        const ids = isSuccess(exchange) ? readIds(exchange) : []
        if (ids.length === 0) return null
        return {
          message: 'an invalid filter value lets items through',
          example: `${exchange.request.path}: ${ids[0]}`,
          exchange,
        }
      })
    },
  }
}
