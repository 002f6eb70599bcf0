import * as flowSessions from '../../mock/vendors/qyvo/flow-sessions.ts'
import * as ids from '../../mock/vendors/qyvo/ids.ts'
import { qyvo } from '../../mock/vendors/qyvo/index.ts'
import * as dateTime from '../../mock/wire/date-time.ts'
import * as byCreation from '../../mock/world/query/by-creation.ts'
import { listRunsByModification } from '../../mock/world/query/by-modification.ts'
import { readRun } from '../../mock/world/state/view.ts'
import { addDuration, MINUTE } from '../../mock/world/time.ts'
import { changeBodies, changeResponses, type Mutation } from '../contracts/mutants/mutant.ts'
import { breakFunction, CALL_ORIGINAL, type MockMutant } from './break-function.ts'

/** Mutants of Qyvo's feed: window, filter, session fields and errors. */
export const qyvoFeedMutants: readonly MockMutant[] = [
  {
    name: 'the feed is sorted by modification',
    killedBy: ['POLL-003', 'ORD-001'],
    mutate: breakFunction(byCreation, 'listNewestRuns', (_, [view, { flow, limit }]) =>
      listRunsByModification(view, {
        filter: { flow },
        from: undefined,
        to: undefined,
        descending: true,
        skip: 0,
        limit,
      }),
    ),
  },
  {
    name: 'the feed returns one session too many',
    killedBy: ['POLL-002'],
    alsoKilledBy: ['SCH-001'],
    mutate: breakFunction(byCreation, 'listNewestRuns', (original, [view, of]) =>
      original(view, { ...of, limit: of.limit + 1 }),
    ),
  },
  {
    name: 'flow_id matches the next flow as well',
    killedBy: ['POLL-005'],
    mutate: breakFunction(byCreation, 'listNewestRuns', (original, [view, { flow, limit }]) => {
      if (flow === undefined) return CALL_ORIGINAL
      const isNear = (index: number): boolean => index === flow || index === flow + 1
      return original(view, { limit: 3 * limit })
        .filter((ref) => isNear(readRun(view, ref).flow.index))
        .slice(0, limit)
    }),
  },
  {
    name: 'flow_id drops runs of broadcasts',
    killedBy: ['POLL-006'],
    mutate: breakFunction(byCreation, 'listNewestRuns', (original, [view, of]) =>
      of.flow === undefined ? CALL_ORIGINAL : original(view, of).filter((ref) => readRun(view, ref).broadcast === null),
    ),
  },
  {
    name: 'an unknown flow is read as the first one',
    killedBy: ['POLL-008'],
    mutate: breakFunction(ids, 'getIds', (original, [world]) => {
      const { flow, ...others } = original(world)
      return { ...others, flow: { ...flow, decode: (id) => flow.decode(id) ?? 0 } }
    }),
  },
  {
    name: 'expired sessions are returned as running',
    killedBy: ['POLL-012'],
    mutate: breakFunction(flowSessions, 'serializeFlowSession', (original, [run, world]) =>
      run.status === 'expired' ? original({ ...run, status: 'running', endedAt: null }, world) : CALL_ORIGINAL,
    ),
  },
  {
    name: 'a cancelled session has the status cancelled',
    killedBy: ['POLL-010', 'SCH-004'],
    mutate: breakFunction(flowSessions, 'serializeFlowSession', (original, [run, world]) =>
      run.status === 'cancelled' ? Object.assign(original(run, world), { status: 'cancelled' }) : CALL_ORIGINAL,
    ),
  },
  {
    name: 'completed_at of a running session is its expiry',
    killedBy: ['POLL-011'],
    mutate: breakFunction(flowSessions, 'serializeFlowSession', (original, [run, world]) =>
      run.endedAt === null
        ? { ...original(run, world), completed_at: dateTime.formatIsoSeconds(run.expiresAt) }
        : CALL_ORIGINAL,
    ),
  },
  {
    name: 'expires_at is 30 minutes before created_at',
    killedBy: ['POLL-012'],
    mutate: breakFunction(flowSessions, 'serializeFlowSession', (original, [run, world]) =>
      original({ ...run, expiresAt: addDuration(run.createdAt, -30 * MINUTE) }, world),
    ),
  },
  {
    name: 'a completed session ends before its creation',
    killedBy: ['TIME-003'],
    mutate: breakFunction(flowSessions, 'serializeFlowSession', (original, [run, world]) =>
      run.status === 'completed'
        ? original({ ...run, endedAt: addDuration(run.createdAt, -MINUTE) }, world)
        : CALL_ORIGINAL,
    ),
  },
  {
    name: 'created_at is the time of the last interaction',
    killedBy: ['POLL-003', 'ORD-001'],
    mutate: breakFunction(flowSessions, 'serializeFlowSession', (original, [run, world]) =>
      original({ ...run, createdAt: run.lastInteractionAt }, world),
    ),
  },
  {
    name: 'contact_name is omitted when it is null',
    killedBy: ['SCH-003'],
    mutate: breakFunction(flowSessions, 'serializeFlowSession', (original, [run, world]) => {
      const { contact_name: name, ...others } = original(run, world)
      return name === null ? (others as ReturnType<typeof original>) : CALL_ORIGINAL
    }),
  },
  {
    name: 'offsets lack their colon',
    killedBy: ['TIME-001'],
    alsoKilledBy: ['SCH-005'],
    mutate: breakFunction(dateTime, 'formatIsoSeconds', (original, [at]) => original(at).replace('+00:00', '+0000')),
  },
  {
    name: 'timestamps of whole minutes have decimals',
    killedBy: ['TIME-002'],
    mutate: breakFunction(dateTime, 'formatIsoSeconds', (original, [at]) =>
      original(at).includes(':00+') ? original(at).replace('+', '.000+') : CALL_ORIGINAL,
    ),
  },
  {
    name: 'an unknown path returns an empty feed',
    killedBy: ['ERR-006'],
    mutate: breakFunction(qyvo.problems, 'unknown-route', () => ({ status: 200, body: [] })),
  },
  {
    name: 'a malformed flow_id returns a different error format',
    killedBy: ['ERR-002'],
    alsoKilledBy: ['SCH-012'],
    mutate: breakFunction(qyvo.problems, 'invalid', () => ({
      status: 422,
      body: { flow_id: ['must be a valid UUID'] },
    })),
  },
]

