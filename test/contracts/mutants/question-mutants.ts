import type { QyvoRow } from '../twins/qyvo.ts'
import { answers, bodies, instead, type Mutant, requests, type Spoil } from './mutant.ts'

const JSON_TYPE = { 'content-type': 'application/json' }

/** Servers that are brought down, fooled or opened by what clients send; each is judged by the named checks only. */
export const questionMutants: readonly Mutant<QyvoRow>[] = (
  [
    {
      name: 'of a parameter that stands twice now the one counts, now the other',
      kills: ['HTTP-027'],
      spoil: (twin, hit) => {
        let turn = 0
        return requests<QyvoRow>((url) => {
          const all = url.searchParams.getAll('flow_id')
          if (all.length < 2) return false
          url.searchParams.set('flow_id', all[turn++ % 2] ?? '')
          return true
        })(twin, hit)
      },
    },
    {
      name: 'a parameter that stands twice crashes',
      kills: ['HTTP-027'],
      spoil: instead(({ url }) => (url.searchParams.getAll('flow_id').length > 1 ? crash() : null)),
    },
    {
      name: 'an unknown parameter turns the list around',
      kills: ['HTTP-028'],
      spoil: bodies((body, { url }) =>
        url.search.includes('flowtwinNoSuch') && Array.isArray(body) ? body.toReversed() : undefined,
      ),
    },
    {
      name: 'an empty value crashes',
      kills: ['HTTP-029'],
      spoil: instead(({ url }) => (url.searchParams.get('flow_id') === '' ? crash() : null)),
    },
    { name: 'errors show a stack', kills: ['SEC-003'], spoil: said('Error: no\n    at feed (/srv/app/feed.js:3:7)') },
    { name: 'errors show a statement', kills: ['SEC-003'], spoil: said('SELECT * FROM sessions WHERE flow_id = 7') },
    { name: 'errors show a path', kills: ['SEC-003'], spoil: said('in /var/www/app/Feed.php') },
    {
      name: 'a condition in a filter is obeyed',
      kills: ['SEC-005'],
      spoil: requests((url) => url.searchParams.get('flow_id')?.includes("'1'='1") === true && open(url)),
    },
    {
      name: 'a percent sign finds everything',
      kills: ['SEC-006'],
      spoil: requests((url) => url.searchParams.get('flow_id') === '%' && open(url)),
    },
    {
      name: 'the beginning of an id and a star find something',
      kills: ['SEC-006'],
      spoil: requests((url) => /^\w{4}\*$/.test(url.searchParams.get('flow_id') ?? '') && open(url)),
    },
    {
      name: 'a bad value comes back in a page',
      kills: ['SEC-008'],
      spoil: instead(({ url }) => {
        const value = url.searchParams.get('flow_id') ?? ''
        return value.includes('<')
          ? new Response(`<p>No ${value}</p>`, { status: 400, headers: { 'content-type': 'text/html' } })
          : null
      }),
    },
    {
      name: 'a refusal without a word',
      kills: ['ERR-005'],
      spoil: answers(({ status }) => (status === 422 ? { text: '{"message":"","errors":{"flow_id":[]}}' } : null)),
    },
    {
      name: 'a refusal is a 200 with an error inside',
      kills: ['ERR-007'],
      also: ['SCH-001'],
      spoil: answers(({ status }) => (status === 422 ? { status: 200 } : null)),
    },
    {
      name: 'a 429 does not say how long to wait',
      kills: ['ERR-008'],
      spoil: answers((_, { url }) => (url.searchParams.has('flow_id') ? tooMany({}) : null)),
    },
    {
      name: 'a 429 says how long to wait in words',
      kills: ['ERR-008'],
      spoil: answers((_, { url }) => (url.searchParams.has('flow_id') ? tooMany({ 'retry-after': 'soon' }) : null)),
    },
    {
      name: 'who waits as told is told to wait for ever',
      kills: ['ERR-008'],
      spoil: answers((_, { url }) => (url.searchParams.has('flow_id') ? tooMany({ 'retry-after': '1' }) : null)),
    },
    {
      name: 'a bad question is now 422, now 400',
      kills: ['ERR-009'],
      spoil: (twin, hit) => {
        let turn = 0
        return answers<QyvoRow>(({ status }) => (status === 422 && ++turn % 2 === 0 ? { status: 400 } : null))(
          twin,
          hit,
        )
      },
    },
    { name: 'the word null crashes', kills: ['NEG-001'], spoil: crashingAt((value) => value === 'null') },
    {
      name: 'a range that makes no sense crashes',
      kills: ['NEG-004'],
      spoil: instead((_, { headers }) => (headers.has('range') ? crash() : null)),
    },
    { name: 'NUL crashes', kills: ['NEG-007'], spoil: crashingAt((value) => value.includes('\0')) },
    { name: 'broken UTF-8 crashes', kills: ['NEG-007'], spoil: crashingAt((value) => value.includes('\uFFFD')) },
    {
      name: 'a value that is rarely seen crashes',
      kills: ['NEG-012'],
      spoil: crashingAt((value) => value.includes('NaN')),
    },
    {
      name: 'a refusal takes ten seconds',
      kills: ['NEG-009'],
      spoil: (twin, hit) =>
        (async (request) => {
          const response = await twin.send(request)
          if (response.status < 400) return response
          hit()
          await twin.clock.sleep(10_000)
          return response
        }) satisfies typeof twin.send,
    },
    {
      name: 'after a bad question the feed is an object',
      kills: ['NEG-010'],
      spoil: afterRefusal((text) => `{"data":${text}}`),
    },
    {
      name: 'a bad question adds an old session',
      kills: ['NEG-011'],
      spoil: afterRefusal((text) => added(text)),
    },
  ] satisfies readonly Mutant<QyvoRow>[]
).map((mutant) => ({ ...mutant, narrow: true }))

function crash(): Response {
  return new Response('{"message":"Server Error"}', { status: 500, headers: JSON_TYPE })
}

function open(url: URL): true {
  url.searchParams.delete('flow_id')
  return true
}

function said(message: string): Spoil<QyvoRow> {
  return answers(({ status }) => (status === 422 || status === 404 ? { text: JSON.stringify({ message }) } : null))
}

function tooMany(headers: Readonly<Record<string, string>>) {
  return { status: 429, text: '{"message":"Too Many Attempts."}', headers }
}

function crashingAt(crashes: (value: string) => boolean): Spoil<QyvoRow> {
  return instead(({ url }) => ([...url.searchParams.values()].some(crashes) ? crash() : null))
}

function afterRefusal(change: (text: string) => string): Spoil<QyvoRow> {
  let refused = false
  return answers(({ status, text }) => {
    if (status === 422) refused = true
    return refused && status === 200 && text !== '' ? { text: change(text) } : null
  })
}

function added(text: string): string {
  const body = JSON.parse(text) as unknown
  if (!Array.isArray(body) || body.length === 0) return text
  const old = { ...(body.at(-1) as object), id: '0ddba110-0ddb-4a11-8ddb-0ddba110ddba' }
  return JSON.stringify([...body, old])
}
