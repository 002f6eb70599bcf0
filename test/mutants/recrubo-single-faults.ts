import * as filters from '../../mock/vendors/recrubo/filter.ts'
import * as runQueries from '../../mock/vendors/recrubo/flow-run-query.ts'
import * as flowRuns from '../../mock/vendors/recrubo/flow-runs.ts'
import * as pages from '../../mock/world/query/page.ts'
import {
  changeBodies,
  changeRequests,
  changeResponses,
  deleteParameter,
  type Mutation,
  setParameter,
} from '../contracts/mutants/mutant.ts'
import { breakFunction, CALL_ORIGINAL, type MockMutant } from './break-function.ts'
import { acceptCredential, type CredentialFault } from './credential-faults.ts'

interface Resource {
  readonly id: string
  readonly type: string
  readonly attributes: Record<string, unknown>
  readonly relationships?: Record<string, { data?: unknown }>
}

interface Document {
  data?: Resource | Resource[]
  included?: Resource[]
  meta?: Record<string, number>
}

const RUNS = '/flow-runs'
const isRunList = (url: URL): boolean => url.pathname.endsWith(RUNS)
const isRun = (url: URL): boolean => url.pathname.includes(`${RUNS}/`)
const getPageNumber = (url: URL): number => Number(url.searchParams.get('page[number]') ?? '1')
const listFilters = (url: URL): readonly string[] =>
  [...url.searchParams.keys()].filter((name) => name.startsWith('filter['))

/** Changes every resource of successful responses that `select` returns. */
function changeResources(
  select: (url: URL, method: string) => boolean,
  change: (resource: Resource, url: URL) => unknown,
): Mutation<never> {
  return changeBodies((body, { url, method }) => {
    if (!select(url, method)) return
    for (const resource of [(body as Document).data ?? []].flat()) change(resource, url)
  })
}

/** Changes the documents of the list of runs. */
function changeRunLists(change: (document: Document & { data: Resource[] }, url: URL) => void): Mutation<never> {
  return changeBodies((body, { url, method }) => {
    if (isRunList(url) && method === 'GET') change(body as Document & { data: Resource[] }, url)
  })
}

/** Changes the attributes that a request with a body sends. */
function changeSentAttributes(
  method: string,
  change: (attributes: Record<string, unknown>, data: Record<string, unknown>) => boolean | undefined,
  path = RUNS,
): Mutation<never> {
  return (twin, recordHit) => async (request) => {
    if (request.method !== method || !request.url.includes(path)) return await twin.fetch(request)
    const text = await request.clone().text()
    try {
      const body = JSON.parse(text) as { data?: Record<string, unknown> & { attributes?: Record<string, unknown> } }
      if (body.data?.attributes === undefined || change(body.data.attributes, body.data) !== true)
        return await twin.fetch(request)
      recordHit()
      const { headers } = request
      return await twin.fetch(new Request(request.url, { method, headers, body: JSON.stringify(body) }))
    } catch {
      return await twin.fetch(request)
    }
  }
}

/** Rewrites the strings of a value. */
function mapStrings(value: unknown, map: (text: string) => unknown): unknown {
  if (typeof value === 'string') return map(value)
  if (Array.isArray(value)) return value.map((element) => mapStrings(element, map))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mapStrings(inner, map)]))
}

const parseDigits = (text: string): unknown => (/^\d{1,15}$/.test(text) ? Number(text) : text)

/** Removes a member of sent attributes, so that a value that must be refused is ignored. */
const dropSent =
  (name: string, isDropped: (value: unknown) => boolean = () => true) =>
  (attributes: Record<string, unknown>): boolean => {
    if (!(name in attributes) || !isDropped(attributes[name])) return false
    delete attributes[name]
    return true
  }

