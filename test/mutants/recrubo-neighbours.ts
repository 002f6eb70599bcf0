import { answers, bodies, instead, requests, type Spoil } from '../contracts/mutants/mutant.ts'
import { dropped } from '../contracts/mutants/url-change.ts'
import type { MockMutant } from './wrong.ts'

interface Resource {
  id: string
  type: string
  attributes: Record<string, unknown>
}

interface Body {
  data?: Resource | Resource[]
  included?: Resource[]
  meta?: Record<string, number>
}

/** Changes what one path answers, below `/public/v2`. */
function at(path: RegExp, change: (body: Body, method: string, url: URL) => unknown): Spoil<never> {
  return bodies((body, { url, method }) => {
    if (path.test(url.pathname.replace(/^.*\/public\/v2/, ''))) change(body as Body, method, url)
  })
}

/** Another status for answers of one path. */
function status(path: RegExp, from: number, to: number): Spoil<never> {
  return answers((answer, { url }) =>
    path.test(url.pathname.replace(/^.*\/public\/v2/, '')) && answer.status === from
      ? { status: to, text: from >= 400 ? '{"data":null}' : answer.text }
      : null,
  )
}

const one = /^\/webhooks\/./
const list = /^\/webhooks$/

/** What goes wrong in what Recrubo's runs belong to, and in subscriptions. */
export const recruboNeighbours: readonly MockMutant[] = [
  {
    name: 'what a run links to is not there',
    kills: ['JAPI-013'],
    also: ['JAPI-014', 'JAPI-106'],
    spoil: status(/^\/(?:flows|message-threads)\/./, 200, 404),
  },
  {
    name: 'an included flow has another name than by itself',
    kills: ['JAPI-037'],
    spoil: at(/^\/flow-runs/, ({ included = [] }) => {
      for (const { type, attributes } of included) if (type === 'flows') attributes['name'] = 'Another flow'
    }),
  },
  {
    name: 'with a list one flow does not come along',
    kills: ['JAPI-038'],
    spoil: at(/^\/flow-runs$/, (body) => body.included?.pop()),
  },
  {
    name: 'a deleted run is still in the list of its thread',
    kills: ['JAPI-102'],
    spoil: (twin, hit) => {
      const [known, gone] = [new Map<string, Resource>(), new Set<string>()]
      const listing = at(/^\/flow-runs$/, ({ data, meta }, method, url) => {
        if (method !== 'GET' || !Array.isArray(data) || !url.searchParams.has('filter[messageThreadId]')) return
        for (const run of data) known.set(run.id, run)
        const thread = url.searchParams.get('filter[messageThreadId]')
        const back = [...gone].flatMap((id) => known.get(id) ?? [])
        const mine = back.filter(({ attributes }) => attributes['messageThreadId'] === thread)
        data.unshift(...mine)
        meta!['total']! += mine.length
        meta!['totalUnfiltered']! += mine.length
      })(twin, hit)
      return async (request) => {
        if (request.method === 'DELETE') gone.add(new URL(request.url).pathname.split('/').at(-1)!)
        return await listing(request)
      }
    },
  },
  {
    name: 'the flow of a deleted run goes with it',
    kills: ['JAPI-106'],
    spoil: (twin, hit) => {
      let deleted = false
      return instead<never>(({ url, method }) => {
        deleted ||= method === 'DELETE' && url.pathname.includes('/flow-runs/')
        const gone = deleted && url.pathname.includes('/flows/')
        const headers = { 'content-type': 'application/vnd.api+json' }
        return gone ? new Response('{"errors":[{"status":"404"}]}', { status: 404, headers }) : null
      })(twin, hit)
    },
  },
  {
    name: 'flows are listed whatever the filter says',
    kills: ['JAPI-112'],
    spoil: requests((url) => url.searchParams.has('filter[name]') && dropped(url, 'filter[name]')),
  },
  {
    name: 'a thread is found by its number only now and then',
    kills: ['JAPI-113'],
    spoil: at(/^\/message-threads$/, ({ data }, _, url) => {
      if (url.searchParams.has('filter[identifier]') && Array.isArray(data)) data.length = 0
    }),
  },
  {
    name: 'flows are listed under other names than they have',
    kills: ['JAPI-114'],
    spoil: at(/^\/flows$/, ({ data }) => {
      for (const { attributes } of [data ?? []].flat()) attributes['name'] = `The ${String(attributes['name'])}`
    }),
    also: ['JAPI-112'],
  },
  {
    name: 'flows stand the same way round in both directions',
    kills: ['JAPI-115'],
    spoil: requests((url) => {
      if (!url.pathname.endsWith('/flows') || url.searchParams.get('sort') !== '-createdAt') return false
      url.searchParams.set('sort', 'createdAt')
      return true
    }),
  },
  {
    name: 'an unknown flow is nothing with status 200',
    kills: ['JAPI-116'],
    spoil: status(/^\/flows\/./, 404, 200),
    also: ['SCH-001'],
  },
  {
    name: 'a subscription is not listed',
    kills: ['JAPI-117'],
    spoil: at(list, ({ data }) => Array.isArray(data) && (data.length = 0)),
  },
  {
    name: 'a changed subscription loses its address',
    kills: ['JAPI-118'],
    spoil: (twin, hit) => {
      let changed = false
      return at(one, ({ data }, method) => {
        changed ||= method === 'PATCH'
        if (changed && data !== undefined && !Array.isArray(data)) data.attributes['webhookUrl'] = null
      })(twin, hit)
    },
  },
  {
    name: 'a subscription that was ended can be read',
    kills: ['JAPI-119'],
    also: ['SCH-001'],
    spoil: status(one, 404, 200),
  },
  {
    name: 'a subscription to nothing is accepted',
    kills: ['JAPI-120'],
    spoil: status(list, 422, 200),
  },
]
