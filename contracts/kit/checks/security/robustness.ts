import { expectNoServerError, serverErrorRule } from '../expect.ts'
import type { CheckRequest, Exchange } from '../../http/exchange.ts'
import { type Check, bestPractice } from '../../check.ts'
import { checkEach, createNotApplicable } from '../../outcome.ts'
import { UnreachableError } from '../../http/client.ts'
import { createTextGenerator } from '../../ids.ts'
import { mapInOrder, takeSample } from '../send.ts'
import type { CheckContext } from '../../check-context.ts'
import { buildOperationRequest, type Survey, appendQuery } from '../readable-api.ts'

/** Encoded values that parsers often fail on: other types, bounds, encodings, scripts, injections. */
const QUERY_VALUES = [
  'true',
  'null',
  '-1',
  '99999999999999999999',
  '1e309',
  '0x10',
  '%27',
  '%22%5D',
  '%5B%5D',
  '%7B%7D',
  '%25',
  '%0D%0A',
  '%F0%9F%8E%88',
  '%D7%A9%D7%9C',
  '%E2%80%AE',
  '..%2F..%2Fetc',
  '%24%7B7*7%7D',
  '2026-02-30',
  '%3Cscript%3E',
  '*',
] as const
/** Encoded bytes that are not valid text: a NUL, which data bases reject, a lone surrogate, an over-long slash, a truncated sequence. */
const NUL_TEXT = 'a%00b'
const INVALID_TEXT = ['%00', NUL_TEXT, '%ED%A0%80', '%C0%AF', '%F0%9F', '%FF'] as const
const UNUSUAL_HEADERS: readonly Readonly<Record<string, string>>[] = [
  { 'Accept-Language': 'xx-flowtwin;q=9, *;q=-1,,' },
  { 'Accept-Language': 'de-CH-1996,'.repeat(400) },
  { 'X-Flowtwin-Long': 'x'.repeat(6000) },
  { 'If-Modified-Since': 'yesterday' },
  { Range: 'bytes=9-1' },
  { 'X-HTTP-Method-Override': 'FLOWTWIN' },
  { Cookie: 'a=b; ;=; c' },
]
const VALUES_PER_PARAMETER = 3
const RANDOM_REQUESTS = 24

interface InputRule extends Pick<Check, 'id' | 'title' | 'unit'>, Partial<Pick<Check, 'level' | 'source' | 'hint'>> {
  readonly buildRequests: (survey: Survey, context: CheckContext) => Promise<readonly CheckRequest[]>
}

const INPUT_RULES: readonly InputRule[] = [
  {
    id: 'NEG-001',
    title: 'Unexpected query values never get 5xx',
    unit: 'unexpected parameter value',
    buildRequests: buildQueryRequests,
  },
  {
    id: 'NEG-003',
    title: 'Unexpected path values never get 5xx',
    unit: 'unexpected path value',
    hint: 'an operation with a placeholder',
    buildRequests: buildPathRequests,
  },
  {
    id: 'NEG-004',
    title: 'Unusual headers never get 5xx',
    unit: 'unusual header',
    hint: 'a readable resource',
    buildRequests: buildHeaderRequests,
  },
  {
    id: 'NEG-007',
    title: 'NUL, lone surrogates and invalid UTF-8 never get 5xx',
    unit: 'invalid text value',
    buildRequests: buildInvalidTextRequests,
  },
  {
    ...bestPractice,
    id: 'NEG-012',
    title: 'Random values never get 5xx',
    unit: 'random value',
    buildRequests: buildRandomRequests,
  },
]

/** Creates the checks that no input causes a server error. */
export function createRobustnessChecks(survey: Survey): readonly Check[] {
  return INPUT_RULES.map(({ buildRequests, ...rule }) => ({
    ...serverErrorRule,
    hint: 'an operation with parameters',
    ...rule,
    run: async (context) => {
      const requests = await buildRequests(survey, context)
      if (requests.length === 0) throw createNotApplicable(`the target has no place for an ${rule.unit}`)
      const results = await mapInOrder(takeSample(requests, context), async (request) => {
        return { request, exchange: await sendOrNull(request, context) }
      })
      return checkEach(results, ({ request, exchange }) => {
        if (exchange === null) return { message: 'no response', example: request.path }
        return expectNoServerError(exchange, exchange.request.path.slice(0, 200))
      })
    },
  }))
}

