import type { Check } from '../../check.ts'
import { type Exchange, isClientError, isSuccess, getMediaType } from '../../http/exchange.ts'
import { checkEach, createNotApplicable, type Violation } from '../../outcome.ts'
import type { CheckContext } from '../../check-context.ts'
import { type FilteredRead, getItemIds, encodeParameter, type Survey, appendQuery } from '../readable-api.ts'

/** Pairs that differ for an interpreter only: the first is always true, the second never. */
const CONDITION_PAIRS = [
  ["' OR '1'='1", "' AND '1'='2"],
  ['" OR 1=1 -- ', '" AND 1=2 -- '],
  ['\\', "'"],
] as const
const MARKUP = '<script>flowtwin</script>'
const WILDCARDS = ['*', '%', '_', '.*', '?', '%25'] as const

/** That a filter value is a value, and never a piece of a question to a data base. */
export function createInjectionChecks(survey: Survey): readonly Check[] {
  const { api } = survey
  const common = {
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    hint: 'a filter value that some items have',
    security: true,
  } as const
  return [
    {
      ...common,
      id: 'SEC-005',
      title: 'Pieces of a question to a data base make no difference in a filter value',
      unit: 'pair of filter values that only an interpreter tells apart',
      run: async (context) => {
        const pairs: (readonly [Exchange, Exchange])[] = []
        for (const asked of await requireFilterReads(survey, context)) {
          for (const [always, never] of CONDITION_PAIRS)
            pairs.push([
              await sendFilter(asked, asked.value + always, context),
              await sendFilter(asked, asked.value + never, context),
            ])
        }
        return checkEach(pairs, ([one, other]): Violation | null => {
          const [many, few] = [getItemIds(api, one), getItemIds(api, other)]
          return one.status === other.status && many.length === few.length
            ? null
            : {
                message: 'a true and a false condition are answered differently',
                example: `${one.status} with ${many.length}, ${other.status} with ${few.length}`,
                exchange: one,
              }
        })
      },
    },
    {
      ...common,
      id: 'SEC-006',
      title: 'Wildcards in the filter for an id find nothing',
      unit: 'wildcard as an id',
      run: async (context) => {
        const answers: Exchange[] = []
        for (const asked of await requireFilterReads(survey, context)) {
          for (const value of [...WILDCARDS, `${asked.value.slice(0, 4)}*`, `${asked.value.slice(0, 4)}%`])
            answers.push(await sendFilter(asked, value, context))
        }
        return checkEach(answers, (exchange): Violation | null => {
          const [first] = isSuccess(exchange) ? getItemIds(api, exchange) : []
          if (first !== undefined) return { message: 'a wildcard finds something', example: first, exchange }
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
    id: 'SEC-008',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'What a client sends comes back in JSON only, never in a page',
    unit: 'answer to a request with markup in it',
    hint: 'something that can be read',
    security: true,
    run: async ({ probeOnce, client }) => {
      const answers: Exchange[] = []
      for (const { request: call, operation } of await probeOnce(reads)) {
        const name = operation.queryParameters[0] ?? 'flowtwin'
        const request = appendQuery(call, encodeParameter(name, MARKUP), 'unspecified')
        answers.push(await client.sendRequest({ ...request, operation: null }))
        const path = `${call.path.split('?')[0]}/${encodeURIComponent(MARKUP)}`
        answers.push(await client.sendRequest({ ...call, operation: null, intent: 'unspecified', path }))
      }
      return checkEach(answers, (exchange) =>
        exchange.text.includes('<script>') && getMediaType(exchange)?.endsWith('json') !== true
          ? { message: `markup comes back as ${getMediaType(exchange) ?? 'something'}`, exchange }
          : null,
      )
    },
  }
}

async function requireFilterReads(
  { filters: asked, api }: Survey,
  { probeOnce }: CheckContext,
): Promise<readonly FilteredRead[]> {
  if (api.filters.length === 0) throw createNotApplicable('the target has no filter')
  return await probeOnce(asked)
}

async function sendFilter({ filter, read }: FilteredRead, value: string, { client }: CheckContext): Promise<Exchange> {
  return await client.sendRequest(appendQuery(read.request, encodeParameter(filter.parameter, value)))
}