const credentialFaults: readonly (readonly [name: string, killedBy: string, fault: CredentialFault])[] = [
  [
    'a flow is readable without a credential',
    'AUTH-001',
    { isOpen: ({ url }) => url.includes('/flows/'), accepts: (header) => header === null },
  ],
  [
    'webhooks are listed for an unknown token',
    'AUTH-002',
    { isOpen: ({ url }) => url.includes('/webhooks'), accepts: (header) => header !== null },
  ],
  ['the key is accepted with another scheme', 'AUTH-003', { accepts: (header, own) => header === `Token ${own}` }],
  [
    'the key is compared without regard to case',
    'AUTH-002',
    { accepts: (header, own) => header?.toLowerCase() === `bearer ${own.toLowerCase()}` },
  ],
  [
    'a run is deleted without a credential',
    'AUTH-014',
    { isOpen: ({ method }) => method === 'DELETE', accepts: (header) => header === null },
  ],
  [
    'a run is updated with an unknown token',
    'AUTH-014',
    { isOpen: ({ method }) => method === 'PATCH', accepts: (header) => header !== null },
  ],
  [
    'a run is created without a credential',
    'AUTH-014',
    { isOpen: ({ method }) => method === 'POST', accepts: (header) => header === null },
  ],
  [
    'updates are accepted with another scheme',
    'AUTH-014',
    { isOpen: ({ method }) => method === 'PATCH', accepts: (header, own) => header === `Token ${own}` },
  ],
]

