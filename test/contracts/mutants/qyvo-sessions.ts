import type { QyvoRow } from '../twins/qyvo.ts'
import { changeBodies, changeRequests, changeRows, deleteParameter, type Mutant, type Mutation } from './mutant.ts'

type Session = Record<string, unknown>

/** Mutants of the feed, its filter and its sessions. */
export const qyvoSessionMutants: readonly Mutant<QyvoRow>[] = [
  {
    name: 'the feed is an object',
    killedBy: ['POLL-001'],
    alsoKilledBy: ['SCH-001', 'SCH-010'],
    mutate: changeFeed((sessions) => ({ data: sessions })),
  },
  {
    name: 'the feed holds 101 sessions',
    killedBy: ['POLL-002'],
    alsoKilledBy: ['SCH-001'],
    mutate: changeFeed((sessions) => addSession(sessions)),
  },
  {
    name: 'the feed is ascending',
    killedBy: ['POLL-003', 'ORD-001'],
    mutate: changeFeed((sessions) => sessions.toReversed()),
  },
  {
    name: 'two adjacent items are swapped',
    killedBy: ['ORD-001', 'POLL-003'],
    mutate: changeFeed((sessions) => (sessions.length < 20 ? undefined : swapAdjacent(sessions, 7))),
  },
  { name: 'ties change their order between requests', killedBy: ['ORD-003'], mutate: reverseTiesAfterFirstRead() },
  {
    name: 'the feed lists a session twice',
    killedBy: ['POLL-004'],
    mutate: changeFeed((sessions) => (sessions.length === 0 ? [] : [sessions[0], ...sessions.slice(0, 99)])),
  },
  {
    name: 'flow_id is ignored',
    killedBy: ['POLL-005', 'POLL-008', 'POLL-009', 'NEG-002'],
    mutate: ignoreParameter('flow_id'),
  },
  {
    name: 'flow_id returns one session of another flow',
    killedBy: ['POLL-005'],
    mutate: changeFeed((sessions, url) => {
      if (url.searchParams.has('flow_id') && sessions.length > 0) sessions[2]!['flow_id'] = sessions[2]!['contact_id']
    }),
  },
  {
    name: 'flow_id drops the newest match',
    killedBy: ['POLL-006'],
    mutate: changeFeed((sessions, url) => (url.searchParams.has('flow_id') ? sessions.slice(1) : undefined)),
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
    mutate: changeSessions((session) => (session['status'] = 'paused')),
  },
  {
    name: 'completed sessions lack completed_at',
    killedBy: ['POLL-011'],
    mutate: changeSessions((session) => (session['completed_at'] = null)),
  },
  {
    name: 'expires_at is earlier than created_at',
    killedBy: ['POLL-012'],
    mutate: changeSessions((session) => (session['expires_at'] = '2020-01-01T00:00:00+00:00')),
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
    mutate: changeSessions((session) => (session['context'] = ['cart'])),
  },
  {
    name: 'context is a JSON string',
    killedBy: ['SCH-007', 'POLL-014'],
    mutate: changeSessions((session) => (session['context'] = JSON.stringify(session['context']))),
  },
  {
    name: 'a required member is missing',
    killedBy: ['SCH-001'],
    mutate: changeSessions((session) => delete session['flow_name']),
  },
  {
    name: 'flow_name is a number',
    killedBy: ['SCH-001'],
    mutate: changeSessions((session) => (session['flow_name'] = 7)),
  },
  {
    name: 'null members are omitted',
    killedBy: ['SCH-003'],
    mutate: changeSessions((session) => {
      for (const [name, value] of Object.entries(session)) if (value === null) delete session[name]
    }),
  },
  {
    name: 'contact_id is not a UUID',
    killedBy: ['SCH-005'],
    mutate: changeSessions((session) => (session['contact_id'] = 'Romain')),
  },
  {
    name: 'an offset lacks its colon',
    killedBy: ['TIME-001'],
    alsoKilledBy: ['SCH-005'],
    mutate: changeSessions((session) => (session['last_interaction_at'] = '2026-05-04T08:00:00+0000')),
  },
  {
    name: 'timestamps have a space instead of T',
    killedBy: ['TIME-001'],
    alsoKilledBy: ['SCH-005'],
    mutate: changeSessions((session) => (session['last_interaction_at'] = '2026-05-04 08:00:00+00:00')),
  },
  {
    name: 'timestamps lack an offset',
    killedBy: ['TIME-001'],
    alsoKilledBy: ['SCH-005'],
    mutate: changeSessions((session) => (session['last_interaction_at'] = '2026-05-04T08:00:00')),
  },
  {
    name: 'one field has timestamps of two precisions',
    killedBy: ['TIME-002'],
    mutate: changeFeed((sessions) => {
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

function changeFeed(change: (sessions: Session[], url: URL) => unknown): Mutation<QyvoRow> {
  return changeBodies<QyvoRow>((body, { url }) => (Array.isArray(body) ? change(body as Session[], url) : undefined))
}

function changeSessions(change: (session: Session) => unknown): Mutation<QyvoRow> {
  return changeFeed((sessions) => {
    for (const session of sessions) change(session)
  })
}

function ignoreParameter(parameter: string): Mutation<QyvoRow> {
  return changeRequests((url) => url.searchParams.has(parameter) && deleteParameter(url, parameter))
}

function addSession(sessions: Session[]): unknown {
  return sessions.length < 100
    ? undefined
    : [...sessions, { ...sessions[99], id: sessions[99]!['contact_id'], flow_id: sessions[99]!['contact_id'] }]
}

function swapAdjacent(sessions: Session[], index: number): Session[] {
  return sessions.toSpliced(index, 2, sessions[index + 1]!, sessions[index]!)
}

function reverseTiesAfterFirstRead(): Mutation<QyvoRow> {
  return (twin, recordHit) => {
    let turn = 0
    const reverse = changeFeed((sessions) => (++turn === 1 ? undefined : reverseTies(sessions)))
    return reverse(twin, recordHit)
  }
}

function reverseTies(sessions: Session[]): Session[] {
  const timestamps = [...new Set(sessions.map((session) => session['created_at']))]
  return timestamps.flatMap((timestamp) =>
    sessions.filter((session) => session['created_at'] === timestamp).toReversed(),
  )
}
