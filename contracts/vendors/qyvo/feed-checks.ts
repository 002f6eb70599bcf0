import type { CheckContext, Probe } from '../../kit/check-context.ts'
import type { Check, CheckSource } from '../../kit/check.ts'
import { checkOrder, type ListItem } from '../../kit/checks/list-order.ts'
import { type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { getNumber, getString } from '../../kit/json.ts'
import { compareInstants, parseInstant } from '../../kit/oracles/instants.ts'
import { findDuplicates } from '../../kit/oracles/list-items.ts'
import { checkEach, createBlocked, type Judgement, mergeJudgements } from '../../kit/outcome.ts'
import {
  buildFeedRequest,
  feed,
  FEED_LIMIT,
  filteredFeed,
  malformedFlowFeed,
  orderedList,
  readSessions,
  requireList,
  unknownFlowFeed,
} from './feed.ts'
import { compareCreation } from './polls.ts'
import { buildActionRequest } from './sandbox.ts'

const feedSource: CheckSource = { kind: 'vendor', statement: 'newFlowTriggered/200' }

/** The window that clients poll: its form, its size, its order. */
export const feedChecks: readonly Check[] = [
  {
    id: 'POLL-001',
    level: 'MUST',
    source: feedSource,
    title: 'The feed is a bare array',
    unit: 'answer of the feed',
    hint: 'let the run read the feed',
    run: async (context) =>
      checkEach(await readFeeds(context), (exchange) =>
        Array.isArray(exchange.body) ? null : { message: 'the body is no array', pointer: '', exchange },
      ),
  },
  {
    id: 'POLL-002',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'newFlowTriggered' },
    title: 'The feed holds at most 100 sessions',
    unit: 'answer of the feed',
    hint: 'let the run read the feed',
    run: async (context) =>
      checkEach(await readArrays(context), (exchange) => {
        const count = readSessions(exchange).length
        return count <= FEED_LIMIT
          ? null
          : { message: `more than ${FEED_LIMIT} sessions`, example: String(count), exchange }
      }),
  },
  {
    id: 'POLL-003',
    level: 'MUST',
    source: feedSource,
    title: 'The newest session stands first: created_at never rises',
    unit: 'pair of neighbours',
    hint: 'two sessions or more',
    run: async (context) =>
      mergeJudgements(
        (await readArrays(context)).map((exchange) => checkOrder(readSessions(exchange), 'descending', exchange)),
      ),
  },
  {
    id: 'POLL-004',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'No session stands twice in one answer',
    unit: 'session of an answer',
    hint: 'one session or more',
    run: async (context) =>
      mergeJudgements(
        (await readArrays(context)).map((exchange) => {
          const ids = readSessions(exchange).map(({ id }) => id)
          const { violations } = checkEach(findDuplicates(ids), (id) => ({
            message: 'a session stands twice',
            example: id,
            exchange,
          }))
          return { evidence: ids.length, violations }
        }),
      ),
  },
]

async function readFeeds(context: CheckContext): Promise<readonly Exchange[]> {
  const one = await context.probeOnce(filteredFeed).catch(() => null)
  return [await context.probeOnce(feed), ...(one === null ? [] : [one.filtered])].filter(
    (exchange) => isSuccess(exchange) && exchange.body !== undefined,
  )
}

async function readArrays(context: CheckContext): Promise<readonly Exchange[]> {
  return (await readFeeds(context)).filter(({ body }) => Array.isArray(body))
}

const filterSource: CheckSource = { kind: 'vendor', statement: 'newFlowTriggered?flow_id' }
const filterRemedy = 'sessions of two flows among the newest 100'

