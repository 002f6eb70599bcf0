import type { RecruboRow } from '../twins/recrubo-row.ts'
import { answers, bodies, type Mutant, requests, type Spoil } from './mutant.ts'

export type Resource = Record<string, Record<string, unknown>> & { id: unknown; type: unknown }

export interface Document {
  data?: Resource | Resource[]
  included?: Resource[]
  meta?: Record<string, unknown>
  errors?: unknown
  [name: string]: unknown
}

const OTHER = 'aaaaaaaa-0009-4000-8000-aaaaaaaaaaaa'

/** Servers that get JSON:API, the query or the pages wrong. */
export const recruboMutants: readonly Mutant<RecruboRow>[] = [
  {
    name: 'documents come as application/json',
    kills: ['JAPI-001'],
    also: ['HTTP-003'],
    spoil: typed('application/json'),
  },
  {
    name: 'the media type has a charset',
    kills: ['JAPI-001'],
    spoil: typed('application/vnd.api+json; charset=utf-8'),
  },
  {
    name: 'data together with errors',
    kills: ['JAPI-002'],
    spoil: document((one) => (one.errors = [{ title: 'none' }])),
  },
  {
    name: 'included without data',
    kills: ['JAPI-003'],
    spoil: answers(({ status, text }) => (status === 404 ? { text: text.replace('{', '{"included":[],') } : null)),
  },
  {
    name: 'ids are numbers',
    kills: ['JAPI-004'],
    also: ['SCH-001'],
    spoil: document((one) => Array.isArray(one.data) && one.included?.forEach((own, index) => (own.id = index))),
  },
  {
    name: 'runs are of another type',
    kills: ['JAPI-005'],
    also: ['JAPI-060', 'SCH-001'],
    spoil: primary((one) => (one.type = 'flow-runs')),
  },
  {
    name: 'a relationship is empty',
    kills: ['JAPI-007'],
    also: ['SCH-001'],
    spoil: relation(() => ({})),
  },
  {
    name: 'a link is a number',
    kills: ['JAPI-008'],
    also: ['SCH-001'],
    spoil: relation(() => ({ links: { related: 7 } })),
  },
  { name: 'a document has a member of its own', kills: ['JAPI-010'], spoil: document((one) => (one['status'] = 'ok')) },
  { name: 'a resource has a member of its own', kills: ['JAPI-010'], spoil: primary((one) => (one['self'] = {})) },
  {
    name: 'one run stands twice',
    kills: ['JAPI-011'],
    also: ['JAPI-044', 'JAPI-047', 'JAPI-049'],
    spoil: list((runs) => {
      if (runs.length > 6) runs[5] = runs[4]!
    }),
  },
  {
    name: 'a relationship names another flow than the attribute',
    kills: ['JAPI-012'],
    spoil: relation(() => ({ links: { related: `/public/v2/flows/${OTHER}` } })),
  },
  {
    name: 'errors are an object',
    kills: ['JAPI-014'],
    also: ['SCH-012'],
    spoil: failures(() => ({ errors: { title: 'No' } })),
  },
  {
    name: 'the status of an error is a number',
    kills: ['JAPI-014'],
    also: ['SCH-012'],
    spoil: failures((status) => ({ errors: [{ status }] })),
  },
  {
    name: 'the status of an error is another',
    kills: ['JAPI-014'],
    spoil: failures(() => ({ errors: [{ status: '499' }] })),
  },
  {
    name: 'errors name no errors',
    kills: ['ERR-002', 'JAPI-014'],
    also: ['SCH-012'],
    spoil: failures(() => ({ meta: {} })),
  },
  {
    name: 'the Accept header is not looked at',
    kills: ['JAPI-021'],
    spoil: requests(
      (_, request) => request.headers.get('accept')?.includes(';') === true && { headers: { accept: '*/*' } },
    ),
  },
  {
    name: 'include is ignored',
    kills: ['JAPI-030', 'JAPI-031', 'JAPI-032', 'JAPI-033'],
    spoil: requests((url) => hasText(url, 'include') && dropped(url, 'include')),
  },
  {
    name: 'linkage is missing',
    kills: ['JAPI-030', 'JAPI-031', 'JAPI-034'],
    spoil: primary((one) => {
      for (const relationship of Object.values(one['relationships']!)) delete (relationship as Document)['data']
    }),
  },
  {
    name: 'another thread is included',
    kills: ['JAPI-031', 'JAPI-034'],
    spoil: included((one, isList) => !isList && one.type === 'messageThreads' && (one.id = OTHER)),
  },
  {
    name: 'the second include name is ignored',
    kills: ['JAPI-032'],
    spoil: requests((url) => url.pathname.split('/').length > 4 && hasText(url, 'include') && first(url, 'include')),
  },
  {
    name: 'an unknown include is tolerated',
    kills: ['JAPI-033'],
    spoil: requests((url) => unknown(url, 'include') && dropped(url, 'include')),
  },
  {
    name: 'include brings along all flows',
    kills: ['JAPI-030', 'JAPI-034'],
    also: ['JAPI-032'],
    spoil: document((one) => {
      const flow = one.included?.find(({ type }) => type === 'flows')
      if (flow !== undefined) one.included?.push(Object.assign({ ...flow }, { id: OTHER }) as Resource)
    }),
  },
  {
    name: 'a resource is included once for every run',
    kills: ['JAPI-035', 'JAPI-011'],
    spoil: document((one) => {
      if (Array.isArray(one.data) && one.included !== undefined) one.included.push(one.included[0]!)
    }),
  },
  {
    name: 'an empty include brings the flow along',
    kills: ['JAPI-036'],
    spoil: requests((url) => url.searchParams.get('include') === '' && set(url, 'include', 'flow')),
  },
  {
    name: 'an unsupported sort is tolerated',
    kills: ['JAPI-041'],
    spoil: requests((url) => unknown(url, 'sort') && dropped(url, 'sort')),
  },
  {
    name: 'a minus does not turn the order',
    kills: ['JAPI-042'],
    also: [],
    spoil: requests(
      (url) =>
        url.searchParams.get('sort') === '-createdAt' &&
        url.searchParams.has('page[number]') &&
        set(url, 'sort', 'createdAt'),
    ),
  },
  {
    name: 'each page is sorted, the pages are not',
    kills: ['JAPI-042', 'ORD-002'],
    also: ['TIME-003'],
    spoil: list((runs, url) => url.searchParams.get('page[number]') === '2' && later(runs)),
  },
  {
    name: 'an unknown parameter is tolerated',
    kills: ['JAPI-043'],
    spoil: requests((url) => url.searchParams.has('flowtwin') && dropped(url, 'flowtwin')),
  },
  {
    name: 'filter[messageThreadId] is ignored',
    kills: ['JAPI-044', 'NEG-002'],
    spoil: requests(
      (url) => url.searchParams.has('filter[messageThreadId]') && dropped(url, 'filter[messageThreadId]'),
    ),
  },
  {
    name: 'filter[messageThreadId] drops a run',
    kills: ['JAPI-044'],
    also: ['JAPI-047'],
    spoil: list(
      (runs, url) =>
        url.searchParams.has('filter[messageThreadId]') &&
        url.searchParams.get('sort') === 'createdAt' &&
        runs.splice(1, 1),
    ),
  },
  {
    name: 'a bad status filter is ignored',
    kills: ['NEG-002'],
    spoil: requests((url) => unknown(url, 'filter[status]') && dropped(url, 'filter[status]')),
  },
  {
    name: 'total counts what the filter keeps out',
    kills: ['JAPI-047'],
    also: ['JAPI-048'],
    spoil: meta((own) => (own['total'] = own['totalUnfiltered'])),
  },
  {
    name: 'maxPage is rounded down',
    kills: ['JAPI-048'],
    spoil: meta((own) => (own['maxPage'] = Math.max(1, Math.floor(Number(own['total']) / Number(own['currentSize']))))),
  },
  {
    name: 'page 2 repeats the end of page 1',
    kills: ['JAPI-049'],
    also: ['JAPI-047'],
    spoil: repeating(),
  },
  {
    name: 'a page parameter crashes',
    kills: ['NEG-008'],
    also: ['JAPI-014'],
    spoil: answers(({ status }, { url }) =>
      status === 400 && url.searchParams.get('page[size]') === 'NaN' ? { status: 500 } : null,
    ),
  },
  {
    name: 'an unknown id is gone, not missing',
    kills: ['ERR-003'],
    also: ['HTTP-002', 'JAPI-014'],
    spoil: answers(({ status }, { url, method }) =>
      status === 404 && method === 'GET' && url.pathname.includes('f10f') ? { status: 410 } : null,
    ),
  },
]

