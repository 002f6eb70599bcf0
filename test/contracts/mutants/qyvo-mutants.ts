import type { QyvoRow } from '../twins/qyvo.ts'
import { bodies, type Mutant, requests, rows, type Spoil } from './mutant.ts'
import { dropped } from './url-change.ts'

type Session = Record<string, unknown>

/** Servers that get the window, the filter or a session wrong. */
export const qyvoMutants: readonly Mutant<QyvoRow>[] = [
  {
    name: 'the feed is an object',
    kills: ['POLL-001'],
    also: ['SCH-001', 'SCH-010'],
    spoil: feed((sessions) => ({ data: sessions })),
  },
  {
    name: 'the feed holds 101 sessions',
    kills: ['POLL-002'],
    also: ['SCH-001'],
    spoil: feed((sessions) => one101(sessions)),
  },
  { name: 'the feed is ascending', kills: ['POLL-003', 'ORD-001'], spoil: feed((sessions) => sessions.toReversed()) },
  {
    name: 'two neighbours are swapped',
    kills: ['ORD-001', 'POLL-003'],
    spoil: feed((sessions) => (sessions.length < 20 ? undefined : swapped(sessions, 7))),
  },
  { name: 'tied sessions are shuffled at every request', kills: ['ORD-003'], spoil: shuffledTies() },
  {
    name: 'a session stands twice',
    kills: ['POLL-004'],
    spoil: feed((sessions) => (sessions.length === 0 ? [] : [sessions[0], ...sessions.slice(0, 99)])),
  },
  { name: 'flow_id is ignored', kills: ['POLL-005', 'POLL-008', 'POLL-009', 'NEG-002'], spoil: without('flow_id') },
  {
    name: 'flow_id lets one foreign session through',
    kills: ['POLL-005'],
    spoil: feed((sessions, url) => {
      if (url.searchParams.has('flow_id') && sessions.length > 0) sessions[2]!['flow_id'] = sessions[2]!['contact_id']
    }),
  },
  {
    name: 'flow_id drops the newest match',
    kills: ['POLL-006'],
    spoil: feed((sessions, url) => (url.searchParams.has('flow_id') ? sessions.slice(1) : undefined)),
  },
  {
    name: 'an unknown flow gets everything',
    kills: ['POLL-008'],
    spoil: requests((url) => url.searchParams.get('flow_id')?.startsWith('f10f') === true && dropped(url, 'flow_id')),
  },
  {
    name: 'a malformed flow gets everything',
    kills: ['POLL-009', 'NEG-002'],
    spoil: requests((url) => url.searchParams.get('flow_id')?.length !== 36 && dropped(url, 'flow_id')),
  },
  {
    name: 'a status that nobody documented',
    kills: ['POLL-010', 'SCH-004'],
    spoil: session((one) => (one['status'] = 'paused')),
  },
  {
    name: 'completed without completed_at',
    kills: ['POLL-011'],
    spoil: session((one) => (one['completed_at'] = null)),
  },
  {
    name: 'a session expires before it began',
    kills: ['POLL-012'],
    spoil: session((one) => (one['expires_at'] = '2020-01-01T00:00:00+00:00')),
  },
  {
    name: 'a session is still running an hour after it expired',
    kills: ['POLL-012'],
    spoil: rows((all) => {
      for (const row of all.slice(60)) row.status = 'running'
      for (const row of all.slice(60)) row.completedAt = null
    }),
  },
  {
    name: 'the context is a list',
    kills: ['POLL-014', 'SCH-007'],
    spoil: session((one) => (one['context'] = ['cart'])),
  },
  {
    name: 'the context is JSON in a text',
    kills: ['SCH-007', 'POLL-014'],
    spoil: session((one) => (one['context'] = JSON.stringify(one['context']))),
  },
  { name: 'a required member is missing', kills: ['SCH-001'], spoil: session((one) => delete one['flow_name']) },
  { name: 'a name is a number', kills: ['SCH-001'], spoil: session((one) => (one['flow_name'] = 7)) },
  {
    name: 'null members are left out',
    kills: ['SCH-003'],
    spoil: session((one) => {
      for (const [name, value] of Object.entries(one)) if (value === null) delete one[name]
    }),
  },
  { name: 'an id is free text', kills: ['SCH-005'], spoil: session((one) => (one['contact_id'] = 'Romain')) },
  {
    name: 'an offset without a colon',
    kills: ['TIME-001'],
    also: ['SCH-005'],
    spoil: session((one) => (one['last_interaction_at'] = '2026-05-04T08:00:00+0000')),
  },
  {
    name: 'a space instead of T',
    kills: ['TIME-001'],
    also: ['SCH-005'],
    spoil: session((one) => (one['last_interaction_at'] = '2026-05-04 08:00:00+00:00')),
  },
  {
    name: 'local time without an offset',
    kills: ['TIME-001'],
    also: ['SCH-005'],
    spoil: session((one) => (one['last_interaction_at'] = '2026-05-04T08:00:00')),
  },
  {
    name: 'one member in two precisions',
    kills: ['TIME-002'],
    spoil: feed((sessions) => {
      if (sessions[3] !== undefined) sessions[3]['expires_at'] = String(sessions[3]['expires_at']).replace('+', '.000+')
    }),
  },
  {
    name: 'completed before created',
    kills: ['TIME-003'],
    spoil: rows((all) => {
      for (const row of all) if (row.completedAt !== null) row.completedAt = row.createdAt - 60_000
    }),
  },
]

function feed(change: (sessions: Session[], url: URL) => unknown): Spoil<QyvoRow> {
  return bodies<QyvoRow>((body, { url }) => (Array.isArray(body) ? change(body as Session[], url) : undefined))
}

function session(change: (one: Session) => unknown): Spoil<QyvoRow> {
  return feed((sessions) => {
    for (const one of sessions) change(one)
  })
}

function without(parameter: string): Spoil<QyvoRow> {
  return requests((url) => url.searchParams.has(parameter) && dropped(url, parameter))
}

function one101(sessions: Session[]): unknown {
  return sessions.length < 100
    ? undefined
    : [...sessions, { ...sessions[99], id: sessions[99]!['contact_id'], flow_id: sessions[99]!['contact_id'] }]
}

function swapped(sessions: Session[], index: number): Session[] {
  return sessions.toSpliced(index, 2, sessions[index + 1]!, sessions[index]!)
}

function shuffledTies(): Spoil<QyvoRow> {
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