/** Sends a request; null when it gets no response although the target still responds to others. */
async function sendOrNull(request: CheckRequest, { client }: CheckContext): Promise<Exchange | null> {
  try {
    return await client.sendRequest(request)
  } catch (error) {
    if (!(error instanceof UnreachableError)) throw error
    await client.sendRequest({ ...request, path: request.path.split('?')[0] ?? '/', headers: {} })
    return null
  }
}

/** Distributes the values over the parameters, so that all values are sent with few requests. */
async function buildQueryRequests(survey: Survey, context: CheckContext): Promise<readonly CheckRequest[]> {
  const parameters = await listQueryParameters(survey, context)
  const valuesPerParameter = parameters.length < 8 ? QUERY_VALUES.length : VALUES_PER_PARAMETER
  return parameters.flatMap(({ request, name }, position) =>
    Array.from({ length: valuesPerParameter }, (_, index) => {
      const value = QUERY_VALUES[(position * valuesPerParameter + index) % QUERY_VALUES.length] ?? ''
      return appendRawValue(request, name, value)
    }),
  )
}

async function listQueryParameters(
  { reads }: Survey,
  { probeOnce }: CheckContext,
): Promise<readonly { readonly request: CheckRequest; readonly name: string }[]> {
  return (await probeOnce(reads)).flatMap(({ request, operation }) =>
    operation.queryParameters.map((name) => ({ request, name })),
  )
}

async function buildPathRequests({ api, reads }: Survey, context: CheckContext): Promise<readonly CheckRequest[]> {
  return (await context.probeOnce(reads)).flatMap(({ operation, values, request }) => {
    const name = api.detailReads[operation.id] ?? Object.keys(values)[0]
    if (name === undefined || values[name] === undefined) return []
    const { path } = buildOperationRequest(operation, { ...values, [name]: 'FLOWTWINVALUE' })
    const pathValues = QUERY_VALUES.filter((value) => !value.includes('%2F'))
    return pathValues.map((value) => toUnspecifiedRequest({ ...request, path: path.replace('FLOWTWINVALUE', value) }))
  })
}

async function buildHeaderRequests({ reads }: Survey, { probeOnce }: CheckContext): Promise<readonly CheckRequest[]> {
  const [first, ...more] = await probeOnce(reads)
  const chosen = [first, more.at(-1)].filter((read) => read !== undefined)
  return chosen.flatMap(({ request }) =>
    UNUSUAL_HEADERS.map((headers) => toUnspecifiedRequest({ ...request, headers })),
  )
}

async function buildInvalidTextRequests(survey: Survey, context: CheckContext): Promise<readonly CheckRequest[]> {
  // The first parameter shows how the target decodes a query; what it does with a NUL depends on the parameter.
  return (await context.probeOnce(survey.reads)).flatMap(({ request, operation }) =>
    operation.queryParameters.flatMap((name, index) =>
      (index === 0 ? INVALID_TEXT : [NUL_TEXT]).map((value) => appendRawValue(request, name, value)),
    ),
  )
}

/** Builds requests with random values from a fixed seed, so that failures are reproducible. */
async function buildRandomRequests(survey: Survey, context: CheckContext): Promise<readonly CheckRequest[]> {
  const parameters = await listQueryParameters(survey, context)
  const next = createTextGenerator('flowtwin')
  return Array.from({ length: RANDOM_REQUESTS }, (_, index) => parameters[index % parameters.length])
    .filter((parameter) => parameter !== undefined)
    .map(({ request, name }) => appendRawValue(request, name, encodeURIComponent(next())))
}

function appendRawValue(request: CheckRequest, name: string, value: string): CheckRequest {
  return toUnspecifiedRequest(appendQuery(request, `${encodeURIComponent(name)}=${value}`))
}

function toUnspecifiedRequest(request: CheckRequest): CheckRequest {
  return { ...request, operation: null, intent: 'unspecified' }
}
