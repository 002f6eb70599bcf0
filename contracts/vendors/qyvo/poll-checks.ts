import type { Check } from '../../kit/check.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/finding.ts'
import { getPath, getString } from '../../kit/json.ts'
import type { CheckContext } from '../../kit/observation.ts'
import { FEED_LIMIT } from './feed.ts'
import { compareCreation, type PollPair, readPollPairs } from './polls.ts'

const bestPractice = { level: 'SHOULD', source: { kind: 'house' } } as const
const inTwoPolls = { unit: 'session that two polls show', remedy: 'one session or more' } as const
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
    remedy: 'two polls between which no session begins',
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
    remedy: 'leave to write, or sessions that begin between two polls',
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
              : [{ message: `${name} is another than before`, pointer: `/*/${name}`, witness: after.id, exchange }],
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
          return { message: `from ${from} to ${to}`, pointer: '/*/status', witness: after.id, exchange }
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
    const witness = `${before.id}, then ${next.id}`
    return kept ? null : { message: 'two sessions have changed places', witness, exchange: later.exchange }
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
      ...misplaced.map(({ id }) => ({ message: 'a newer session stands below', witness: id, exchange: later.exchange })),
    ],
  }
}

function checkFirstItem({ earlier, later, added }: PollPair): Judgement {
  const [was, is] = [earlier.items[0], later.items[0]]
  const stayed = later.items.some(({ id }) => id === was?.id)
  if (added.length > 0 || was === undefined || is === undefined || !stayed) return { evidence: 0, violations: [] }
  const witness = `${was.id}, then ${is.id}`
  const violations =
    was.id === is.id ? [] : [{ message: 'another session stands first', witness, exchange: later.exchange }]
  return { evidence: 1, violations }
}

function checkRemoved({ earlier, later, removed }: PollPair): Judgement {
  const tail = later.items.length < FEED_LIMIT ? undefined : later.items.at(-1)
  const { violations } = checkEach(removed, (item): Violation | null => {
    const below = tail !== undefined && (compareCreation(item, tail) ?? 0) <= 0
    return below
      ? null
      : { message: 'a session is gone although nothing pushed it out', witness: item.id, exchange: later.exchange }
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
          witness: `${item.id} of ${item.timestamp}`,
          exchange: later.exchange,
        },
  )
}
