import type { Check } from '../../kit/check.ts'
import type { Dated } from '../../kit/checks/chronology.ts'
import { sessionsOf, feedCall, sessions, window } from './feed.ts'
import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { judgeEach, type Judgement, together } from '../../kit/finding.ts'
import { groupedBy } from '../../kit/grouping.ts'
import { at, textAt } from '../../kit/json.ts'
import type { Context } from '../../kit/observation.ts'
import { type Instant, readInstant } from '../../kit/oracles/instant.ts'

const info = { level: 'INFO', source: { kind: 'house' } } as const

/** What sessions say of themselves together, and what is only measured. */
export const detailChecks: readonly Check[] = [
  {
    ...info,
    id: 'POLL-013',
    source: { kind: 'vendor', statement: 'FlowSession.expires_at' },
    title: 'Sessions of a flow live equally long, counted from their creation or from their last interaction',
    unit: 'flow with two sessions or more',
    remedy: 'two sessions of one flow',
    judge: async ({ observe }) => {
      const flows = groupedBy(await observe(sessions), ({ item }) => textAt(item, 'flow_id') ?? '')
      return judgeEach(
        [...flows.values()].filter((group) => group.length > 1),
        (group) => {
          const [first] = group
          const constant = ['created_at', 'last_interaction_at'].some((from) => livesOf(group, from).size <= 1)
          return constant || first === undefined
            ? null
            : { what: 'neither way of counting gives one time to live', witness: first.id, exchange: first.exchange }
        },
      )
    },
  },
  {
    id: 'POLL-025',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'One flow has one name throughout an answer, and so has one contact',
    unit: 'flow or contact that comes twice',
    remedy: 'two sessions of one flow',
    judge: async ({ observe }) => {
      const all = await observe(sessions)
      return together([names(all, 'flow'), names(all, 'contact')])
    },
  },
  {
    ...info,
    id: 'POLL-026',
    title: 'A running session says at which node it stands',
    unit: 'running session',
    remedy: 'a session that is running',
    judge: async ({ observe }) => {
      const running = (await observe(sessions)).filter(({ item }) => textAt(item, 'status') === 'running')
      return judgeEach(running, ({ id, item, exchange }) =>
        typeof at(item, 'current_node_id') === 'string'
          ? null
          : { what: 'running at no node', pointer: '/*/current_node_id', witness: id, exchange },
      )
    },
  },
  {
    ...info,
    id: 'POLL-027',
    title: 'Parameters as for pages make no difference',
    unit: 'parameter',
    remedy: 'two sessions or more',
    judge: paging,
  },
]

function livesOf(group: readonly Dated[], from: string): ReadonlySet<bigint> {
  return new Set(
    group.flatMap(({ item }) => {
      const [start, end]: readonly (Instant | null)[] = [
        readInstant(textAt(item, from)),
        readInstant(textAt(item, 'expires_at')),
      ]
      return start == null || end == null ? [] : [end.seconds - start.seconds]
    }),
  )
}

function names(all: readonly Dated[], member: string): Judgement {
  const groups = groupedBy(all, ({ item }) => textAt(item, `${member}_id`) ?? '')
  const several = [...groups].filter(([id, group]) => id !== '' && group.length > 1)
  return judgeEach(several, ([id, group]) => {
    const distinct = new Set(group.map(({ item }) => JSON.stringify(at(item, `${member}_name`))))
    const exchange: Exchange | undefined = group[0]?.exchange
    if (distinct.size < 2 || exchange === undefined) return null
    const witness = `${id}: ${[...distinct].join(', ')}`
    return { what: `one ${member} has several names`, pointer: `/*/${member}_name`, witness, exchange }
  })
}

async function paging({ observe, client }: Context): Promise<Judgement> {
  const before = (await observe(window)).pages.flatMap(({ items }) => items)
  if (before.length < 2) return { evidence: 0, violations: [] }
  const answers: Exchange[] = []
  for (const query of [{ limit: '1' }, { per_page: '1' }, { page: '2' }, { offset: '1' }, { cursor: '1' }])
    answers.push(await client.send(feedCall(query, 'open')))
  return judgeEach(answers, (exchange) => {
    const items = isSuccess(exchange) ? sessionsOf(exchange) : []
    // Newcomers move everything down; a page that was left out or cut short does not show the old head or tail.
    const moved = items.length < before.length || !items.some(({ id }) => id === before[0]?.id)
    return isSuccess(exchange) && moved
      ? { what: 'a parameter as for pages changes the answer', witness: exchange.call.path, exchange }
      : null
  })
}
