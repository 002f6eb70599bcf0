// Checks: HTTP-026, HTTP-027, HTTP-028, HTTP-029, HTTP-030, NEG-002
import { bestPractice, citeStandard } from '../rule-source.ts'
import type { CheckContext } from '../../check-context.ts'
import type { Check } from '../../check.ts'
import { type CheckRequest, type Exchange, isClientError, isServerError, isSuccess } from '../../http/exchange.ts'
import { INVALID_VALUE, isSameIdList } from '../../ids.ts'
import { sendAll } from '../send.ts'
import { checkEach, createNotApplicable, type Violation } from '../../outcome.ts'
import { type ApiRead, appendQuery, encodeParameter, getItemIds, getItems, type Survey } from '../readable-api.ts'

/** Two encodings of one query. */
export interface EquivalentQueries {
  readonly operation: string
  /** Encoded query strings. */
  readonly queries: readonly [string, string]
}

/** Creates the check that equivalent queries get the same result. */
export function createQueryEncodingCheck(
  { api, reads }: Survey,
  equivalentQueries: readonly EquivalentQueries[],
): Check {
  return {
    ...citeStandard('SHOULD', 'RFC 3986 section 2.4; WHATWG URL, form-urlencoded parsing'),
    id: 'HTTP-026',
    title: 'Brackets work raw and percent-encoded; a space works as %20 and as +',
    unit: 'query in two encodings',
    hint: 'a parameter with brackets or a space',
    run: async (context) => {
      const pairs: ResponsePair[] = []
      const readList = await context.probeOnce(reads)
      for (const { operation, queries } of equivalentQueries) {
        const read = readList.find((candidate) => candidate.operation.id === operation)
        if (read === undefined) continue
        const [left, right] = queries
        const requests = [appendQuery(read.request, left), appendQuery(read.request, right)] as const
        const pair = await fetchStablePair(api, requests, context)
        if (pair !== null) pairs.push(pair)
      }
      if (!equivalentQueries.some(({ operation }) => readList.some((read) => read.operation.id === operation)))
        throw createNotApplicable('the target has no operation with such a parameter')
      return checkEach(pairs, ({ first, second }) => {
        const same = first.status === second.status && isSameIdList(getItemIds(api, first), getItemIds(api, second))
        return same ? null : { message: 'two encodings of one query have different results', exchange: second }
      })
    },
  }
}

/** The responses to two requests between which the data did not change. */
interface ResponsePair {
  readonly first: Exchange
  readonly second: Exchange
}

const MAX_ATTEMPTS = 3

/** Sends two requests, and the first one again to detect changes in between. Null when the data changes in every attempt. */
async function fetchStablePair(
  api: Survey['api'],
  requests: readonly [CheckRequest, CheckRequest],
  { client }: CheckContext,
): Promise<ResponsePair | null> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const [first, second] = [await client.sendRequest(requests[0]), await client.sendRequest(requests[1])]
    if (first.status === second.status && isSameIdList(getItemIds(api, first), getItemIds(api, second)))
      return { first, second }
    const repeated = await client.sendRequest(requests[0])
    if (isSameIdList(getItemIds(api, first), getItemIds(api, repeated))) return { first, second }
  }
  return null
}

const LONG_VALUE_LENGTH = 8192
const UNKNOWN_PARAMETER = 'flowtwinNoSuchParameter'

/** Creates the checks of repeated, unknown, empty and very long parameters. */
export function createQueryChecks(survey: Survey): readonly Check[] {
  return [
    createRepeatedParameterCheck(survey),
    createUnknownParameterCheck(survey),
    createEmptyValueCheck(survey),
    createLongValueCheck(survey),
  ]
}

/** Lists the reads with parameters, once per parameter. */
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
    ...bestPractice,
    id: 'HTTP-027',
    title: 'A repeated parameter gets a status below 500 and the same result each time',
    unit: 'query with a repeated parameter',
    hint: 'an operation with parameters',
    run: async (context) => {
      const pairs: (readonly [Exchange, Exchange])[] = []
      const requests = await buildRepeatedParameterRequests(survey, context)
      for (const request of requests)
        pairs.push([await context.client.sendRequest(request), await context.client.sendRequest(request)])
      return checkEach(pairs, ([first, second]) => {
        if (isServerError(first)) return { message: `status ${first.status}`, exchange: first }
        if (first.status !== second.status)
          return { message: `status ${first.status}, then ${second.status}`, exchange: second }
        const ids = getItemIds(survey.api, first)
        const common = getItemIds(survey.api, second).filter((id) => ids.includes(id))
        return ids.length > 0 && common.length === 0
          ? { message: 'a repeated request uses another of the values', exchange: second }
          : null
      })
    },
  }
}

