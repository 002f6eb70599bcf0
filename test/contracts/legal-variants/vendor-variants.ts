import { changeResponses, changeBodies, respondInstead, changeRequests, type Mutation } from '../mutants/mutant.ts'
import type { RapidproRow } from '../twins/rapidpro.ts'
import type { RecruboRow } from '../twins/recrubo-documents.ts'
import type { LegalVariant } from './legal-variant.ts'

type JsonRecord = Record<string, Record<string, unknown>>

/** Legal variants of a JSON:API server. */
export const recruboVariants: readonly LegalVariant<RecruboRow>[] = [
  {
    name: '204 for DELETE',
    change: changeResponses(({ status }, { method }) =>
      status === 200 && method === 'DELETE'
        ? { status: 204, text: '', headers: { 'content-type': '', 'content-length': '' } }
        : null,
    ),
  },
  {
    name: '422 for all invalid writes',
    change: changeResponses(({ status }) =>
      status === 403 ? { status: 422, text: '{"errors":[{"status":"422"}]}' } : null,
    ),
  },
  {
    name: '400 for all invalid writes',
    change: changeResponses(({ status }) =>
      status === 403 || status === 422 ? { status: 400, text: '{"errors":[{"status":"400"}]}' } : null,
    ),
  },
  {
    name: 'resource linkage in every document',
    change: changeBodies((body) => addLinkage(body as { data?: JsonRecord | JsonRecord[] })),
  },
  {
    name: 'included in every document',
    change: changeBodies((body) =>
      'data' in (body as object) && !('included' in (body as object))
        ? { ...(body as object), included: [] }
        : undefined,
    ),
  },
  {
    name: 'an absolute Location',
    change: changeResponses(({ headers }) =>
      headers['location'] === undefined ? null : { headers: { location: `http://twin.test${headers['location']}` } },
    ),
  },
  {
    name: 'errors with a title only',
    change: changeResponses(({ status }) => (status >= 400 ? { text: '{"errors":[{"title":"Refused"}]}' } : null)),
    expectedOutcomes: { 'JAPI-015': 'not-applicable' },
  },
  {
    name: 'a jsonapi member in every document',
    change: changeBodies((body) => ({ ...(body as object), jsonapi: { version: '1.1' } })),
  },
  { name: 'a created run that is readable after two seconds', change: delayCreatedRuns() },
]

/** Legal variants of a cursor-paged list. */
export const rapidproVariants: readonly LegalVariant<RapidproRow>[] = [
  {
    name: '401 instead of 403',
    change: changeResponses(({ status }) =>
      status === 403 ? { status: 401, headers: { 'www-authenticate': 'Token' } } : null,
    ),
  },
  { name: 'exclusive time bounds', change: changeRequests((url) => makeBoundsExclusive(url)) },
  {
    name: '+00:00 instead of Z',
    change: changeResponses(({ text }) =>
      /:\d\d(?:\.\d+)?Z"/.test(text) ? { text: text.replaceAll(/(T\d\d:\d\d:\d\d(?:\.\d+)?)Z"/g, '$1+00:00"') } : null,
    ),
  },
  {
    name: 'an undocumented exit type of real servers',
    change: changeBodies((body) => failInterruptedRuns(body as { results?: JsonRecord[] })),
  },
  {
    name: 'the cursor as first parameter of links',
    change: changeResponses(({ text }) =>
      text.includes('cursor=') ? { text: text.replaceAll(/\?([^"]*)&cursor=([^"&]*)/g, '?cursor=$2&$1') } : null,
    ),
  },
  {
    name: 'runs without id',
    change: changeBodies((body) => removeIds(body as { results?: Record<string, unknown>[] })),
  },
  {
    name: '404 for an unknown uuid',
    change: changeResponses(({ status, text }, { url }) =>
      status === 200 && url.searchParams.has('uuid') && text.includes('"results":[]')
        ? { status: 404, text: '{"detail":"Not found."}' }
        : null,
    ),
  },
]

function addLinkage(body: { data?: JsonRecord | JsonRecord[] }): void {
  for (const resource of [body.data ?? []].flat()) {
    const [relations, attributes] = [resource['relationships'] as JsonRecord | undefined, resource['attributes']]
    // A sparse fieldset may omit the ids.
    if (relations?.['flow'] === undefined || attributes?.['flowId'] === undefined) continue
    relations['flow']['data'] = { type: 'flows', id: attributes['flowId'] }
    relations['messageThread']!['data'] = { type: 'messageThreads', id: attributes['messageThreadId'] }
  }
}

/** Turns interrupted runs into failed ones in about half of the flows, and adapts their counts. */
function failInterruptedRuns({ results = [] }: { results?: JsonRecord[] }): void {
  for (const item of results) {
    const flow = JSON.stringify(item['flow']?.['uuid'] ?? item['uuid'])
    if (!/[013579bdf]"$/.test(flow)) continue
    if ((item['exit_type'] as unknown) === 'interrupted') Object.assign(item, { exit_type: 'failed' })
    const { runs } = item
    if (runs !== undefined)
      Object.assign(runs, { failed: Number(runs['failed']) + Number(runs['interrupted']), interrupted: 0 })
  }
}

function delayCreatedRuns(): Mutation<RecruboRow> {
  return (twin, hit) =>
    respondInstead<RecruboRow>(({ url, method }) => {
      const row = twin.rows.find(({ id }) => url.pathname.endsWith(id))
      const isTooYoung = method === 'GET' && row !== undefined && twin.clock.now() < row.createdAt + 2000
      const headers = { 'Content-Type': 'application/vnd.api+json', Date: new Date(twin.clock.now()).toUTCString() }
      return isTooYoung ? new Response('{"errors":[{"status":"404"}]}', { status: 404, headers }) : null
    })(twin, hit)
}

/** Moves both bounds inwards by one microsecond, which excludes the bound itself. */
function makeBoundsExclusive(url: URL): boolean {
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

function removeIds({ results = [] }: { results?: Record<string, unknown>[] }): void {
  for (const run of results) delete run['id']
}
