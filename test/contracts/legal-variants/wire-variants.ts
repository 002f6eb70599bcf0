import type { QyvoRow } from '../twins/qyvo.ts'
import { changeResponses, changeBodies, respondInstead, type Mutation } from '../mutants/mutant.ts'
import type { LegalVariant } from './legal-variant.ts'

type Session = Record<string, unknown>
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Legal variants of notation and transport, on the simplest vendor. */
export const wireVariants: readonly LegalVariant<QyvoRow>[] = [
  {
    name: '403 instead of 401',
    change: changeResponses(({ status }) => (status === 401 ? { status: 403 } : null)),
    expectedOutcomes: { 'AUTH-004': 'not-applicable' },
  },
  { name: 'Z instead of +00:00', change: changeTimestamps((text) => text.replace('+00:00', 'Z')) },
  { name: 'milliseconds instead of seconds', change: changeTimestamps((text) => text.replace('+', '.000+')) },
  {
    name: 'microseconds and the offset -00:00',
    change: changeTimestamps((text) =>
      text.replace(/T(\d\d)(.{6})\+00:00/, (_, hour: string, rest: string) => `T${hour}${rest}.000001-00:00`),
    ),
  },
  {
    name: 'undocumented fields',
    change: changeSessions((session) => ({ ...session, flow_version: 3, labels: ['new'] })),
  },
  {
    name: 'fields whose names and values look like secrets, other than the credential',
    change: changeSessions((session) => ({ ...session, pin: '4711', homepage: 'https://ada@example.com/' })),
  },
  {
    name: 'fields in another order',
    change: changeSessions((session) => Object.fromEntries(Object.entries(session).toReversed())),
  },
  {
    name: 'indented JSON',
    change: changeResponses(({ text }) => (text === '' ? null : { text: JSON.stringify(JSON.parse(text), null, 2) })),
  },
  {
    name: 'ULIDs instead of UUIDs',
    change: changeSessions((session) => ({
      ...session,
      id: `01J5A0000000000000${String(session['id']).slice(0, 8)}`.toUpperCase(),
    })),
  },
  {
    name: 'upper-case ids',
    change: changeSessions((session) => ({ ...session, contact_id: String(session['contact_id']).toUpperCase() })),
  },
  {
    name: 'upper-case ids in every response',
    change: capitalizeIds(),
  },
  {
    name: 'a charset in the media type',
    change: changeResponses(() => ({ headers: { 'content-type': 'application/json; charset=utf-8' } })),
  },
  {
    name: 'no Content-Length',
    change: changeResponses(() => ({ headers: { 'content-length': '' } })),
    expectedOutcomes: { 'HTTP-016': 'not-applicable' },
  },
  {
    name: 'no rate limit headers',
    change: changeResponses(({ headers }) =>
      'x-ratelimit-limit' in headers ? { headers: { 'x-ratelimit-limit': '', 'x-ratelimit-remaining': '' } } : null,
    ),
    expectedOutcomes: {
      'HTTP-036': 'not-applicable',
      'POLL-052': 'not-applicable',
      'POLL-053': 'not-applicable',
      'PRE-007': 'not-applicable',
      'RATE-001': 'not-applicable',
      'SCH-013': 'not-applicable',
    },
  },
  {
    name: '404 for an unknown flow',
    change: changeResponses(({ status }, { url }) =>
      status === 200 && url.search.includes('f10f') ? { status: 404, text: '{"message":"Flow not found"}' } : null,
    ),
    expectedOutcomes: { 'SCH-010': 'not-applicable' },
  },
  {
    name: 'an empty list for a malformed flow id',
    change: changeResponses(({ status }, { url }) =>
      status === 422 && url.searchParams.has('flow_id') ? { status: 200, text: '[]' } : null,
    ),
    expectedOutcomes: { 'ERR-005': 'not-applicable' },
  },
  {
    name: 'an empty context as an empty array',
    change: changeSessions((session) => ({
      ...session,
      context: Object.keys(session['context'] as object).length === 0 ? [] : session['context'],
    })),
  },
  {
    name: '404 for undocumented methods',
    change: changeResponses(({ status }) => (status === 405 ? { status: 404 } : null)),
    expectedOutcomes: { 'HTTP-012': 'not-applicable' },
  },
  {
    name: 'a clock 90 seconds behind',
    change: changeResponses(({ headers }) => ({
      headers: { date: new Date(Date.parse(headers['date']!) - 90_000).toUTCString() },
    })),
  },
  { name: 'two responses with 429', change: rejectTwice() },
  { name: 'dropped connections', change: dropConnections() },
]

function changeSessions(change: (session: Session) => Session): Mutation<QyvoRow> {
  return changeBodies((body) => (Array.isArray(body) ? (body as Session[]).map(change) : undefined))
}

/** Changes every timestamp of every response. */
function changeTimestamps(change: (text: string) => string): Mutation<QyvoRow> {
  return changeStrings((name, text) => (name.endsWith('_at') ? change(text) : text))
}

/** Returns upper-case UUIDs in every field and accepts both cases. */
export function capitalizeIds<Row>(): Mutation<Row> {
  const capitalize = changeStrings<Row>((_, text) => (UUID.test(text) ? text.toUpperCase() : text))
  return (twin, hit) => {
    const send: typeof twin.fetch = async (request) => {
      const { method, headers } = request
      const body = request.body === null ? null : lowerCaseIds(await request.text())
      return await twin.fetch(new Request(lowerCaseIds(decodeIds(request.url)), { method, headers, body }))
    }
    return capitalize({ ...twin, fetch: send }, hit)
  }
}

/** Decodes ids that are percent-encoded digit by digit. */
function decodeIds(url: string): string {
  return url.replaceAll(/=((?:%[2-6][0-9a-f]){36})(?=&|$)/gi, (_, id: string) => `=${decodeURIComponent(id)}`)
}

function lowerCaseIds(text: string): string {
  return text.replaceAll(/[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}/g, (id) => id.toLowerCase())
}

function changeStrings<Row>(change: (name: string, text: string) => string): Mutation<Row> {
  return changeBodies(
    (body) =>
      JSON.parse(
        JSON.stringify(body, (name, value: unknown) => (typeof value === 'string' ? change(name, value) : value)),
      ) as unknown,
  )
}

function rejectTwice(): Mutation<QyvoRow> {
  let turn = 0
  return respondInstead(({ url }) => {
    const isRejected = url.searchParams.has('flow_id') && ++turn <= 2
    return isRejected
      ? new Response('{"message":"Too Many Attempts."}', {
          status: 429,
          headers: { 'Retry-After': '3', 'Content-Type': 'application/json', Date: 'Mon, 04 May 2026 09:00:00 GMT' },
        })
      : null
  })
}

/** Drops connections of reads only; a write without a response is not repeated but reported. */
function dropConnections(): Mutation<QyvoRow> {
  return (twin, hit) => {
    let turn = 0
    return async (request) => {
      if (request.method === 'POST' || ++turn % 7 !== 3) return await twin.fetch(request)
      hit()
      throw new TypeError('connection reset')
    }
  }
}
