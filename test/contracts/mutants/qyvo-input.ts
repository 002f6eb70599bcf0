import type { QyvoRow } from '../twins/qyvo.ts'
import { changeResponses, changeBodies, respondInstead, type Mutant, changeRequests, type Mutation } from './mutant.ts'

const JSON_TYPE = { 'content-type': 'application/json' }

/** Mutants of input handling and error responses, each judged by a few checks. */
export const qyvoInputMutants: readonly Mutant<QyvoRow>[] = (
  [
    {
      name: 'of a repeated parameter the first and the second value count in turn',
      killedBy: ['HTTP-027'],
      mutate: (twin, recordHit) => {
        let turn = 0
        return changeRequests<QyvoRow>((url) => {
          const all = url.searchParams.getAll('flow_id')
          if (all.length < 2) return false
          url.searchParams.set('flow_id', all[turn++ % 2] ?? '')
          return true
        })(twin, recordHit)
      },
    },
    {
      name: 'a repeated parameter causes 500',
      killedBy: ['HTTP-027'],
      mutate: respondInstead(({ url }) => (url.searchParams.getAll('flow_id').length > 1 ? createServerError() : null)),
    },
    {
      name: 'an unknown parameter reverses the list',
      killedBy: ['HTTP-028'],
      mutate: changeBodies((body, { url }) =>
        url.search.includes('flowtwinNoSuch') && Array.isArray(body) ? body.toReversed() : undefined,
      ),
    },
    {
      name: 'an empty parameter value causes 500',
      killedBy: ['HTTP-029'],
      mutate: respondInstead(({ url }) => (url.searchParams.get('flow_id') === '' ? createServerError() : null)),
    },
    {
      name: 'errors contain a stack trace',
      killedBy: ['SEC-003'],
      mutate: replaceErrorMessage('Error: no\n    at feed (/srv/app/feed.js:3:7)'),
    },
    {
      name: 'errors contain an SQL statement',
      killedBy: ['SEC-003'],
      mutate: replaceErrorMessage('SELECT * FROM sessions WHERE flow_id = 7'),
    },
    {
      name: 'errors contain a file path',
      killedBy: ['SEC-003'],
      mutate: replaceErrorMessage('in /var/www/app/Feed.php'),
    },
    {
      name: 'an SQL condition in a filter value takes effect',
      killedBy: ['SEC-005'],
      mutate: changeRequests((url) => url.searchParams.get('flow_id')?.includes("'1'='1") === true && dropFilter(url)),
    },
    {
      name: 'a percent sign as filter value returns everything',
      killedBy: ['SEC-006'],
      mutate: changeRequests((url) => url.searchParams.get('flow_id') === '%' && dropFilter(url)),
    },
    {
      name: 'a wildcard in a filter value matches',
      killedBy: ['SEC-006'],
      mutate: changeRequests((url) => /^\w{4}\*$/.test(url.searchParams.get('flow_id') ?? '') && dropFilter(url)),
    },
    {
      name: 'an invalid value is reflected in HTML',
      killedBy: ['SEC-008'],
      mutate: respondInstead(({ url }) => {
        const value = url.searchParams.get('flow_id') ?? ''
        return value.includes('<')
          ? new Response(`<p>No ${value}</p>`, { status: 400, headers: { 'content-type': 'text/html' } })
          : null
      }),
    },
    {
      name: 'a validation error has an empty message',
      killedBy: ['ERR-005'],
      mutate: changeResponses(({ status }) =>
        status === 422 ? { text: '{"message":"","errors":{"flow_id":[]}}' } : null,
      ),
    },
    {
      name: 'a validation error is returned with 200',
      killedBy: ['ERR-007'],
      alsoKilledBy: ['SCH-001'],
      mutate: changeResponses(({ status }) => (status === 422 ? { status: 200 } : null)),
    },
    {
      name: 'Retry-After of a 429 is a word',
      killedBy: ['ERR-008'],
      mutate: changeResponses((_, { url }) =>
        url.searchParams.has('flow_id') ? createTooManyRequests({ 'retry-after': 'soon' }) : null,
      ),
    },
    {
      name: '429 repeats after the Retry-After time',
      killedBy: ['ERR-008'],
      mutate: changeResponses((_, { url }) =>
        url.searchParams.has('flow_id') ? createTooManyRequests({ 'retry-after': '1' }) : null,
      ),
    },
    {
      name: 'invalid requests alternate between 422 and 400',
      killedBy: ['ERR-009'],
      mutate: (twin, recordHit) => {
        let turn = 0
        return changeResponses<QyvoRow>(({ status }) => (status === 422 && ++turn % 2 === 0 ? { status: 400 } : null))(
          twin,
          recordHit,
        )
      },
    },
    { name: 'the value null causes 500', killedBy: ['NEG-001'], mutate: failForValue((value) => value === 'null') },
    {
      name: 'an invalid Range header causes 500',
      killedBy: ['NEG-004'],
      mutate: respondInstead((_, { headers }) => (headers.has('range') ? createServerError() : null)),
    },
    {
      name: 'a NUL character causes 500',
      killedBy: ['NEG-007'],
      mutate: failForValue((value) => value.includes('\0')),
    },
    {
      name: 'invalid UTF-8 causes 500',
      killedBy: ['NEG-007'],
      mutate: failForValue((value) => value.includes('\uFFFD')),
    },
    {
      name: 'the value NaN causes 500',
      killedBy: ['NEG-012'],
      mutate: failForValue((value) => value.includes('NaN')),
    },
    {
      name: 'an error response takes twelve seconds',
      killedBy: ['NEG-009'],
      mutate: (twin, recordHit) =>
        (async (request) => {
          const response = await twin.fetch(request)
          if (response.status < 400) return response
          recordHit()
          await twin.clock.sleep(12_000)
          return response
        }) satisfies typeof twin.fetch,
    },
    {
      name: 'after an invalid request the feed is an object',
      killedBy: ['NEG-010'],
      mutate: changeAfterError((text) => `{"data":${text}}`),
    },
    {
      name: 'an invalid request adds a session to the feed',
      killedBy: ['NEG-011'],
      mutate: changeAfterError((text) => addOldSession(text)),
    },
  ] satisfies readonly Mutant<QyvoRow>[]
).map((mutant) => ({ ...mutant, isNarrow: true }))

