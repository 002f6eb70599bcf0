import { type AddressValues, address, type Call } from '../../kit/call.ts'
import type { SeenItem, Sequence } from '../../kit/checks/order.ts'
import type { Dated } from '../../kit/checks/chronology.ts'
import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { objectsAt, textAt } from '../../kit/json.ts'
import { GARBAGE, UNKNOWN_UUID } from '../../kit/made-up.ts'
import type { Context, Observation } from '../../kit/observation.ts'
import { discriminating } from '../../kit/oracles/filtering.ts'
import { blocked } from '../../kit/outcome.ts'

/** The path of the feed. */
export const FEED = '/api/v1/triggers/new-flow-triggered'

/** How many sessions the feed shows. */
export const MOST = 100

/** A read of the feed, as the document allows it. */
export function feedCall(query: AddressValues['query'] = {}, intent: Call['intent'] = 'valid'): Call {
  return { operation: 'newFlowTriggered', path: address(FEED, { query }), intent }
}

/** The sessions of an answer, in the order in which they stand. */
export function sessionsOf(exchange: Exchange): readonly SeenItem[] {
  return objectsAt(exchange.body).map((item) => ({
    id: textAt(item, 'id') ?? '',
    stamp: textAt(item, 'created_at'),
    item,
  }))
}

/** The unfiltered feed. */
export const feed: Observation<Exchange> = {
  name: 'reading the feed',
  make: async ({ client }) => await client.send(feedCall()),
}

/** The sessions of the unfiltered feed. */
export const window: Observation<Sequence> = {
  name: 'reading the feed',
  make: async ({ observe }) => {
    const exchange = readable(await observe(feed))
    return { pages: [{ exchange, items: sessionsOf(exchange) }], direction: 'descending', itemsOf: sessionsOf }
  },
}

/** The sessions of the window with all their members. */
export const sessions: Observation<readonly Dated[]> = {
  name: window.name,
  make: async ({ observe }) =>
    (await observe(window)).pages.flatMap(({ exchange, items }) =>
      items.map(({ id, item }) => ({ id, item, exchange })),
    ),
}

/** The feed of one flow, chosen so that an ignored filter shows, and the whole feed read once more after it. */
export const oneFlow: Observation<{
  readonly flow: string
  readonly before: readonly SeenItem[]
  readonly filtered: Exchange
  readonly after: readonly SeenItem[]
  /** The answer that `after` was read from. */
  readonly afterwards: Exchange
} | null> = {
  name: 'reading the feed of one flow',
  make: async (context) => {
    const before = (await context.observe(window)).pages.flatMap(({ items }) => items)
    const chosen = discriminating(before, ({ item }) => textAt(item, 'flow_id'))
    if (chosen === null) return null
    const filtered = readable(await context.client.send(feedCall({ flow_id: chosen.value })))
    const afterwards = readable(await context.client.send(feedCall()))
    return { flow: chosen.value, before, filtered, after: sessionsOf(afterwards), afterwards }
  },
}

/** The feed of a flow that nobody has. */
export const unknownFlow: Observation<Exchange> = asked('asking for an unknown flow', UNKNOWN_UUID, 'open')

/** The feed of something that cannot be a flow. */
export const malformedFlow: Observation<Exchange> = asked('asking for a malformed flow', GARBAGE, 'open')

/** HEAD on the feed. */
export const head: Observation<Exchange> = {
  name: 'asking with HEAD',
  make: async ({ client }) => await client.send({ operation: null, method: 'HEAD', path: FEED, intent: 'invalid' }),
}

function asked(name: string, flow: string, intent: Call['intent']): Observation<Exchange> {
  return { name, make: async ({ client }: Context) => await client.send(feedCall({ flow_id: flow }, intent)) }
}

/** An answer that has sessions; whatever else came blocks who needs them. */
export function readable(exchange: Exchange): Exchange {
  if (isSuccess(exchange) && exchange.body !== undefined) return exchange
  throw blocked(`${exchange.method} ${exchange.call.path} answered ${exchange.status} without sessions`)
}