/** Builds requests with each filter and two existing values, or with any parameter and two arbitrary values. */
async function buildRepeatedParameterRequests(survey: Survey, context: CheckContext): Promise<readonly CheckRequest[]> {
  const { api } = survey
  const filtered = await context.probeOnce(survey.filters)
  const requests = filtered.map(({ filter, value, read }) => {
    const values = getItems(api, read.exchange.body).flatMap((item) => filter.getValue(item) ?? [])
    const otherValue = values.find((candidate) => candidate !== value) ?? INVALID_VALUE
    return withRawQuery(
      read.request,
      `${encodeParameter(filter.parameter, value)}&${encodeParameter(filter.parameter, otherValue)}`,
    )
  })
  if (requests.length > 0) return requests
  const parameters = await listReadParameters(survey, context)
  return parameters.map(([{ request }, name]) =>
    withRawQuery(request, `${encodeParameter(name, '1')}&${encodeParameter(name, '2')}`),
  )
}

function createUnknownParameterCheck({ api, reads }: Survey): Check {
  return {
    ...bestPractice,
    id: 'HTTP-028',
    title: 'An unknown parameter is rejected or ignored',
    unit: 'query with an unknown parameter',
    hint: 'a readable resource',
    run: async (context) => {
      const pairs: ResponsePair[] = []
      for (const { request } of (await context.probeOnce(reads)).filter(({ exchange }) => isSuccess(exchange))) {
        const pair = await fetchStablePair(api, [request, appendQuery(request, `${UNKNOWN_PARAMETER}=1`)], context)
        if (pair !== null) pairs.push(pair)
      }
      return checkEach(pairs, ({ first, second }): Violation | null => {
        if (isClientError(second)) return null
        if (!isSuccess(second)) return { message: `status ${second.status}`, exchange: second }
        return isSameIdList(getItemIds(api, first), getItemIds(api, second))
          ? null
          : { message: 'an unknown parameter changes the result', exchange: second }
      })
    },
  }
}

function createEmptyValueCheck(survey: Survey): Check {
  return {
    ...bestPractice,
    id: 'HTTP-029',
    title: 'An empty value is ignored or rejected',
    unit: 'query with an empty value',
    hint: 'an operation with parameters',
    run: async (context) => {
      const { api } = survey
      const exchanges: { readonly read: ApiRead; readonly exchange: Exchange }[] = []
      for (const [read, name] of await listReadParameters(survey, context))
        exchanges.push({
          read,
          exchange: await context.client.sendRequest(withRawQuery(read.request, `${encodeURIComponent(name)}=`)),
        })
      return checkEach(exchanges, ({ read, exchange }) => {
        if (isClientError(exchange)) return null
        if (!isSuccess(exchange)) return { message: `status ${exchange.status}`, exchange }
        const ids = getItemIds(api, exchange)
        // An empty result is fine too: nothing matches the empty value.
        return ids.length === 0 || getItemIds(api, read.exchange).some((id) => ids.includes(id))
          ? null
          : { message: 'an empty value returns other items', exchange }
      })
    },
  }
}

function createLongValueCheck(survey: Survey): Check {
  return {
    ...bestPractice,
    id: 'HTTP-030',
    title: 'A filter value of 8 KiB is rejected or matches nothing',
    unit: 'query with a very long value',
    hint: 'a filter',
    run: async (context) => {
      const requests = (await context.probeOnce(survey.reads)).flatMap(({ request, operation }) =>
        survey.api.filters
          .filter((filter) => filter.operation === operation.id)
          .map(({ parameter }) => ({
            ...appendQuery(request, encodeParameter(parameter, 'x'.repeat(LONG_VALUE_LENGTH)), 'unspecified'),
            operation: null,
          })),
      )
      const exchanges = await sendAll(requests, context)
      if (exchanges.length === 0) throw createNotApplicable('the target has no operation with a filter')
      return checkEach(exchanges, (exchange) => {
        if (isClientError(exchange)) return null
        if (!isSuccess(exchange)) return { message: `status ${exchange.status}`, exchange }
        const [first] = getItemIds(survey.api, exchange)
        return first === undefined ? null : { message: 'a very long value matches an item', example: first, exchange }
      })
    },
  }
}

/** Appends a query; the response is not compared with the documented schema, which does not cover such queries. */
function withRawQuery(request: CheckRequest, query: string): CheckRequest {
  return { ...appendQuery(request, query), operation: null }
}

/** Requests with filter values that no item can have. */
interface InvalidFilterRules {
  readonly buildRequests: (context: CheckContext) => readonly CheckRequest[]
  readonly readIds: (exchange: Exchange) => readonly string[]
  /** True when an ignored filter would return items. */
  readonly hasItems: (context: CheckContext) => Promise<boolean>
}

/** Creates the check that an invalid filter value is not silently ignored. */
export function createInvalidFilterCheck({ buildRequests, readIds, hasItems }: InvalidFilterRules): Check {
  return {
    ...bestPractice,
    id: 'NEG-002',
    title: 'An invalid filter value never returns the unfiltered list',
    unit: 'invalid filter value',
    hint: 'one item or more',
    security: true,
    run: async (context) => {
      if (!(await hasItems(context))) return { evidence: 0, violations: [] }
      return checkEach(await sendAll(buildRequests(context), context), (exchange) => {
        const ids = isSuccess(exchange) ? readIds(exchange) : []
        if (ids.length === 0) return null
        return {
          message: 'an invalid filter value returns items',
          example: `${exchange.request.path}: ${ids[0]}`,
          exchange,
        }
      })
    },
  }
}
