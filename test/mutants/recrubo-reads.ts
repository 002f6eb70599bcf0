import * as runQueries from '../../mock/vendors/recrubo/flow-run-query.ts'
import * as flowRuns from '../../mock/vendors/recrubo/flow-runs.ts'
import * as queries from '../../mock/vendors/recrubo/query.ts'
import * as jsonApi from '../../mock/wire/media-type.ts'
import * as pagination from '../../mock/wire/pagination.ts'
import * as pages from '../../mock/world/query/page.ts'
import {
  changeBodies,
  changeRequests,
  changeResponses,
  deleteParameter,
  type Mutation,
  respondInstead,
  setParameter,
} from '../contracts/mutants/mutant.ts'
import { breakFunction, CALL_ORIGINAL, type MockMutant } from './break-function.ts'

/** Mutants of Recrubo's pages, order, filters and includes. */
export const recruboListMutants: readonly MockMutant[] = [
  {
    name: 'pages skip one run',
    killedBy: ['JAPI-049', 'JAPI-047'],
    alsoKilledBy: ['JAPI-044', 'JAPI-063', 'JAPI-085'],
    mutate: breakFunction(pages, 'queryPage', (original, [view, query]) =>
      original(view, { ...query, offset: query.offset + 1 }),
    ),
  },
  {
    name: 'each page starts with the last item of the page before',
    killedBy: ['JAPI-049'],
    alsoKilledBy: ['JAPI-047'],
    mutate: breakFunction(pagination, 'getPageOffset', (_, [{ number, size }]) => (number - 1) * (size - 1)),
  },
  {
    name: 'total ignores the filter',
    killedBy: ['JAPI-047'],
    mutate: breakFunction(pages, 'queryPage', (original, [view, query]) => ({
      ...original(view, query),
      total: original(view, { ...query, filter: {} }).total,
    })),
  },
  {
    name: 'maxPage counts only full pages',
    killedBy: ['JAPI-048'],
    mutate: breakFunction(pagination, 'countPages', (_, [total, size]) => Math.floor(total / size)),
  },
  {
    name: 'filter[messageThreadId] is dropped',
    killedBy: ['JAPI-044', 'NEG-002'],
    mutate: breakFunction(runQueries, 'parseFilter', (original, [query, world]) => {
      const filter = original(query, world)
      return filter.contacts === undefined ? CALL_ORIGINAL : { ...filter, contacts: undefined }
    }),
  },
  {
    name: 'filter[messageThreadId] matches three threads',
    killedBy: ['JAPI-044'],
    mutate: breakFunction(runQueries, 'parseFilter', (original, [query, world]) => {
      const filter = original(query, world)
      return filter.contacts === undefined
        ? CALL_ORIGINAL
        : { ...filter, contacts: filter.contacts.flatMap((contact) => [contact, contact ^ 1, contact ^ 2]) }
    }),
  },
  {
    name: 'a leading minus in sort is ignored',
    killedBy: ['JAPI-042', 'ORD-004'],
    mutate: breakFunction(runQueries, 'parseSort', (original, [sort, world]) =>
      original(sort?.replaceAll('-', ''), world),
    ),
  },
  {
    name: 'sort=createdAt sorts by updatedAt',
    killedBy: ['JAPI-042', 'ORD-001'],
    mutate: breakFunction(runQueries, 'parseSort', (original, [sort, world]) =>
      original(sort?.replace('createdAt', 'updatedAt'), world),
    ),
  },
  {
    name: 'include adds nothing',
    killedBy: ['JAPI-030', 'JAPI-031', 'JAPI-032'],
    mutate: breakFunction(runQueries, 'parseInclude', (_, [include]) => (include === undefined ? CALL_ORIGINAL : null)),
  },
  {
    name: 'include always includes flow and thread',
    killedBy: ['JAPI-030', 'JAPI-031'],
    mutate: breakFunction(runQueries, 'parseInclude', (_, [include]) =>
      include === undefined || include === '' ? CALL_ORIGINAL : { flow: true, messageThread: true },
    ),
  },
  {
    name: 'an empty include includes the flow',
    killedBy: ['JAPI-036'],
    mutate: breakFunction(runQueries, 'parseInclude', (_, [include]) =>
      include === '' ? { flow: true, messageThread: false } : CALL_ORIGINAL,
    ),
  },
  {
    name: 'every included resource is repeated',
    killedBy: ['JAPI-035', 'JAPI-011'],
    alsoKilledBy: ['JAPI-030', 'JAPI-031', 'JAPI-032'],
    mutate: breakFunction(flowRuns, 'collectIncluded', (original, [runs, inclusion, context]) => [
      ...original(runs, inclusion, context),
      ...original(runs, inclusion, context),
    ]),
  },
  {
    name: 'include returns the flow of another run',
    killedBy: ['JAPI-030', 'JAPI-034'],
    mutate: breakFunction(flowRuns, 'collectIncluded', (original, [runs, inclusion, context]) => {
      const { flows } = context.world.dataset
      const moved = runs.map((run) => ({ ...run, flow: flows[(run.flow.index + 1) % 8] ?? run.flow }))
      return original(moved, inclusion, context)
    }),
  },
  {
    name: 'included resources have no linkage',
    killedBy: ['JAPI-030', 'JAPI-031', 'JAPI-034'],
    mutate: breakFunction(flowRuns, 'selectFlowRunSerializer', (original, [inclusion]) =>
      inclusion.flow || inclusion.messageThread ? original({ flow: false, messageThread: false }) : CALL_ORIGINAL,
    ),
  },
  {
    name: 'unknown parameters are ignored',
    killedBy: ['JAPI-043'],
    mutate: breakFunction(queries, 'rejectUnknownParameters', () => undefined),
  },
  {
    name: 'Accept is ignored',
    killedBy: ['JAPI-021'],
    mutate: breakFunction(jsonApi, 'isAcceptUnsupported', () => false),
  },
]