/** Single faults of Recrubo's queries: combinations, bounds, pages. */
export const recruboQueryFaults: readonly MockMutant[] = [
  {
    name: 'of two filters only the first is applied',
    killedBy: ['JAPI-121'],
    mutate: changeRequests((url) => {
      const [, second] = listFilters(url)
      return isRunList(url) && second !== undefined && deleteParameter(url, second)
    }),
  },
  {
    name: 'of two filters only the last is applied',
    killedBy: ['JAPI-121'],
    mutate: changeRequests((url) => {
      const [first, second] = listFilters(url)
      return isRunList(url) && first !== undefined && second !== undefined && deleteParameter(url, first)
    }),
  },
  {
    name: 'a filter is ignored when the list is sorted by status',
    killedBy: ['JAPI-121'],
    mutate: changeRequests((url) => {
      const [name] = listFilters(url)
      const isSorted = url.searchParams.get('sort')?.includes('status') === true
      return isRunList(url) && isSorted && name !== undefined && deleteParameter(url, name)
    }),
  },
  {
    name: 'one of two filters is ignored with a descending sort',
    killedBy: ['JAPI-121'],
    mutate: changeRequests((url) => {
      const [name] = listFilters(url)
      const isSorted = url.searchParams.get('sort')?.startsWith('-') === true && listFilters(url).length > 1
      return isRunList(url) && isSorted && name !== undefined && deleteParameter(url, name)
    }),
  },
  {
    name: 'a filter is ignored with include',
    killedBy: ['JAPI-121'],
    mutate: changeRequests((url) => {
      const [name] = listFilters(url)
      return isRunList(url) && url.searchParams.has('include') && name !== undefined && deleteParameter(url, name)
    }),
  },
  {
    name: 'filters are dropped after page 1',
    killedBy: ['JAPI-125'],
    mutate: changeRequests((url) => {
      const [name] = listFilters(url)
      return isRunList(url) && getPageNumber(url) > 1 && name?.includes('status') === true && deleteParameter(url, name)
    }),
  },
  {
    name: 'sort is ignored with a status filter',
    killedBy: ['JAPI-121'],
    mutate: changeRequests(
      (url) =>
        isRunList(url) &&
        url.searchParams.has('filter[status]') &&
        url.searchParams.has('sort') &&
        deleteParameter(url, 'sort'),
    ),
  },
  {
    name: 'the second sort key is ignored',
    killedBy: ['JAPI-122'],
    mutate: changeRequests((url) => {
      const [first, second] = url.searchParams.get('sort')?.split(',') ?? []
      return isRunList(url) && first !== undefined && second !== undefined && setParameter(url, 'sort', first)
    }),
  },
  {
    name: 'sort=-updatedAt sorts by creation',
    killedBy: ['JAPI-122'],
    mutate: changeRequests(
      (url) =>
        isRunList(url) && url.searchParams.get('sort') === '-updatedAt' && setParameter(url, 'sort', '-createdAt'),
    ),
  },
  {
    name: 'sort=-status sorts ascending',
    killedBy: ['JAPI-122'],
    mutate: changeRequests(
      (url) => isRunList(url) && url.searchParams.get('sort') === '-status' && setParameter(url, 'sort', 'status'),
    ),
  },
  {
    name: 'of a list of statuses only the first counts',
    killedBy: ['JAPI-123'],
    mutate: changeRequests((url) => {
      const value = url.searchParams.get('filter[status]') ?? ''
      return isRunList(url) && value.includes(',') && setParameter(url, 'filter[status]', value.split(',')[0]!)
    }),
  },
  {
    name: 'include is ignored after page 1',
    killedBy: ['JAPI-128'],
    mutate: changeRequests(
      (url) =>
        isRunList(url) && getPageNumber(url) > 1 && url.searchParams.has('include') && deleteParameter(url, 'include'),
    ),
  },
  {
    name: 'include is ignored with a filter',
    killedBy: ['JAPI-128'],
    mutate: changeRequests(
      (url) =>
        isRunList(url) &&
        listFilters(url).length > 0 &&
        url.searchParams.has('include') &&
        deleteParameter(url, 'include'),
    ),
  },
  {
    name: 'include after page 1 includes the flows of all pages',
    killedBy: ['JAPI-128'],
    mutate: breakFunction(flowRuns, 'collectIncluded', (original, [runs, inclusion, context]) => {
      if (!context.request.path.endsWith(RUNS) || !context.request.query.names.includes('page[number]'))
        return CALL_ORIGINAL
      const [run] = runs
      if (run === undefined || !inclusion.flow) return CALL_ORIGINAL
      return original([...runs, ...context.world.dataset.flows.map((flow) => ({ ...run, flow }))], inclusion, context)
    }),
  },
  {
    name: 'total counts the rows of the page when a filter is set',
    killedBy: ['JAPI-126'],
    mutate: changeRunLists((document, url) => {
      if (listFilters(url).length > 0 && getPageNumber(url) === 1) document.meta!['total'] = document.data.length
    }),
  },
  {
    name: 'totalUnfiltered is total under a status filter',
    killedBy: ['JAPI-126'],
    mutate: changeRunLists((document, url) => {
      if (url.searchParams.has('filter[status]')) document.meta!['totalUnfiltered'] = document.meta!['total']!
    }),
  },
  {
    name: 'currentPage is always 1',
    killedBy: ['JAPI-126'],
    mutate: changeRunLists((document) => (document.meta!['currentPage'] = 1)),
  },
  {
    name: 'currentSize is the number of rows',
    killedBy: ['JAPI-126'],
    mutate: changeRunLists((document) => (document.meta!['currentSize'] = document.data.length || 1)),
  },
  ...(['gt', 'gte', 'lt', 'lte'] as const).map((operator): MockMutant => {
    const replaced = { gt: 'gte', gte: 'gt', lt: 'lte', lte: 'lt' } as const
    return {
      name: `${operator} is ${replaced[operator]}`,
      killedBy: ['JAPI-124'],
      // These two also stand in a combination.
      alsoKilledBy: operator === 'gte' || operator === 'lt' ? ['JAPI-121'] : [],
      mutate: breakFunction(filters, 'parseInstantRange', (original, [condition]) =>
        condition.operator === operator ? original({ ...condition, operator: replaced[operator] }) : CALL_ORIGINAL,
      ),
    }
  }),
  {
    name: 'gt of a number is gte',
    killedBy: ['JAPI-124'],
    mutate: breakFunction(filters, 'createNumberTest', (original, [condition]) =>
      condition.operator === 'gt' ? original({ ...condition, operator: 'gte' }) : CALL_ORIGINAL,
    ),
  },
  {
    name: 'lte of a number is lt',
    killedBy: ['JAPI-124'],
    mutate: breakFunction(filters, 'createNumberTest', (original, [condition]) =>
      condition.operator === 'lte' ? original({ ...condition, operator: 'lt' }) : CALL_ORIGINAL,
    ),
  },
  {
    name: 'the offset of a compared time is ignored',
    killedBy: ['JAPI-124'],
    mutate: breakFunction(filters, 'parseInstantRange', (original, [condition]) =>
      /[+-]\d\d:\d\d$/.test(condition.operand) && !condition.operand.endsWith('+00:00')
        ? original({ ...condition, operand: `${condition.operand.slice(0, -6)}+00:00` })
        : CALL_ORIGINAL,
    ),
  },
  {
    name: 'a compared time with a fraction matches everything',
    killedBy: ['JAPI-124'],
    mutate: breakFunction(filters, 'parseInstantRange', (_, [condition]) =>
      condition.operand.includes('.') ? {} : CALL_ORIGINAL,
    ),
  },
  {
    name: 'a compared date is read as the end of the day',
    killedBy: ['JAPI-124'],
    mutate: breakFunction(filters, 'parseInstantRange', (original, [condition]) =>
      /^\d{4}-\d\d-\d\d$/.test(condition.operand)
        ? original({ ...condition, operand: `${condition.operand}T23:59:59+00:00` })
        : CALL_ORIGINAL,
    ),
  },
  {
    name: 'of two bounds of one attribute only the first counts',
    killedBy: ['JAPI-121'],
    mutate: changeRequests((url) => {
      const names = listFilters(url).filter((name) => name.startsWith('filter[createdAt]'))
      return isRunList(url) && names[1] !== undefined && deleteParameter(url, names[1])
    }),
  },
  {
    name: 'a status filter is applied after the page is cut',
    killedBy: ['JAPI-121'],
    alsoKilledBy: ['JAPI-128'],
    mutate: changeRunLists((document, url) => {
      const size = Number(url.searchParams.get('page[size]') ?? '25')
      if (!url.searchParams.has('filter[status]') || document.data.length < size) return
      document.data = document.data.filter((_, index) => index % 3 !== 1)
    }),
  },
  {
    name: 'the default page has 20 rows',
    killedBy: ['JAPI-127'],
    alsoKilledBy: ['JAPI-038'],
    mutate: changeRunLists((document, url) => {
      if (!url.searchParams.has('page[size]')) document.data = document.data.slice(0, 20)
    }),
  },
  {
    name: 'the default page has 50 rows',
    killedBy: ['JAPI-127'],
    mutate: changeRequests(
      (url) => isRunList(url) && !url.searchParams.has('page[size]') && setParameter(url, 'page[size]', '50'),
    ),
  },
  {
    name: 'a page has at most 100 rows',
    killedBy: ['JAPI-124'],
    mutate: changeRunLists((document) => (document.data = document.data.slice(0, 100))),
  },
  {
    name: 'page[size]=201 returns 201 rows',
    killedBy: ['JAPI-127'],
    mutate: (twin, recordHit) => async (request) => {
      const url = new URL(request.url)
      if (!isRunList(url) || Number(url.searchParams.get('page[size]')) !== 201) return await twin.fetch(request)
      recordHit()
      url.searchParams.set('page[size]', '200')
      const first = (await (await twin.fetch(new Request(url, request))).json()) as Document
      url.searchParams.set('page[number]', '2')
      const second = (await (await twin.fetch(new Request(url, request))).json()) as Document
      const data = [...[first.data ?? []].flat(), ...[second.data ?? []].flat().slice(0, 1)]
      return Response.json(
        { data, meta: { ...first.meta, currentSize: 201 } },
        { headers: { 'content-type': 'application/vnd.api+json' } },
      )
    },
  },
  {
    name: 'a full last page lacks its last row',
    killedBy: ['JAPI-125'],
    alsoKilledBy: ['JAPI-128'],
    mutate: changeRunLists((document) => {
      const { total = 0, currentSize = 0, currentPage = 0 } = document.meta!
      if (total > 1 && currentSize * currentPage === total) document.data.pop()
    }),
  },
  {
    name: 'maxPage is one too many for a full last page',
    killedBy: ['JAPI-126'],
    mutate: changeRunLists((document) => {
      const { total = 0, currentSize = 0, maxPage = 0 } = document.meta!
      if (total > 0 && total % currentSize === 0) document.meta!['maxPage'] = maxPage + 1
    }),
  },
  {
    name: 'updatedAt cannot be compared',
    killedBy: ['JAPI-124'],
    mutate: breakFunction(runQueries, 'parseFilter', (original, [query, world]) => {
      const { modified, ...others } = original(query, world)
      return modified === undefined ? CALL_ORIGINAL : others
    }),
  },
  {
    name: 'filter[cost] is ignored',
    killedBy: ['JAPI-124'],
    mutate: changeRequests((url) => {
      const name = listFilters(url).find((each) => each.startsWith('filter[cost]'))
      return isRunList(url) && name !== undefined && deleteParameter(url, name)
    }),
  },
  {
    name: 'an upper-case id is not found',
    killedBy: ['JAPI-129'],
    mutate: changeResponses((_, { url, method }) => {
      if (!isRun(url) || method !== 'GET' || !/[A-F]/.test(url.pathname.split('/').at(-1)!)) return null
      const errors = [{ status: '404', code: 'not_found', title: 'Not Found', detail: 'FlowRun not found' }]
      return { status: 404, text: JSON.stringify({ errors }) }
    }),
  },
  {
    name: 'an upper-case thread id matches nothing',
    killedBy: ['JAPI-129'],
    mutate: changeRequests((url) => {
      const value = url.searchParams.get('filter[messageThreadId]') ?? ''
      return /[A-F]/.test(value) && setParameter(url, 'filter[messageThreadId]', 'f10f10f1-0f10-4f10-8f10-f10f10f10f10')
    }),
  },
  {
    name: 'unpublishedChanges is filtered by 1 and 0',
    killedBy: ['JAPI-140'],
    mutate: changeRequests((url) => {
      const value = url.searchParams.get('filter[unpublishedChanges]')
      return (
        (value === 'true' || value === 'false') &&
        setParameter(url, 'filter[unpublishedChanges]', value === 'true' ? 'false' : 'true')
      )
    }),
  },
  {
    name: 'prefix matches anywhere in a name',
    killedBy: ['JAPI-140'],
    mutate: breakFunction(filters, 'createTextTest', (_, [condition]) =>
      condition.operator === 'prefix' ? (text) => text.includes(condition.operand) : CALL_ORIGINAL,
    ),
  },
  {
    name: 'suffix matches the beginning of a name',
    killedBy: ['JAPI-140'],
    mutate: breakFunction(filters, 'createTextTest', (original, [condition, world]) =>
      condition.operator === 'suffix' ? original({ ...condition, operator: 'prefix' }, world) : CALL_ORIGINAL,
    ),
  },
  {
    name: 'flows are not sorted by name',
    killedBy: ['JAPI-139'],
    mutate: changeRequests(
      (url) =>
        url.pathname.endsWith('/flows') &&
        url.searchParams.get('sort')?.includes('name') === true &&
        deleteParameter(url, 'sort'),
    ),
  },
  {
    name: 'message threads sort ascending only',
    killedBy: ['JAPI-139'],
    mutate: changeRequests(
      (url) =>
        url.pathname.endsWith('/message-threads') &&
        url.searchParams.get('sort') === '-createdAt' &&
        setParameter(url, 'sort', 'createdAt'),
    ),
  },
  {
    name: 'page[size] of message threads is ignored',
    killedBy: ['JAPI-140'],
    mutate: changeRequests(
      (url) =>
        url.pathname.endsWith('/message-threads') &&
        url.searchParams.has('page[size]') &&
        deleteParameter(url, 'page[size]'),
    ),
  },
  {
    name: 'page 2 of the flows is page 1',
    killedBy: ['JAPI-141'],
    mutate: changeRequests(
      (url) =>
        url.pathname.endsWith('/flows') && url.searchParams.has('page[number]') && deleteParameter(url, 'page[number]'),
    ),
  },
  {
    name: 'filter[channel] of message threads is ignored',
    killedBy: ['JAPI-140'],
    mutate: changeRequests(
      (url) =>
        url.pathname.endsWith('/message-threads') &&
        url.searchParams.has('filter[channel]') &&
        deleteParameter(url, 'filter[channel]'),
    ),
  },
  {
    name: 'include of a flow list is ignored',
    killedBy: ['JAPI-142'],
    mutate: changeRequests(
      (url) => url.pathname.endsWith('/flows') && url.searchParams.has('include') && deleteParameter(url, 'include'),
    ),
  },
  {
    name: 'runs of one second are not sorted by status',
    killedBy: ['JAPI-122'],
    mutate: breakFunction(pages, 'queryPage', (original, [view, query]) =>
      query.sort.by === 'status' && !query.sort.descending
        ? original(view, { ...query, sort: { ...query.sort, descending: true } })
        : CALL_ORIGINAL,
    ),
  },
  {
    name: 'sparse fieldsets remove included resources',
    killedBy: ['JAPI-040'],
    mutate: changeBodies((body, { url }) => {
      if (url.search.includes('fields') && url.search.includes('include')) delete (body as Document).included
    }),
  },
]

