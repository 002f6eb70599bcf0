// Checks: SEC-005, SEC-006, SEC-008
import { bestPractice } from '../rule-source.ts'
import type { Check } from '../../check.ts'
import { type CheckRequest, type Exchange, isClientError, isSuccess, getMediaType } from '../../http/exchange.ts'
import { checkEach, createNotApplicable, type Violation } from '../../outcome.ts'
import type { CheckContext } from '../../check-context.ts'
import { type FilteredRead, getItemIds, encodeParameter, type Survey, appendQuery } from '../readable-api.ts'
import { sendAll } from '../send.ts'

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
  const { api } = survey
  const common = { ...bestPractice, hint: 'a filter value that some items have', security: true } as const
  return [
    {
      ...common,
      id: 'SEC-005',
      title: 'SQL injection payloads in filter values have no effect',
      unit: 'pair of filter values with a true and a false condition',
      run: async (context) => {
        const pairs: (readonly [Exchange, Exchange])[] = []
        for (const filteredRead of await requireFilterReads(survey, context)) {
          for (const [always, never] of CONDITION_PAIRS)
            pairs.push([
              await sendFilter(filteredRead, filteredRead.value + always, context),
              await sendFilter(filteredRead, filteredRead.value + never, context),
            ])
        }
        return checkEach(pairs, ([whenTrue, whenFalse]): Violation | null => {
          const [trueCount, falseCount] = [getItemIds(api, whenTrue).length, getItemIds(api, whenFalse).length]
          return whenTrue.status === whenFalse.status && trueCount === falseCount
            ? null
            : {
                message: 'a true and a false condition have different results',
                example: `${whenTrue.status} with ${trueCount} items, ${whenFalse.status} with ${falseCount} items`,
                exchange: whenTrue,
              }
        })
      },
    },
    {
      ...common,
      id: 'SEC-006',
      title: 'Wildcards in id filters match nothing',
      unit: 'wildcard as an id',
      run: async (context) => {
        const exchanges: Exchange[] = []
        for (const filteredRead of await requireFilterReads(survey, context)) {
          for (const value of [
            ...WILDCARDS,
            `${filteredRead.value.slice(0, 4)}*`,
            `${filteredRead.value.slice(0, 4)}%`,
          ])
            exchanges.push(await sendFilter(filteredRead, value, context))
        }
        return checkEach(exchanges, (exchange): Violation | null => {
          const [first] = isSuccess(exchange) ? getItemIds(api, exchange) : []
          if (first !== undefined) return { message: 'a wildcard matches an item', example: first, exchange }
          return isSuccess(exchange) || isClientError(exchange)
            ? null
            : { message: `status ${exchange.status}`, exchange }
        })
      },
    },
    createMarkupCheck(survey),
  ]
}

function createMarkupCheck({ reads }: Survey): Check {
  return {
    ...bestPractice,
    id: 'SEC-008',
    title: 'Markup from a request is echoed in JSON only, never in HTML',
    unit: 'response to a request with markup',
    hint: 'a readable resource',
    security: true,
    run: async ({ probeOnce, client }) => {
      const requests = (await probeOnce(reads)).flatMap(({ request, operation }): readonly CheckRequest[] => {
        const name = operation.queryParameters[0] ?? 'flowtwin'
        const path = `${request.path.split('?')[0]}/${encodeURIComponent(MARKUP)}`
        return [
          { ...appendQuery(request, encodeParameter(name, MARKUP), 'unspecified'), operation: null },
          { ...request, operation: null, intent: 'unspecified', path },
        ]
      })
      return checkEach(await sendAll(requests, { client }), (exchange) =>
        exchange.text.includes('<script>') && getMediaType(exchange)?.endsWith('json') !== true
          ? { message: `markup is echoed as ${getMediaType(exchange) ?? 'content without a type'}`, exchange }
          : null,
      )
    },
  }
}

async function requireFilterReads(
  { filters, api }: Survey,
  { probeOnce }: CheckContext,
): Promise<readonly FilteredRead[]> {
  if (api.filters.length === 0) throw createNotApplicable('the target has no filter')
  return await probeOnce(filters)
}

async function sendFilter({ filter, read }: FilteredRead, value: string, { client }: CheckContext): Promise<Exchange> {
  return await client.sendRequest(appendQuery(read.request, encodeParameter(filter.parameter, value)))
}
