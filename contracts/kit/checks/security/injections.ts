import { bestPractice, type Check, defineCheck } from '../../check.ts'
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
import { mapInOrder, sendAndCheck, takeSample } from '../send.ts'

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
  const HINT = 'a filter value that some items have'
  return [
    defineCheck('SEC-005', bestPractice, {
      security: true,
      title: 'SQL injection payloads in filter values have no effect',
      evidence: ['pair of filter values with a true and a false condition', HINT],
      run: async (context) => {
        const conditions = (await requireFilterReads(survey, context)).flatMap((read) =>
          CONDITION_PAIRS.map((pair) => ({ read, pair })),
        )
        const pairs = await mapInOrder(takeSample(conditions, context), async ({ read, pair: [always, never] }) => {
          const whenTrue = await sendFilter(read, read.value + always, context)
          return [whenTrue, await sendFilter(read, read.value + never, context)] as const
        })
        return checkEach(pairs, ([whenTrue, whenFalse]): Violation | null => {
          const [trueCount, falseCount] = [getItemIds(api, whenTrue).length, getItemIds(api, whenFalse).length]
          if (whenTrue.status === whenFalse.status && trueCount === falseCount) return null
          const example = `${whenTrue.status} with ${trueCount} items, ${whenFalse.status} with ${falseCount} items`
          return { message: 'a true and a false condition have different results', example, exchange: whenTrue }
        })
      },
    }),
    defineCheck('SEC-006', bestPractice, {
      security: true,
      title: 'Wildcards in id filters match nothing',
      evidence: ['wildcard as an id', HINT],
      run: async (context) => {
        const values = (await requireFilterReads(survey, context)).flatMap((read) => {
          const start = read.value.slice(0, 4)
          return [...WILDCARDS, `${start}*`, `${start}%`].map((value) => ({ read, value }))
        })
        const sample = takeSample(values, context)
        const exchanges = await mapInOrder(sample, async ({ read, value }) => await sendFilter(read, value, context))
        return checkEach(exchanges, (exchange): Violation | null => {
          const [first] = isSuccess(exchange) ? getItemIds(api, exchange) : []
          if (first !== undefined) return { message: 'a wildcard matches an item', example: first, exchange }
          const isAccepted = isSuccess(exchange) || isClientError(exchange)
          return isAccepted ? null : { message: `status ${exchange.status}`, exchange }
        })
      },
    }),
    defineCheck('SEC-008', bestPractice, {
      title: 'Markup from a request is echoed in JSON only, never in HTML',
      evidence: ['response to a request with markup', 'a readable resource'],
      security: true,
      run: sendAndCheck(
        async (context) => takeSample((await context.probeOnce(reads)).flatMap(buildMarkupRequests), context),
        (exchange) =>
          // A page may have scripts of its own, and show the markup escaped.
          exchange.text.includes(MARKUP) && getMediaType(exchange)?.endsWith('json') !== true
            ? { message: `markup is echoed as ${getMediaType(exchange) ?? 'content without a type'}`, exchange }
            : null,
      ),
    }),
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
