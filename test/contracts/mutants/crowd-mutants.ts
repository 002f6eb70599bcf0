import type { QyvoRow } from '../twins/qyvo.ts'
import { answers, bodies, type Mutant, requests, type Spoil } from './mutant.ts'

/** Servers that fail when much is asked; judged by the named checks and few others. */
export const crowdMutants: readonly Mutant<QyvoRow>[] = (
  [
    {
      name: 'one who looks at many at once sees less',
      kills: ['CONS-003'],
      spoil: crowded((twin, hit) => bodies((body) => (Array.isArray(body) ? body.slice(1) : body))(twin, hit)),
      given: { load: true },
    },
    {
      name: 'the quota that headers tell of is never used up',
      kills: ['RATE-002'],
      spoil: answers(({ headers }) =>
        'x-ratelimit-limit' in headers
          ? { headers: { 'x-ratelimit-limit': '20', 'x-ratelimit-remaining': '19' } }
          : null,
      ),
      given: { load: true },
    },
    {
      name: 'a quota that was used up never begins anew',
      kills: ['RATE-002'],
      spoil: exhausted(),
      given: { load: true },
    },
    {
      name: 'a long value is taken for none',
      kills: ['HTTP-030'],
      spoil: requests((url) => dropLong(url)),
    },
  ] satisfies readonly Mutant<QyvoRow>[]
).map((mutant) => ({ ...mutant, narrow: true }))

/** Spoils what is asked while something else is being asked. */
function crowded(spoil: Spoil<QyvoRow>): Spoil<QyvoRow> {
  return (twin, hit) => {
    const spoilt = spoil(twin, hit)
    let asking = 0
    return async (request) => {
      asking++
      await Promise.resolve()
      const crowd = asking > 1
      try {
        return await (crowd ? spoilt : twin.send)(request)
      } finally {
        asking--
      }
    }
  }
}

function exhausted(): Spoil<QyvoRow> {
  let left = 20
  return (twin, hit) =>
    answers<QyvoRow>(({ headers }) => {
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
