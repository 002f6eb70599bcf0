import { bestPractice, citeStandard, type Check, defineCheck } from '../../check.ts'
import type { CheckContext } from '../../check-context.ts'
import { type CheckRequest, type Exchange, isClientError, isServerError, isSuccess } from '../../http/exchange.ts'
import { INVALID_VALUE, isSameIdList } from '../../ids.ts'
import { mapInOrder, sendAll } from '../send.ts'
import { checkEach, createNotApplicable, type Violation } from '../../outcome.ts'
import { type ApiRead, appendQuery, encodeParameter, getItemIds, getItems, type Survey } from '../readable-api.ts'

/** Two encodings of one query, as encoded query strings. */
export interface EquivalentQueries {
  readonly operation: string
  readonly queries: readonly [string, string]
}

const LONG_VALUE_LENGTH = 8192
const UNKNOWN_PARAMETER = 'flowtwinNoSuchParameter'

export function createQueryEncodingCheck(
  { api, reads }: Survey,
  equivalentQueries: readonly EquivalentQueries[],
): Check {
  return defineCheck('HTTP-026', citeStandard('SHOULD', 'RFC 3986 section 2.4; WHATWG URL, form-urlencoded parsing'), {
    title: 'Brackets work raw and percent-encoded; a space works as %20 and as +',
    evidence: ['query in two encodings', 'a parameter with brackets or a space'],
    run: async (context) => {
      const readList = await context.probeOnce(reads)
      const requests = equivalentQueries.flatMap(({ operation, queries: [left, right] }) => {
        const read = readList.find((candidate) => candidate.operation.id === operation)
        return read === undefined ? [] : [[appendQuery(read.request, left), appendQuery(read.request, right)] as const]
      })
      if (requests.length === 0) throw createNotApplicable('the target has no operation with such a parameter')
      return checkEach(await fetchStablePairs(api, requests, context), ({ first, second }) =>
        first.status === second.status && hasSameIds(api, first, second)
          ? null
          : { message: 'two encodings of one query have different results', exchange: second },
      )
    },
  })
}

/** The responses to two requests between which the data did not change. */
interface ResponsePair {
  readonly first: Exchange
  readonly second: Exchange
}

const MAX_ATTEMPTS = 3

/** Sends pairs of requests. Omits those between which the data changes in every attempt. */
async function fetchStablePairs(
  api: Survey['api'],
  requests: readonly (readonly [CheckRequest, CheckRequest])[],
  context: CheckContext,
): Promise<readonly ResponsePair[]> {
  const pairs = await mapInOrder(requests, async (pair) => await fetchStablePair(api, pair, context))
  return pairs.filter((pair) => pair !== null)
}

/** Sends two requests, and the first one again to detect changes in between. Null when the data changes in every attempt. */
async function fetchStablePair(
  api: Survey['api'],
  requests: readonly [CheckRequest, CheckRequest],
  { client }: CheckContext,
): Promise<ResponsePair | null> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const [first, second] = [await client.sendRequest(requests[0]), await client.sendRequest(requests[1])]
    if (first.status === second.status && hasSameIds(api, first, second)) return { first, second }
    if (hasSameIds(api, first, await client.sendRequest(requests[0]))) return { first, second }
  }
  return null
}

function hasSameIds(api: Survey['api'], left: Exchange, right: Exchange): boolean {
  return isSameIdList(getItemIds(api, left), getItemIds(api, right))
}

