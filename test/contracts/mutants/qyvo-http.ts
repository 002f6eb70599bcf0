import type { QyvoRow } from '../twins/qyvo.ts'
import { changeRequests, changeResponses, type Mutant, respondInstead } from './mutant.ts'

const OWN_CREDENTIAL = 'Bearer qyvo-twin-token-0123456789-0123456789-0123456789-0123456789-01'
const FEED = 'new-flow-triggered'
const JSON_TYPE = { 'content-type': 'application/json' }
const DATE = { date: 'Mon, 04 May 2026 09:00:00 GMT' }

/** Mutants of HTTP, access and errors, on the simplest vendor. */
export const qyvoHttpMutants: readonly Mutant<QyvoRow>[] = [
  {
    name: 'a read returns 201',
    killedBy: ['HTTP-001'],
    alsoKilledBy: ['HTTP-002', 'SCH-010'],
    mutate: changeResponses(({ status }) => (status === 200 ? { status: 201 } : null)),
  },
  {
    name: 'a validation error returns the undeclared status 418',
    killedBy: ['HTTP-002'],
    mutate: changeResponses(({ status }) => (status === 422 ? { status: 418 } : null)),
  },
  {
    name: 'JSON is returned as text/plain',
    killedBy: ['HTTP-003'],
    alsoKilledBy: ['ERR-001'],
    mutate: changeResponses(() => ({ headers: { 'content-type': 'text/plain' } })),
  },
  {
    name: 'JSON bodies are truncated',
    killedBy: ['HTTP-004'],
    alsoKilledBy: ['ERR-006'],
    mutate: changeResponses(({ text }) => (text === '' ? null : { text: text.slice(0, -1) })),
  },
  {
    name: 'bodies start with a byte order mark',
    killedBy: ['HTTP-005'],
    mutate: changeResponses(({ text }) => (text === '' ? null : { text: `\uFEFF${text}` })),
  },
  {
    name: 'bodies are encoded as latin-1',
    killedBy: ['HTTP-005'],
    mutate: (twin, recordHit) => async (request) => {
      const response = await twin.fetch(request)
      const text = (await response.text()).replace('Flow 1', 'Fl\u00F6w 1')
      if (text.includes('\u00F6')) recordHit()
      const bytes = Buffer.from(text, 'latin1')
      const headers = { ...Object.fromEntries(response.headers), 'content-length': String(bytes.length) }
      return new Response(request.method === 'HEAD' ? null : bytes, { status: response.status, headers })
    },
  },
  {
    name: 'an object has a duplicate member',
    killedBy: ['HTTP-007'],
    mutate: changeResponses(({ text }) =>
      text.includes('"status"') ? { text: text.replace('"status"', '"flow_name":"","status"') } : null,
    ),
  },
  {
    name: '405 lacks Allow',
    killedBy: ['HTTP-012'],
    mutate: changeResponses(({ status, headers }) => (status === 405 ? { headers: { ...headers, allow: '' } } : null)),
  },
  {
    name: 'PUT is accepted',
    killedBy: ['HTTP-013'],
    mutate: respondInstead(({ method }) =>
      method === 'PUT' ? new Response('[]', { headers: { ...JSON_TYPE, ...DATE } }) : null,
    ),
  },
  {
    name: 'HEAD returns a body',
    killedBy: ['HTTP-015', 'HTTP-009'],
    mutate: respondInstead(({ method }) =>
      method === 'HEAD' ? new Response('[]', { headers: { ...JSON_TYPE, ...DATE } }) : null,
    ),
  },
  {
    name: 'Content-Length is two bytes too large',
    killedBy: ['HTTP-016'],
    mutate: changeResponses(({ text }) =>
      text === '' ? null : { headers: { 'content-length': String(text.length + 2) } },
    ),
  },
  {
    name: 'the Date header is one hour behind',
    killedBy: ['HTTP-020'],
    mutate: changeResponses(({ headers }) => ({ headers: { ...headers, date: 'Mon, 04 May 2026 08:00:00 GMT' } })),
  },
  {
    name: 'the Date header is missing',
    killedBy: ['HTTP-020'],
    mutate: changeResponses(({ headers }) => ({ headers: { ...headers, date: '' } })),
  },
  {
    name: 'errors have no message',
    killedBy: ['SCH-012'],
    mutate: changeResponses(({ status }) => (status === 401 ? { text: '{"error":401}' } : null)),
  },
  {
    name: 'requests without a credential are accepted',
    killedBy: ['AUTH-001'],
    mutate: changeRequests((_, request) => !request.headers.has('authorization') && withOwnCredential()),
  },
  {
    name: 'any token is accepted',
    killedBy: ['AUTH-002'],
    alsoKilledBy: ['AUTH-003'],
    mutate: changeRequests(
      (_, request) => request.headers.get('authorization')?.startsWith('Bearer ') === true && withOwnCredential(),
    ),
  },
  {
    name: 'only the beginning of a token is compared',
    killedBy: ['AUTH-002'],
    mutate: changeRequests(
      (_, request) =>
        request.headers.get('authorization')?.startsWith('Bearer qyvo-twin') === true && withOwnCredential(),
    ),
  },
  {
    name: 'an empty token is accepted',
    killedBy: ['AUTH-003'],
    mutate: changeRequests((_, request) => request.headers.get('authorization') === 'Bearer' && withOwnCredential()),
  },
  {
    name: 'a wrong token returns 404',
    killedBy: ['AUTH-001', 'AUTH-002'],
    mutate: changeResponses(({ status }) => (status === 401 ? { status: 404 } : null)),
  },
  {
    name: 'the body of a 401 echoes the token',
    killedBy: ['AUTH-005'],
    mutate: changeResponses(({ status }, { authorization }) =>
      status === 401 ? { text: JSON.stringify({ message: `Unknown: ${authorization}` }) } : null,
    ),
  },
  {
    name: 'a header of a 401 echoes the token',
    killedBy: ['AUTH-005'],
    mutate: changeResponses(({ status }, { authorization }) =>
      status === 401 ? { headers: { 'x-refused': authorization ?? 'nothing' } } : null,
    ),
  },
  {
    name: 'a 401 contains data',
    killedBy: ['AUTH-005', 'AUTH-001'],
    alsoKilledBy: ['AUTH-002', 'AUTH-003'],
    mutate: (twin, recordHit) =>
      changeResponses<QyvoRow>(({ status }) => {
        const newest = twin.rows.toSorted((left, right) => right.createdAt - left.createdAt)[0]
        return status === 401 ? { text: JSON.stringify({ message: 'Unauthenticated.', last: newest?.id }) } : null
      })(twin, recordHit),
  },
  {
    name: 'errors are HTML',
    killedBy: ['ERR-001'],
    alsoKilledBy: ['HTTP-003', 'ERR-006'],
    mutate: changeResponses(({ status }) =>
      status >= 400 ? { text: '<h1>No</h1>', headers: { 'content-type': 'text/html' } } : null,
    ),
  },
  {
    name: 'one error has a different format',
    killedBy: ['ERR-002'],
    alsoKilledBy: ['SCH-012'],
    mutate: changeResponses(({ status }) => (status === 422 ? { text: '{"fault":"flow_id"}' } : null)),
  },
  {
    name: 'an unknown path returns 200',
    killedBy: ['ERR-006'],
    mutate: changeResponses(({ status }, { url }) =>
      status === 404 && !url.pathname.endsWith(FEED) ? { status: 200 } : null,
    ),
  },
]

