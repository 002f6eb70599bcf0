import type { QyvoRow } from '../twins/qyvo.ts'
import { changeBodies, changeRequests, changeResponses, type Mutant, type Mutation } from './mutant.ts'

type Session = Record<string, unknown>

/** Mutants of inconsistent and malformed values, each judged by a few checks. */
export const qyvoValueMutants: readonly Mutant<QyvoRow>[] = (
  [
    {
      name: 'last_interaction_at is in the future',
      killedBy: ['TIME-004'],
      mutate: changeEachSession((session) => ({ ...session, last_interaction_at: '2099-01-01T00:00:00+00:00' })),
    },
    {
      name: 'created_at differs in every read',
      killedBy: ['TIME-005'],
      mutate: changeEachSession((session, turn) => ({
        ...session,
        created_at: shiftTimestamp(session['created_at'], turn),
      })),
    },
    {
      name: 'a filtered feed returns another created_at',
      killedBy: ['TIME-007', 'SCH-011'],
      mutate: changeEachSession((session, _, isFiltered) =>
        isFiltered ? { ...session, created_at: shiftTimestamp(session['created_at'], 60) } : session,
      ),
    },
    {
      name: 'a filtered feed returns another flow name',
      killedBy: ['SCH-011'],
      mutate: changeEachSession((session, _, isFiltered) =>
        isFiltered ? { ...session, flow_name: 'Another' } : session,
      ),
    },
    {
      name: 'every third read is stale',
      killedBy: ['CONS-002'],
      mutate: changeEachSession((session, turn) =>
        turn % 3 === 0
          ? { ...session, last_interaction_at: shiftTimestamp(session['last_interaction_at'], -60) }
          : session,
      ),
    },
    {
      name: 'some flow names are numbers',
      killedBy: ['SCH-009'],
      alsoKilledBy: ['SCH-001'],
      mutate: changeEachSession((session) =>
        /[02468ace]$/.test(String(session['id'])) ? { ...session, flow_name: 5 } : session,
      ),
    },
    {
      name: 'phone numbers contain spaces',
      killedBy: ['ENC-002'],
      alsoKilledBy: ['SCH-001'],
      mutate: changeEachSession((session) =>
        typeof session['contact_phone'] === 'string'
          ? { ...session, contact_phone: session['contact_phone'].replace(/(\d{4})/, '$1 ') }
          : session,
      ),
    },
    {
      name: 'parameter values are decoded twice',
      killedBy: ['ENC-003'],
      mutate: changeRequests((url) => {
        const value = url.searchParams.get('flow_id') ?? ''
        if (!value.includes('%')) return false
        url.searchParams.set('flow_id', decodeURIComponent(value))
        return true
      }),
    },
    {
      name: 'parameter values are not decoded',
      killedBy: ['ENC-003'],
      mutate: changeRequests((url) => {
        const raw = /flow_id=([^&]*)/.exec(url.search)?.[1] ?? ''
        if (!raw.includes('%')) return false
        url.searchParams.set('flow_id', raw)
        return true
      }),
    },
  ] satisfies readonly Mutant<QyvoRow>[]
).map((mutant) => ({ ...mutant, isNarrow: true }))

/** Changes the sessions of every response; `turn` counts responses from 1. */
function changeEachSession(
  change: (session: Session, turn: number, isFiltered: boolean) => Session,
): Mutation<QyvoRow> {
  let turn = 0
  return changeBodies((body, { url }) => {
    turn++
    const isFiltered = url.searchParams.has('flow_id')
    return Array.isArray(body) ? (body as Session[]).map((session) => change(session, turn, isFiltered)) : undefined
  })
}

function shiftTimestamp(timestamp: unknown, seconds: number): string {
  return `${new Date(Date.parse(String(timestamp)) + seconds * 1000).toISOString().slice(0, 19)}+00:00`
}

/** Mutants of load and rate limits, each judged by a few checks. */
export const qyvoLoadMutants: readonly Mutant<QyvoRow>[] = (
  [
    {
      name: 'concurrent reads lack the first session',
      killedBy: ['CONS-003'],
      mutate: mutateConcurrentRequests((twin, recordHit) =>
        changeBodies((body) => (Array.isArray(body) ? body.slice(1) : body))(twin, recordHit),
      ),
      setup: { load: true },
    },
    {
      name: 'rate limit headers never decrease',
      killedBy: ['RATE-002'],
      mutate: changeResponses(({ headers }) =>
        'x-ratelimit-limit' in headers
          ? { headers: { 'x-ratelimit-limit': '20', 'x-ratelimit-remaining': '19' } }
          : null,
      ),
      setup: { load: true },
    },
    {
      name: 'an exhausted rate limit never resets',
      killedBy: ['RATE-002'],
      mutate: exhaustRateLimit(),
      setup: { load: true },
    },
    {
      name: 'a long parameter value is ignored',
      killedBy: ['HTTP-030'],
      mutate: changeRequests((url) => dropLongValues(url)),
    },
  ] satisfies readonly Mutant<QyvoRow>[]
).map((mutant) => ({ ...mutant, isNarrow: true }))

/** Applies a mutation to concurrent requests only. */
function mutateConcurrentRequests(mutation: Mutation<QyvoRow>): Mutation<QyvoRow> {
  return (twin, recordHit) => {
    const mutated = mutation(twin, recordHit)
    let pending = 0
    return async (request) => {
      pending++
      await Promise.resolve()
      const isConcurrent = pending > 1
      try {
        return await (isConcurrent ? mutated : twin.fetch)(request)
      } finally {
        pending--
      }
    }
  }
}

function exhaustRateLimit(): Mutation<QyvoRow> {
  let remaining = 20
  return (twin, recordHit) =>
    changeResponses<QyvoRow>(({ headers }) => {
      if (!('x-ratelimit-limit' in headers)) return null
      if (remaining-- > 0) return { headers: { 'x-ratelimit-limit': '20', 'x-ratelimit-remaining': String(remaining) } }
      return { status: 429, text: '{"message":"Too Many Attempts."}', headers: { 'retry-after': '2' } }
    })(twin, recordHit)
}

function dropLongValues(url: URL): boolean {
  const longValues = [...url.searchParams].filter(([, value]) => value.length > 4000)
  for (const [name] of longValues) url.searchParams.delete(name)
  return longValues.length > 0
}