type Members = Record<string, Record<string, unknown>>

interface Body {
  data?: Resource | Resource[]
  errors?: Members[]
  links?: Record<string, unknown>
}

type Resource = Members & { id: string }

const isRuns = (url: URL): boolean => url.pathname.includes('/flow-runs')

/** Changes every run of a response. */
function changeRuns(change: (run: Resource, url: URL, method: string) => unknown): Mutation<never> {
  return changeBodies((body, { url, method }) => {
    if (isRuns(url)) for (const run of [(body as Body).data ?? []].flat()) change(run, url, method)
  })
}

/** Mutants of Recrubo's field selection, member names and status transitions. */
export const recruboSelectionMutants: readonly MockMutant[] = [
  {
    name: 'an attribute is named id',
    killedBy: ['JAPI-006'],
    alsoKilledBy: ['JAPI-040'],
    mutate: changeRuns((run) => run['attributes'] && (run['attributes']['id'] = run.id)),
  },
  {
    name: 'an attribute name contains a dot',
    killedBy: ['JAPI-009'],
    alsoKilledBy: ['JAPI-040'],
    mutate: changeRuns((run) => run['attributes'] && (run['attributes']['cost.credits'] = 0)),
  },
  {
    name: 'error pointers do not resolve',
    killedBy: ['JAPI-015'],
    mutate: changeResponses(({ status, text }) => {
      if (status < 400 || !text.includes('"source"')) return null
      const body = JSON.parse(text) as Body
      for (const error of body.errors ?? []) if (error['source']) error['source'] = { pointer: '/nothing/at/all' }
      return { text: JSON.stringify(body) }
    }),
  },
  {
    name: 'sparse fieldsets are ignored',
    killedBy: ['JAPI-040'],
    mutate: changeRequests(
      (url) => isRuns(url) && url.searchParams.has('fields[flowRuns]') && deleteParameter(url, 'fields[flowRuns]'),
    ),
  },
  {
    name: 'filter[status] is ignored',
    killedBy: ['JAPI-045'],
    mutate: changeRequests(
      (url) =>
        isRuns(url) &&
        /^[a-z]+$/.test(url.searchParams.get('filter[status]') ?? '') &&
        deleteParameter(url, 'filter[status]'),
    ),
  },
  {
    name: 'an unknown filter is ignored',
    killedBy: ['JAPI-046'],
    mutate: breakFunction(runQueries, 'parseFilter', (original, [query, world]) => {
      try {
        original(query, world)
        return CALL_ORIGINAL
      } catch {
        return {}
      }
    }),
  },
  {
    name: 'next of every page is the page itself',
    killedBy: ['JAPI-050'],
    mutate: changeBodies((body, { url }) => {
      if (isRuns(url) && Array.isArray((body as Body).data)) (body as Body).links = { next: url.href, prev: null }
    }),
  },
  {
    name: 'page[number]=0 returns the first page',
    killedBy: ['JAPI-051'],
    mutate: changeRequests(
      (url) => url.searchParams.get('page[number]') === '0' && setParameter(url, 'page[number]', '1'),
    ),
  },
  {
    name: 'a client-generated id is silently replaced',
    killedBy: ['JAPI-069'],
    mutate: (twin, recordHit) => async (request) => {
      if (request.method !== 'POST') return await twin.fetch(request)
      const text = await request.clone().text()
      const withoutId = text.replace(/"id":"f30f[^"]*",/, '')
      if (withoutId !== text) recordHit()
      return await twin.fetch(new Request(request.url, { method: 'POST', headers: request.headers, body: withoutId }))
    },
  },
  {
    name: 'a repeated creation returns the first run',
    killedBy: ['JAPI-072'],
    mutate: (twin, recordHit) => {
      const created = new Map<string, Response>()
      return async (request) => {
        const text = request.method === 'POST' ? await request.clone().text() : ''
        const listed = created.get(text)
        if (listed !== undefined && text !== '') {
          recordHit()
          return listed.clone()
        }
        const response = await twin.fetch(request)
        if (text !== '' && response.status === 201) created.set(text, response.clone())
        return response
      }
    },
  },
  {
    name: 'a running run is listed as paused',
    killedBy: ['LIFE-001'],
    alsoKilledBy: ['LIFE-002', 'SCH-004'],
    mutate: changeRuns((run, url, method) => {
      const attributes = run['attributes']
      if (method === 'GET' && attributes?.['status'] === 'running' && url.searchParams.get('sort') === '-createdAt')
        attributes['status'] = 'paused'
    }),
  },
  {
    name: 'the newest-first list returns finished runs as cancelled',
    killedBy: ['LIFE-002'],
    mutate: changeRuns((run, url) => {
      const attributes = run['attributes']
      if (attributes?.['status'] === 'finished' && url.searchParams.get('sort') === '-createdAt')
        attributes['status'] = 'cancelled'
    }),
  },
  {
    name: 'a single read returns finished runs as queued',
    killedBy: ['LIFE-004'],
    alsoKilledBy: ['JAPI-080', 'LIFE-002'],
    mutate: changeRuns((run, url, method) => {
      const attributes = run['attributes']
      if (method === 'GET' && /flow-runs\/./.test(url.pathname) && attributes?.['status'] === 'finished')
        attributes['status'] = 'queued'
    }),
  },
  {
    name: 'created runs are missing from lists',
    killedBy: ['LIFE-006'],
    alsoKilledBy: ['JAPI-063', 'JAPI-085'],
    mutate: (twin, recordHit) => {
      const created = new Set<string>()
      return changeBodies<never>((body, { url, method }) => {
        const { data } = body as Body
        if (method === 'POST' && data !== undefined && !Array.isArray(data)) created.add(data.id)
        if (!isRuns(url) || !Array.isArray(data)) return
        const others = data.filter(({ id }) => !created.has(id))
        data.splice(0, data.length, ...others)
      })(twin, recordHit)
    },
  },
]