const ENDED = ['finished', 'timeout', 'exception', 'cancelled']

/** Single faults of Recrubo's documents: one resource in several responses, media types. */
export const recruboDocumentFaults: readonly MockMutant[] = [
  {
    name: 'the list rounds the cost',
    killedBy: ['JAPI-040'],
    mutate: changeResources(
      (url) => isRunList(url),
      ({ attributes }) => (attributes['cost'] = Math.floor(Number(attributes['cost']) / 10) * 10),
    ),
  },
  {
    name: 'a filtered list returns an empty state',
    killedBy: ['CONS-005'],
    mutate: changeResources(
      (url) => isRunList(url) && url.searchParams.has('filter[status]'),
      ({ attributes }) => (attributes['state'] = {}),
    ),
  },
  {
    name: 'a run read with include has another cost',
    killedBy: ['CONS-005'],
    mutate: changeResources(
      (url) => isRun(url) && url.searchParams.has('include'),
      ({ attributes }) => (attributes['cost'] = Number(attributes['cost']) + 1),
    ),
  },
  {
    name: 'a list with include returns another initialMessage',
    killedBy: ['JAPI-135'],
    mutate: changeResources(
      (url) => isRunList(url) && url.searchParams.has('include'),
      ({ attributes }) => (attributes['initialMessage'] = {}),
    ),
  },
  {
    name: 'a flow included in a list has another sessionTimeout',
    killedBy: ['JAPI-040'],
    mutate: changeBodies((body, { url }) => {
      if (!isRunList(url)) return
      for (const { type, attributes } of (body as Document).included ?? [])
        if (type === 'flows') attributes['sessionTimeout'] = 60
    }),
  },
  {
    name: 'a thread included in a list has another identifier',
    killedBy: ['CONS-005'],
    mutate: changeBodies((body, { url }) => {
      if (!isRunList(url)) return
      for (const { type, attributes } of (body as Document).included ?? [])
        if (type === 'messageThreads') attributes['identifier'] = `+${String(attributes['identifier'])}`
    }),
  },
  {
    name: 'the list of threads has another channel than a single read',
    killedBy: ['CONS-005'],
    mutate: changeResources(
      (url) => url.pathname.endsWith('/message-threads'),
      ({ attributes }) => (attributes['channel'] = 'whatsapp'),
    ),
  },
  {
    name: 'an empty list has the media type application/json',
    killedBy: ['JAPI-001'],
    mutate: changeResponses(({ text }) =>
      text.startsWith('{"data":[]') ? { headers: { 'content-type': 'application/json' } } : null,
    ),
  },
  {
    name: 'a deletion has the media type application/json',
    killedBy: ['JAPI-001'],
    mutate: changeResponses((_, { method }) =>
      method === 'DELETE' ? { headers: { 'content-type': 'application/json' } } : null,
    ),
  },
  {
    name: 'page 2 shows an older version of a run',
    killedBy: ['JAPI-125'],
    mutate: changeResources(
      (url) => isRunList(url) && getPageNumber(url) > 1,
      ({ attributes }) =>
        ENDED.includes(String(attributes['status'])) && (attributes['updatedAt'] = attributes['createdAt']),
    ),
  },
]

