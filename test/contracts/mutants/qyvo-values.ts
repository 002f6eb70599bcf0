import type { QyvoRow } from '../twins/qyvo.ts'
import { changeBodies, changeRequests, changeResponses, type Mutant, type Mutation } from './mutant.ts'

type Session = Record<string, unknown>

/** Servers that say of one thing now this, now that; each is judged by the named checks only. */
export const valueMutants: readonly Mutant<QyvoRow>[] = (
  [
    {
      name: 'last_interaction_at is in the future',
      killedBy: ['TIME-004'],
      mutate: eachSession((one) => ({ ...one, last_interaction_at: '2099-01-01T00:00:00+00:00' })),
    },
    {
      name: 'created_at differs in every read',
      killedBy: ['TIME-005'],
      mutate: eachSession((one, turn) => ({ ...one, created_at: moved(one['created_at'], turn) })),
    },
    {
      name: 'a filtered feed returns another created_at',
      killedBy: ['TIME-007', 'SCH-011'],
      mutate: eachSession((one, _, filtered) =>
        filtered ? { ...one, created_at: moved(one['created_at'], 60) } : one,
      ),
    },
    {
      name: 'a filtered feed returns another flow name',
      killedBy: ['SCH-011'],
      mutate: eachSession((one, _, filtered) => (filtered ? { ...one, flow_name: 'Another' } : one)),
    },
    {
      name: 'every third read is stale',
      killedBy: ['CONS-002'],
      mutate: eachSession((one, turn) =>
        turn % 3 === 0 ? { ...one, last_interaction_at: moved(one['last_interaction_at'], -60) } : one,
      ),
    },
    {
      name: 'some flow names are numbers',
      killedBy: ['SCH-009'],
      alsoKilledBy: ['SCH-001'],
      mutate: eachSession((one) => (/[02468ace]$/.test(String(one['id'])) ? { ...one, flow_name: 5 } : one)),
    },
    {
      name: 'phone numbers contain spaces',
      killedBy: ['ENC-002'],
      alsoKilledBy: ['SCH-001'],
      mutate: eachSession((one) =>
        typeof one['contact_phone'] === 'string'
          ? { ...one, contact_phone: one['contact_phone'].replace(/(\d{4})/, '$1 ') }
          : one,
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

/** Changes the sessions of every answer; `turn` counts answers. */
function eachSession(change: (one: Session, turn: number, filtered: boolean) => Session): Mutation<QyvoRow> {
  let turn = 0
  return changeBodies((body, { url }) => {
    turn++
    const filtered = url.searchParams.has('flow_id')
    return Array.isArray(body) ? (body as Session[]).map((one) => change(one, turn, filtered)) : undefined
  })
}

function moved(stamp: unknown, seconds: number): string {
  return `${new Date(Date.parse(String(stamp)) + seconds * 1000).toISOString().slice(0, 19)}+00:00`
}

/** Servers that fail when much is asked; judged by the named checks and few others. */
export const crowdMutants: readonly Mutant<QyvoRow>[] = (
  [
    {
      name: 'concurrent reads lack the first session',
      killedBy: ['CONS-003'],
      mutate: crowded((twin, hit) => changeBodies((body) => (Array.isArray(body) ? body.slice(1) : body))(twin, hit)),
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
      mutate: exhausted(),
      setup: { load: true },
    },
    {
      name: 'a long parameter value is ignored',
      killedBy: ['HTTP-030'],
      mutate: changeRequests((url) => dropLong(url)),
    },
  ] satisfies readonly Mutant<QyvoRow>[]
).map((mutant) => ({ ...mutant, isNarrow: true }))

/** Spoils what is asked while something else is being asked. */
function crowded(spoil: Mutation<QyvoRow>): Mutation<QyvoRow> {
  return (twin, hit) => {
    const spoilt = spoil(twin, hit)
    let asking = 0
    return async (request) => {
      asking++
      await Promise.resolve()
      const crowd = asking > 1
      try {
        return await (crowd ? spoilt : twin.fetch)(request)
      } finally {
        asking--
      }
    }
  }
}

function exhausted(): Mutation<QyvoRow> {
  let left = 20
  return (twin, hit) =>
    changeResponses<QyvoRow>(({ headers }) => {
      if (!('x-ratelimit-limit' in headers)) return null
      if (left-- > 0) return { headers: { 'x-ratelimit-limit': '20', 'x-ratelimit-remaining': String(left) } }
      return { status: 429, text: '{"message":"Too Many Attempts."}', headers: { 'retry-after': '2' } }
    })(twin, hit)
}

function dropLong(url: URL): boolean {
  const long = [...url.searchParams].filter(([, value]) => value.length > 4000)
  for (const [name] of long) url.searchParams.delete(name)
  return long.length > 0
}