/** What `flow_id` does. */
export const filterChecks: readonly Check[] = [
  {
    id: 'POLL-005',
    level: 'MUST',
    source: filterSource,
    title: 'With flow_id every session is of that flow',
    unit: 'session in a filtered answer',
    hint: filterRemedy,
    run: async ({ probeOnce }) => {
      const read = await probeOnce(filteredFeed)
      if (read === null) return { evidence: 0, violations: [] }
      return checkEach(readSessions(read.filtered), ({ id, item }, index) =>
        getString(item, 'flow_id') === read.flow
          ? null
          : {
              message: 'a session of another flow',
              pointer: `/${index}/flow_id`,
              example: id,
              exchange: read.filtered,
            },
      )
    },
  },
  {
    id: 'POLL-006',
    level: 'MUST',
    source: filterSource,
    title: 'With flow_id no session of that flow is missing, down to the end of the answer',
    unit: 'session of the flow in the unfiltered feed',
    hint: filterRemedy,
    run: async ({ probeOnce }) => {
      const read = await probeOnce(filteredFeed)
      if (read === null) return { evidence: 0, violations: [] }
      const filtered = readSessions(read.filtered)
      const tail = filtered.length < FEED_LIMIT ? null : parseInstant(filtered.at(-1)?.timestamp)
      // Present before and after: a session that left in between is no loss.
      const stayed = read.before.filter(({ id }) => read.after.some((later) => later.id === id))
      const due = stayed.filter(({ item, timestamp }) => {
        const created = parseInstant(timestamp)
        if (getString(item, 'flow_id') !== read.flow || created === null) return false
        return tail === null || compareInstants(created, tail) > 0
      })
      return checkEach(due, ({ id, timestamp }) =>
        filtered.some((session) => session.id === id)
          ? null
          : { message: 'a session of the flow is missing', example: `${id} of ${timestamp}`, exchange: read.filtered },
      )
    },
  },
  {
    id: 'POLL-008',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'An unknown flow has no sessions',
    unit: 'unknown flow',
    hint: 'a session that an ignored filter would let through',
    run: async ({ probeOnce }) => {
      const [{ pages }, exchange] = [await probeOnce(orderedList), await probeOnce(unknownFlowFeed)]
      if (pages.every(({ items }) => items.length === 0)) return { evidence: 0, violations: [] }
      if (isSuccess(exchange) && exchange.body === undefined) throw createBlocked('the answer is no JSON')
      const empty = isSuccess(exchange) && Array.isArray(exchange.body) && exchange.body.length === 0
      // That an unknown flow is refused instead is as clear an answer.
      if (empty || isClientError(exchange)) return { evidence: 1, violations: [] }
      return { evidence: 1, violations: [{ message: 'an unknown flow gets sessions', exchange }] }
    },
  },
  {
    id: 'POLL-009',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'A malformed flow_id is refused or finds nothing',
    unit: 'malformed flow_id',
    hint: 'a session that an ignored filter would let through',
    security: true,
    run: async ({ probeOnce }) => {
      const [{ pages }, exchange] = [await probeOnce(orderedList), await probeOnce(malformedFlowFeed)]
      if (pages.every(({ items }) => items.length === 0)) return { evidence: 0, violations: [] }
      if (isClientError(exchange) || (isSuccess(exchange) && readSessions(exchange).length === 0)) {
        return { evidence: 1, violations: [] }
      }
      const what = isSuccess(exchange) ? 'a malformed flow_id gets sessions' : `status ${exchange.status}`
      return { evidence: 1, violations: [{ message: what, exchange }] }
    },
  },
]

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
    source: { kind: 'best-practice' },
    title: 'The flow is looked at before the window is cut: its feed reaches below the end of the whole feed',
    unit: 'flow whose feed tells',
    hint: 'more than 100 sessions, of several flows',
    run: checkFilteredDepth,
  },
  {
    id: 'POLL-020',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'newFlowTriggered' },
    title: 'With more than 100 sessions the feed holds exactly 100',
    unit: 'read of a feed that has more to show',
    hint: 'more than 100 sessions',
    run: async ({ probeOnce }) => {
      const [whole, feeds] = [await probeOnce(feed), await probeOnce(flowFeeds)]
      const known = new Set([...readSessions(whole), ...feeds.flatMap(({ items }) => items)].map(({ id }) => id))
      const count = readSessions(whole).length
      if (known.size <= FEED_LIMIT) return { evidence: 0, violations: [] }
      const example = `${count} of at least ${known.size}`
      return checkEach([whole], (exchange) =>
        count >= FEED_LIMIT ? null : { message: 'fewer than 100 although there are more', example: example, exchange },
      )
    },
  },
  {
    id: 'POLL-021',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'newFlowTriggered/200' },
    title: 'A flow that nobody has entered has an empty array',
    unit: 'flow without a session',
    hint: 'draftFlowId given: a flow that nobody could enter',
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
    example: flow,
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
