import type { Call } from '../call.ts'
import type { Check } from '../check.ts'
import type { Exchange } from '../exchange.ts'
import { judgeEach } from '../finding.ts'
import { notApplicable } from '../outcome.ts'
import { idsOf, type Survey, withQuery } from '../surface.ts'

/** Two ways of writing one question. */
export interface Alike {
  readonly operation: string
  /** Queries as they stand in the URL. */
  readonly ways: readonly [string, string]
}

/** The check that one question in two spellings is one question. */
export function alikeCheck({ surface, reads }: Survey, alike: readonly Alike[]): Check {
  return {
    id: 'HTTP-026',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'RFC 3986 section 2.4; WHATWG URL, form-urlencoded parsing' },
    title: 'Brackets work raw and percent-encoded, and a space works as %20 and as +',
    unit: 'query in two spellings',
    remedy: 'a parameter with brackets or a space',
    judge: async ({ observe, client }) => {
      const pairs: (readonly [Exchange, Exchange])[] = []
      const made = await observe(reads)
      for (const { operation, ways } of alike) {
        const read = made.find((one) => one.operation.id === operation)
        if (read === undefined) continue
        const [one, other] = ways.map((query) => withQuery(read.call, query)) as [Call, Call]
        pairs.push([await client.send(one), await client.send(other)])
      }
      if (pairs.length === 0) throw notApplicable('the target has no operation with such a parameter')
      return judgeEach(pairs, ([one, other]) => {
        const same = one.status === other.status && sameIds(idsOf(surface, one), idsOf(surface, other))
        return same ? null : { what: 'two spellings of one query are answered differently', exchange: other }
      })
    },
  }
}

/** Whether two answers show the same items in the same order. */
export function sameIds(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((id, index) => id === right[index])
}