type Session = Record<string, unknown>

const isFeed = (url: URL): boolean => url.pathname.endsWith('new-flow-triggered')

/** Changes responses of the unfiltered feed; `turn` counts them from 1. */
function changePolls(change: (sessions: Session[], turn: number) => unknown): Mutation<never> {
  let turn = 0
  return changeBodies((body, { url }) => {
    if (!isFeed(url) || url.search !== '' || !Array.isArray(body)) return undefined
    return change(body as Session[], ++turn)
  })
}

/** Changes sessions that are new since the last poll, and keeps the changed `created_at` in later polls. */
function changeNewSessions(change: (session: Session, sessions: readonly Session[]) => void): Mutation<never> {
  const seen = new Map<unknown, Session>()
  return changePolls((sessions, turn) => {
    const before = sessions.find((session) => seen.has(session['id']))
    for (const [index, session] of sessions.entries()) {
      const isNew = !seen.has(session['id'])
      if (isNew && turn > 1 && before !== undefined && index < sessions.indexOf(before)) change(session, sessions)
      if (isNew) seen.set(session['id'], { ...session })
      else Object.assign(session, { created_at: seen.get(session['id'])!['created_at'] })
    }
    sessions.sort((left, right) => (String(left['created_at']) < String(right['created_at']) ? 1 : -1))
  })
}

