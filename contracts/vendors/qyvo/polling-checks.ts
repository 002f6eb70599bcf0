import { bestPractice, citeVendor, type Check, defineCheck } from '../../kit/check.ts'
import { type CheckContext, defineProbe } from '../../kit/check-context.ts'
import type { ListItem } from '../../kit/checks/list-order.ts'
import { requireControl } from '../../kit/control.ts'
import { readServerTime, type Exchange } from '../../kit/http/exchange.ts'
import { getPath, getString } from '../../kit/json.ts'
import { compareInstants, parseInstant, toInstant, toMilliseconds } from '../../kit/oracles/instants.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { buildFeedRequest, FEED_LIMIT, readSessions, requireList, filteredFeed, orderedList } from './feed.ts'
import { startedSession } from './sandbox.ts'

const HINT = 'one session or more'
const inTwoPolls = { evidence: ['session in two polls', HINT] } as const
const IDENTITY_FIELDS = ['flow_id', 'contact_id', 'created_at'] as const

/** Checks of the changes of the feed between two polls. */
export const pollingChecks: readonly Check[] = [
  defineCheck('POLL-015', citeVendor('MUST', 'newFlowTriggered/200'), {
    ...inTwoPolls,
    title: 'Between two polls, sessions keep their order and newer ones come first',
    run: (context) => checkEachPair(context, checkPollOrder),
  }),
  defineCheck('POLL-016', bestPractice, {
    title: 'Without new sessions, the first session is the same',
    evidence: ['poll without new sessions', 'two polls between which no session starts'],
    run: (context) => checkEachPair(context, checkFirstItem),
  }),
  defineCheck('POLL-017', bestPractice, {
    ...inTwoPolls,
    title: 'A session leaves the feed only when newer ones displace it',
    evidence: ['session of an earlier poll', HINT],
    run: (context) => checkEachPair(context, checkRemoved),
  }),
  defineCheck('POLL-019', bestPractice, {
    title: 'New sessions are never listed below the first one of an earlier poll',
    evidence: ['session that is new in a later poll', 'run with --writes, or sessions that start between two polls'],
    run: (context) => checkEachPair(context, checkLateArrivals),
  }),
  defineCheck('POLL-022', bestPractice, {
    ...inTwoPolls,
    title: 'Flow, contact and creation timestamp of a session never change',
    run: (context) =>
      checkEachPair(context, ({ retained, later: { exchange } }) =>
        checkEach(retained, ({ before, after }) =>
          IDENTITY_FIELDS.flatMap((name): readonly Violation[] =>
            getPath(before.item, name) === getPath(after.item, name)
              ? []
              : [{ message: `${name} changed`, pointer: `/*/${name}`, example: after.id, exchange }],
          ),
        ),
      ),
  }),
  defineCheck('POLL-023', bestPractice, {
    ...inTwoPolls,
    title: 'The status changes only from running to completed, expired or failed',
    run: (context) =>
      checkEachPair(context, ({ retained, later: { exchange } }) =>
        checkEach(retained, ({ before, after }): Violation | null => {
          const [from, to] = [getString(before.item, 'status'), getString(after.item, 'status')]
          if (from === to || from === 'running') return null
          return { message: `from ${from} to ${to}`, pointer: '/*/status', example: after.id, exchange }
        }),
      ),
  }),
]

async function checkEachPair(context: CheckContext, checkPair: (pair: PollPair) => Judgement): Promise<Judgement> {
  return mergeJudgements((await readPollPairs(context)).map(checkPair))
}

function checkPollOrder({ earlier, later, retained, added }: PollPair): Judgement {
  const positions = new Map(later.items.map(({ id }, index) => [id, index]))
  const { violations } = checkEach(retained, ({ before }, index): Violation | null => {
    const next = retained[index + 1]?.before
    // The order of sessions with equal timestamps is undefined.
    if (next === undefined || compareCreation(before, next) === 0) return null
    const isSameOrder = (positions.get(before.id) ?? 0) < (positions.get(next.id) ?? 0)
    const example = `${before.id}, then ${next.id}`
    return isSameOrder ? null : { message: 'two sessions changed places', example, exchange: later.exchange }
  })
  const first = earlier.items.find(({ id }) => positions.has(id))
  const misplaced = added.filter(
    (item) =>
      first !== undefined &&
      (compareCreation(item, first) ?? 0) > 0 &&
      (positions.get(item.id) ?? 0) > (positions.get(first.id) ?? 0),
  )
  const message = 'a newer session is listed below an older one'
  const displaced = misplaced.map(({ id }) => ({ message, example: id, exchange: later.exchange }))
  return { evidence: retained.length, violations: [...violations, ...displaced] }
}

