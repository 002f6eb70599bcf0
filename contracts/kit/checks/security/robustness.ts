import { type CheckRequest, type Exchange, isServerError } from '../../http/exchange.ts'
import type { Check, CheckSource } from '../../check.ts'
import { checkEach, createNotApplicable } from '../../outcome.ts'
import { UnreachableError } from '../../http/client.ts'
import { createTextGenerator } from '../../oracles/random-text.ts'
import type { CheckContext } from '../../check-context.ts'
import { buildOperationRequest, type Survey, appendQuery } from '../readable-api.ts'

const serverFault: CheckSource = {
  kind: 'standard',
  reference: 'RFC 9110 section 15.6: a 5xx is the fault of the server',
}

/** What stands in queries and paths that nobody foresaw: types, bounds, encodings, scripts, injections. Already encoded. */
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
/** Bytes that are no text: NUL, a lone surrogate in UTF-8, an over-long slash, a cut sequence. */
const INVALID_TEXT = ['%00', 'a%00b', '%ED%A0%80', '%C0%AF', '%F0%9F', '%FF'] as const
const ODD_HEADERS: readonly Readonly<Record<string, string>>[] = [
  { 'Accept-Language': 'xx-flowtwin;q=9, *;q=-1,,' },
  { 'Accept-Language': 'de-CH-1996,'.repeat(400) },
  { 'X-Flowtwin-Long': 'x'.repeat(6000) },
  { 'If-Modified-Since': 'yesterday' },
  { Range: 'bytes=9-1' },
  { 'X-HTTP-Method-Override': 'FLOWTWIN' },
  { Cookie: 'a=b; ;=; c' },
]
const VALUES_PER_PARAMETER = 4
const RANDOM_REQUESTS = 24

/** That nothing a client sends brings the target down. */
export function createRobustnessChecks(survey: Survey): readonly Check[] {
  const rule = { source: serverFault, hint: 'an operation with parameters' } as const
  return [
    createNoServerErrorCheck(
      {
        ...rule,
        id: 'NEG-001',
        level: 'MUST',
        title: 'No value of a query parameter is answered with 5xx',
        unit: 'odd value of a parameter',
      },
      (context) => buildQueryRequests(survey, context),
    ),
    createNoServerErrorCheck(
      {
        ...rule,
        id: 'NEG-003',
        level: 'MUST',
        title: 'No value in a path is answered with 5xx',
        unit: 'odd value in a path',
        hint: 'an operation with a placeholder',
      },
      (context) => buildPathRequests(survey, context),
    ),
    createNoServerErrorCheck(
      {
        ...rule,
        id: 'NEG-004',
        level: 'MUST',
        title: 'No header is answered with 5xx',
        unit: 'odd header',
        hint: 'something that can be read',
      },
      (context) => buildHeaderRequests(survey, context),
    ),
    createNoServerErrorCheck(
      {
        ...rule,
        id: 'NEG-007',
        level: 'MUST',
        title: 'NUL, lone surrogates and broken UTF-8 are never answered with 5xx',
        unit: 'value that is no text',
      },
      (context) => buildInvalidTextRequests(survey, context),
    ),
    createNoServerErrorCheck(
      {
        ...rule,
        id: 'NEG-012',
        source: { kind: 'best-practice' },
        level: 'SHOULD',
        title: 'No made-up value brings the target down',
        unit: 'made-up value',
      },
      (context) => buildRandomRequests(survey, context),
    ),
  ]
}

function createNoServerErrorCheck(
  check: Omit<Check, 'run'>,
  calls: (context: CheckContext) => Promise<readonly CheckRequest[]>,
): Check {
  return {
    ...check,
    run: async (context) => {
      const asked = await calls(context)
      if (asked.length === 0)
        throw createNotApplicable(`the target has no ${check.unit.replace(/^.* /, '')} of this kind`)
      const answers: { readonly call: CheckRequest; readonly exchange: Exchange | null }[] = []
      for (const call of asked) answers.push({ call, exchange: await sendOrNull(call, context) })
      return checkEach(answers, ({ call, exchange }) => {
        if (exchange === null) return { message: 'no answer', example: call.path }
        return isServerError(exchange)
          ? { message: `status ${exchange.status}`, example: exchange.request.path.slice(0, 200), exchange }
          : null
      })
    },
  }
}