/** Mutants that show between two polls of Qyvo's feed. */
export const qyvoPollingMutants: readonly MockMutant[] = [
  {
    name: 'flow_id is applied after the limit of 100',
    killedBy: ['POLL-007'],
    mutate: breakFunction(byCreation, 'listNewestRuns', (original, [view, { flow, limit }]) =>
      flow === undefined
        ? CALL_ORIGINAL
        : original(view, { limit }).filter((ref) => readRun(view, ref).flow.index === flow),
    ),
  },
  {
    name: 'the feed returns 50 sessions',
    killedBy: ['POLL-020'],
    alsoKilledBy: ['POLL-017'],
    mutate: breakFunction(byCreation, 'listNewestRuns', (original, [view, of]) =>
      original(view, { ...of, limit: of.limit / 2 }),
    ),
  },
  {
    name: 'every second poll swaps two sessions',
    killedBy: ['POLL-015', 'POLL-022'],
    mutate: changePolls((sessions, turn) => {
      const [session, other] = [sessions[3]!, sessions[40]!]
      if (turn % 2 === 1) return
      ;[session['created_at'], other['created_at']] = [other['created_at'], session['created_at']]
      ;[sessions[3], sessions[40]] = [other, session]
    }),
  },
  {
    name: 'every second poll swaps the two newest sessions of one second',
    killedBy: ['POLL-016'],
    mutate: changePolls((sessions, turn) => {
      sessions[1]!['created_at'] = sessions[0]!['created_at']
      if (turn % 2 === 0) sessions.unshift(...sessions.splice(1, 1))
    }),
    alsoKilledBy: ['ORD-003', 'POLL-022'],
  },
  {
    name: 'every second poll lacks one session',
    killedBy: ['POLL-017'],
    // The missing session reappears late.
    alsoKilledBy: ['POLL-019'],
    mutate: changePolls((sessions, turn) => (turn % 2 === 0 ? sessions.splice(30, 1) : undefined) && undefined),
  },
  {
    name: 'a new session gets an older created_at',
    killedBy: ['POLL-019'],
    mutate: changeNewSessions((session, sessions) => (session['created_at'] = sessions[20]!['created_at'])),
  },
  {
    name: 'new sessions of a known second are listed below it',
    killedBy: ['POLL-018'],
    alsoKilledBy: ['POLL-016', 'POLL-022'],
    mutate: (twin, recordHit) => {
      const seen = new Set<unknown>()
      let head: Session | undefined
      return changePolls((sessions) => {
        const known = sessions.findIndex((session) => seen.has(session['id']))
        const first = sessions[known]
        if (head !== undefined && known > 0 && first !== undefined) {
          for (const session of sessions.slice(0, known)) session['created_at'] = first['created_at']
          sessions.splice(0, known + 1, first, ...sessions.slice(0, known))
        }
        for (const { id } of sessions) seen.add(id)
        head = sessions[0]
      })(twin, recordHit)
    },
  },
  {
    name: 'a flow without sessions returns 204',
    killedBy: ['POLL-021'],
    mutate: changeResponses(({ status, text }, { url }) =>
      isFeed(url) && text === '[]' && status === 200 && !url.search.includes('f10f') && !url.search.includes('flowtwin')
        ? { status: 204, text: '' }
        : null,
    ),
  },
  {
    name: 'every second poll returns completed sessions as running',
    killedBy: ['POLL-023', 'LIFE-002'],
    alsoKilledBy: ['LIFE-003'],
    mutate: changePolls((sessions, turn) => {
      if (turn % 2 === 1) return
      for (const session of sessions) {
        if (session['status'] === 'completed') Object.assign(session, { status: 'running', completed_at: null })
      }
    }),
  },
  {
    name: 'running sessions become waiting',
    killedBy: ['LIFE-001'],
    alsoKilledBy: ['POLL-023', 'SCH-004', 'LIFE-002'],
    mutate: changePolls((sessions, turn) => {
      for (const session of sessions)
        if (session['status'] === 'running' && turn % 2 === 0) session['status'] = 'waiting'
    }),
  },
  {
    name: 'completed_at changes between polls',
    killedBy: ['LIFE-003'],
    mutate: changePolls((sessions, turn) => {
      for (const session of sessions) {
        const { completed_at: at } = session
        if (typeof at === 'string' && turn % 2 === 0) session['completed_at'] = at.replace(/:\d\d\+/, ':59+')
      }
    }),
  },
  {
    name: 'sessions never expire',
    killedBy: ['POLL-024'],
    alsoKilledBy: ['POLL-012'],
    mutate: breakFunction(flowSessions, 'serializeFlowSession', (original, [run, world]) =>
      run.status === 'expired' ? original({ ...run, status: 'running', endedAt: null }, world) : CALL_ORIGINAL,
    ),
  },
  {
    name: 'failed sessions are returned as completed',
    killedBy: ['LIFE-007'],
    mutate: breakFunction(flowSessions, 'serializeFlowSession', (original, [run, world]) =>
      run.status === 'failed' || run.status === 'cancelled'
        ? original({ ...run, status: 'completed' }, world)
        : CALL_ORIGINAL,
    ),
  },
  {
    name: 'the flow name contains the session number',
    killedBy: ['POLL-025'],
    alsoKilledBy: ['POLL-043'],
    mutate: breakFunction(flowSessions, 'serializeFlowSession', (original, [run, world]) => {
      const serialized = original(run, world)
      return { ...serialized, flow_name: `${serialized.flow_name} ${run.number % 7}` }
    }),
  },
  {
    name: 'tenant of the token is null',
    killedBy: ['POLL-042'],
    mutate: changeBodies((body, { url }) => {
      if (url.pathname.endsWith('/me')) Object.assign(body as object, { tenant: null })
    }),
  },
  {
    name: 'get-flow returns a different session count',
    killedBy: ['POLL-043'],
    mutate: changeBodies((body, { url }) => {
      if (url.pathname.endsWith('/get-flow')) Object.assign(body as object, { sessions_count: 0 })
    }),
  },
  {
    name: 'messages are sorted oldest first',
    killedBy: ['POLL-044'],
    mutate: changeBodies((body, { url }) =>
      url.pathname.endsWith('new-message-received') && Array.isArray(body) ? body.toReversed() : undefined,
    ),
  },
  {
    name: 'message_type is ignored',
    killedBy: ['POLL-045'],
    mutate: (twin, recordHit) => async (request) => {
      if (!request.url.includes('message_type')) return await twin.fetch(request)
      recordHit()
      return await twin.fetch(new Request(request.url.split('?')[0]!, request))
    },
  },
]