/** Single faults of Recrubo's writes: values, side effects, rejections. */
export const recruboWriteFaults: readonly MockMutant[] = [
  {
    name: 'digits in a state become numbers',
    killedBy: ['JAPI-066'],
    mutate: changeSentAttributes('POST', (attributes) => {
      attributes['state'] = mapStrings(attributes['state'], parseDigits)
      return true
    }),
  },
  {
    name: 'a state is stored as ASCII',
    killedBy: ['JAPI-085'],
    mutate: changeSentAttributes('PATCH', (attributes) => {
      if (attributes['state'] === undefined) return false
      attributes['state'] = mapStrings(attributes['state'], (text) => text.replaceAll(/[^\0-\x7f]/g, '?'))
      return true
    }),
  },
  {
    name: 'digits in an updated state become numbers',
    killedBy: ['JAPI-085'],
    mutate: changeSentAttributes('PATCH', (attributes) => {
      if (attributes['state'] === undefined) return false
      attributes['state'] = mapStrings(attributes['state'], parseDigits)
      return true
    }),
  },
  {
    name: 'the list flattens nested values of a state',
    killedBy: ['JAPI-066'],
    mutate: changeResources(
      (url) => isRunList(url),
      ({ attributes }) => {
        const state = attributes['state'] as Record<string, unknown>
        for (const [name, value] of Object.entries(state))
          if (typeof value === 'object') state[name] = JSON.stringify(value)
      },
    ),
  },
  {
    name: 'initialMessage is not stored',
    killedBy: ['JAPI-135'],
    mutate: changeSentAttributes('POST', (attributes) => {
      const message = attributes['initialMessage'] as object | undefined
      if (message === undefined || message === null || Object.keys(message).length === 0) return false
      attributes['initialMessage'] = {}
      return true
    }),
  },
  {
    name: 'the thread list lacks the parameters of initialMessage',
    killedBy: ['JAPI-135'],
    mutate: changeResources(
      (url) => isRunList(url) && url.searchParams.has('filter[messageThreadId]'),
      ({ attributes }) => (attributes['initialMessage'] = {}),
    ),
  },
  {
    name: 'an update changes the state of the previous run',
    killedBy: ['JAPI-136'],
    mutate: (twin, recordHit) => {
      const ids = new Set<string>()
      return async (request) => {
        const { url, method } = request
        const response = await twin.fetch(request)
        const [, id] = /flow-runs\/([^/?]+)/.exec(url) ?? []
        if (method === 'POST' && response.status === 201) {
          ids.add(((await response.clone().json()) as { data: Resource }).data.id)
        }
        if (method !== 'PATCH' || response.status !== 200 || id === undefined) return response
        const sibling = [...ids].findLast((other) => other !== id)
        if (sibling === undefined) return response
        const body = JSON.stringify({
          data: { type: 'flowRuns', id: sibling, attributes: { state: { touched: true } } },
        })
        const { headers } = request
        const side = await twin.fetch(new Request(url.replace(id, sibling), { method, headers, body }))
        if (side.status === 200) recordHit()
        return response
      }
    },
  },
  {
    name: 'a deletion deletes the run created before as well',
    killedBy: ['JAPI-136'],
    mutate: (twin, recordHit) => {
      const ids: string[] = []
      return async (request) => {
        const { url, method, headers } = request
        const [, id] = /flow-runs\/([^/?]+)/.exec(url) ?? []
        const response = await twin.fetch(request)
        if (method === 'POST' && response.status === 201)
          ids.push(((await response.clone().json()) as { data: Resource }).data.id)
        const index = ids.indexOf(id ?? '')
        if (method !== 'DELETE' || response.status !== 200 || index < 1) return response
        await twin.fetch(new Request(url.replace(id!, ids[index - 1]!), { method, headers }))
        recordHit()
        return response
      }
    },
  },
  {
    name: 'an update of the state changes initialMessage',
    killedBy: ['JAPI-088'],
    mutate: (twin, recordHit) => {
      const reset = new Set<string>()
      return async (request) => {
        const [, id = ''] = /flow-runs\/([^/?]+)/.exec(request.url) ?? []
        const sent = request.method === 'PATCH' ? await request.clone().text() : ''
        const response = await twin.fetch(request)
        if (sent.includes('"state"') && response.status === 200) reset.add(id)
        if (!reset.has(id) || response.status !== 200 || request.method === 'DELETE') return response
        recordHit()
        const body = (await response.json()) as { data: Resource }
        body.data.attributes['initialMessage'] = { reset: true }
        return Response.json(body, { status: 200, headers: { 'content-type': 'application/vnd.api+json' } })
      }
    },
  },
  {
    name: 'an update of updatedAt is ignored with 200',
    killedBy: ['JAPI-133'],
    mutate: changeSentAttributes('PATCH', dropSent('updatedAt')),
  },
  {
    name: 'an update of a relationship is ignored with 200',
    killedBy: ['JAPI-134'],
    mutate: changeSentAttributes('PATCH', (_, data) => delete data['relationships'] && true),
  },
  {
    name: 'a creation with a relationship is accepted',
    killedBy: ['JAPI-131'],
    mutate: changeSentAttributes('POST', (_, data) => {
      if (data['relationships'] === undefined) return false
      delete data['relationships']
      return true
    }),
  },
  {
    name: 'a creation with a status is accepted',
    killedBy: ['JAPI-132'],
    mutate: changeSentAttributes('POST', dropSent('status')),
  },
  {
    name: 'a creation with a text as state is accepted',
    killedBy: ['JAPI-130'],
    mutate: changeSentAttributes('POST', (attributes) => {
      if (typeof attributes['state'] !== 'string') return false
      attributes['state'] = {}
      return true
    }),
  },
  {
    name: 'a creation with a list as initialMessage is accepted',
    killedBy: ['JAPI-130'],
    mutate: changeSentAttributes('POST', (attributes) => {
      if (!Array.isArray(attributes['initialMessage'])) return false
      attributes['initialMessage'] = {}
      return true
    }),
  },
  {
    name: 'null is accepted as initialMessage of a creation',
    killedBy: ['JAPI-132'],
    mutate: changeSentAttributes('POST', (attributes) => {
      if (attributes['initialMessage'] !== null) return false
      attributes['initialMessage'] = {}
      return true
    }),
  },
  {
    name: 'an update with a list as state is ignored with 200',
    killedBy: ['JAPI-133'],
    mutate: changeSentAttributes('PATCH', dropSent('state', Array.isArray)),
  },
  {
    name: 'an update with null as state is ignored with 200',
    killedBy: ['JAPI-133'],
    mutate: changeSentAttributes(
      'PATCH',
      dropSent('state', (value) => value === null),
    ),
  },
  {
    name: 'an update returns the run as it was before',
    killedBy: ['JAPI-085'],
    mutate: (twin, recordHit) => async (request) => {
      if (request.method !== 'PATCH' || !request.url.includes(RUNS)) return await twin.fetch(request)
      const before = await twin.fetch(
        new Request(request.url, { headers: { authorization: request.headers.get('authorization') ?? '' } }),
      )
      const response = await twin.fetch(request)
      if (response.status !== 200 || before.status !== 200) return response
      recordHit()
      return before
    },
  },
  {
    name: 'the second deletion of a run returns 200',
    killedBy: ['JAPI-103'],
    mutate: (twin, recordHit) => {
      const deleted = new Set<string>()
      return async (request) => {
        const response = await twin.fetch(request)
        if (request.method !== 'DELETE') return response
        if (response.status === 404 && deleted.has(request.url)) {
          recordHit()
          return Response.json({ meta: {} }, { headers: { 'content-type': 'application/vnd.api+json' } })
        }
        deleted.add(request.url)
        return response
      }
    },
  },
  {
    name: 'a subscription with a read-only attribute is accepted',
    killedBy: ['JAPI-120'],
    mutate: changeSentAttributes('POST', dropSent('createdAt'), '/webhooks'),
  },
  {
    name: 'a subscription is updated with an unknown event',
    killedBy: ['JAPI-120'],
    mutate: changeSentAttributes(
      'PATCH',
      dropSent('event', (value) => value === 'flowtwin'),
      '/webhooks',
    ),
  },
  {
    name: 'a subscription of another type is accepted',
    killedBy: ['JAPI-138'],
    mutate: (twin, recordHit) => async (request) => {
      if (request.method !== 'POST' || !request.url.includes('/webhooks')) return await twin.fetch(request)
      const text = await request.clone().text()
      if (text.includes('"type":"webhooks"')) return await twin.fetch(request)
      recordHit()
      const body = text.replace(/"type":"[^"]*"/, '"type":"webhooks"')
      return await twin.fetch(new Request(request.url, { method: 'POST', headers: request.headers, body }))
    },
  },
  {
    name: 'the update of a subscription changes another subscription',
    killedBy: ['JAPI-137'],
    mutate: (twin, recordHit) => async (request) => {
      const response = await twin.fetch(request)
      if (request.method !== 'PATCH' || !request.url.includes('/webhooks/') || response.status !== 200) return response
      const { headers } = request
      const path = request.url.replace(/\/webhooks\/.*/, '/webhooks')
      const list = (await (
        await twin.fetch(new Request(path, { headers: { authorization: headers.get('authorization') ?? '' } }))
      ).json()) as { data: Resource[] }
      const other = list.data.find(({ id }) => !request.url.endsWith(id))
      if (other === undefined) return response
      const body = JSON.stringify({ data: { type: 'webhooks', id: other.id, attributes: { fields: ['status'] } } })
      await twin.fetch(new Request(`${path}/${other.id}`, { method: 'PATCH', headers, body }))
      recordHit()
      return response
    },
  },
  {
    name: 'a subscription has other fields in the list',
    killedBy: ['JAPI-137'],
    mutate: changeResources(
      (url) => url.pathname.endsWith('/webhooks'),
      ({ attributes }) => (attributes['fields'] = null),
    ),
  },
]

/** Single faults of Recrubo's access control. */
export const recruboAccessFaults: readonly MockMutant[] = credentialFaults.map(([name, killedBy, fault]) => ({
  name,
  killedBy: [killedBy],
  mutate: acceptCredential(fault),
}))

export const recruboSingleFaults: readonly MockMutant[] = [
  ...recruboQueryFaults,
  ...recruboDocumentFaults,
  ...recruboWriteFaults,
  ...recruboAccessFaults,
]
