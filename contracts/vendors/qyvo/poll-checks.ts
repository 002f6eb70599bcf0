import type { Check } from '../../kit/check.ts'
import { judgeEach, type Judgement, together, type Violation } from '../../kit/finding.ts'
import { at, textAt } from '../../kit/json.ts'
import type { Context } from '../../kit/observation.ts'
import { MOST } from './feed.ts'
import { createdOrder, type PollPair, pollPairs } from './polls.ts'

const house = { level: 'SHOULD', source: { kind: 'house' } } as const
const twice = { unit: 'session that two polls show', remedy: 'one session or more' } as const
const IDENTITY = ['flow_id', 'contact_id', 'created_at'] as const

/** What may become of a feed between two polls. */
export const pollChecks: readonly Check[] = [
  {
    ...twice,
    id: 'POLL-015',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'newFlowTriggered/200' },
    title: 'Between two polls sessions keep their order, and newer ones stand before those that were there',
    judge: (context) => eachPair(context, ordered),
  },
  {
    ...house,
    id: 'POLL-016',
    title: 'Where nothing new came the same session stands first',
    unit: 'poll that shows no newcomer',
    remedy: 'two polls between which no session begins',
    judge: (context) => eachPair(context, head),
  },
  {
    ...house,
    ...twice,
    id: 'POLL-017',
    title: 'A session leaves the feed only when newer ones have pushed it out',
    unit: 'session of an earlier poll',
    judge: (context) => eachPair(context, pushed),
  },
  {
    ...house,
    id: 'POLL-019',
    title: 'No session comes late: none appears below one that an earlier poll showed first',
    unit: 'session that a later poll shows first',
    remedy: 'leave to write, or sessions that begin between two polls',
    judge: (context) => eachPair(context, late),
  },
  {
    ...house,
    ...twice,
    id: 'POLL-022',
    title: 'Flow, contact and creation of a session are the same in every poll',
    judge: (context) =>
      eachPair(context, ({ survivors, later: { exchange } }) =>
        judgeEach(survivors, ({ before, after }) =>
          IDENTITY.flatMap((name): readonly Violation[] =>
            at(before.item, name) === at(after.item, name)
              ? []
              : [{ what: `${name} is another than before`, pointer: `/*/${name}`, witness: after.id, exchange }],
          ),
        ),
      ),
  },
  {
    ...house,
    ...twice,
    id: 'POLL-023',
    title: 'A session goes from running to completed, expired or failed, and nowhere else',
    judge: (context) =>
      eachPair(context, ({ survivors, later: { exchange } }) =>
        judgeEach(survivors, ({ before, after }): Violation | null => {
          const [from, to] = [textAt(before.item, 'status'), textAt(after.item, 'status')]
          if (from === to || from === 'running') return null
          return { what: `from ${from} to ${to}`, pointer: '/*/status', witness: after.id, exchange }
        }),
      ),
  },
]

async function eachPair(context: Context, judge: (pair: PollPair) => Judgement): Promise<Judgement> {
  return together((await pollPairs(context)).map(judge))
}

function ordered({ earlier, later, survivors, newcomers }: PollPair): Judgement {
  const place = new Map(later.items.map(({ id }, index) => [id, index]))
  const { violations } = judgeEach(survivors, ({ before }, index): Violation | null => {
    const next = survivors[index + 1]?.before
    // Which of several of one instant stands first nobody says.
    if (next === undefined || createdOrder(before, next) === 0) return null
    const kept = (place.get(before.id) ?? 0) < (place.get(next.id) ?? 0)
    const witness = `${before.id}, then ${next.id}`
    return kept ? null : { what: 'two sessions have changed places', witness, exchange: later.exchange }
  })
  const first = earlier.items.find(({ id }) => place.has(id))
  const misplaced = newcomers.filter(
    (item) =>
      first !== undefined &&
      (createdOrder(item, first) ?? 0) > 0 &&
      (place.get(item.id) ?? 0) > (place.get(first.id) ?? 0),
  )
  return {
    evidence: survivors.length,
    violations: [
      ...violations,
      ...misplaced.map(({ id }) => ({ what: 'a newer session stands below', witness: id, exchange: later.exchange })),
    ],
  }
}

function head({ earlier, later, newcomers }: PollPair): Judgement {
  const [was, is] = [earlier.items[0], later.items[0]]
  const stayed = later.items.some(({ id }) => id === was?.id)
  if (newcomers.length > 0 || was === undefined || is === undefined || !stayed) return { evidence: 0, violations: [] }
  const witness = `${was.id}, then ${is.id}`
  const violations =
    was.id === is.id ? [] : [{ what: 'another session stands first', witness, exchange: later.exchange }]
  return { evidence: 1, violations }
}

function pushed({ earlier, later, gone }: PollPair): Judgement {
  const tail = later.items.length < MOST ? undefined : later.items.at(-1)
  const { violations } = judgeEach(gone, (item): Violation | null => {
    const below = tail !== undefined && (createdOrder(item, tail) ?? 0) <= 0
    return below
      ? null
      : { what: 'a session is gone although nothing pushed it out', witness: item.id, exchange: later.exchange }
  })
  return { evidence: earlier.items.length, violations }
}

function late({ earlier, later, newcomers }: PollPair): Judgement {
  const [first] = earlier.items
  if (first === undefined) return { evidence: 0, violations: [] }
  return judgeEach(newcomers, (item) =>
    (createdOrder(item, first) ?? 0) >= 0
      ? null
      : {
          what: 'a session appears below one that was there before it',
          witness: `${item.id} of ${item.stamp}`,
          exchange: later.exchange,
        },
  )
}
