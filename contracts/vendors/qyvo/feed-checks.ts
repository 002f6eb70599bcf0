// Checks: POLL-001, POLL-002, POLL-003, POLL-004, POLL-005, POLL-006, POLL-007, POLL-008, POLL-009, POLL-020, POLL-021
import { bestPractice, citeVendor } from '../../kit/checks/rule-source.ts'
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

/** Checks of the form, size and order of the feed. */
export const feedChecks: readonly Check[] = [
  {
    id: 'POLL-001',
    level: 'MUST',
    source: feedSource,
    title: 'The feed is a bare array',
    unit: 'response of the feed',
    hint: 'let the run read the feed',
    run: async (context) =>
      checkEach(await readFeeds(context), (exchange) =>
        Array.isArray(exchange.body) ? null : { message: 'the body is not an array', pointer: '', exchange },
      ),
  },
  {
    ...citeVendor('MUST', 'newFlowTriggered'),
    id: 'POLL-002',
    title: 'The feed contains at most 100 sessions',
    unit: 'response of the feed',
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
    title: 'The feed is sorted newest first by created_at',
    unit: 'pair of adjacent sessions',
    hint: 'two sessions or more',
    run: async (context) =>
      mergeJudgements(
        (await readArrays(context)).map((exchange) => checkOrder(readSessions(exchange), 'descending', exchange)),
      ),
  },
  {
    ...bestPractice,
    id: 'POLL-004',
    title: 'The feed lists no session twice',
    unit: 'listed session',
    hint: 'one session or more',
    run: async (context) =>
      mergeJudgements(
        (await readArrays(context)).map((exchange) => {
          const ids = readSessions(exchange).map(({ id }) => id)
          const { violations } = checkEach(findDuplicates(ids), (id) => ({
            message: 'the session is listed twice',
            example: id,
            exchange,
          }))
          return { evidence: ids.length, violations }
        }),
      ),
  },
]

async function readFeeds(context: CheckContext): Promise<readonly Exchange[]> {
  const filteredRead = await context.probeOnce(filteredFeed).catch(() => null)
  return [await context.probeOnce(feed), ...(filteredRead === null ? [] : [filteredRead.filtered])].filter(
    (exchange) => isSuccess(exchange) && exchange.body !== undefined,
  )
}

async function readArrays(context: CheckContext): Promise<readonly Exchange[]> {
  return (await readFeeds(context)).filter(({ body }) => Array.isArray(body))
}

const filterSource: CheckSource = { kind: 'vendor', statement: 'newFlowTriggered?flow_id' }
const filterRemedy = 'sessions of two flows among the newest 100'