function checkFirstItem({ earlier, later, added }: PollPair): Judgement {
  const [before, after] = [earlier.items[0], later.items[0]]
  const stayed = later.items.some(({ id }) => id === before?.id)
  if (added.length > 0 || before === undefined || after === undefined || !stayed) return { evidence: 0, violations: [] }
  const example = `${before.id}, then ${after.id}`
  const violations =
    before.id === after.id ? [] : [{ message: 'another session is first', example, exchange: later.exchange }]
  return { evidence: 1, violations }
}

function checkRemoved({ earlier, later, removed }: PollPair): Judgement {
  const tail = later.items.length < FEED_LIMIT ? undefined : later.items.at(-1)
  const { violations } = checkEach(removed, (item): Violation | null => {
    const isBelowTail = tail !== undefined && (compareCreation(item, tail) ?? 0) <= 0
    return isBelowTail
      ? null
      : { message: 'the session is gone although the feed has room for it', example: item.id, exchange: later.exchange }
  })
  return { evidence: earlier.items.length, violations }
}

function checkLateArrivals({ earlier, later, added }: PollPair): Judgement {
  const [first] = earlier.items
  if (first === undefined) return { evidence: 0, violations: [] }
  return checkEach(added, (item) => {
    if ((compareCreation(item, first) ?? 0) >= 0) return null
    const example = `${item.id} of ${item.timestamp}`
    return { message: 'a new session is listed below an earlier one', example, exchange: later.exchange }
  })
}

/** The numbers of sessions that start between polls. */
const NEW_SESSIONS = [3, 1, 1, 6]
const MINUTE = 60_000

/** Checks that need time to pass and sessions to start. */
export const timedPollingChecks: readonly Check[] = [
  defineCheck('POLL-018', citeVendor('MUST', 'newFlowTriggered'), {
    needs: ['control'],
    title: 'A client that polls down to the last known session handles every new session once',
    evidence: ['session that started between two polls', 'run with --control <url>'],
    run: checkSimulatedClient,
  }),
  defineCheck('POLL-024', citeVendor('MUST', 'FlowSession.expires_at'), {
    needs: ['control'],
    title: 'A running session is expired within the grace period after expires_at',
    evidence: ['running session past expires_at', 'run with --control <url>, with a running session'],
    run: checkExpiry,
  }),
]

async function checkSimulatedClient(context: CheckContext): Promise<Judgement> {
  const { insert } = requireControl(context, 'insert')
  let poll = await pollFeed(context)
  const start = poll.items[0]
  const handled: string[] = []
  const knownIds = new Set(poll.items.map(({ id }) => id))
  const newSessions: { readonly item: ListItem; readonly poll: Poll }[] = []
  for (const count of NEW_SESSIONS) {
    const newest = poll.items[0]?.id
    await insert(count)
    poll = await pollFeed(context)
    const newestIndex = poll.items.findIndex(({ id }) => id === newest)
    handled.push(...poll.items.slice(0, newestIndex === -1 ? undefined : newestIndex).map(({ id }) => id))
    const added = poll.items.filter((item) => !knownIds.has(item.id) && isNotOlder(item, start))
    for (const item of added) newSessions.push({ item, poll })
    for (const { id } of poll.items) knownIds.add(id)
  }
  return checkEach(newSessions, ({ item: { id, timestamp }, poll: { exchange } }): Violation | null => {
    const times = handled.filter((handledId) => handledId === id).length
    if (times === 1) return null
    const message = times === 0 ? 'a new session is never handled' : 'a new session is handled twice'
    return { message, example: `${id} of ${timestamp}`, exchange }
  })
}

function isNotOlder(item: ListItem, start: ListItem | undefined): boolean {
  return start === undefined || (compareCreation(item, start) ?? 0) >= 0
}