/** Mutants of authentication and of credentials in responses, each judged by a few checks. */
export const qyvoAuthMutants: readonly Mutant<QyvoRow>[] = (
  [
    {
      name: '401 lacks WWW-Authenticate',
      killedBy: ['AUTH-004'],
      mutate: changeResponses(({ status }) => (status === 401 ? { headers: { 'www-authenticate': '' } } : null)),
    },
    {
      name: 'a token in the query is accepted',
      killedBy: ['AUTH-006'],
      mutate: changeRequests((url) => url.searchParams.has('access_token') && withOwnCredential()),
    },
    {
      name: 'parameters are validated before authentication',
      killedBy: ['AUTH-007'],
      mutate: changeResponses(({ status }, { url }) =>
        status === 401 && url.searchParams.get('flow_id')?.includes(' ') === true ? { status: 422 } : null,
      ),
    },
    {
      name: 'the authentication scheme is case-sensitive',
      killedBy: ['AUTH-008'],
      mutate: respondInstead((_, { headers }) =>
        headers.get('authorization')?.startsWith('bearer ') === true
          ? new Response('{"message":"Unauthenticated."}', { status: 401, headers: JSON_TYPE })
          : null,
      ),
    },
    {
      name: 'an expired token is accepted',
      killedBy: ['AUTH-009'],
      mutate: changeRequests((_, { headers }) => headers.get('authorization') === 'Bearer old' && withOwnCredential()),
      setup: { otherCredentials: { expired: 'old' } },
    },
    {
      name: 'another tenant gets the same feed',
      killedBy: ['AUTH-010'],
      mutate: changeRequests(
        (_, { headers }) => headers.get('authorization') === 'Bearer neighbour' && withOwnCredential(),
      ),
      setup: { otherCredentials: { second: 'neighbour' } },
    },
    {
      name: 'a header contains the token in base64',
      killedBy: ['SEC-001'],
      mutate: changeResponses((_, { authorization }) => ({
        headers: { 'x-seen': Buffer.from(authorization?.replace('Bearer ', '') ?? '').toString('base64') || 'none' },
      })),
    },
    {
      name: 'an error contains the token',
      killedBy: ['SEC-001'],
      mutate: changeResponses(({ status }, { authorization }) =>
        status === 422 ? { text: JSON.stringify({ message: `Refused to ${authorization}` }) } : null,
      ),
    },
  ] satisfies readonly Mutant<QyvoRow>[]
).map((mutant) => ({ ...mutant, isNarrow: true }))

function withOwnCredential(): { readonly headers: Readonly<Record<string, string>> } {
  return { headers: { authorization: OWN_CREDENTIAL } }
}
