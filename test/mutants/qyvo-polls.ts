import * as flowSession from '../../mock/vendors/qyvo/flow-sessions.ts'
import * as listing from '../../mock/world/query/by-creation.ts'
import { readRun } from '../../mock/world/state/view.ts'
import { answers, bodies, type Spoil } from '../contracts/mutants/mutant.ts'
import { AS_EVER, type MockMutant, wrong } from './wrong.ts'

type Session = Record<string, unknown>

const isFeed = (url: URL): boolean => url.pathname.endsWith('new-flow-triggered')

/** Changes the whole feed, knowing how often it was read before. */
function polls(change: (sessions: Session[], turn: number) => unknown): Spoil<never> {
  let turn = 0
  return bodies((body, { url }) => {
    if (!isFeed(url) || url.search !== '' || !Array.isArray(body)) return undefined
    return change(body as Session[], ++turn)
  })
}

/** Whoever is new since the last poll; remembered, so that a fault stays what it was. */
function newcomers(change: (one: Session, sessions: readonly Session[]) => void): Spoil<never> {
  const known = new Map<unknown, Session>()
  return polls((sessions, turn) => {
    const before = sessions.find((one) => known.has(one['id']))
    for (const [index, one] of sessions.entries()) {
      const fresh = !known.has(one['id'])
      if (fresh && turn > 1 && before !== undefined && index < sessions.indexOf(before)) change(one, sessions)
      if (fresh) known.set(one['id'], { ...one })
      else Object.assign(one, { created_at: known.get(one['id'])!['created_at'] })
    }
    sessions.sort((left, right) => (String(left['created_at']) < String(right['created_at']) ? 1 : -1))
  })
}

