import type { CheckRequest } from '../call.ts'
import type { Check } from '../check.ts'
import { type Exchange, isClientError, isSuccess } from '../exchange.ts'
import { checkEach, type Violation } from '../finding.ts'
import type { CheckContext, Probe } from '../observation.ts'
import { compareInstants, parseInstant } from '../oracles/instant.ts'
import type { ListItem } from './order.ts'

/** One list in both directions. */
export interface ReversedList {
  readonly forward: readonly ListItem[]
  readonly backward: readonly ListItem[]
  /** The last answer of the second reading, to be shown. */
  readonly exchange: Exchange
}

/** The check that a list which is turned around is turned around, ties aside. */
export function createReversedOrderCheck(statement: string, turned: Probe<ReversedList>): Check {
  return {
    id: 'ORD-004',
    level: 'MUST',
    source: { kind: 'vendor', statement },
    title: 'Asked the other way round, a list comes the other way round, ties aside',
    unit: 'pair of neighbours with different keys',
    remedy: 'two items with different timestamps',
    run: async ({ probeOnce }) => {
      const { forward, backward, exchange } = await probeOnce(turned)
      const positions = new Map(backward.map((item, index) => [item.id, { index, stamp: item.timestamp }]))
      // What has moved meanwhile has another stamp in the second reading.
      const kept = forward.filter(({ id, timestamp }) => positions.get(id)?.stamp === timestamp)
      const pairs = kept.slice(1).flatMap((later, index) => {
        const earlier = kept[index]
        const [left, right] = [parseInstant(earlier?.timestamp), parseInstant(later.timestamp)]
        const apart = left !== null && right !== null && compareInstants(left, right) !== 0
        return earlier !== undefined && apart ? [[earlier, later] as const] : []
      })
      return checkEach(pairs, ([earlier, later]) =>
        (positions.get(earlier.id)?.index ?? 0) > (positions.get(later.id)?.index ?? 0)
          ? null
          : { message: 'not turned around', witness: `${earlier.id}, ${later.id}`, exchange },
      )
    },
  }
}

/** The check of a sort that nobody knows; `plain` is the same question without it. */
export function createUnknownSortCheck(
  calls: (context: CheckContext) => { readonly plain: CheckRequest; readonly sorted: CheckRequest },
  readItems: (exchange: Exchange) => readonly ListItem[],
): Check {
  return {
    id: 'ORD-005',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'An unknown sort is refused or gives the order that there is without one',
    unit: 'unknown sort',
    remedy: 'a list that can be sorted',
    run: async (context) => {
      const { plain, sorted } = calls(context)
      const before = await context.client.sendRequest(plain)
      const exchange = await context.client.sendRequest(sorted)
      const after = await context.client.sendRequest(plain)
      return checkEach([exchange], (): Violation | null => {
        if (isClientError(exchange)) return null
        if (!isSuccess(exchange)) return { message: `status ${exchange.status}`, exchange }
        const joinIds = (one: Exchange): string =>
          readItems(one)
            .map(({ id }) => id)
            .join()
        return [before, after].some((one) => joinIds(one) === joinIds(exchange))
          ? null
          : { message: 'an unknown sort gives an order of its own', exchange }
      })
    },
  }
}
