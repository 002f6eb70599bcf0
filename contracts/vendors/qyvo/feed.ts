import { buildPath, type CheckRequest, type Exchange, isSuccess } from '../../kit/http/exchange.ts'
import type { ListItem, OrderedList } from '../../kit/checks/list-order.ts'
import type { DatedItem } from '../../kit/checks/data/timestamps.ts'
import { getObjects, getString } from '../../kit/json.ts'
import { INVALID_VALUE, UNKNOWN_UUID } from '../../kit/ids.ts'
import { type Probe, defineProbe } from '../../kit/check-context.ts'
import { chooseFilterValue } from '../../kit/oracles/list-items.ts'
import { createBlocked } from '../../kit/outcome.ts'

export const FEED_PATH = '/api/v1/triggers/new-flow-triggered'

/** The maximum number of sessions or messages in a feed. */
export const FEED_LIMIT = 100

export function buildFeedRequest(
  query: Readonly<Record<string, string>> = {},
  intent: CheckRequest['intent'] = 'valid',
): CheckRequest {
  return { operation: 'newFlowTriggered', path: buildPath(FEED_PATH, { query }), intent }
}

/** Returns the sessions or messages of a response, in order. */
export function readSessions(exchange: Exchange): readonly ListItem[] {
  return getObjects(exchange.body).map((item) => ({
    id: getString(item, 'id') ?? '',
    timestamp: getString(item, 'created_at'),
    item,
  }))
}

export const feed = defineProbe<Exchange>(
  'reading the feed',
  async ({ client }) => await client.sendRequest(buildFeedRequest()),
)

/** Reads the sessions of the unfiltered feed as an ordered list. */
export const orderedList = defineProbe<OrderedList>('reading the feed', async ({ probeOnce }) => {
  const exchange = requireList(await probeOnce(feed))
  return { pages: [{ exchange, items: readSessions(exchange) }], direction: 'descending', readItems: readSessions }
})

/** Reads the sessions of the unfiltered feed with all their fields. */
export const sessions = defineProbe<readonly DatedItem[]>(orderedList.name, async ({ probeOnce }) =>
  (await probeOnce(orderedList)).pages.flatMap(({ exchange, items }) =>
    items.map(({ id, item }) => ({ id, item, exchange })),
  ),
)

/** Reads the feed of one flow, and the unfiltered feed before and after. Null when all sessions belong to one flow. */
export const filteredFeed = defineProbe<{
  readonly flow: string
  readonly before: readonly ListItem[]
  readonly filtered: Exchange
  readonly after: readonly ListItem[]
  /** The response that contains `after`. */
  readonly afterExchange: Exchange
} | null>('reading the feed of one flow', async (context) => {
  const before = (await context.probeOnce(orderedList)).pages.flatMap(({ items }) => items)
  const filterValue = chooseFilterValue(before, ({ item }) => getString(item, 'flow_id'))
  if (filterValue === null) return null
  const filtered = requireList(await context.client.sendRequest(buildFeedRequest({ flow_id: filterValue.value })))
  const afterExchange = requireList(await context.client.sendRequest(buildFeedRequest()))
  return { flow: filterValue.value, before, filtered, after: readSessions(afterExchange), afterExchange }
})

export const unknownFlowFeed = createFlowProbe('an unknown flow', UNKNOWN_UUID)
export const malformedFlowFeed = createFlowProbe('a malformed flow id', INVALID_VALUE)

export const headResponse = defineProbe<Exchange>(
  'sending HEAD to the feed',
  async ({ client }) =>
    await client.sendRequest({ operation: null, method: 'HEAD', path: FEED_PATH, intent: 'invalid' }),
)

function createFlowProbe(name: string, flow: string): Probe<Exchange> {
  return defineProbe(
    `reading the feed of ${name}`,
    async ({ client }) => await client.sendRequest(buildFeedRequest({ flow_id: flow }, 'open')),
  )
}

/** Returns a response with a body; any other blocks the check. */
export function requireList(exchange: Exchange): Exchange {
  if (isSuccess(exchange) && exchange.body !== undefined) return exchange
  throw createBlocked(`${exchange.method} ${exchange.request.path} responded with ${exchange.status} without sessions`)
}
