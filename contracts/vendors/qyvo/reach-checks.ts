import type { Check } from '../../kit/check.ts'
import type { ListItem } from '../../kit/checks/order.ts'
import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { checkEach, type Judgement } from '../../kit/finding.ts'
import { getNumber, getString } from '../../kit/json.ts'
import type { CheckContext, Probe } from '../../kit/observation.ts'
import { buildActionRequest } from './actions.ts'
import { feed, buildFeedRequest, FEED_LIMIT, requireList, readSessions, orderedList } from './feed.ts'
import { compareCreation } from './polls.ts'

/** Flows to ask for by themselves: each costs a request. */
const MAX_FLOWS = 12

/** The feed of one flow. */
interface FlowFeed {
  readonly flow: string
  readonly exchange: Exchange
  readonly items: readonly ListItem[]
}

/** The feeds of the flows that the whole feed shows. */
export const flowFeeds: Probe<readonly FlowFeed[]> = {
  name: 'reading the feed of each flow',
  run: async (context) => {
    const seen = (await context.probeOnce(orderedList)).pages.flatMap(({ items }) => items)
    const flows = [...new Set(seen.flatMap(({ item }) => getString(item, 'flow_id') ?? []))].slice(0, MAX_FLOWS)
    const feeds: FlowFeed[] = []
    for (const flow of flows) {
      const exchange = requireList(await context.client.sendRequest(buildFeedRequest({ flow_id: flow })))
      feeds.push({ flow, exchange, items: readSessions(exchange) })
    }
    return feeds
  },
}

/** How far down the feed reaches, with a filter and without. */
export const feedDepthChecks: readonly Check[] = [
  {
    id: 'POLL-007',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'The flow is looked at before the window is cut: its feed reaches below the end of the whole feed',
    unit: 'flow whose feed tells',
    remedy: 'more than 100 sessions, of several flows',
    run: checkFilteredDepth,
  },
  {
    id: 'POLL-020',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'newFlowTriggered' },
    title: 'With more than 100 sessions the feed holds exactly 100',
    unit: 'read of a feed that has more to show',
    remedy: 'more than 100 sessions',
    run: async ({ probeOnce }) => {
      const [whole, feeds] = [await probeOnce(feed), await probeOnce(flowFeeds)]
      const known = new Set([...readSessions(whole), ...feeds.flatMap(({ items }) => items)].map(({ id }) => id))
      const count = readSessions(whole).length
      if (known.size <= FEED_LIMIT) return { evidence: 0, violations: [] }
      const witness = `${count} of at least ${known.size}`
      return checkEach([whole], (exchange) =>
        count >= FEED_LIMIT ? null : { message: 'fewer than 100 although there are more', witness, exchange },
      )
    },
  },
  {
    id: 'POLL-021',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'newFlowTriggered/200' },
    title: 'A flow that nobody has entered has an empty array',
    unit: 'flow without a session',
    remedy: 'draftFlowId given: a flow that nobody could enter',
    run: async ({ client, knownIds }) => {
      const draft = knownIds['draftFlowId']
      if (draft === undefined) return { evidence: 0, violations: [] }
      return checkEach([await client.sendRequest(buildFeedRequest({ flow_id: draft }))], (exchange) => {
        if (exchange.status !== 200) return { message: `status ${exchange.status} instead of 200`, exchange }
        const isEmpty = Array.isArray(exchange.body) && exchange.body.length === 0
        return isEmpty ? null : { message: 'no empty array', exchange }
      })
    },
  },
]

async function checkFilteredDepth(context: CheckContext): Promise<Judgement> {
  const seen = (await context.probeOnce(orderedList)).pages.flatMap(({ items }) => items)
  const tail = seen.at(-1)
  if (tail === undefined || seen.length < FEED_LIMIT) return { evidence: 0, violations: [] }
  const feeds = await context.probeOnce(flowFeeds)
  const below = feeds.filter(({ items }) => items.some((item) => (compareCreation(item, tail) ?? 0) < 0))
  if (below.length > 0) return { evidence: below.length, violations: [] }
  // That none reaches further may be because there is no more; what a flow says of itself tells.
  const cut = context.permits.writes ? await findTruncatedFeeds(feeds, context) : []
  const violations = cut.map(({ flow, exchange }) => ({
    message: 'the feed of a flow ends with the whole feed although the flow had more sessions',
    witness: flow,
    exchange,
  }))
  return { evidence: cut.length, violations }
}

async function findTruncatedFeeds(feeds: readonly FlowFeed[], { client }: CheckContext): Promise<readonly FlowFeed[]> {
  const cut: FlowFeed[] = []
  for (const one of feeds) {
    const exchange = await client.sendRequest(buildActionRequest('getFlow', { flow_id: one.flow }))
    const count = isSuccess(exchange) ? (getNumber(exchange.body, 'sessions_count') ?? 0) : 0
    if (one.items.length < Math.min(FEED_LIMIT, count)) cut.push(one)
  }
  return cut
}
