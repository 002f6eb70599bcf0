import { bestPractice, citeStandard, citeVendor, type Check, defineCheck } from '../../kit/check.ts'
import { type CheckContext, defineProbe } from '../../kit/check-context.ts'
import { mapInOrder, takeSample } from '../../kit/checks/send.ts'
import { checkOrder, type ListItem } from '../../kit/checks/list-order.ts'
import { type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { getNumber, getString, type Json } from '../../kit/json.ts'
import { compareInstants, parseInstant } from '../../kit/oracles/instants.ts'
import { isSameId, isUuid } from '../../kit/ids.ts'
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
import { compareCreation, pollFeed } from './polling-checks.ts'
import { buildActionRequest } from './sandbox.ts'

const feedResponse = { evidence: ['response of the feed', 'let the run read the feed'] } as const
const NO_EVIDENCE: Judgement = { evidence: 0, violations: [] }

/** Checks of the form, size and order of the feed. */
export const feedChecks: readonly Check[] = [
  defineCheck('POLL-001', citeVendor('MUST', 'newFlowTriggered/200'), {
    ...feedResponse,
    title: 'The feed is a bare array',
    run: async (context) =>
      checkEach(await readFeeds(context), (exchange) =>
        Array.isArray(exchange.body) ? null : { message: 'the body is not an array', pointer: '', exchange },
      ),
  }),
  defineCheck('POLL-002', citeVendor('MUST', 'newFlowTriggered'), {
    ...feedResponse,
    title: 'The feed contains at most 100 sessions',
    run: async (context) =>
      checkEach(await readArrays(context), (exchange) => {
        const { length } = readSessions(exchange)
        if (length <= FEED_LIMIT) return null
        return { message: `more than ${FEED_LIMIT} sessions`, example: String(length), exchange }
      }),
  }),
  defineCheck('POLL-003', citeVendor('MUST', 'newFlowTriggered/200'), {
    title: 'The feed is sorted newest first by created_at',
    evidence: ['pair of adjacent sessions', 'two sessions or more'],
    run: async (context) => {
      const arrays = await readArrays(context)
      return mergeJudgements(arrays.map((exchange) => checkOrder(readSessions(exchange), 'descending', exchange)))
    },
  }),
  defineCheck('POLL-004', bestPractice, {
    title: 'The feed lists no session twice',
    evidence: ['listed session', 'one session or more'],
    run: async (context) => {
      const arrays = await readArrays(context)
      return mergeJudgements(
        arrays.map((exchange) => {
          const ids = readSessions(exchange).map(({ id }) => id)
          const message = 'the session is listed twice'
          return {
            evidence: ids.length,
            violations: findDuplicates(ids).map((example) => ({ message, example, exchange })),
          }
        }),
      )
    },
  }),
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

const HINT = 'sessions of two flows among the newest 100'

/** Checks of the `flow_id` filter. */
export const filterChecks: readonly Check[] = [
  defineCheck('POLL-005', citeVendor('MUST', 'newFlowTriggered?flow_id'), {
    title: 'flow_id returns sessions of that flow only',
    evidence: ['session of a filtered response', HINT],
    run: async ({ probeOnce }) => {
      const read = await probeOnce(filteredFeed)
      if (read === null) return NO_EVIDENCE
      return checkEach(readSessions(read.filtered), ({ id, item }, index) => {
        if (getString(item, 'flow_id') === read.flow) return null
        const message = 'the session belongs to another flow'
        return { message, pointer: `/${index}/flow_id`, example: id, exchange: read.filtered }
      })
    },
  }),
  defineCheck('POLL-006', citeVendor('MUST', 'newFlowTriggered?flow_id'), {
    title: 'flow_id returns every session of that flow, down to the end of the response',
    evidence: ['session of the flow in the unfiltered feed', HINT],
    run: async ({ probeOnce }) => {
      const read = await probeOnce(filteredFeed)
      if (read === null) return NO_EVIDENCE
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
  }),
  defineCheck('POLL-046', citeVendor('SHOULD', 'newFlowTriggered?flow_id'), {
    title: 'An empty flow_id is no filter',
    evidence: ['read with an empty flow_id', 'one session or more'],
    run: async (context) => {
      const { items } = await pollFeed(context)
      const exchange = await context.client.sendRequest(buildFeedRequest({ flow_id: '' }, 'open'))
      const ids = new Set(readSessions(exchange).map(({ id }) => id))
      // Newer sessions may have pushed out the oldest ones, but not the newest.
      const missing = isSuccess(exchange) ? items.slice(0, items.length / 2).filter(({ id }) => !ids.has(id)) : []
      return {
        evidence: items.length > 1 && isSuccess(exchange) ? 1 : 0,
        violations: missing.map((item) => ({
          message: 'an empty flow_id hides a session',
          example: item.id,
          exchange,
        })),
      }
    },
  }),
  defineCheck('POLL-047', citeStandard('SHOULD', 'RFC 9562 section 4: UUIDs are compared without regard to case'), {
    title: 'flow_id returns the sessions of its flow in capitals and beside an unknown parameter',
    evidence: ['filtered read', 'sessions of two flows, whose ids are UUIDs with letters'],
    run: async ({ probeOnce, client }) => {
      const read = await probeOnce(filteredFeed)
      if (read === null || readSessions(read.filtered).length === 0) return NO_EVIDENCE
      const { flow } = read
      const queries = [
        ...(isUuid(flow) && flow !== flow.toUpperCase() ? [{ flow_id: flow.toUpperCase() }] : []),
        { flow_id: flow, flowtwin: '1' },
        { flowtwin: '1', flow_id: flow },
      ]
      const exchanges = await mapInOrder(
        queries,
        async (query) => await client.sendRequest(buildFeedRequest(query, 'open')),
      )
      return checkEach(exchanges.filter(isSuccess), (exchange) => {
        const items = readSessions(exchange)
        const example = exchange.request.path
        if (items.length === 0) return { message: 'the sessions of the flow are missing', example, exchange }
        return items.every(({ item }) => isSameId(getString(item, 'flow_id'), flow))
          ? null
          : { message: 'a session of another flow', example, exchange }
      })
    },
  }),
  defineCheck('POLL-008', bestPractice, {
    title: 'An unknown flow has no sessions',
    evidence: ['unknown flow', 'one session or more'],
    run: async ({ probeOnce }) => {
      const [{ pages }, response] = [await probeOnce(orderedList), await probeOnce(unknownFlowFeed)]
      if (pages.every(({ items }) => items.length === 0)) return NO_EVIDENCE
      return checkEach([response], (exchange) => {
        if (isSuccess(exchange) && exchange.body === undefined) throw createBlocked('the body is not JSON')
        // Rejecting an unknown flow is correct, too.
        const isCorrect = isClientError(exchange) || (isSuccess(exchange) && isEmptyArray(exchange.body))
        return isCorrect ? null : { message: 'an unknown flow has sessions', exchange }
      })
    },
  }),
  defineCheck('POLL-009', bestPractice, {
    title: 'A malformed flow_id is rejected or matches nothing',
    evidence: ['malformed flow_id', 'one session or more'],
    security: true,
    run: async ({ probeOnce }) => {
      const [{ pages }, response] = [await probeOnce(orderedList), await probeOnce(malformedFlowFeed)]
      if (pages.every(({ items }) => items.length === 0)) return NO_EVIDENCE
      return checkEach([response], (exchange) => {
        if (isClientError(exchange) || (isSuccess(exchange) && readSessions(exchange).length === 0)) return null
        const message = isSuccess(exchange) ? 'a malformed flow_id returns sessions' : `status ${exchange.status}`
        return { message, exchange }
      })
    },
  }),
]

function isEmptyArray(body: Json | undefined): boolean {
  return Array.isArray(body) && body.length === 0
}

/** The maximum number of flows whose feeds are read, one request each. */
const MAX_FLOWS = 12

interface FlowFeed {
  readonly flow: string
  readonly exchange: Exchange
  readonly items: readonly ListItem[]
}

/** Reads the feeds of the flows in the unfiltered feed. */
const flowFeeds = defineProbe<readonly FlowFeed[]>('reading the feed of each flow', async (context) => {
  const listed = (await context.probeOnce(orderedList)).pages.flatMap(({ items }) => items)
  const flows = [...new Set(listed.flatMap(({ item }) => getString(item, 'flow_id') ?? []))].slice(0, MAX_FLOWS)
  return await mapInOrder(takeSample(flows, context), async (flow) => {
    const exchange = requireList(await context.client.sendRequest(buildFeedRequest({ flow_id: flow })))
    return { flow, exchange, items: readSessions(exchange) }
  })
})

/** Checks of the size of the feed, filtered and unfiltered. */
export const feedDepthChecks: readonly Check[] = [
  defineCheck('POLL-007', bestPractice, {
    title: 'flow_id is applied before the feed is cut to 100 sessions',
    evidence: ['flow with older sessions than the unfiltered feed', 'more than 100 sessions, of several flows'],
    run: checkFilteredDepth,
  }),
  defineCheck('POLL-020', citeVendor('SHOULD', 'newFlowTriggered'), {
    title: 'With more than 100 sessions the feed contains exactly 100',
    evidence: ['read of a full feed', 'more than 100 sessions'],
    run: async ({ probeOnce }) => {
      const [unfiltered, feeds] = [await probeOnce(feed), await probeOnce(flowFeeds)]
      const ids = new Set([...readSessions(unfiltered), ...feeds.flatMap(({ items }) => items)].map(({ id }) => id))
      const count = readSessions(unfiltered).length
      if (ids.size <= FEED_LIMIT) return NO_EVIDENCE
      const example = `${count} of at least ${ids.size}`
      return checkEach([unfiltered], (exchange) =>
        count >= FEED_LIMIT ? null : { message: 'fewer than 100 sessions although more exist', example, exchange },
      )
    },
  }),
  defineCheck('POLL-021', citeVendor('MUST', 'newFlowTriggered/200'), {
    title: 'A flow without sessions gets an empty array',
    evidence: ['flow without a session', 'the id draftFlowId: a flow without sessions'],
    run: async ({ client, knownIds }) => {
      const draft = knownIds['draftFlowId']
      if (draft === undefined) return NO_EVIDENCE
      return checkEach([await client.sendRequest(buildFeedRequest({ flow_id: draft }))], (exchange) => {
        if (exchange.status !== 200) return { message: `status ${exchange.status} instead of 200`, exchange }
        return isEmptyArray(exchange.body) ? null : { message: 'the body is not an empty array', exchange }
      })
    },
  }),
]

async function checkFilteredDepth(context: CheckContext): Promise<Judgement> {
  const listed = (await context.probeOnce(orderedList)).pages.flatMap(({ items }) => items)
  const tail = listed.at(-1)
  if (tail === undefined || listed.length < FEED_LIMIT) return NO_EVIDENCE
  const feeds = await context.probeOnce(flowFeeds)
  const below = feeds.filter(({ items }) => items.some((item) => (compareCreation(item, tail) ?? 0) < 0))
  if (below.length > 0) return { evidence: below.length, violations: [] }
  // Without older sessions in any feed, sessions_count shows whether a flow has more.
  const truncated = context.permits.writes ? await findTruncatedFeeds(feeds, context) : []
  const message = 'the feed of a flow ends where the unfiltered feed ends although the flow has more sessions'
  return checkEach(truncated, ({ flow, exchange }) => ({ message, example: flow, exchange }))
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