type Fields = Record<string, unknown>

const isAction = (url: URL, name: string): boolean => url.pathname.endsWith(`/actions/${name}`)

/** Changes the response of a successful action. */
function changeActionResponse(name: string, change: (body: Fields) => unknown): Mutation<never> {
  return changeBodies((body, { url }) => {
    if (isAction(url, name)) change(body as Fields)
  })
}

/** Changes the request body of an action; null keeps it. */
function changeActionRequest(name: string, change: (body: Fields) => Fields | null): Mutation<never> {
  return (twin, recordHit) => async (request) => {
    if (!isAction(new URL(request.url), name)) return await twin.fetch(request)
    const changed = change(JSON.parse(await request.clone().text()) as Fields)
    if (changed === null) return await twin.fetch(request)
    recordHit()
    const { method, headers } = request
    return await twin.fetch(new Request(request.url, { method, headers, body: JSON.stringify(changed) }))
  }
}

/** Returns 200 for a rejected action. */
function acceptRejectedAction(name: string, status: number, body: unknown): Mutation<never> {
  return changeResponses((answer, { url }) =>
    isAction(url, name) && answer.status === status ? { status: 200, text: JSON.stringify(body) } : null,
  )
}

/** Response of a start with an id that no session has. */
const started = { id: 'f40f40f4-0f40-4f40-8f40-f40f40f40f40', status: 'started' }

