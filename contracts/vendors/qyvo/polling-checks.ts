import type { CheckContext } from '../../kit/check-context.ts'
import type { Check } from '../../kit/check.ts'
import type { ListItem } from '../../kit/checks/list-order.ts'
import { requireControl } from '../../kit/control.ts'
import { readServerTime } from '../../kit/http/exchange.ts'
import { getPath, getString } from '../../kit/json.ts'
import {
  addMicroseconds,
  compareInstants,
  parseInstant,
  toInstant,
  toMilliseconds,
} from '../../kit/oracles/instants.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { buildFeedRequest, FEED_LIMIT, readSessions, requireList } from './feed.ts'
import { compareCreation, type Poll, pollFeed, type PollPair, readPollPairs } from './polls.ts'

const bestPractice = { level: 'SHOULD', source: { kind: 'best-practice' } } as const
const inTwoPolls = { unit: 'session that two polls show', hint: 'one session or more' } as const
const IDENTITY_FIELDS = ['flow_id', 'contact_id', 'created_at'] as const

/** What may become of a feed between two polls. */
export const pollingChecks: readonly Check[] = [
  {
    ...inTwoPolls,
    id: 'POLL-015',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'newFlowTriggered/200' },
    title: 'Between two polls sessions keep their order, and newer ones stand before those that were there',
    run: (context) => checkEachPair(context, checkPollOrder),
  },
  {
    ...bestPractice,
    id: 'POLL-016',
    title: 'Where nothing new came the same session stands first',
    unit: 'poll that shows no newcomer',
    hint: 'two polls between which no session begins',
    run: (context) => checkEachPair(context, checkFirstItem),
  },
  {
    ...bestPractice,
    ...inTwoPolls,
    id: 'POLL-017',
    title: 'A session leaves the feed only when newer ones have pushed it out',
    unit: 'session of an earlier poll',
    run: (context) => checkEachPair(context, checkRemoved),
  },
  {
    ...bestPractice,
    id: 'POLL-019',
    title: 'No session comes late: none appears below one that an earlier poll showed first',
    unit: 'session that a later poll shows first',
    hint: 'leave to write, or sessions that begin between two polls',
    run: (context) => checkEachPair(context, checkLateArrivals),
  },
  {
    ...bestPractice,
    ...inTwoPolls,
    id: 'POLL-022',
    title: 'Flow, contact and creation of a session are the same in every poll',
    run: (context) =>
      checkEachPair(context, ({ retained, later: { exchange } }) =>
        checkEach(retained, ({ before, after }) =>
          IDENTITY_FIELDS.flatMap((name): readonly Violation[] =>
            getPath(before.item, name) === getPath(after.item, name)
              ? []
              : [{ message: `${name} is another than before`, pointer: `/*/${name}`, example: after.id, exchange }],
          ),
        ),
      ),
  },
  {
    ...bestPractice,
    ...inTwoPolls,
    id: 'POLL-023',
    title: 'A session goes from running to completed, expired or failed, and nowhere else',
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

async function checkEachPair(context: CheckContext, judge: (pair: PollPair) => Judgement): Promise<Judgement> {
  return mergeJudgements((await readPollPairs(context)).map(judge))
}

function checkPollOrder({ earlier, later, retained, added }: PollPair): Judgement {
  const positions = new Map(later.items.map(({ id }, index) => [id, index]))
  const { violations } = checkEach(retained, ({ before }, index): Violation | null => {
    const next = retained[index + 1]?.before
    // Which of several of one instant stands first nobody says.
    if (next === undefined || compareCreation(before, next) === 0) return null
    const kept = (positions.get(before.id) ?? 0) < (positions.get(next.id) ?? 0)
    const example = `${before.id}, then ${next.id}`
    return kept ? null : { message: 'two sessions have changed places', example: example, exchange: later.exchange }
  })
  const first = earlier.items.find(({ id }) => positions.has(id))
  const misplaced = added.filter(
    (item) =>
      first !== undefined &&
      (compareCreation(item, first) ?? 0) > 0 &&
      (positions.get(item.id) ?? 0) > (positions.get(first.id) ?? 0),
  )
  return {
    evidence: retained.length,
    violations: [
      ...violations,
      ...misplaced.map(({ id }) => ({
        message: 'a newer session stands below',
        example: id,
        exchange: later.exchange,
      })),
    ],
  }
}

function checkFirstItem({ earlier, later, added }: PollPair): Judgement {
  const [was, is] = [earlier.items[0], later.items[0]]
  const stayed = later.items.some(({ id }) => id === was?.id)
  if (added.length > 0 || was === undefined || is === undefined || !stayed) return { evidence: 0, violations: [] }
  const example = `${was.id}, then ${is.id}`
  const violations =
    was.id === is.id ? [] : [{ message: 'another session stands first', example, exchange: later.exchange }]
  return { evidence: 1, violations }
}

function checkRemoved({ earlier, later, removed }: PollPair): Judgement {
  const tail = later.items.length < FEED_LIMIT ? undefined : later.items.at(-1)
  const { violations } = checkEach(removed, (item): Violation | null => {
    const below = tail !== undefined && (compareCreation(item, tail) ?? 0) <= 0
    return below
      ? null
      : { message: 'a session is gone although nothing pushed it out', example: item.id, exchange: later.exchange }
  })
  return { evidence: earlier.items.length, violations }
}

function checkLateArrivals({ earlier, later, added }: PollPair): Judgement {
  const [first] = earlier.items
  if (first === undefined) return { evidence: 0, violations: [] }
  return checkEach(added, (item) =>
    (compareCreation(item, first) ?? 0) >= 0
      ? null
      : {
          message: 'a session appears below one that was there before it',
          example: `${item.id} of ${item.timestamp}`,
          exchange: later.exchange,
        },
  )
}

/** Sessions that begin between one poll and the next: several at once, one alone, and again several. */
const NEW_SESSIONS = [3, 1, 1, 6]
const MINUTE = 60_000

/** What only time and new sessions show. */
export const timedPollingChecks: readonly Check[] = [
  {
    id: 'POLL-018',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'newFlowTriggered' },
    needs: ['control'],
    title: 'A client that reads down to the newest session it knows handles every new session once',
    unit: 'session that began between two polls',
    hint: 'a control adapter that lets sessions begin',
    run: checkSimulatedClient,
  },
  {
    id: 'POLL-024',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'FlowSession.expires_at' },
    needs: ['control'],
    title: 'A session that runs past its expiry is expired within the grace',
    unit: 'running session whose expiry passed',
    hint: 'a control adapter that lets time pass, and a session that is running',
    run: checkExpiry,
  },
]

