import type { Check } from '../check.ts'
import type { Exchange } from '../exchange.ts'
import { judgeEach } from '../finding.ts'
import { type JsonObject, textAt } from '../json.ts'
import type { Observation } from '../observation.ts'
import { compareInstants, readInstant } from '../oracles/instant.ts'

/** What every list item says about its times. */
export interface Chronology {
  readonly items: Observation<readonly Dated[]>
  /** Pairs of members of which the first is never later than the second, when both are there. */
  readonly pairs: readonly (readonly [string, string])[]
}

export interface Dated {
  readonly id: string
  /** The object that has the members. */
  readonly item: JsonObject
  readonly exchange: Exchange
}

/** The check that things happen in the order in which they can. */
export function chronologyCheck({ items, pairs }: Chronology): Check {
  return {
    id: 'TIME-003',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Created is not later than started, started not later than updated, created not later than ended',
    unit: 'pair of timestamps of one item',
    remedy: 'items to look at',
    judge: async ({ observe }) => {
      const compared = (await observe(items)).flatMap((dated) => pairs.flatMap((pair) => pairOf(dated, pair)))
      return judgeEach(compared, ({ names: [earlier, later], apart, id, exchange }) =>
        apart <= 0 ? null : { what: `${earlier} is later than ${later}`, witness: id, exchange },
      )
    },
  }
}

interface Compared {
  readonly names: readonly [string, string]
  /** Positive when they stand the wrong way round. */
  readonly apart: number
  readonly id: string
  readonly exchange: Exchange
}

function pairOf({ id, item, exchange }: Dated, names: readonly [string, string]): readonly Compared[] {
  const [earlier, later] = [readInstant(textAt(item, names[0])), readInstant(textAt(item, names[1]))]
  return earlier === null || later === null ? [] : [{ names, apart: compareInstants(earlier, later), id, exchange }]
}
