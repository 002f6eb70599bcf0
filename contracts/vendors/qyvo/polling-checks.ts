// Checks: POLL-015, POLL-016, POLL-017, POLL-018, POLL-019, POLL-022, POLL-023, POLL-024
import { bestPractice, citeVendor } from '../../kit/checks/rule-source.ts'
import type { CheckContext } from '../../kit/check-context.ts'
import type { Check } from '../../kit/check.ts'
import type { ListItem } from '../../kit/checks/list-order.ts'
import { requireControl } from '../../kit/control.ts'
import { readServerTime } from '../../kit/http/exchange.ts'
import { getPath, getString } from '../../kit/json.ts'
import { compareInstants, parseInstant, toInstant, toMilliseconds } from '../../kit/oracles/instants.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { buildFeedRequest, FEED_LIMIT, readSessions, requireList } from './feed.ts'
import { compareCreation, type Poll, pollFeed, type PollPair, readPollPairs } from './polls.ts'

const inTwoPolls = { unit: 'session in two polls', hint: 'one session or more' } as const
const IDENTITY_FIELDS = ['flow_id', 'contact_id', 'created_at'] as const

/** Checks of the changes of the feed between two polls. */
export const pollingChecks: readonly Check[] = [
  {
    ...inTwoPolls,
    ...citeVendor('MUST', 'newFlowTriggered/200'),
    id: 'POLL-015',
    title: 'Between two polls, sessions keep their order and newer ones come first',
    run: (context) => checkEachPair(context, checkPollOrder),
  },
  {
    ...bestPractice,
    id: 'POLL-016',
    title: 'Without new sessions, the first session is the same',
    unit: 'poll without new sessions',
    hint: 'two polls between which no session starts',
    run: (context) => checkEachPair(context, checkFirstItem),
  },
  {
    ...bestPractice,
    ...inTwoPolls,
    id: 'POLL-017',
    title: 'A session leaves the feed only when newer ones displace it',
    unit: 'session of an earlier poll',
    run: (context) => checkEachPair(context, checkRemoved),
  },
  {
    ...bestPractice,
    id: 'POLL-019',
    title: 'New sessions are never listed below the first one of an earlier poll',
    unit: 'session that is new in a later poll',
    hint: 'run with --writes, or sessions that start between two polls',
    run: (context) => checkEachPair(context, checkLateArrivals),
  },
  {
    ...bestPractice,
    ...inTwoPolls,
    id: 'POLL-022',
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
  },
  {
    ...bestPractice,
    ...inTwoPolls,
    id: 'POLL-023',
    title: 'The status changes only from running to completed, expired or failed',
    run: (context) =>
      checkEachPair(context, ({ retained, later: { exchange } }) =>
        checkEach(retained, ({ before, after }): Violation | null => {
          const [from, to] = [getString(before.item, 'status'), getString(after.item, 'status')]
          if (from === to || from === 'running') return null
          return { message: `from ${from} to ${to}`, pointer: '/*/status', example: after.id, exchange }
        }),
      ),
  },
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
  {
    ...citeVendor('MUST', 'newFlowTriggered'),
    id: 'POLL-018',
    needs: ['control'],
    title: 'A client that polls down to the last known session handles every new session once',
    unit: 'session that started between two polls',
    hint: 'run with --control <url>',
    run: checkSimulatedClient,
  },
  {
    ...citeVendor('MUST', 'FlowSession.expires_at'),
    id: 'POLL-024',
    needs: ['control'],
    title: 'A running session is expired within the grace period after expires_at',
    unit: 'running session past expires_at',
    hint: 'run with --control <url>, with a running session',
    run: checkExpiry,
  },
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