function createServerError(): Response {
  return new Response('{"message":"Server Error"}', { status: 500, headers: JSON_TYPE })
}

function dropFilter(url: URL): true {
  url.searchParams.delete('flow_id')
  return true
}

function replaceErrorMessage(message: string): Mutation<QyvoRow> {
  return changeResponses(({ status }) =>
    status === 422 || status === 404 ? { text: JSON.stringify({ message }) } : null,
  )
}

function createTooManyRequests(headers: Readonly<Record<string, string>>) {
  return { status: 429, text: '{"message":"Too Many Attempts."}', headers }
}

function failForValue(matches: (value: string) => boolean): Mutation<QyvoRow> {
  return respondInstead(({ url }) => ([...url.searchParams.values()].some(matches) ? createServerError() : null))
}

function changeAfterError(change: (text: string) => string): Mutation<QyvoRow> {
  let hasFailed = false
  return changeResponses(({ status, text }, { url }) => {
    if (status === 422 && url.pathname.endsWith('/new-flow-triggered')) hasFailed = true
    return hasFailed && status === 200 && text !== '' ? { text: change(text) } : null
  })
}

function addOldSession(text: string): string {
  const body = JSON.parse(text) as unknown
  if (!Array.isArray(body) || body.length === 0) return text
  const session = { ...(body.at(-1) as object), id: '0ddba110-0ddb-4a11-8ddb-0ddba110ddba' }
  return JSON.stringify([...body, session])
}
