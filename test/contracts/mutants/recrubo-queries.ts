import type { RecruboRow } from '../twins/recrubo-documents.ts'
import {
  changeRequests,
  changeResponses,
  deleteParameter,
  hasText,
  isInventedValue,
  type Mutant,
  setParameter,
} from './mutant.ts'
import {
  changeDocuments,
  keepFirstValue,
  changeIncluded,
  moveCreationToFuture,
  changeLists,
  changeMeta,
  MISSING_ID,
  changePrimaryResources,
  repeatRunOnSecondPage,
} from './recrubo-mutations.ts'

/** Mutants of includes, sorting, filters and pages. */
export const recruboQueryMutants: readonly Mutant<RecruboRow>[] = [
  {
    name: 'Accept with parameters is accepted',
    killedBy: ['JAPI-021'],
    mutate: changeRequests(
      (_, request) => request.headers.get('accept')?.includes(';') === true && { headers: { accept: '*/*' } },
    ),
  },
  {
    name: 'include is ignored',
    killedBy: ['JAPI-030', 'JAPI-031', 'JAPI-032', 'JAPI-033'],
    mutate: changeRequests((url) => hasText(url, 'include') && deleteParameter(url, 'include')),
  },
  {
    name: 'resource linkage is missing',
    killedBy: ['JAPI-030', 'JAPI-031', 'JAPI-034'],
    mutate: changePrimaryResources((document) => {
      for (const relationship of Object.values(document['relationships']!))
        delete (relationship as { data?: unknown }).data
    }),
  },
  {
    name: 'another thread is included',
    killedBy: ['JAPI-031', 'JAPI-034'],
    mutate: changeIncluded(
      (document, isList) => !isList && document.type === 'messageThreads' && (document.id = MISSING_ID),
    ),
  },
  {
    name: 'the second include name is ignored',
    killedBy: ['JAPI-032'],
    mutate: changeRequests(
      (url) => url.pathname.split('/').length > 4 && hasText(url, 'include') && keepFirstValue(url, 'include'),
    ),
  },
  {
    name: 'an unknown include is ignored',
    killedBy: ['JAPI-033'],
    mutate: changeRequests((url) => isInventedValue(url, 'include') && deleteParameter(url, 'include')),
  },
  {
    name: 'include adds a flow of another run',
    killedBy: ['JAPI-030', 'JAPI-034'],
    alsoKilledBy: ['JAPI-032'],
    mutate: changeDocuments((document) => {
      const flow = document.included?.find(({ type }) => type === 'flows')
      if (flow !== undefined) document.included?.push(Object.assign({ ...flow }, { id: MISSING_ID }))
    }),
  },
  {
    name: 'a resource is included once for every run',
    killedBy: ['JAPI-035', 'JAPI-011'],
    mutate: changeDocuments((document) => {
      if (Array.isArray(document.data) && document.included !== undefined) document.included.push(document.included[0]!)
    }),
  },
  {
    name: 'an empty include includes the flow',
    killedBy: ['JAPI-036'],
    mutate: changeRequests((url) => url.searchParams.get('include') === '' && setParameter(url, 'include', 'flow')),
  },
  {
    name: 'an unsupported sort is ignored',
    killedBy: ['JAPI-041'],
    mutate: changeRequests((url) => isInventedValue(url, 'sort') && deleteParameter(url, 'sort')),
  },
  {
    name: 'a leading minus in sort is ignored on numbered pages',
    killedBy: ['JAPI-042'],
    alsoKilledBy: [],
    mutate: changeRequests(
      (url) =>
        url.searchParams.get('sort') === '-createdAt' &&
        url.searchParams.has('page[number]') &&
        setParameter(url, 'sort', 'createdAt'),
    ),
  },
  {
    name: 'pages are sorted only within themselves',
    killedBy: ['JAPI-042', 'ORD-002'],
    alsoKilledBy: ['TIME-003'],
    mutate: changeLists((runs, url) => url.searchParams.get('page[number]') === '2' && moveCreationToFuture(runs)),
  },
  {
    name: 'an unknown parameter is ignored',
    killedBy: ['JAPI-043'],
    mutate: changeRequests((url) => url.searchParams.has('flowtwin') && deleteParameter(url, 'flowtwin')),
  },
  {
    name: 'filter[messageThreadId] is ignored',
    killedBy: ['JAPI-044', 'NEG-002'],
    mutate: changeRequests(
      (url) => url.searchParams.has('filter[messageThreadId]') && deleteParameter(url, 'filter[messageThreadId]'),
    ),
  },
  {
    name: 'filter[messageThreadId] drops a run',
    killedBy: ['JAPI-044'],
    alsoKilledBy: ['JAPI-047'],
    mutate: changeLists(
      (runs, url) =>
        url.searchParams.has('filter[messageThreadId]') &&
        url.searchParams.get('sort') === 'createdAt' &&
        runs.splice(1, 1),
    ),
  },
  {
    name: 'an invalid status filter is ignored',
    killedBy: ['NEG-002'],
    mutate: changeRequests((url) => isInventedValue(url, 'filter[status]') && deleteParameter(url, 'filter[status]')),
  },
  {
    name: 'total equals totalUnfiltered',
    killedBy: ['JAPI-047'],
    alsoKilledBy: ['JAPI-048'],
    mutate: changeMeta((meta) => (meta['total'] = meta['totalUnfiltered'])),
  },
  {
    name: 'maxPage is rounded down',
    killedBy: ['JAPI-048'],
    mutate: changeMeta(
      (meta) => (meta['maxPage'] = Math.max(1, Math.floor(Number(meta['total']) / Number(meta['currentSize'])))),
    ),
  },
  {
    name: 'page 2 repeats the end of page 1',
    killedBy: ['JAPI-049'],
    alsoKilledBy: ['JAPI-047'],
    mutate: repeatRunOnSecondPage(),
  },
  {
    name: 'page[size]=NaN returns 500',
    killedBy: ['NEG-008'],
    alsoKilledBy: ['JAPI-014'],
    mutate: changeResponses(({ status }, { url }) =>
      status === 400 && url.searchParams.get('page[size]') === 'NaN' ? { status: 500 } : null,
    ),
  },
  {
    name: 'an unknown id returns 410',
    killedBy: ['ERR-003'],
    alsoKilledBy: ['HTTP-002', 'JAPI-014'],
    mutate: changeResponses(({ status }, { url, method }) =>
      status === 404 && method === 'GET' && url.pathname.includes('f10f') ? { status: 410 } : null,
    ),
  },
]