/** Mutants of Qyvo's actions. */
export const qyvoActionMutants: readonly MockMutant[] = [
  {
    name: 'a start returns an id and creates nothing',
    killedBy: ['POLL-028', 'LIFE-006'],
    mutate: changeActionResponse(
      'trigger-flow',
      (body) => body['status'] === 'started' && Object.assign(body, { id: started.id }),
    ),
  },
  {
    name: 'a draft can be started',
    killedBy: ['POLL-028'],
    alsoKilledBy: ['POLL-032'],
    mutate: acceptRejectedAction('trigger-flow', 404, started),
  },
  {
    name: 'a start returns the status running',
    killedBy: ['POLL-029'],
    alsoKilledBy: ['SCH-004'],
    mutate: changeActionResponse(
      'trigger-flow',
      (body) => body['status'] === 'started' && Object.assign(body, { status: 'running' }),
    ),
  },
  {
    name: 'a start returns 200',
    killedBy: ['POLL-030'],
    mutate: changeResponses(({ status }, { url }) =>
      isAction(url, 'trigger-flow') && status === 201 ? { status: 200 } : null,
    ),
  },
  {
    name: 'a second start returns the status started',
    killedBy: ['POLL-031'],
    mutate: changeActionResponse('trigger-flow', (body) =>
      body['status'] === 'already_running' ? Object.assign(body, { status: 'started' }) : false,
    ),
  },
  {
    name: 'a start of an unknown contact returns 200',
    killedBy: ['POLL-032'],
    mutate: changeResponses(({ status, text }, { url }) =>
      isAction(url, 'trigger-flow') && status === 404 && text.includes('Contact')
        ? { status: 200, text: '{"status":"already_running"}' }
        : null,
    ),
  },
  {
    name: 'phone is ignored when contact_id is set',
    killedBy: ['POLL-033'],
    mutate: changeActionRequest('trigger-flow', ({ phone, ...body }) =>
      phone === undefined || !body['contact_id'] ? null : body,
    ),
  },
  {
    name: 'a start drops the context',
    killedBy: ['POLL-034'],
    mutate: changeActionRequest('trigger-flow', (body) =>
      body['context'] === undefined ? null : { ...body, context: {} },
    ),
  },
  {
    name: "contact_phone differs from the contact's phone",
    killedBy: ['POLL-035'],
    mutate: changeBodies((body, { url }) => {
      if (!url.pathname.endsWith('new-flow-triggered')) return
      for (const session of body as Fields[])
        session['contact_phone'] = String(session['contact_phone']).replace(/\d$/, '7')
    }),
  },
  {
    name: 'a contact is stored without metadata',
    killedBy: ['POLL-036'],
    alsoKilledBy: ['POLL-038', 'POLL-039'],
    mutate: changeActionRequest('create-contact', ({ metadata, ...body }) => (metadata === undefined ? null : body)),
  },
  {
    name: 'search-contacts applies only one condition',
    killedBy: ['POLL-037'],
    mutate: changeActionRequest('search-contacts', (body) =>
      body['query'] !== undefined && body['tag'] !== undefined ? { tag: '', query: 'flowtwin' } : null,
    ),
  },
  {
    name: 'a second create-contact overwrites the email',
    killedBy: ['POLL-038'],
    alsoKilledBy: ['POLL-039'],
    mutate: changeActionRequest('create-contact', (body) =>
      body['email'] === undefined && body['phone'] !== undefined && body['name'] === 'Zoë Again'
        ? { ...body, email: 'unknown@flowtwin.example.com' }
        : null,
    ),
  },
  {
    name: 'new tags are added to the old ones',
    killedBy: ['POLL-039'],
    mutate: changeActionRequest('update-contact', (body) =>
      typeof body['tags'] === 'string' ? { ...body, tags: `flowtwin,${body['tags']}` } : null,
    ),
  },
  {
    name: 'an unknown contact returns 200',
    killedBy: ['POLL-040'],
    alsoKilledBy: ['SCH-001'],
    mutate: acceptRejectedAction('get-contact', 404, {}),
  },
  {
    name: 'get-contact without a key returns 200',
    killedBy: ['POLL-041'],
    alsoKilledBy: ['SCH-001'],
    mutate: acceptRejectedAction('get-contact', 422, {}),
  },
]
