import type { Sequence, SeenItem } from '../../kit/checks/order.ts'
import type { Dated } from '../../kit/checks/chronology.ts'
import type { Exchange } from '../../kit/exchange.ts'
import { at, textAt } from '../../kit/json.ts'
import type { Observation } from '../../kit/observation.ts'
import { discriminating } from '../../kit/oracles/filtering.ts'
import { compareInstants, type Instant, instantOf, readInstant, shifted } from '../../kit/oracles/instant.ts'
import { serverTime } from '../../kit/server-time.ts'
import { RUNS, runsCall, runsOf } from './runs.ts'
import { runsOfWalk, tailOf, type Walk, walked } from './walk.ts'

/** The first page. */
export const firstPage: Observation<Exchange> = {
  name: 'reading the first page',
  make: async ({ client }) => await client.send(runsCall()),
}

/** The whole list, or as much of it as the limits allow. */
export const walk: Observation<Walk> = {
  name: 'walking the list',
  make: async (context) => await walked(runsCall(), context),
}

/** The walk as a sequence in the documented order. */
export const sequence: Observation<Sequence> = {
  name: walk.name,
  make: async ({ observe }) => ({ pages: (await observe(walk)).pages, direction: 'descending', itemsOf: runsOf }),
}

/** Every run of the walk with all its members. */
export const runs: Observation<readonly Dated[]> = {
  name: walk.name,
  make: async ({ observe }) =>
    (await observe(walk)).pages.flatMap(({ exchange, items }) => items.map(({ id, item }) => ({ id, item, exchange }))),
}

/** A filtered walk, with the value that was asked for and whether a run has it. */
export interface Filtered {
  readonly parameter: string
  readonly value: string
  readonly matches: (item: SeenItem) => boolean
  readonly walk: Walk
}

/** Walks with one filter each; null where no value tells runs apart. */
export const byFlow = filteredBy('flow', ({ item }) => textAt(item, 'flow', 'uuid'))
export const byContact = filteredBy('contact', ({ item }) => textAt(item, 'contact', 'uuid'))

/** The runs with a response, if there are some without. */
export const responded: Observation<Filtered | null> = {
  name: 'walking the runs with a response',
  make: async (context) => {
    const reference = await context.observe(walk)
    const matches = ({ item }: SeenItem): boolean => at(item, 'responded') === true
    const all = runsOfWalk(reference)
    if (!all.some(matches) || all.every(matches)) return null
    const own = await walked(runsCall({ responded: 'true' }), context, tailOf(reference))
    return { parameter: 'responded', value: 'true', matches, walk: own }
  },
}

/** The list cut in two at one instant: what `before` and `after` that instant gives. */
export interface Halves {
  readonly cut: string
  readonly before: Walk
  readonly after: Walk
}

/** Cut in the middle, and once more near the top, to see whether bounds are treated alike. Null without runs. */
export const halves: Observation<readonly Halves[] | null> = {
  name: 'walking both sides of an instant',
  make: async (context) => {
    const reference = await context.observe(walk)
    const all = runsOfWalk(reference).filter(({ stamp }) => readInstant(stamp) !== null)
    const cuts = [all[Math.floor(all.length / 2)]?.stamp, all[Math.min(10, all.length - 1)]?.stamp]
    const found: Halves[] = []
    for (const cut of new Set(cuts)) {
      if (cut === undefined) return null
      const before = await walked(runsCall({ before: cut }), context, tailOf(reference))
      found.push({ cut, before, after: await walked(runsCall({ after: cut }), context) })
    }
    return found
  },
}

/** A list that is documented to be empty: nothing was modified after a far future. */
export const nothing: Observation<Exchange> = {
  name: 'asking for the future',
  make: async ({ client }) => await client.send(runsCall({ after: '2999-01-01T00:00:00.000000Z' })),
}

/** HEAD on the list. */
export const head: Observation<Exchange> = {
  name: 'asking with HEAD',
  make: async ({ client }) => await client.send({ operation: null, method: 'HEAD', path: RUNS, intent: 'invalid' }),
}

/** Whether a run was already what it is when a walk began; whatever changed later is live data and proves nothing. */
export function wasThere({ stamp }: SeenItem, { pages }: Walk, margin: number): boolean {
  const [first, own] = [pages[0], readInstant(stamp)]
  if (first === undefined || own === null) return false
  const start: Instant = shifted(instantOf(serverTime(first.exchange)), BigInt(-margin) * 1_000_000n)
  return compareInstants(own, start) < 0
}

function filteredBy(parameter: string, valueOf: (item: SeenItem) => string | undefined): Observation<Filtered | null> {
  return {
    name: `walking the runs of one ${parameter}`,
    make: async (context) => {
      const reference = await context.observe(walk)
      const chosen = discriminating(runsOfWalk(reference), valueOf)
      if (chosen === null) return null
      const { value } = chosen
      const own = await walked(runsCall({ [parameter]: value }), context, tailOf(reference))
      return { parameter, value, matches: (item) => valueOf(item) === value, walk: own }
    },
  }
}
