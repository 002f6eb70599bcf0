import type { QyvoRow } from '../twins/qyvo.ts'
import { answers, bodies, instead, type Spoil } from '../mutants/mutant.ts'
import type { Cousin } from './legal-variant.ts'

type Session = Record<string, unknown>
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Legal differences in how things are written, shown on the simplest vendor. */
export const wireCousins: readonly Cousin<QyvoRow>[] = [
  {
    name: 'refusing with 403 instead of 401',
    differ: answers(({ status }) => (status === 401 ? { status: 403 } : null)),
    otherwise: { 'AUTH-004': 'not-applicable' },
  },
  { name: 'Z instead of +00:00', differ: stamps((text) => text.replace('+00:00', 'Z')) },
  { name: 'milliseconds instead of seconds', differ: stamps((text) => text.replace('+', '.000+')) },
  {
    name: 'microseconds in another zone',
    differ: stamps((text) =>
      text.replace(/T(\d\d)(.{6})\+00:00/, (_, hour: string, rest: string) => `T${hour}${rest}.000001-00:00`),
    ),
  },
  { name: 'members that nobody documented', differ: session((one) => ({ ...one, flow_version: 3, tags: ['new'] })) },
  { name: 'members in another order', differ: session((one) => Object.fromEntries(Object.entries(one).toReversed())) },
  {
    name: 'indented JSON',
    differ: answers(({ text }) => (text === '' ? null : { text: JSON.stringify(JSON.parse(text), null, 2) })),
  },
  {
    name: 'ULIDs instead of UUIDs',
    differ: session((one) => ({ ...one, id: `01J5A0000000000000${String(one['id']).slice(0, 8)}`.toUpperCase() })),
  },
  {
    name: 'upper-case ids',
    differ: session((one) => ({ ...one, contact_id: String(one['contact_id']).toUpperCase() })),
  },
  {
    name: 'upper-case ids in every answer',
    differ: capitals(),
  },
  {
    name: 'a charset in the media type',
    differ: answers(() => ({ headers: { 'content-type': 'application/json; charset=utf-8' } })),
  },
  {
    name: 'no Content-Length',
    differ: answers(() => ({ headers: { 'content-length': '' } })),
    otherwise: { 'HTTP-016': 'not-applicable' },
  },
  {
    name: 'no rate headers',
    differ: answers(({ headers }) =>
      'x-ratelimit-limit' in headers ? { headers: { 'x-ratelimit-limit': '', 'x-ratelimit-remaining': '' } } : null,
    ),
    otherwise: { 'PRE-007': 'not-applicable', 'RATE-001': 'not-applicable', 'SCH-013': 'not-applicable' },
  },
  {
    name: 'an unknown flow that is not found',
    differ: answers(({ status }, { url }) =>
      status === 200 && url.search.includes('f10f') ? { status: 404, text: '{"message":"Flow not found"}' } : null,
    ),
    otherwise: { 'SCH-010': 'not-applicable' },
  },
  {
    name: 'a malformed flow that finds nothing',
    differ: answers(({ status }, { url }) =>
      status === 422 && url.searchParams.has('flow_id') ? { status: 200, text: '[]' } : null,
    ),
    otherwise: { 'ERR-005': 'not-applicable' },
  },
  {
    name: 'an empty context as an empty list',
    differ: session((one) => ({
      ...one,
      context: Object.keys(one['context'] as object).length === 0 ? [] : one['context'],
    })),
  },
  {
    name: 'methods that are not found',
    differ: answers(({ status }) => (status === 405 ? { status: 404 } : null)),
    otherwise: { 'HTTP-012': 'not-applicable' },
  },
  {
    name: 'a clock that is 90 seconds off',
    differ: answers(({ headers }) => ({
      headers: { date: new Date(Date.parse(headers['date']!) - 90_000).toUTCString() },
    })),
  },
  { name: 'asking too often twice', differ: throttled() },
  { name: 'a connection that breaks now and then', differ: breaking() },
]

function session(change: (one: Session) => Session): Spoil<QyvoRow> {
  return bodies((body) => (Array.isArray(body) ? (body as Session[]).map(change) : undefined))
}

/** Every stamp of every answer: to write the same instant in two ways is another matter. */
function stamps(change: (text: string) => string): Spoil<QyvoRow> {
  return everywhere((name, text) => (name.endsWith('_at') ? change(text) : text))
}

/** UUIDs in capitals, whatever member they are of, by a server that knows them as either. */
export function capitals<Row>(): Spoil<Row> {
  const shown = everywhere<Row>((_, text) => (UUID.test(text) ? text.toUpperCase() : text))
  return (twin, hit) => {
    const send: typeof twin.send = async (request) => {
      const { method, headers } = request
      const body = request.body === null ? null : small(await request.text())
      return await twin.send(new Request(small(plain(request.url)), { method, headers, body }))
    }
    return shown({ ...twin, send }, hit)
  }
}

/** An id that was percent-encoded digit by digit is still that id. */
function plain(url: string): string {
  return url.replaceAll(/=((?:%[2-6][0-9a-f]){36})(?=&|$)/gi, (_, id: string) => `=${decodeURIComponent(id)}`)
}

function small(text: string): string {
  return text.replaceAll(/[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}/g, (id) => id.toLowerCase())
}

function everywhere<Row>(change: (name: string, text: string) => string): Spoil<Row> {
  return bodies(
    (body) =>
      JSON.parse(
        JSON.stringify(body, (name, value: unknown) => (typeof value === 'string' ? change(name, value) : value)),
      ) as unknown,
  )
}

function throttled(): Spoil<QyvoRow> {
  let turn = 0
  return instead(({ url }) => {
    const refused = url.searchParams.has('flow_id') && ++turn <= 2
    return refused
      ? new Response('{"message":"Too Many Attempts."}', {
          status: 429,
          headers: { 'Retry-After': '3', 'Content-Type': 'application/json', Date: 'Mon, 04 May 2026 09:00:00 GMT' },
        })
      : null
  })
}

/** Of reads only: a write without an answer is not sent again, and what it may have made is told. */
function breaking(): Spoil<QyvoRow> {
  return (twin, hit) => {
    let turn = 0
    return async (request) => {
      if (request.method === 'POST' || ++turn % 7 !== 3) return await twin.send(request)
      hit()
      throw new TypeError('connection reset')
    }
  }
}
