import type { CheckRequest } from '../call.ts'
import type { Check } from '../check.ts'
import type { Exchange } from '../exchange.ts'
import { checkEach } from '../finding.ts'
import type { CheckContext } from '../observation.ts'
import { createNotApplicable } from '../outcome.ts'
import { getItemIds, type Survey, appendQuery } from '../surface.ts'

/** Two ways of writing one question. */
export interface EquivalentQueries {
  readonly operation: string
  /** Queries as they stand in the URL. */
  readonly queries: readonly [string, string]
}

/** The check that one question in two spellings is one question. */
export function createQueryEncodingCheck({ api, reads }: Survey, alike: readonly EquivalentQueries[]): Check {
  return {
    id: 'HTTP-026',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'RFC 3986 section 2.4; WHATWG URL, form-urlencoded parsing' },
    title: 'Brackets work raw and percent-encoded, and a space works as %20 and as +',
    unit: 'query in two spellings',
    remedy: 'a parameter with brackets or a space',
    run: async (context) => {
      const pairs: ResponsePair[] = []
      const readList = await context.probeOnce(reads)
      for (const { operation, queries } of alike) {
        const read = readList.find((one) => one.operation.id === operation)
        if (read === undefined) continue
        const [one, other] = queries.map((query) => appendQuery(read.request, query)) as [CheckRequest, CheckRequest]
        const pair = await fetchStablePair(api, [one, other], context)
        if (pair !== null) pairs.push(pair)
      }
      if (!alike.some(({ operation }) => readList.some((one) => one.operation.id === operation)))
        throw createNotApplicable('the target has no operation with such a parameter')
      return checkEach(pairs, ({ first, second }) => {
        const same = first.status === second.status && hasSameIds(getItemIds(api, first), getItemIds(api, second))
        return same ? null : { message: 'two spellings of one query are answered differently', exchange: second }
      })
    },
  }
}

/** Whether two answers show the same items in the same order. */
export function hasSameIds(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((id, index) => id === right[index])
}

/** Answers to two questions, and to the first one once more: only where nothing moved between can the two be compared. */
export interface ResponsePair {
  readonly first: Exchange
  readonly second: Exchange
}

const MAX_ATTEMPTS = 3

/** Asks two questions while nothing moves; null when something always does. */
export async function fetchStablePair(
  surface: Survey['api'],
  calls: readonly [CheckRequest, CheckRequest],
  { client }: CheckContext,
): Promise<ResponsePair | null> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const [one, other] = [await client.sendRequest(calls[0]), await client.sendRequest(calls[1])]
    if (one.status === other.status && hasSameIds(getItemIds(surface, one), getItemIds(surface, other)))
      return { first: one, second: other }
    const again = await client.sendRequest(calls[0])
    if (hasSameIds(getItemIds(surface, one), getItemIds(surface, again))) return { first: one, second: other }
  }
  return null
}