interface RelatedResource {
  id: string
  type: string
  attributes: Record<string, unknown>
}

interface RelatedBody {
  data?: RelatedResource | RelatedResource[]
  included?: RelatedResource[]
  meta?: Record<string, number>
}

/** Changes response bodies of paths that match, below `/public/v2`. */
function changeBodiesAt(
  path: RegExp,
  change: (body: RelatedBody, method: string, url: URL) => unknown,
): Mutation<never> {
  return changeBodies((body, { url, method }) => {
    if (path.test(url.pathname.replace(/^.*\/public\/v2/, ''))) change(body as RelatedBody, method, url)
  })
}

/** Replaces a response status of paths that match. */
function replaceStatus(path: RegExp, from: number, to: number): Mutation<never> {
  return changeResponses((answer, { url }) =>
    path.test(url.pathname.replace(/^.*\/public\/v2/, '')) && answer.status === from
      ? { status: to, text: from >= 400 ? '{"data":null}' : answer.text }
      : null,
  )
}

const WEBHOOK = /^\/webhooks\/./
const WEBHOOKS = /^\/webhooks$/

/** Mutants of Recrubo's related resources and webhook subscriptions. */
export const recruboRelatedMutants: readonly MockMutant[] = [
  {
    name: 'related links return 404',
    killedBy: ['JAPI-013'],
    alsoKilledBy: ['JAPI-014', 'JAPI-106'],
    mutate: replaceStatus(/^\/(?:flows|message-threads)\/./, 200, 404),
  },
  {
    name: 'an included flow has another name than a direct read',
    killedBy: ['JAPI-037'],
    mutate: changeBodiesAt(/^\/flow-runs/, ({ included = [] }) => {
      for (const { type, attributes } of included) if (type === 'flows') attributes['name'] = 'Another flow'
    }),
  },
  {
    name: 'one included resource is missing from a list',
    killedBy: ['JAPI-038'],
    alsoKilledBy: ['JAPI-040'],
    mutate: changeBodiesAt(/^\/flow-runs$/, (body) => body.included?.pop()),
  },
  {
    name: "a deleted run stays in its thread's list",
    killedBy: ['JAPI-102'],
    mutate: (twin, recordHit) => {
      const [listed, deleted] = [new Map<string, RelatedResource>(), new Set<string>()]
      const listing = changeBodiesAt(/^\/flow-runs$/, ({ data, meta }, method, url) => {
        if (method !== 'GET' || !Array.isArray(data) || !url.searchParams.has('filter[messageThreadId]')) return
        for (const run of data) listed.set(run.id, run)
        const thread = url.searchParams.get('filter[messageThreadId]')
        const back = [...deleted].flatMap((id) => listed.get(id) ?? [])
        const mine = back.filter(({ attributes }) => attributes['messageThreadId'] === thread)
        data.unshift(...mine)
        meta!['total']! += mine.length
        meta!['totalUnfiltered']! += mine.length
      })(twin, recordHit)
      return async (request) => {
        if (request.method === 'DELETE') deleted.add(new URL(request.url).pathname.split('/').at(-1)!)
        return await listing(request)
      }
    },
  },
  {
    name: 'deleting a run deletes its flow',
    killedBy: ['JAPI-106'],
    mutate: (twin, recordHit) => {
      let deleted = false
      return respondInstead<never>(({ url, method }) => {
        deleted ||= method === 'DELETE' && url.pathname.includes('/flow-runs/')
        const isMissing = deleted && url.pathname.includes('/flows/')
        const headers = { 'content-type': 'application/vnd.api+json' }
        return isMissing ? new Response('{"errors":[{"status":"404"}]}', { status: 404, headers }) : null
      })(twin, recordHit)
    },
  },
  {
    name: 'filter[name] is ignored',
    killedBy: ['JAPI-112'],
    mutate: changeRequests((url) => url.searchParams.has('filter[name]') && deleteParameter(url, 'filter[name]')),
  },
  {
    name: 'filter[identifier] returns an empty list',
    killedBy: ['JAPI-113'],
    mutate: changeBodiesAt(/^\/message-threads$/, ({ data }, _, url) => {
      if (url.searchParams.has('filter[identifier]') && Array.isArray(data)) data.length = 0
    }),
  },
  {
    name: 'the flow list returns changed names',
    killedBy: ['JAPI-114'],
    mutate: changeBodiesAt(/^\/flows$/, ({ data }) => {
      for (const { attributes } of [data ?? []].flat()) attributes['name'] = `The ${String(attributes['name'])}`
    }),
    alsoKilledBy: ['JAPI-112'],
  },
  {
    name: 'sort=-createdAt sorts flows ascending',
    killedBy: ['JAPI-115'],
    mutate: changeRequests((url) => {
      if (!url.pathname.endsWith('/flows') || url.searchParams.get('sort') !== '-createdAt') return false
      url.searchParams.set('sort', 'createdAt')
      return true
    }),
  },
  {
    name: 'an unknown flow returns 200',
    killedBy: ['JAPI-116'],
    mutate: replaceStatus(/^\/flows\/./, 404, 200),
    alsoKilledBy: ['SCH-001'],
  },
  {
    name: 'a subscription is not listed',
    killedBy: ['JAPI-117'],
    mutate: changeBodiesAt(WEBHOOKS, ({ data }) => Array.isArray(data) && (data.length = 0)),
  },
  {
    name: 'an update removes the URL of a subscription',
    killedBy: ['JAPI-118'],
    mutate: (twin, recordHit) => {
      let changed = false
      return changeBodiesAt(WEBHOOK, ({ data }, method) => {
        changed ||= method === 'PATCH'
        if (changed && data !== undefined && !Array.isArray(data)) data.attributes['webhookUrl'] = null
      })(twin, recordHit)
    },
  },
  {
    name: 'a deleted subscription is readable',
    killedBy: ['JAPI-119'],
    alsoKilledBy: ['SCH-001'],
    mutate: replaceStatus(WEBHOOK, 404, 200),
  },
  {
    name: 'an invalid subscription is accepted',
    killedBy: ['JAPI-120'],
    mutate: replaceStatus(WEBHOOKS, 422, 200),
  },
]
