import type { Check } from '../check.ts'
import type { Exchange } from '../exchange.ts'
import { checkEach } from '../finding.ts'
import { type JsonObject, getString } from '../json.ts'
import type { Probe } from '../observation.ts'
import { compareInstants, parseInstant } from '../oracles/instant.ts'

/** What every list item says about its times. */
export interface ChronologyRules {
  readonly items: Probe<readonly DatedItem[]>
  /** Pairs of members of which the first is never later than the second, when both are there. */
  readonly pairs: readonly (readonly [string, string])[]
}

export interface DatedItem {
  readonly id: string
  /** The object that has the members. */
  readonly item: JsonObject
  readonly exchange: Exchange
}

/** The check that things happen in the order in which they can. */
export function createChronologyCheck({ items, pairs }: ChronologyRules): Check {
  return {
    id: 'TIME-003',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Created is not later than started, started not later than updated, created not later than ended',
    unit: 'pair of timestamps of one item',
    remedy: 'items to look at',
    run: async ({ probeOnce }) => {
      const compared = (await probeOnce(items)).flatMap((dated) =>
        pairs.flatMap((pair) => compareTimestamps(dated, pair)),
      )
      return checkEach(compared, ({ names: [earlier, later], difference, id, exchange }) =>
        difference <= 0 ? null : { message: `${earlier} is later than ${later}`, witness: id, exchange },
      )
    },
  }
}

interface ComparedTimestamps {
  readonly names: readonly [string, string]
  /** Positive when they stand the wrong way round. */
  readonly difference: number
  readonly id: string
  readonly exchange: Exchange
}

function compareTimestamps(
  { id, item, exchange }: DatedItem,
  names: readonly [string, string],
): readonly ComparedTimestamps[] {
  const [earlier, later] = [parseInstant(getString(item, names[0])), parseInstant(getString(item, names[1]))]
  return earlier === null || later === null
    ? []
    : [{ names, difference: compareInstants(earlier, later), id, exchange }]
}
