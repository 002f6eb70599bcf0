import type { Call } from '../call.ts'
import type { Check } from '../check.ts'
import type { Exchange } from '../exchange.ts'
import { judgeEach } from '../finding.ts'
import type { Context } from '../observation.ts'
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
    judge: async (context) => {
      const pairs: Beside[] = []
      const made = await context.observe(reads)
      for (const { operation, ways } of alike) {
        const read = made.find((one) => one.operation.id === operation)
        if (read === undefined) continue
        const [one, other] = ways.map((query) => withQuery(read.call, query)) as [Call, Call]
        const pair = await beside(surface, [one, other], context)
        if (pair !== null) pairs.push(pair)
      }
      if (!alike.some(({ operation }) => made.some((one) => one.operation.id === operation)))
        throw notApplicable('the target has no operation with such a parameter')
      return judgeEach(pairs, ({ one, other }) => {
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

/** Answers to two questions, and to the first one once more: only where nothing moved between can the two be compared. */
export interface Beside {
  readonly one: Exchange
  readonly other: Exchange
}

const MOST_TRIES = 3

/** Asks two questions while nothing moves; null when something always does. */
export async function beside(
  surface: Survey['surface'],
  calls: readonly [Call, Call],
  { client }: Context,
): Promise<Beside | null> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const [one, other] = [await client.send(calls[0]), await client.send(calls[1])]
    if (one.status === other.status && sameIds(idsOf(surface, one), idsOf(surface, other))) return { one, other }
    const again = await client.send(calls[0])
    if (sameIds(idsOf(surface, one), idsOf(surface, again))) return { one, other }
  }
  return null
}