/** Checks of the `flow_id` filter. */
export const filterChecks: readonly Check[] = [
  {
    id: 'POLL-005',
    level: 'MUST',
    source: filterSource,
    title: 'flow_id returns sessions of that flow only',
    unit: 'session of a filtered response',
    hint: filterRemedy,
    run: async ({ probeOnce }) => {
      const read = await probeOnce(filteredFeed)
      if (read === null) return { evidence: 0, violations: [] }
      return checkEach(readSessions(read.filtered), ({ id, item }, index) =>
        getString(item, 'flow_id') === read.flow
          ? null
          : {
              message: 'the session belongs to another flow',
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
    title: 'flow_id returns every session of that flow, down to the end of the response',
    unit: 'session of the flow in the unfiltered feed',
    hint: filterRemedy,
    run: async ({ probeOnce }) => {
      const read = await probeOnce(filteredFeed)
      if (read === null) return { evidence: 0, violations: [] }
      const filtered = readSessions(read.filtered)
      const tail = filtered.length < FEED_LIMIT ? null : parseInstant(filtered.at(-1)?.timestamp)
      // Only sessions that are listed before and after the filtered read must be in it.
      const stayed = read.before.filter(({ id }) => read.after.some((later) => later.id === id))
      const expected = stayed.filter(({ item, timestamp }) => {
        const created = parseInstant(timestamp)
        if (getString(item, 'flow_id') !== read.flow || created === null) return false
        return tail === null || compareInstants(created, tail) > 0
      })
      return checkEach(expected, ({ id, timestamp }) =>
        filtered.some((session) => session.id === id)
          ? null
          : { message: 'a session of the flow is missing', example: `${id} of ${timestamp}`, exchange: read.filtered },
      )
    },
  },
  {
    ...bestPractice,
    id: 'POLL-008',
    title: 'An unknown flow has no sessions',
    unit: 'unknown flow',
    hint: 'one session or more',
    run: async ({ probeOnce }) => {
      const [{ pages }, exchange] = [await probeOnce(orderedList), await probeOnce(unknownFlowFeed)]
      if (pages.every(({ items }) => items.length === 0)) return { evidence: 0, violations: [] }
      if (isSuccess(exchange) && exchange.body === undefined) throw createBlocked('the body is not JSON')
      const isEmpty = isSuccess(exchange) && Array.isArray(exchange.body) && exchange.body.length === 0
      // Rejecting an unknown flow is correct, too.
      if (isEmpty || isClientError(exchange)) return { evidence: 1, violations: [] }
      return { evidence: 1, violations: [{ message: 'an unknown flow has sessions', exchange }] }
    },
  },
  {
    ...bestPractice,
    id: 'POLL-009',
    title: 'A malformed flow_id is rejected or matches nothing',
    unit: 'malformed flow_id',
    hint: 'one session or more',
    security: true,
    run: async ({ probeOnce }) => {
      const [{ pages }, exchange] = [await probeOnce(orderedList), await probeOnce(malformedFlowFeed)]
      if (pages.every(({ items }) => items.length === 0)) return { evidence: 0, violations: [] }
      if (isClientError(exchange) || (isSuccess(exchange) && readSessions(exchange).length === 0)) {
        return { evidence: 1, violations: [] }
      }
      const message = isSuccess(exchange) ? 'a malformed flow_id returns sessions' : `status ${exchange.status}`
      return { evidence: 1, violations: [{ message, exchange }] }
    },
  },
]

/** The maximum number of flows whose feeds are read, one request each. */
const MAX_FLOWS = 12

/** The feed of one flow. */
interface FlowFeed {
  readonly flow: string
  readonly exchange: Exchange
  readonly items: readonly ListItem[]
}

/** Reads the feeds of the flows in the unfiltered feed. */
const flowFeeds: Probe<readonly FlowFeed[]> = {
  name: 'reading the feed of each flow',
  run: async (context) => {
    const listed = (await context.probeOnce(orderedList)).pages.flatMap(({ items }) => items)
    const flows = [...new Set(listed.flatMap(({ item }) => getString(item, 'flow_id') ?? []))].slice(0, MAX_FLOWS)
    const feeds: FlowFeed[] = []
    for (const flow of flows) {
      const exchange = requireList(await context.client.sendRequest(buildFeedRequest({ flow_id: flow })))
      feeds.push({ flow, exchange, items: readSessions(exchange) })
    }
    return feeds
  },
}

/** Checks of the size of the feed, filtered and unfiltered. */
export const feedDepthChecks: readonly Check[] = [
  {
    ...bestPractice,
    id: 'POLL-007',
    title: 'flow_id is applied before the feed is cut to 100 sessions',
    unit: 'flow with older sessions than the unfiltered feed',
    hint: 'more than 100 sessions, of several flows',
    run: checkFilteredDepth,
  },
  {
    ...citeVendor('SHOULD', 'newFlowTriggered'),
    id: 'POLL-020',
    title: 'With more than 100 sessions the feed contains exactly 100',
    unit: 'read of a full feed',
    hint: 'more than 100 sessions',
    run: async ({ probeOnce }) => {
      const [unfiltered, feeds] = [await probeOnce(feed), await probeOnce(flowFeeds)]
      const ids = new Set([...readSessions(unfiltered), ...feeds.flatMap(({ items }) => items)].map(({ id }) => id))
      const count = readSessions(unfiltered).length
      if (ids.size <= FEED_LIMIT) return { evidence: 0, violations: [] }
      const example = `${count} of at least ${ids.size}`
      return checkEach([unfiltered], (exchange) =>
        count >= FEED_LIMIT ? null : { message: 'fewer than 100 sessions although more exist', example, exchange },
      )
    },
  },
  {
    ...citeVendor('MUST', 'newFlowTriggered/200'),
    id: 'POLL-021',
    title: 'A flow without sessions gets an empty array',
    unit: 'flow without a session',
    hint: 'the id draftFlowId: a flow without sessions',
    run: async ({ client, knownIds }) => {
      const draft = knownIds['draftFlowId']
      if (draft === undefined) return { evidence: 0, violations: [] }
      return checkEach([await client.sendRequest(buildFeedRequest({ flow_id: draft }))], (exchange) => {
        if (exchange.status !== 200) return { message: `status ${exchange.status} instead of 200`, exchange }
        const isEmpty = Array.isArray(exchange.body) && exchange.body.length === 0
        return isEmpty ? null : { message: 'the body is not an empty array', exchange }
      })
    },
  },
]

async function checkFilteredDepth(context: CheckContext): Promise<Judgement> {
  const listed = (await context.probeOnce(orderedList)).pages.flatMap(({ items }) => items)
  const tail = listed.at(-1)
  if (tail === undefined || listed.length < FEED_LIMIT) return { evidence: 0, violations: [] }
  const feeds = await context.probeOnce(flowFeeds)
  const below = feeds.filter(({ items }) => items.some((item) => (compareCreation(item, tail) ?? 0) < 0))
  if (below.length > 0) return { evidence: below.length, violations: [] }
  // Without older sessions in any feed, sessions_count shows whether a flow has more.
  const truncated = context.permits.writes ? await findTruncatedFeeds(feeds, context) : []
  const violations = truncated.map(({ flow, exchange }) => ({
    message: 'the feed of a flow ends where the unfiltered feed ends although the flow has more sessions',
    example: flow,
    exchange,
  }))
  return { evidence: truncated.length, violations }
}

async function findTruncatedFeeds(feeds: readonly FlowFeed[], { client }: CheckContext): Promise<readonly FlowFeed[]> {
  const truncated: FlowFeed[] = []
  for (const flowFeed of feeds) {
    const exchange = await client.sendRequest(buildActionRequest('getFlow', { flow_id: flowFeed.flow }))
    const count = isSuccess(exchange) ? (getNumber(exchange.body, 'sessions_count') ?? 0) : 0
    if (flowFeed.items.length < Math.min(FEED_LIMIT, count)) truncated.push(flowFeed)
  }
  return truncated
}
