import { answers, bodies, instead, requests, type Spoil } from '../mutants/mutant.ts'
import type { IdnowRow } from '../twins/idnow.ts'
import type { RapidproRow } from '../twins/rapidpro.ts'
import type { RecruboRow } from '../twins/recrubo-row.ts'
import type { Cousin } from './cousin.ts'

type Loose = Record<string, Record<string, unknown>>

/** Legal differences of a JSON:API server. */
export const recruboCousins: readonly Cousin<RecruboRow>[] = [
  {
    name: 'DELETE with 204',
    differ: answers(({ status }, { method }) =>
      status === 200 && method === 'DELETE'
        ? { status: 204, text: '', headers: { 'content-type': '', 'content-length': '' } }
        : null,
    ),
  },
  {
    name: 'refusing everything unfit with 422',
    differ: answers(({ status }) => (status === 403 ? { status: 422, text: '{"errors":[{"status":"422"}]}' } : null)),
  },
  {
    name: 'refusing everything unfit with 400',
    differ: answers(({ status }) =>
      status === 403 || status === 422 ? { status: 400, text: '{"errors":[{"status":"400"}]}' } : null,
    ),
  },
  { name: 'linkage that is always there', differ: bodies((body) => linked(body as { data?: Loose | Loose[] })) },
  {
    name: 'included that is always there',
    differ: bodies((body) =>
      'data' in (body as object) && !('included' in (body as object))
        ? { ...(body as object), included: [] }
        : undefined,
    ),
  },
  {
    name: 'an absolute Location',
    differ: answers(({ headers }) =>
      headers['location'] === undefined ? null : { headers: { location: `http://twin.test${headers['location']}` } },
    ),
  },
  {
    name: 'errors that say only a title',
    differ: answers(({ status }) => (status >= 400 ? { text: '{"errors":[{"title":"Refused"}]}' } : null)),
  },
  {
    name: 'meta and a jsonapi member in every document',
    differ: bodies((body) => ({ ...(body as object), jsonapi: { version: '1.1' } })),
  },
  { name: 'a created run that shows after two seconds', differ: lagging() },
]