async function checkExpiry(context: CheckContext): Promise<Judgement> {
  const { advance } = requireControl(context, 'advance')
  const { items, exchange } = await pollFeed(context)
  const running = items.filter(({ item }) => getString(item, 'status') === 'running')
  const flows = [...new Set(running.flatMap(({ item }) => getString(item, 'flow_id') ?? []))].slice(0, 4)
  const now = readServerTime(exchange)
  const ends = running.flatMap(({ item }) => {
    const instant = parseInstant(getString(item, 'expires_at'))
    return instant === null ? [] : [toMilliseconds(instant)]
  })
  if (ends.length === 0) return { evidence: 0, violations: [] }
  const grace = context.profile.graceSeconds * 1000
  await advance(Math.max(0, Math.max(...ends) - now) + grace + MINUTE)
  const violations: (Violation | null)[] = []
  for (const flow_id of flows) {
    const later = requireList(await context.client.sendRequest(buildFeedRequest({ flow_id })))
    const deadline = toInstant(readServerTime(later) - grace)
    const stillListed = readSessions(later).filter(({ id }) => running.some((session) => session.id === id))
    for (const { id, item } of stillListed) {
      const expires = parseInstant(getString(item, 'expires_at'))
      // A reply in between may have extended expires_at.
      const isRunning = getString(item, 'status') === 'running'
      const isOverdue = isRunning && expires !== null && compareInstants(expires, deadline) < 0
      const example = `${id} at ${getString(item, 'expires_at')}`
      violations.push(isOverdue ? { message: 'still running', pointer: '/*/status', example, exchange: later } : null)
    }
  }
  return checkEach(violations, (violation) => violation)
}

/** One read of the whole feed. */
export interface Poll {
  readonly exchange: Exchange
  readonly items: readonly ListItem[]
}

/** Two successive polls, and what happened to each session between them. */
export interface PollPair {
  readonly earlier: Poll
  readonly later: Poll
  /** Sessions of both polls, in the order of the earlier one. */
  readonly retained: readonly { readonly before: ListItem; readonly after: ListItem }[]
  /** Sessions of the later poll only, without older ones that moved up into the feed. */
  readonly added: readonly ListItem[]
  readonly removed: readonly ListItem[]
}

/** Polls the feed several times; with `--writes`, a session starts in between. */
export const polls = defineProbe<readonly Poll[]>('polling the feed', async (context) => {
  const first = (await context.probeOnce(orderedList)).pages.map(({ exchange, items }) => ({ exchange, items }))
  const between = await context.probeOnce(filteredFeed).catch(() => null)
  const filtered = between === null ? [] : [{ exchange: between.afterExchange, items: between.after }]
  const secondPoll = await pollFeed(context)
  // Without `--writes`, new sessions come from other clients only.
  if (context.permits.writes) await context.probeOnce(startedSession).catch(() => null)
  return [...first, ...filtered, secondPoll, await pollFeed(context), await pollFeed(context)]
})

/** Pairs each poll with the next one. */
async function readPollPairs({ probeOnce }: CheckContext): Promise<readonly PollPair[]> {
  const pollList = await probeOnce(polls)
  return pollList.slice(1).flatMap((later, index) => {
    const earlier = pollList[index]
    return earlier === undefined ? [] : [comparePolls(earlier, later)]
  })
}

/** Negative when `left` was created before `right`; null when a timestamp is unreadable. */
export function compareCreation(left: ListItem, right: ListItem): number | null {
  const [leftInstant, rightInstant] = [parseInstant(left.timestamp), parseInstant(right.timestamp)]
  return leftInstant === null || rightInstant === null ? null : compareInstants(leftInstant, rightInstant)
}

export async function pollFeed({ client }: CheckContext): Promise<Poll> {
  const exchange = requireList(await client.sendRequest(buildFeedRequest()))
  return { exchange, items: readSessions(exchange) }
}

function comparePolls(earlier: Poll, later: Poll): PollPair {
  const [earlierIds, laterItems] = [
    new Set(earlier.items.map(({ id }) => id)),
    new Map(later.items.map((item) => [item.id, item])),
  ]
  const tail = earlier.items.length < FEED_LIMIT ? undefined : earlier.items.at(-1)
  return {
    earlier,
    later,
    retained: earlier.items.flatMap((before) => {
      const after = laterItems.get(before.id)
      return after === undefined ? [] : [{ before, after }]
    }),
    added: later.items.filter((item) => !earlierIds.has(item.id) && !isBelowTail(item, tail)),
    removed: earlier.items.filter(({ id }) => !laterItems.has(id)),
  }
}

function isBelowTail(item: ListItem, tail: ListItem | undefined): boolean {
  return tail !== undefined && (compareCreation(item, tail) ?? 1) <= 0
}