/** Creates the checks of repeated, unknown, empty and very long parameters. */
export function createQueryChecks(survey: Survey): readonly Check[] {
  const { api, reads } = survey
  return [
    defineCheck('HTTP-027', bestPractice, {
      title: 'A repeated parameter gets a status below 500 and the same result each time',
      evidence: ['query with a repeated parameter', 'an operation with parameters'],
      run: async (context) => {
        const requests = await buildRepeatedParameterRequests(survey, context)
        const pairs = await mapInOrder(requests, async (request) => await sendAll([request, request], context))
        return checkEach(pairs, (pair) => findRepetitionViolation(pair, api))
      },
    }),
    defineCheck('HTTP-028', bestPractice, {
      title: 'An unknown parameter is rejected or ignored',
      evidence: ['query with an unknown parameter', 'a readable resource'],
      run: async (context) => {
        const successfulReads = (await context.probeOnce(reads)).filter(({ exchange }) => isSuccess(exchange))
        const pairs = await mapInOrder(successfulReads, async ({ request, exchange: first }) => {
          const unknown = appendQuery(request, `${UNKNOWN_PARAMETER}=1`)
          const second = await context.client.sendRequest(unknown)
          // A list that changed since it was read first is read again.
          const isSame = first.status === second.status && hasSameIds(api, first, second)
          return isSame ? { first, second } : await fetchStablePair(api, [request, unknown], context)
        })
        return checkEach(
          pairs.filter((pair) => pair !== null),
          ({ first, second }) =>
            findResultViolation(second, hasSameIds(api, first, second), 'an unknown parameter changes the result'),
        )
      },
    }),
    defineCheck('HTTP-029', bestPractice, {
      title: 'An empty value is ignored or rejected',
      evidence: ['query with an empty value', 'an operation with parameters'],
      run: async (context) => {
        const parameters = await listReadParameters(survey, context)
        const responses = await mapInOrder(parameters, async ([read, name]) => {
          const request = withRawQuery(read.request, `${encodeURIComponent(name)}=`)
          const exchange = await context.client.sendRequest(request)
          // A list that changed since it was read first is read again.
          const isCurrent = getItemIds(api, exchange).length === 0 || sharesItems(api, read.exchange, exchange)
          return { exchange, plain: isCurrent ? read.exchange : await context.client.sendRequest(read.request) }
        })
        return checkEach(responses, ({ exchange, plain }) => {
          // An empty result is fine too: nothing matches the empty value.
          const isExpected = getItemIds(api, exchange).length === 0 || sharesItems(api, plain, exchange)
          return findResultViolation(exchange, isExpected, 'an empty value returns other items')
        })
      },
    }),
    createLongValueCheck(survey),
  ]
}

function sharesItems(api: Survey['api'], left: Exchange, right: Exchange): boolean {
  const ids = getItemIds(api, right)
  return getItemIds(api, left).some((id) => ids.includes(id))
}

/** A violation for a failure, and for a success with an unexpected result. Rejecting an unusual query is correct. */
function findResultViolation(exchange: Exchange, isExpected: boolean, message: string): Violation | null {
  if (isClientError(exchange)) return null
  if (!isSuccess(exchange)) return { message: `status ${exchange.status}`, exchange }
  return isExpected ? null : { message, exchange }
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

function findRepetitionViolation([first, second]: readonly Exchange[], api: Survey['api']): Violation | null {
  if (first === undefined || second === undefined) return null
  if (isServerError(first)) return { message: `status ${first.status}`, exchange: first }
  if (first.status !== second.status)
    return { message: `status ${first.status}, then ${second.status}`, exchange: second }
  const [ids, repeatedIds] = [getItemIds(api, first), getItemIds(api, second)]
  return ids.length > 0 && !repeatedIds.some((id) => ids.includes(id))
    ? { message: 'a repeated request uses another of the values', exchange: second }
    : null
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

function createLongValueCheck(survey: Survey): Check {
  return defineCheck('HTTP-030', bestPractice, {
    title: 'A filter value of 8 KiB is rejected or matches nothing',
    evidence: ['query with a very long value', 'a filter'],
    run: async (context) => {
      const requests = (await context.probeOnce(survey.reads)).flatMap(({ request, operation }) => {
        const filters = survey.api.filters.filter((filter) => filter.operation === operation.id)
        return filters.map(({ parameter }) => {
          const query = encodeParameter(parameter, 'x'.repeat(LONG_VALUE_LENGTH))
          return { ...appendQuery(request, query, 'unspecified'), operation: null }
        })
      })
      if (requests.length === 0) throw createNotApplicable('the target has no operation with a filter')
      return checkEach(await sendAll(requests, context), (exchange) => {
        if (isClientError(exchange)) return null
        if (!isSuccess(exchange)) return { message: `status ${exchange.status}`, exchange }
        const [first] = getItemIds(survey.api, exchange)
        return first === undefined ? null : { message: 'a very long value matches an item', example: first, exchange }
      })
    },
  })
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

export function createInvalidFilterCheck({ buildRequests, readIds, hasItems }: InvalidFilterRules): Check {
  return defineCheck('NEG-002', bestPractice, {
    title: 'An invalid filter value never returns the unfiltered list',
    evidence: ['invalid filter value', 'one item or more'],
    security: true,
    run: async (context) => {
      if (!(await hasItems(context))) return { evidence: 0, violations: [] }
      return checkEach(await sendAll(buildRequests(context), context), (exchange) => {
        const ids = isSuccess(exchange) ? readIds(exchange) : []
        const example = `${exchange.request.path}: ${ids[0]}`
        return ids.length === 0 ? null : { message: 'an invalid filter value returns items', example, exchange }
      })
    },
  })
}
