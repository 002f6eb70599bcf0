import type { RecruboRow } from '../twins/recrubo-row.ts'
import { answers, type Mutant, requests } from './mutant.ts'
import { document, first, included, later, list, meta, OTHER, primary, repeating } from './recrubo-changes.ts'
import { dropped, hasText, isMadeUp, set } from './url-change.ts'

/** Servers that get includes, order, filters or pages wrong. */
export const queryMutants: readonly Mutant<RecruboRow>[] = [
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
      for (const relationship of Object.values(one['relationships']!)) delete (relationship as { data?: unknown }).data
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
    spoil: requests((url) => isMadeUp(url, 'include') && dropped(url, 'include')),
  },
  {
    name: 'include brings along all flows',
    kills: ['JAPI-030', 'JAPI-034'],
    also: ['JAPI-032'],
    spoil: document((one) => {
      const flow = one.included?.find(({ type }) => type === 'flows')
      if (flow !== undefined) one.included?.push(Object.assign({ ...flow }, { id: OTHER }))
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
    spoil: requests((url) => isMadeUp(url, 'sort') && dropped(url, 'sort')),
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
    spoil: requests((url) => isMadeUp(url, 'filter[status]') && dropped(url, 'filter[status]')),
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
