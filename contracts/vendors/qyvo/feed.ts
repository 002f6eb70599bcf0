import {
  buildPath,
  type CheckRequest,
  type Exchange,
  isSuccess,
  type PathAndQueryValues,
} from '../../kit/http/exchange.ts'
import type { ListItem, OrderedList } from '../../kit/checks/list-order.ts'
import type { DatedItem } from '../../kit/checks/data/timestamps.ts'
import { getObjects, getString } from '../../kit/json.ts'
import { INVALID_VALUE, UNKNOWN_UUID } from '../../kit/ids.ts'
import type { CheckContext, Probe } from '../../kit/check-context.ts'
import { chooseFilterValue } from '../../kit/oracles/list-items.ts'
import { createBlocked } from '../../kit/outcome.ts'

/** The path of the feed. */
export const FEED_PATH = '/api/v1/triggers/new-flow-triggered'

/** How many sessions the feed shows. */
export const FEED_LIMIT = 100

/** A read of the feed, as the document allows it. */
export function buildFeedRequest(
  query: PathAndQueryValues['query'] = {},
  intent: CheckRequest['intent'] = 'valid',
): CheckRequest {
  return { operation: 'newFlowTriggered', path: buildPath(FEED_PATH, { query }), intent }
}

/** The sessions of an answer, in the order in which they stand. */
export function readSessions(exchange: Exchange): readonly ListItem[] {
  return getObjects(exchange.body).map((item) => ({
    id: getString(item, 'id') ?? '',
    timestamp: getString(item, 'created_at'),
    item,
  }))
}

/** The unfiltered feed. */
export const feed: Probe<Exchange> = {
  name: 'reading the feed',
  run: async ({ client }) => await client.sendRequest(buildFeedRequest()),
}

/** The sessions of the unfiltered feed. */
export const orderedList: Probe<OrderedList> = {
  name: 'reading the feed',
  run: async ({ probeOnce }) => {
    const exchange = requireList(await probeOnce(feed))
    return { pages: [{ exchange, items: readSessions(exchange) }], direction: 'descending', readItems: readSessions }
  },
}

/** The sessions of the window with all their members. */
export const sessions: Probe<readonly DatedItem[]> = {
  name: orderedList.name,
  run: async ({ probeOnce }) =>
    (await probeOnce(orderedList)).pages.flatMap(({ exchange, items }) =>
      items.map(({ id, item }) => ({ id, item, exchange })),
    ),
}

/** The feed of one flow, chosen so that an ignored filter shows, and the whole feed read once more after it. */
export const filteredFeed: Probe<{
  readonly flow: string
  readonly before: readonly ListItem[]
  readonly filtered: Exchange
  readonly after: readonly ListItem[]
  /** The answer that `after` was read from. */
  readonly afterwards: Exchange
} | null> = {
  name: 'reading the feed of one flow',
  run: async (context) => {
    const before = (await context.probeOnce(orderedList)).pages.flatMap(({ items }) => items)
    const filterValue = chooseFilterValue(before, ({ item }) => getString(item, 'flow_id'))
    if (filterValue === null) return null
    const filtered = requireList(await context.client.sendRequest(buildFeedRequest({ flow_id: filterValue.value })))
    const afterwards = requireList(await context.client.sendRequest(buildFeedRequest()))
    return { flow: filterValue.value, before, filtered, after: readSessions(afterwards), afterwards }
  },
}

/** The feed of a flow that nobody has. */
export const unknownFlowFeed: Probe<Exchange> = createFlowProbe('asking for an unknown flow', UNKNOWN_UUID, 'open')

/** The feed of something that cannot be a flow. */
export const malformedFlowFeed: Probe<Exchange> = createFlowProbe('asking for a malformed flow', INVALID_VALUE, 'open')

/** HEAD on the feed. */
export const headResponse: Probe<Exchange> = {
  name: 'asking with HEAD',
  run: async ({ client }) =>
    await client.sendRequest({ operation: null, method: 'HEAD', path: FEED_PATH, intent: 'invalid' }),
}

function createFlowProbe(name: string, flow: string, intent: CheckRequest['intent']): Probe<Exchange> {
  return {
    name,
    run: async ({ client }: CheckContext) => await client.sendRequest(buildFeedRequest({ flow_id: flow }, intent)),
  }
}

/** An answer that has sessions; whatever else came blocks who needs them. */
export function requireList(exchange: Exchange): Exchange {
  if (isSuccess(exchange) && exchange.body !== undefined) return exchange
  throw createBlocked(`${exchange.method} ${exchange.request.path} answered ${exchange.status} without sessions`)
}