async function checkSimulatedClient(context: CheckContext): Promise<Judgement> {
  const { insert } = requireControl(context, 'insert')
  let poll = await pollFeed(context)
  const start = poll.items[0]
  const handled: string[] = []
  const known = new Set(poll.items.map(({ id }) => id))
  const newSessions: { readonly item: ListItem; readonly poll: Poll }[] = []
  for (const count of NEW_SESSIONS) {
    const newest = poll.items[0]?.id
    await insert(count)
    poll = await pollFeed(context)
    const until = poll.items.findIndex(({ id }) => id === newest)
    handled.push(...poll.items.slice(0, until === -1 ? undefined : until).map(({ id }) => id))
    const added = poll.items.filter((item) => !known.has(item.id) && isNotOlder(item, start))
    for (const item of added) newSessions.push({ item, poll })
    for (const { id } of poll.items) known.add(id)
  }
  return checkEach(newSessions, ({ item: { id, timestamp }, poll: { exchange } }): Violation | null => {
    const times = handled.filter((one) => one === id).length
    if (times === 1) return null
    const what = times === 0 ? 'a new session is never handled' : 'a new session is handled twice'
    return { message: what, example: `${id} of ${timestamp}`, exchange }
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
  const judged: { readonly violation: Violation | null }[] = []
  for (const flow_id of flows) {
    const later = requireList(await context.client.sendRequest(buildFeedRequest({ flow_id })))
    const latest = addMicroseconds(toInstant(readServerTime(later)), BigInt(-grace) * 1000n)
    const again = readSessions(later).filter(({ id }) => running.some((one) => one.id === id))
    for (const { id, item } of again) {
      const expires = parseInstant(getString(item, 'expires_at'))
      // Whoever answered meanwhile may have moved the end, as the session itself says.
      const late = expires !== null && compareInstants(expires, latest) < 0 && getString(item, 'status') === 'running'
      const example = `${id} at ${getString(item, 'expires_at')}`
      judged.push({
        violation: late ? { message: 'still running', pointer: '/*/status', example: example, exchange: later } : null,
      })
    }
  }
  return checkEach(judged, ({ violation }) => violation)
}
