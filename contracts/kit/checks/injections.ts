import type { Check } from '../check.ts'
import { type Exchange, isRefusal, isSuccess, mediaTypeOf } from '../exchange.ts'
import { judgeEach, type Violation } from '../finding.ts'
import type { Context } from '../observation.ts'
import { notApplicable } from '../outcome.ts'
import { type Asked, idsOf, parameter, type Survey, withQuery } from '../surface.ts'

/** Pairs that differ for an interpreter only: the first is always true, the second never. */
const PAIRS = [
  ["' OR '1'='1", "' AND '1'='2"],
  ['" OR 1=1 -- ', '" AND 1=2 -- '],
  ['\\', "'"],
] as const
const MARKUP = '<script>flowtwin</script>'
const WILDCARDS = ['*', '%', '_', '.*', '?', '%25'] as const

/** That a filter value is a value, and never a piece of a question to a data base. */
export function injectionChecks(survey: Survey): readonly Check[] {
  const { surface } = survey
  const common = {
    level: 'SHOULD',
    source: { kind: 'house' },
    remedy: 'a filter value that some items have',
    security: true,
  } as const
  return [
    {
      ...common,
      id: 'SEC-005',
      title: 'Pieces of a question to a data base make no difference in a filter value',
      unit: 'pair of filter values that only an interpreter tells apart',
      judge: async (context) => {
        const pairs: (readonly [Exchange, Exchange])[] = []
        for (const asked of await filters(survey, context)) {
          for (const [always, never] of PAIRS)
            pairs.push([
              await ask(asked, asked.value + always, context),
              await ask(asked, asked.value + never, context),
            ])
        }
        return judgeEach(pairs, ([one, other]): Violation | null => {
          const [many, few] = [idsOf(surface, one), idsOf(surface, other)]
          return one.status === other.status && many.length === few.length
            ? null
            : {
                what: 'a true and a false condition are answered differently',
                witness: `${one.status} with ${many.length}, ${other.status} with ${few.length}`,
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
      judge: async (context) => {
        const answers: Exchange[] = []
        for (const asked of await filters(survey, context)) {
          for (const value of [...WILDCARDS, `${asked.value.slice(0, 4)}*`, `${asked.value.slice(0, 4)}%`])
            answers.push(await ask(asked, value, context))
        }
        return judgeEach(answers, (exchange): Violation | null => {
          const [first] = isSuccess(exchange) ? idsOf(surface, exchange) : []
          if (first !== undefined) return { what: 'a wildcard finds something', witness: first, exchange }
          return isSuccess(exchange) || isRefusal(exchange) ? null : { what: `status ${exchange.status}`, exchange }
        })
      },
    },
    markupCheck(survey),
  ]
}

function markupCheck({ reads }: Survey): Check {
  return {
    id: 'SEC-008',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'What a client sends comes back in JSON only, never in a page',
    unit: 'answer to a request with markup in it',
    remedy: 'something that can be read',
    security: true,
    judge: async ({ observe, client }) => {
      const answers: Exchange[] = []
      for (const { call, operation } of await observe(reads)) {
        const name = operation.query[0] ?? 'flowtwin'
        const asked = withQuery(call, parameter(name, MARKUP), 'rough')
        answers.push(await client.send({ ...asked, operation: null }))
        const path = `${call.path.split('?')[0]}/${encodeURIComponent(MARKUP)}`
        answers.push(await client.send({ ...call, operation: null, intent: 'rough', path }))
      }
      return judgeEach(answers, (exchange) =>
        exchange.text.includes('<script>') && mediaTypeOf(exchange)?.endsWith('json') !== true
          ? { what: `markup comes back as ${mediaTypeOf(exchange) ?? 'something'}`, exchange }
          : null,
      )
    },
  }
}

async function filters({ filters: asked, surface }: Survey, { observe }: Context): Promise<readonly Asked[]> {
  if (surface.filters.length === 0) throw notApplicable('the target has no filter')
  return await observe(asked)
}

async function ask({ filter, read }: Asked, value: string, { client }: Context): Promise<Exchange> {
  return await client.send(withQuery(read.call, parameter(filter.parameter, value)))
}
