// Checks: SEC-005, SEC-006, SEC-008
import { bestPractice } from '../rule-source.ts'
import type { Check } from '../../check.ts'
import { type CheckRequest, type Exchange, isClientError, isSuccess, getMediaType } from '../../http/exchange.ts'
import { checkEach, createNotApplicable, type Violation } from '../../outcome.ts'
import type { CheckContext } from '../../check-context.ts'
import {
  type ApiRead,
  type FilteredRead,
  getItemIds,
  encodeParameter,
  type Survey,
  appendQuery,
} from '../readable-api.ts'
import { mapInOrder, sendAndCheck } from '../send.ts'

/** Pairs of SQL fragments: the first condition is always true, the second always false. */
const CONDITION_PAIRS = [
  ["' OR '1'='1", "' AND '1'='2"],
  ['" OR 1=1 -- ', '" AND 1=2 -- '],
  ['\\', "'"],
] as const
const MARKUP = '<script>flowtwin</script>'
const WILDCARDS = ['*', '%', '_', '.*', '?', '%25'] as const

/** Creates the checks that filter values are never interpreted as code. */
export function createInjectionChecks(survey: Survey): readonly Check[] {
  const { api, reads } = survey
  const common = { ...bestPractice, hint: 'a filter value that some items have', security: true } as const
  return [
    {
      ...common,
      id: 'SEC-005',
      title: 'SQL injection payloads in filter values have no effect',
      unit: 'pair of filter values with a true and a false condition',
      run: async (context) => {
        const pairs: (readonly [Exchange, Exchange])[] = []
        for (const read of await requireFilterReads(survey, context)) {
          for (const [always, never] of CONDITION_PAIRS)
            pairs.push([
              await sendFilter(read, read.value + always, context),
              await sendFilter(read, read.value + never, context),
            ])
        }
        return checkEach(pairs, ([whenTrue, whenFalse]): Violation | null => {
          const [trueCount, falseCount] = [getItemIds(api, whenTrue).length, getItemIds(api, whenFalse).length]
          if (whenTrue.status === whenFalse.status && trueCount === falseCount) return null
          const example = `${whenTrue.status} with ${trueCount} items, ${whenFalse.status} with ${falseCount} items`
          return { message: 'a true and a false condition have different results', example, exchange: whenTrue }
        })
      },
    },
    {
      ...common,
      id: 'SEC-006',
      title: 'Wildcards in id filters match nothing',
      unit: 'wildcard as an id',
      run: async (context) => {
        const exchanges = await mapInOrder(await requireFilterReads(survey, context), async (read) => {
          const start = read.value.slice(0, 4)
          const values = [...WILDCARDS, `${start}*`, `${start}%`]
          return await mapInOrder(values, async (value) => await sendFilter(read, value, context))
        })
        return checkEach(exchanges.flat(), (exchange): Violation | null => {
          const [first] = isSuccess(exchange) ? getItemIds(api, exchange) : []
          if (first !== undefined) return { message: 'a wildcard matches an item', example: first, exchange }
          const isAccepted = isSuccess(exchange) || isClientError(exchange)
          return isAccepted ? null : { message: `status ${exchange.status}`, exchange }
        })
      },
    },
    {
      ...bestPractice,
      id: 'SEC-008',
      title: 'Markup from a request is echoed in JSON only, never in HTML',
      unit: 'response to a request with markup',
      hint: 'a readable resource',
      security: true,
      run: sendAndCheck(
        async ({ probeOnce }) => (await probeOnce(reads)).flatMap(buildMarkupRequests),
        (exchange) =>
          exchange.text.includes('<script>') && getMediaType(exchange)?.endsWith('json') !== true
            ? { message: `markup is echoed as ${getMediaType(exchange) ?? 'content without a type'}`, exchange }
            : null,
      ),
    },
  ]
}

function buildMarkupRequests({ request, operation }: ApiRead): readonly CheckRequest[] {
  const name = operation.queryParameters[0] ?? 'flowtwin'
  const path = `${request.path.split('?')[0]}/${encodeURIComponent(MARKUP)}`
  return [
    { ...appendQuery(request, encodeParameter(name, MARKUP), 'unspecified'), operation: null },
    { ...request, operation: null, intent: 'unspecified', path },
  ]
}

async function requireFilterReads(survey: Survey, { probeOnce }: CheckContext): Promise<readonly FilteredRead[]> {
  if (survey.api.filters.length === 0) throw createNotApplicable('the target has no filter')
  return await probeOnce(survey.filters)
}

async function sendFilter({ filter, read }: FilteredRead, value: string, { client }: CheckContext): Promise<Exchange> {
  return await client.sendRequest(appendQuery(read.request, encodeParameter(filter.parameter, value)))
}