/** Legal differences of a list behind cursors. */
export const rapidproCousins: readonly Cousin<RapidproRow>[] = [
  {
    name: '401 instead of 403',
    differ: answers(({ status }) =>
      status === 403 ? { status: 401, headers: { 'www-authenticate': 'Token' } } : null,
    ),
  },
  { name: 'bounds that are exclusive', differ: requests((url) => exclusive(url)) },
  {
    name: '+00:00 instead of Z',
    differ: answers(({ text }) =>
      text.includes('"results"') ? { text: text.replaceAll(/(T\d\d:\d\d:\d\d(?:\.\d+)?)Z"/g, '$1+00:00"') } : null,
    ),
  },
  {
    name: 'an exit type that servers know and the documentation does not',
    differ: answers(({ text }) =>
      text.includes('"exit_type":"interrupted"')
        ? { text: text.replaceAll('"exit_type":"interrupted"', '"exit_type":"failed"') }
        : null,
    ),
  },
  {
    name: 'links with the cursor in front',
    differ: answers(({ text }) =>
      text.includes('cursor=') ? { text: text.replaceAll(/\?([^"]*)&cursor=([^"&]*)/g, '?cursor=$2&$1') } : null,
    ),
  },
  {
    name: 'runs that have a uuid only',
    differ: bodies((body) => withoutId(body as { results?: Record<string, unknown>[] })),
  },
  {
    name: 'an unknown uuid that is not found',
    differ: answers(({ status, text }, { url }) =>
      status === 200 && url.searchParams.has('uuid') && text.includes('"results":[]')
        ? { status: 404, text: '{"detail":"Not found."}' }
        : null,
    ),
  },
]

/** Legal differences of numbered pages. */
export const idnowCousins: readonly Cousin<IdnowRow>[] = [
  { name: 'pages that count from 0', differ: zeroBased() },
  {
    name: 'an unknown flow that is empty',
    differ: answers(({ status }, { url }) =>
      status === 404 && url.pathname.endsWith('/sessions')
        ? { status: 200, text: '{"content":[],"page":{"size":10,"number":1,"totalElements":0,"totalPages":0}}' }
        : null,
    ),
  },
  {
    name: 'a page beyond the last that is refused',
    differ: answers(({ status, text }) =>
      status === 200 && text.includes('"content":[]')
        ? { status: 404, text: '{"statusCode":404,"message":"No such page"}' }
        : null,
    ),
    otherwise: { 'SCH-010': 'not-applicable' },
  },
  {
    name: 'a size that is cut, and says so',
    differ: requests((url) => Number(url.searchParams.get('size')) > 100 && cut(url, '100')),
  },
  { name: 'outcomes in capitals', differ: bodies((body) => capitals(body as { content?: Record<string, unknown>[] })) },
]

function linked(body: { data?: Loose | Loose[] }): void {
  for (const one of [body.data ?? []].flat()) {
    const [relations, attributes] = [one['relationships'] as Loose | undefined, one['attributes']!]
    if (relations?.['flow'] === undefined) continue
    relations['flow']['data'] = { type: 'flows', id: attributes['flowId'] }
    relations['messageThread']!['data'] = { type: 'messageThreads', id: attributes['messageThreadId'] }
  }
}

function lagging(): Spoil<RecruboRow> {
  return (twin, hit) =>
    instead<RecruboRow>(({ url, method }) => {
      const row = twin.rows.find(({ id }) => url.pathname.endsWith(id))
      const young = method === 'GET' && row !== undefined && twin.clock.now() < row.createdAt + 2000
      const headers = { 'Content-Type': 'application/vnd.api+json', Date: new Date(twin.clock.now()).toUTCString() }
      return young ? new Response('{"errors":[{"status":"404"}]}', { status: 404, headers }) : null
    })(twin, hit)
}

/** The instant itself is out on either side: the same as a bound one microsecond further in. */
function exclusive(url: URL): boolean {
  const moved = (['before', 'after'] as const).filter((name) => url.searchParams.get(name)?.endsWith('Z') === true)
  for (const name of moved) {
    const [, whole = '', fraction = ''] = /^(.{19})(?:\.(\d+))?Z$/.exec(url.searchParams.get(name)!) ?? []
    const micros =
      BigInt(Date.parse(`${whole}Z`)) * 1000n + BigInt(fraction.padEnd(6, '0')) + (name === 'before' ? -1n : 1n)
    const seconds = new Date(Number(micros / 1_000_000n) * 1000).toISOString().slice(0, 19)
    url.searchParams.set(name, `${seconds}.${String(micros % 1_000_000n).padStart(6, '0')}Z`)
  }
  return moved.length > 0
}

function withoutId({ results = [] }: { results?: Record<string, unknown>[] }): void {
  for (const one of results) delete one['id']
}

function zeroBased(): Spoil<IdnowRow> {
  return (twin, hit) => {
    const numbered = bodies<IdnowRow>((body) => {
      const { page } = body as { page?: { number: number } }
      if (page !== undefined) page.number--
    })
    const shift = requests<IdnowRow>((url) => {
      const page = url.searchParams.get('page')
      return page !== null && /^\d+$/.test(page) && cutPage(url, Number(page) + 1)
    })
    return numbered({ ...twin, send: shift(twin, hit) }, hit)
  }
}

function cutPage(url: URL, page: number): true {
  url.searchParams.set('page', String(page))
  return true
}

function cut(url: URL, size: string): true {
  url.searchParams.set('size', size)
  return true
}

function capitals(body: { content?: Record<string, unknown>[] }): void {
  for (const one of [...(body.content ?? []), body as Record<string, unknown>])
    if (typeof one['outcome'] === 'string') one['outcome'] = one['outcome'].toUpperCase()
}
