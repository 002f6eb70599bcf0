import { answers, bodies, instead, requests, type Spoil } from '../mutants/mutant.ts'
import type { RapidproRow } from '../twins/rapidpro.ts'
import type { RecruboRow } from '../twins/recrubo-row.ts'
import type { Cousin } from './legal-variant.ts'

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
    otherwise: { 'JAPI-015': 'not-applicable' },
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
      /:\d\d(?:\.\d+)?Z"/.test(text) ? { text: text.replaceAll(/(T\d\d:\d\d:\d\d(?:\.\d+)?)Z"/g, '$1+00:00"') } : null,
    ),
  },
  {
    name: 'an exit type that servers know and the documentation does not',
    differ: bodies((body) => failing(body as { results?: Loose[] })),
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

function linked(body: { data?: Loose | Loose[] }): void {
  for (const one of [body.data ?? []].flat()) {
    const [relations, attributes] = [one['relationships'] as Loose | undefined, one['attributes']]
    // A sparse fieldset may have left the ids out.
    if (relations?.['flow'] === undefined || attributes?.['flowId'] === undefined) continue
    relations['flow']['data'] = { type: 'flows', id: attributes['flowId'] }
    relations['messageThread']!['data'] = { type: 'messageThreads', id: attributes['messageThreadId'] }
  }
}

/** In about half of the flows what was interrupted has failed, and the flow counts it so. */
function failing({ results = [] }: { results?: Loose[] }): void {
  for (const one of results) {
    const flow = JSON.stringify(one['flow']?.['uuid'] ?? one['uuid'])
    if (!/[013579bdf]"$/.test(flow)) continue
    if ((one['exit_type'] as unknown) === 'interrupted') Object.assign(one, { exit_type: 'failed' })
    const { runs } = one
    if (runs !== undefined)
      Object.assign(runs, { failed: Number(runs['failed']) + Number(runs['interrupted']), interrupted: 0 })
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
