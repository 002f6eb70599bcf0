import type { Check } from '../../kit/check.ts'
import type { SeenItem } from '../../kit/checks/order.ts'
import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { judgeEach, type Judgement } from '../../kit/finding.ts'
import { numberAt, textAt } from '../../kit/json.ts'
import type { Context, Observation } from '../../kit/observation.ts'
import { actionCall } from './actions.ts'
import { feed, feedCall, MOST, readable, sessionsOf, window } from './feed.ts'
import { createdOrder } from './polls.ts'

/** Flows to ask for by themselves: each costs a request. */
const MOST_FLOWS = 12

/** The feed of one flow. */
interface FlowFeed {
  readonly flow: string
  readonly exchange: Exchange
  readonly items: readonly SeenItem[]
}

/** The feeds of the flows that the whole feed shows. */
export const flowFeeds: Observation<readonly FlowFeed[]> = {
  name: 'reading the feed of each flow',
  make: async (context) => {
    const seen = (await context.observe(window)).pages.flatMap(({ items }) => items)
    const flows = [...new Set(seen.flatMap(({ item }) => textAt(item, 'flow_id') ?? []))].slice(0, MOST_FLOWS)
    const feeds: FlowFeed[] = []
    for (const flow of flows) {
      const exchange = readable(await context.client.send(feedCall({ flow_id: flow })))
      feeds.push({ flow, exchange, items: sessionsOf(exchange) })
    }
    return feeds
  },
}

/** How far down the feed reaches, with a filter and without. */
export const reachChecks: readonly Check[] = [
  {
    id: 'POLL-007',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'The flow is looked at before the window is cut: its feed reaches below the end of the whole feed',
    unit: 'flow whose feed tells',
    remedy: 'more than 100 sessions, of several flows',
    judge: reaching,
  },
  {
    id: 'POLL-020',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'newFlowTriggered' },
    title: 'With more than 100 sessions the feed holds exactly 100',
    unit: 'read of a feed that has more to show',
    remedy: 'more than 100 sessions',
    judge: async ({ observe }) => {
      const [whole, feeds] = [await observe(feed), await observe(flowFeeds)]
      const known = new Set([...sessionsOf(whole), ...feeds.flatMap(({ items }) => items)].map(({ id }) => id))
      const count = sessionsOf(whole).length
      if (known.size <= MOST) return { evidence: 0, violations: [] }
      const witness = `${count} of at least ${known.size}`
      return judgeEach([whole], (exchange) =>
        count >= MOST ? null : { what: 'fewer than 100 although there are more', witness, exchange },
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
    judge: async ({ client, given }) => {
      const draft = given['draftFlowId']
      if (draft === undefined) return { evidence: 0, violations: [] }
      return judgeEach([await client.send(feedCall({ flow_id: draft }))], (exchange) => {
        if (exchange.status !== 200) return { what: `status ${exchange.status} instead of 200`, exchange }
        const isEmpty = Array.isArray(exchange.body) && exchange.body.length === 0
        return isEmpty ? null : { what: 'no empty array', exchange }
      })
    },
  },
]

async function reaching(context: Context): Promise<Judgement> {
  const seen = (await context.observe(window)).pages.flatMap(({ items }) => items)
  const tail = seen.at(-1)
  if (tail === undefined || seen.length < MOST) return { evidence: 0, violations: [] }
  const feeds = await context.observe(flowFeeds)
  const below = feeds.filter(({ items }) => items.some((item) => (createdOrder(item, tail) ?? 0) < 0))
  if (below.length > 0) return { evidence: below.length, violations: [] }
  // That none reaches further may be because there is no more; what a flow says of itself tells.
  const cut = context.permits.writes ? await cutShort(feeds, context) : []
  const violations = cut.map(({ flow, exchange }) => ({
    what: 'the feed of a flow ends with the whole feed although the flow had more sessions',
    witness: flow,
    exchange,
  }))
  return { evidence: cut.length, violations }
}

async function cutShort(feeds: readonly FlowFeed[], { client }: Context): Promise<readonly FlowFeed[]> {
  const cut: FlowFeed[] = []
  for (const one of feeds) {
    const exchange = await client.send(actionCall('getFlow', { flow_id: one.flow }))
    const count = isSuccess(exchange) ? (numberAt(exchange.body, 'sessions_count') ?? 0) : 0
    if (one.items.length < Math.min(MOST, count)) cut.push(one)
  }
  return cut
}