/** Changes successful documents. */
export function document(change: (document: Document, url: URL, method: string) => unknown): Spoil<RecruboRow> {
  return bodies<RecruboRow, Document>((body, { url, method }) => {
    change(body, url, method)
  })
}

/** Changes the runs of a list in place. */
export function list(change: (runs: Resource[], url: URL) => unknown): Spoil<RecruboRow> {
  return document(({ data }, url) => Array.isArray(data) && change(data, url))
}

function primary(change: (resource: Resource) => unknown): Spoil<RecruboRow> {
  return document(({ data }) => {
    for (const one of [data ?? []].flat()) change(one)
  })
}

function included(change: (resource: Resource, isList: boolean) => unknown): Spoil<RecruboRow> {
  return document((body) => {
    for (const one of body.included ?? []) change(one, Array.isArray(body.data))
  })
}

/** Changes the relationship to the flow where no linkage was asked for. */
function relation(change: () => Record<string, unknown>): Spoil<RecruboRow> {
  return document(({ data, included: along }) => {
    if (along === undefined) for (const one of [data ?? []].flat()) one['relationships']!['flow'] = change()
  })
}

function meta(change: (own: Record<string, unknown>) => unknown): Spoil<RecruboRow> {
  return document((body) => Array.isArray(body.data) && change(body.meta!))
}

function typed(type: string): Spoil<RecruboRow> {
  return answers(({ text }) => (text === '' ? null : { headers: { 'content-type': type } }))
}

function failures(change: (status: number) => unknown): Spoil<RecruboRow> {
  return answers(({ status }) => (status >= 400 ? { text: JSON.stringify(change(status)) } : null))
}

function repeating(): Spoil<RecruboRow> {
  return (twin, hit) => {
    let last: Resource | undefined
    return list((runs, url) => {
      if (url.searchParams.get('page[number]') === '2' && last !== undefined) runs[0] = last
      if (url.searchParams.has('page[number]')) last = runs.at(-1)
    })(twin, hit)
  }
}

function later(runs: Resource[]): void {
  for (const one of runs) one['attributes']!['createdAt'] = '2030-01-01T00:00:00+00:00'
}

function hasText(url: URL, name: string): boolean {
  return (url.searchParams.get(name) ?? '') !== ''
}

function unknown(url: URL, name: string): boolean {
  return url.searchParams.get(name)?.startsWith('flowtwin') === true
}

function dropped(url: URL, name: string): true {
  url.searchParams.delete(name)
  return true
}

function set(url: URL, name: string, value: string): true {
  url.searchParams.set(name, value)
  return true
}

function first(url: URL, name: string): boolean {
  const [one = '', other] = url.searchParams.get(name)!.split(',')
  return other !== undefined && set(url, name, one)
}