/** Null when there is no answer although the target answers else. */
async function sendOrNull(call: CheckRequest, { client }: CheckContext): Promise<Exchange | null> {
  try {
    return await client.sendRequest(call)
  } catch (error) {
    if (!(error instanceof UnreachableError)) throw error
    await client.sendRequest({ ...call, path: call.path.split('?')[0] ?? '/', headers: {} })
    return null
  }
}

/** Each parameter gets some of the values in turn, so that all parameters together get all of them at a fair price. */
async function buildQueryRequests({ reads }: Survey, { probeOnce }: CheckContext): Promise<readonly CheckRequest[]> {
  const all = (await probeOnce(reads)).flatMap(({ request, operation }) =>
    operation.queryParameters.map((name) => ({ call: request, name })),
  )
  const each = all.length < 8 ? QUERY_VALUES.length : VALUES_PER_PARAMETER
  return all.flatMap(({ call, name }, turn) =>
    Array.from({ length: each }, (_, index) => {
      const value = QUERY_VALUES[(turn * each + index) % QUERY_VALUES.length] ?? ''
      return toUnspecifiedRequest(appendQuery(call, `${encodeURIComponent(name)}=${value}`))
    }),
  )
}

async function buildPathRequests(
  { api, reads }: Survey,
  { probeOnce }: CheckContext,
): Promise<readonly CheckRequest[]> {
  return (await probeOnce(reads)).flatMap(({ operation, values, request }) => {
    const name = api.detailReads[operation.id] ?? Object.keys(values)[0]
    const own = name === undefined ? undefined : values[name]
    if (name === undefined || own === undefined) return []
    const placed = buildOperationRequest(operation, { ...values, [name]: 'FLOWTWINVALUE' }).path
    const odd = QUERY_VALUES.filter((value) => !value.includes('%2F'))
    return odd.map((value) => toUnspecifiedRequest({ ...request, path: placed.replace('FLOWTWINVALUE', value) }))
  })
}

async function buildHeaderRequests({ reads }: Survey, { probeOnce }: CheckContext): Promise<readonly CheckRequest[]> {
  const [first, ...more] = await probeOnce(reads)
  const chosen = [first, more.at(-1)].filter((read) => read !== undefined)
  return chosen.flatMap(({ request }) => ODD_HEADERS.map((own) => toUnspecifiedRequest({ ...request, headers: own })))
}

async function buildInvalidTextRequests(
  { reads }: Survey,
  { probeOnce }: CheckContext,
): Promise<readonly CheckRequest[]> {
  return (await probeOnce(reads)).flatMap(({ request, operation }) =>
    operation.queryParameters
      .slice(0, 2)
      .flatMap((name) =>
        INVALID_TEXT.map((value) => toUnspecifiedRequest(appendQuery(request, `${encodeURIComponent(name)}=${value}`))),
      ),
  )
}

/** Values from a seed that is always the same: a run that fails fails again. */
async function buildRandomRequests({ reads }: Survey, { probeOnce }: CheckContext): Promise<readonly CheckRequest[]> {
  const all = (await probeOnce(reads)).flatMap(({ request, operation }) =>
    operation.queryParameters.map((name) => ({ call: request, name })),
  )
  const next = createTextGenerator('flowtwin')
  return Array.from({ length: all.length === 0 ? 0 : RANDOM_REQUESTS }, (_, round) => {
    const { call, name } = all[round % all.length] ?? { call: { path: '/' } as CheckRequest, name: '' }
    return toUnspecifiedRequest(appendQuery(call, `${encodeURIComponent(name)}=${encodeURIComponent(next())}`))
  })
}

function toUnspecifiedRequest(call: CheckRequest): CheckRequest {
  return { ...call, operation: null, intent: 'unspecified' }
}
