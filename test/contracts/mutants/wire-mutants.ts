import type { QyvoRow } from '../twins/qyvo.ts'
import { answers, instead, type Mutant, requests } from './mutant.ts'

const FEED = 'new-flow-triggered'
const JSON_TYPE = { 'content-type': 'application/json' }
const DATE = { date: 'Mon, 04 May 2026 09:00:00 GMT' }

/** Servers that get the protocol, access or errors wrong, shown on the simplest vendor. */
export const wireMutants: readonly Mutant<QyvoRow>[] = [
  {
    name: 'a read answers 201',
    kills: ['HTTP-001'],
    also: ['HTTP-002', 'SCH-010'],
    spoil: answers(({ status }) => (status === 200 ? { status: 201 } : null)),
  },
  {
    name: 'a refusal nobody declared',
    kills: ['HTTP-002'],
    spoil: answers(({ status }) => (status === 422 ? { status: 418 } : null)),
  },
  {
    name: 'JSON labelled as text',
    kills: ['HTTP-003'],
    also: ['ERR-001'],
    spoil: answers(() => ({ headers: { 'content-type': 'text/plain' } })),
  },
  {
    name: 'truncated JSON',
    kills: ['HTTP-004'],
    also: ['ERR-006'],
    spoil: answers(({ text }) => (text === '' ? null : { text: text.slice(0, -1) })),
  },
  {
    name: 'a byte order mark',
    kills: ['HTTP-005'],
    spoil: answers(({ text }) => (text === '' ? null : { text: `\uFEFF${text}` })),
  },
  {
    name: 'latin-1 bytes',
    kills: ['HTTP-005'],
    spoil: (twin, hit) => async (request) => {
      const response = await twin.send(request)
      const text = (await response.text()).replace('Flow 1', 'Fl\u00F6w 1')
      if (text.includes('\u00F6')) hit()
      const bytes = Buffer.from(text, 'latin1')
      const headers = { ...Object.fromEntries(response.headers), 'content-length': String(bytes.length) }
      return new Response(request.method === 'HEAD' ? null : bytes, { status: response.status, headers })
    },
  },
  {
    name: 'a member stands twice',
    kills: ['HTTP-007'],
    spoil: answers(({ text }) =>
      text.includes('"status"') ? { text: text.replace('"status"', '"flow_name":"","status"') } : null,
    ),
  },
  {
    name: 'a 405 without Allow',
    kills: ['HTTP-012'],
    spoil: answers(({ status, headers }) => (status === 405 ? { headers: { ...headers, allow: '' } } : null)),
  },
  {
    name: 'PUT is accepted',
    kills: ['HTTP-013'],
    spoil: instead(({ method }) =>
      method === 'PUT' ? new Response('[]', { headers: { ...JSON_TYPE, ...DATE } }) : null,
    ),
  },
  {
    name: 'HEAD with content',
    kills: ['HTTP-015', 'HTTP-009'],
    spoil: instead(({ method }) =>
      method === 'HEAD' ? new Response('[]', { headers: { ...JSON_TYPE, ...DATE } }) : null,
    ),
  },
  {
    name: 'a Content-Length that lies',
    kills: ['HTTP-016'],
    spoil: answers(({ text }) => (text === '' ? null : { headers: { 'content-length': String(text.length + 2) } })),
  },
  {
    name: 'a clock one hour off',
    kills: ['HTTP-020'],
    spoil: answers(({ headers }) => ({ headers: { ...headers, date: 'Mon, 04 May 2026 08:00:00 GMT' } })),
  },
  {
    name: 'no Date at all',
    kills: ['HTTP-020'],
    spoil: answers(({ headers }) => ({ headers: { ...headers, date: '' } })),
  },
  {
    name: 'an error that says nothing in words',
    kills: ['SCH-012'],
    spoil: answers(({ status }) => (status === 401 ? { text: '{"error":401}' } : null)),
  },
  {
    name: 'no credential is needed',
    kills: ['AUTH-001'],
    spoil: requests((_, request) => !request.headers.has('authorization') && authorized()),
  },
  {
    name: 'any token is accepted',
    kills: ['AUTH-002'],
    also: ['AUTH-003'],
    spoil: requests(
      (_, request) => request.headers.get('authorization')?.startsWith('Bearer ') === true && authorized(),
    ),
  },
  {
    name: 'a token is compared by its beginning',
    kills: ['AUTH-002'],
    spoil: requests(
      (_, request) => request.headers.get('authorization')?.startsWith('Bearer qyvo-twin') === true && authorized(),
    ),
  },
  {
    name: 'an empty token is accepted',
    kills: ['AUTH-003'],
    spoil: requests((_, request) => request.headers.get('authorization') === 'Bearer' && authorized()),
  },
  {
    name: 'a wrong token is refused as not found',
    kills: ['AUTH-001', 'AUTH-002'],
    spoil: answers(({ status }) => (status === 401 ? { status: 404 } : null)),
  },
  {
    name: 'a refusal repeats the token',
    kills: ['AUTH-005'],
    spoil: answers(({ status }, { authorization }) =>
      status === 401 ? { text: JSON.stringify({ message: `Unknown: ${authorization}` }) } : null,
    ),
  },
  {
    name: 'a refusal repeats the token in a header',
    kills: ['AUTH-005'],
    spoil: answers(({ status }, { authorization }) =>
      status === 401 ? { headers: { 'x-refused': authorization ?? 'nothing' } } : null,
    ),
  },
  {
    name: 'a refusal shows data',
    kills: ['AUTH-005', 'AUTH-001'],
    also: ['AUTH-002', 'AUTH-003'],
    spoil: (twin, hit) =>
      answers<QyvoRow>(({ status }) => {
        const newest = twin.rows.toSorted((left, right) => right.createdAt - left.createdAt)[0]
        return status === 401 ? { text: JSON.stringify({ message: 'Unauthenticated.', last: newest?.id }) } : null
      })(twin, hit),
  },
  {
    name: 'errors are HTML',
    kills: ['ERR-001'],
    also: ['HTTP-003', 'ERR-006'],
    spoil: answers(({ status }) =>
      status >= 400 ? { text: '<h1>No</h1>', headers: { 'content-type': 'text/html' } } : null,
    ),
  },
  {
    name: 'one error has a shape of its own',
    kills: ['ERR-002'],
    also: ['SCH-012'],
    spoil: answers(({ status }) => (status === 422 ? { text: '{"fault":"flow_id"}' } : null)),
  },
  {
    name: 'an unknown path answers 200',
    kills: ['ERR-006'],
    spoil: answers(({ status }, { url }) => (status === 404 && !url.pathname.endsWith(FEED) ? { status: 200 } : null)),
  },
]

function authorized(): { readonly headers: Readonly<Record<string, string>> } {
  return { headers: { authorization: 'Bearer qyvo-twin-token-0123456789-0123456789-0123456789-0123456789-01' } }
}
