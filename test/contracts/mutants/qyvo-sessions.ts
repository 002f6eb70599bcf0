import type { QyvoRow } from '../twins/qyvo.ts'
import { changeBodies, changeRequests, changeRows, deleteParameter, type Mutant, type Mutation } from './mutant.ts'

type Session = Record<string, unknown>

/** Servers that get the window, the filter or a session wrong. */
export const qyvoMutants: readonly Mutant<QyvoRow>[] = [
  {
    name: 'the feed is an object',
    killedBy: ['POLL-001'],
    alsoKilledBy: ['SCH-001', 'SCH-010'],
    mutate: feed((sessions) => ({ data: sessions })),
  },
  {
    name: 'the feed holds 101 sessions',
    killedBy: ['POLL-002'],
    alsoKilledBy: ['SCH-001'],
    mutate: feed((sessions) => one101(sessions)),
  },
  {
    name: 'the feed is ascending',
    killedBy: ['POLL-003', 'ORD-001'],
    mutate: feed((sessions) => sessions.toReversed()),
  },
  {
    name: 'two adjacent items are swapped',
    killedBy: ['ORD-001', 'POLL-003'],
    mutate: feed((sessions) => (sessions.length < 20 ? undefined : swapped(sessions, 7))),
  },
  { name: 'ties change their order between requests', killedBy: ['ORD-003'], mutate: shuffledTies() },
  {
    name: 'the feed lists a session twice',
    killedBy: ['POLL-004'],
    mutate: feed((sessions) => (sessions.length === 0 ? [] : [sessions[0], ...sessions.slice(0, 99)])),
  },
  { name: 'flow_id is ignored', killedBy: ['POLL-005', 'POLL-008', 'POLL-009', 'NEG-002'], mutate: without('flow_id') },
  {
    name: 'flow_id returns one session of another flow',
    killedBy: ['POLL-005'],
    mutate: feed((sessions, url) => {
      if (url.searchParams.has('flow_id') && sessions.length > 0) sessions[2]!['flow_id'] = sessions[2]!['contact_id']
    }),
  },
  {
    name: 'flow_id drops the newest match',
    killedBy: ['POLL-006'],
    mutate: feed((sessions, url) => (url.searchParams.has('flow_id') ? sessions.slice(1) : undefined)),
  },
  {
    name: 'an unknown flow returns all sessions',
    killedBy: ['POLL-008'],
    mutate: changeRequests(
      (url) => url.searchParams.get('flow_id')?.startsWith('f10f') === true && deleteParameter(url, 'flow_id'),
    ),
  },
  {
    name: 'a malformed flow returns all sessions',
    killedBy: ['POLL-009', 'NEG-002'],
    mutate: changeRequests((url) => url.searchParams.get('flow_id')?.length !== 36 && deleteParameter(url, 'flow_id')),
  },
  {
    name: 'status is an undocumented value',
    killedBy: ['POLL-010', 'SCH-004'],
    mutate: session((one) => (one['status'] = 'paused')),
  },
  {
    name: 'completed sessions lack completed_at',
    killedBy: ['POLL-011'],
    mutate: session((one) => (one['completed_at'] = null)),
  },
  {
    name: 'expires_at is earlier than created_at',
    killedBy: ['POLL-012'],
    mutate: session((one) => (one['expires_at'] = '2020-01-01T00:00:00+00:00')),
  },
  {
    name: 'a session is still running an hour after it expired',
    killedBy: ['POLL-012'],
    mutate: changeRows((all) => {
      for (const row of all.slice(60)) row.status = 'running'
      for (const row of all.slice(60)) row.completedAt = null
    }),
  },
  {
    name: 'context is an array',
    killedBy: ['POLL-014', 'SCH-007'],
    mutate: session((one) => (one['context'] = ['cart'])),
  },
  {
    name: 'context is a JSON string',
    killedBy: ['SCH-007', 'POLL-014'],
    mutate: session((one) => (one['context'] = JSON.stringify(one['context']))),
  },
  { name: 'a required member is missing', killedBy: ['SCH-001'], mutate: session((one) => delete one['flow_name']) },
  { name: 'flow_name is a number', killedBy: ['SCH-001'], mutate: session((one) => (one['flow_name'] = 7)) },
  {
    name: 'null members are omitted',
    killedBy: ['SCH-003'],
    mutate: session((one) => {
      for (const [name, value] of Object.entries(one)) if (value === null) delete one[name]
    }),
  },
  { name: 'contact_id is not a UUID', killedBy: ['SCH-005'], mutate: session((one) => (one['contact_id'] = 'Romain')) },
  {
    name: 'an offset lacks its colon',
    killedBy: ['TIME-001'],
    alsoKilledBy: ['SCH-005'],
    mutate: session((one) => (one['last_interaction_at'] = '2026-05-04T08:00:00+0000')),
  },
  {
    name: 'timestamps have a space instead of T',
    killedBy: ['TIME-001'],
    alsoKilledBy: ['SCH-005'],
    mutate: session((one) => (one['last_interaction_at'] = '2026-05-04 08:00:00+00:00')),
  },
  {
    name: 'timestamps lack an offset',
    killedBy: ['TIME-001'],
    alsoKilledBy: ['SCH-005'],
    mutate: session((one) => (one['last_interaction_at'] = '2026-05-04T08:00:00')),
  },
  {
    name: 'one field has timestamps of two precisions',
    killedBy: ['TIME-002'],
    mutate: feed((sessions) => {
      if (sessions[3] !== undefined) sessions[3]['expires_at'] = String(sessions[3]['expires_at']).replace('+', '.000+')
    }),
  },
  {
    name: 'completed_at is earlier than created_at',
    killedBy: ['TIME-003'],
    mutate: changeRows((all) => {
      for (const row of all) if (row.completedAt !== null) row.completedAt = row.createdAt - 60_000
    }),
  },
]

function feed(change: (sessions: Session[], url: URL) => unknown): Mutation<QyvoRow> {
  return changeBodies<QyvoRow>((body, { url }) => (Array.isArray(body) ? change(body as Session[], url) : undefined))
}

function session(change: (one: Session) => unknown): Mutation<QyvoRow> {
  return feed((sessions) => {
    for (const one of sessions) change(one)
  })
}

function without(parameter: string): Mutation<QyvoRow> {
  return changeRequests((url) => url.searchParams.has(parameter) && deleteParameter(url, parameter))
}

function one101(sessions: Session[]): unknown {
  return sessions.length < 100
    ? undefined
    : [...sessions, { ...sessions[99], id: sessions[99]!['contact_id'], flow_id: sessions[99]!['contact_id'] }]
}

function swapped(sessions: Session[], index: number): Session[] {
  return sessions.toSpliced(index, 2, sessions[index + 1]!, sessions[index]!)
}

function shuffledTies(): Mutation<QyvoRow> {
  return (twin, hit) => {
    let turn = 0
    const turning = feed((sessions) => (++turn === 1 ? undefined : tiesTurned(sessions)))
    return turning(twin, hit)
  }
}

function tiesTurned(sessions: Session[]): Session[] {
  const stamps = [...new Set(sessions.map((one) => one['created_at']))]
  return stamps.flatMap((stamp) => sessions.filter((one) => one['created_at'] === stamp).toReversed())
}