/** What goes wrong from one poll of Qyvo's feed to the next. */
export const qyvoPolls: readonly MockMutant[] = [
  {
    name: 'the window is cut before the flow is looked at',
    kills: ['POLL-007'],
    spoil: wrong(listing, 'listNewestRuns', (truth, [view, { flow, limit }]) =>
      flow === undefined ? AS_EVER : truth(view, { limit }).filter((ref) => readRun(view, ref).flow.index === flow),
    ),
  },
  {
    name: 'the window holds fifty',
    kills: ['POLL-020'],
    also: ['POLL-017'],
    spoil: wrong(listing, 'listNewestRuns', (truth, [view, of]) => truth(view, { ...of, limit: of.limit / 2 })),
  },
  {
    name: 'every other poll has two sessions in each other’s place',
    kills: ['POLL-015', 'POLL-022'],
    spoil: polls((sessions, turn) => {
      const [one, other] = [sessions[3]!, sessions[40]!]
      if (turn % 2 === 1) return
      ;[one['created_at'], other['created_at']] = [other['created_at'], one['created_at']]
      ;[sessions[3], sessions[40]] = [other, one]
    }),
  },
  {
    name: 'another of those of one second stands first in every other poll',
    kills: ['POLL-016'],
    spoil: polls((sessions, turn) => {
      sessions[1]!['created_at'] = sessions[0]!['created_at']
      if (turn % 2 === 0) sessions.unshift(...sessions.splice(1, 1))
    }),
    also: ['ORD-003', 'POLL-022'],
  },
  {
    name: 'a session is left out of every other poll',
    kills: ['POLL-017'],
    // What comes back comes late.
    also: ['POLL-019'],
    spoil: polls((sessions, turn) => (turn % 2 === 0 ? sessions.splice(30, 1) : undefined) && undefined),
  },
  {
    name: 'a new session is dated an hour back',
    kills: ['POLL-019'],
    spoil: newcomers((one, sessions) => (one['created_at'] = sessions[20]!['created_at'])),
  },
  {
    name: 'what began in the same second stands below what a poller knows',
    kills: ['POLL-018'],
    also: ['POLL-016', 'POLL-022'],
    spoil: (twin, hit) => {
      const seen = new Set<unknown>()
      let head: Session | undefined
      return polls((sessions) => {
        const known = sessions.findIndex((one) => seen.has(one['id']))
        const first = sessions[known]
        if (head !== undefined && known > 0 && first !== undefined) {
          for (const one of sessions.slice(0, known)) one['created_at'] = first['created_at']
          sessions.splice(0, known + 1, first, ...sessions.slice(0, known))
        }
        for (const { id } of sessions) seen.add(id)
        head = sessions[0]
      })(twin, hit)
    },
  },
  {
    name: 'a flow that nobody has entered answers 204',
    kills: ['POLL-021'],
    spoil: answers(({ status, text }, { url }) =>
      isFeed(url) && text === '[]' && status === 200 && !url.search.includes('f10f') && !url.search.includes('flowtwin')
        ? { status: 204, text: '' }
        : null,
    ),
  },
  {
    name: 'what was completed runs again in every other poll',
    kills: ['POLL-023', 'LIFE-002'],
    also: ['LIFE-003'],
    spoil: polls((sessions, turn) => {
      if (turn % 2 === 1) return
      for (const one of sessions) {
        if (one['status'] === 'completed') Object.assign(one, { status: 'running', completed_at: null })
      }
    }),
  },
  {
    name: 'a session goes from running to a word of its own',
    kills: ['LIFE-001'],
    also: ['POLL-023', 'SCH-004', 'LIFE-002'],
    spoil: polls((sessions, turn) => {
      for (const one of sessions) if (one['status'] === 'running' && turn % 2 === 0) one['status'] = 'waiting'
    }),
  },
  {
    name: 'completed_at drifts',
    kills: ['LIFE-003'],
    spoil: polls((sessions, turn) => {
      for (const one of sessions) {
        const { completed_at: at } = one
        if (typeof at === 'string' && turn % 2 === 0) one['completed_at'] = at.replace(/:\d\d\+/, ':59+')
      }
    }),
  },
  {
    name: 'what has expired runs on',
    kills: ['POLL-024'],
    also: ['POLL-012'],
    spoil: wrong(flowSession, 'serializeFlowSession', (truth, [run, world]) =>
      run.status === 'expired' ? truth({ ...run, status: 'running', endedAt: null }, world) : AS_EVER,
    ),
  },
  {
    name: 'nothing ever fails',
    kills: ['LIFE-007'],
    spoil: wrong(flowSession, 'serializeFlowSession', (truth, [run, world]) =>
      run.status === 'failed' || run.status === 'cancelled' ? truth({ ...run, status: 'completed' }, world) : AS_EVER,
    ),
  },
  {
    name: 'a flow is called after its session',
    kills: ['POLL-025'],
    also: ['POLL-043'],
    spoil: wrong(flowSession, 'serializeFlowSession', (truth, [run, world]) => {
      const told = truth(run, world)
      return { ...told, flow_name: `${told.flow_name} ${run.number % 7}` }
    }),
  },
  {
    name: 'the token belongs to nobody',
    kills: ['POLL-042'],
    spoil: bodies((body, { url }) => {
      if (url.pathname.endsWith('/me')) Object.assign(body as object, { tenant: null })
    }),
  },
  {
    name: 'a flow by itself is another',
    kills: ['POLL-043'],
    spoil: bodies((body, { url }) => {
      if (url.pathname.endsWith('/get-flow')) Object.assign(body as object, { sessions_count: 0 })
    }),
  },
  {
    name: 'the oldest message stands first',
    kills: ['POLL-044'],
    spoil: bodies((body, { url }) =>
      url.pathname.endsWith('new-message-received') && Array.isArray(body) ? body.toReversed() : undefined,
    ),
  },
  {
    name: 'message_type is not looked at',
    kills: ['POLL-045'],
    spoil: (twin, hit) => async (request) => {
      if (!request.url.includes('message_type')) return await twin.send(request)
      hit()
      return await twin.send(new Request(request.url.split('?')[0]!, request))
    },
  },
]
