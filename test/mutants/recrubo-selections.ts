import * as filters from '../../mock/vendors/recrubo/flow-run-query.ts'
import { answers, bodies, requests, type Spoil } from '../contracts/mutants/mutant.ts'
import { dropped, set } from '../contracts/mutants/url-change.ts'
import { AS_EVER, type MockMutant, wrong } from './wrong.ts'

type Members = Record<string, Record<string, unknown>>

interface Body {
  data?: Resource | Resource[]
  errors?: Members[]
  links?: Record<string, unknown>
}

type Resource = Members & { id: string }

const isRuns = (url: URL): boolean => url.pathname.includes('/flow-runs')

/** Changes every run of an answer. */
function run(change: (one: Resource, url: URL, method: string) => unknown): Spoil<never> {
  return bodies((body, { url, method }) => {
    if (isRuns(url)) for (const one of [(body as Body).data ?? []].flat()) change(one, url, method)
  })
}

/** What goes wrong in what Recrubo selects, names and says of a run over time. */
export const recruboSelections: readonly MockMutant[] = [
  {
    name: 'an attribute is called id',
    kills: ['JAPI-006'],
    also: ['JAPI-040'],
    spoil: run((one) => one['attributes'] && (one['attributes']['id'] = one.id)),
  },
  {
    name: 'an attribute has a dot in its name',
    kills: ['JAPI-009'],
    also: ['JAPI-040'],
    spoil: run((one) => one['attributes'] && (one['attributes']['cost.credits'] = 0)),
  },
  {
    name: 'errors point at what nobody sent',
    kills: ['JAPI-015'],
    spoil: answers(({ status, text }) => {
      if (status < 400 || !text.includes('"source"')) return null
      const body = JSON.parse(text) as Body
      for (const error of body.errors ?? []) if (error['source']) error['source'] = { pointer: '/nothing/at/all' }
      return { text: JSON.stringify(body) }
    }),
  },
  {
    name: 'fields are not looked at',
    kills: ['JAPI-040'],
    spoil: requests(
      (url) => isRuns(url) && url.searchParams.has('fields[flowRuns]') && dropped(url, 'fields[flowRuns]'),
    ),
  },
  {
    name: 'filter[status] is forgotten',
    kills: ['JAPI-045'],
    spoil: requests(
      (url) =>
        isRuns(url) && /^[a-z]+$/.test(url.searchParams.get('filter[status]') ?? '') && dropped(url, 'filter[status]'),
    ),
  },
  {
    name: 'an unknown filter is no filter',
    kills: ['JAPI-046'],
    spoil: wrong(filters, 'parseFilter', (truth, [query, world]) => {
      try {
        truth(query, world)
        return AS_EVER
      } catch {
        return {}
      }
    }),
  },
  {
    name: 'the last page leads on',
    kills: ['JAPI-050'],
    spoil: bodies((body, { url }) => {
      if (isRuns(url) && Array.isArray((body as Body).data)) (body as Body).links = { next: url.href, prev: null }
    }),
  },
  {
    name: 'page 0 is the first page',
    kills: ['JAPI-051'],
    spoil: requests((url) => url.searchParams.get('page[number]') === '0' && set(url, 'page[number]', '1')),
  },
  {
    name: 'an id of the client is silently replaced',
    kills: ['JAPI-069'],
    spoil: (twin, hit) => async (request) => {
      if (request.method !== 'POST') return await twin.send(request)
      const text = await request.clone().text()
      const bare = text.replace(/"id":"f30f[^"]*",/, '')
      if (bare !== text) hit()
      return await twin.send(new Request(request.url, { method: 'POST', headers: request.headers, body: bare }))
    },
  },
  {
    name: 'the same creation gives the same run',
    kills: ['JAPI-072'],
    spoil: (twin, hit) => {
      const made = new Map<string, Response>()
      return async (request) => {
        const text = request.method === 'POST' ? await request.clone().text() : ''
        const known = made.get(text)
        if (known !== undefined && text !== '') {
          hit()
          return known.clone()
        }
        const response = await twin.send(request)
        if (text !== '' && response.status === 201) made.set(text, response.clone())
        return response
      }
    },
  },
  {
    name: 'a run that waits is shown as paused',
    kills: ['LIFE-001'],
    also: ['LIFE-002', 'SCH-004'],
    spoil: run((one, url, method) => {
      const attributes = one['attributes']
      if (method === 'GET' && attributes?.['status'] === 'running' && url.searchParams.get('sort') === '-createdAt')
        attributes['status'] = 'paused'
    }),
  },
  {
    name: 'newest first what has finished was cancelled',
    kills: ['LIFE-002'],
    spoil: run((one, url) => {
      const attributes = one['attributes']
      if (attributes?.['status'] === 'finished' && url.searchParams.get('sort') === '-createdAt')
        attributes['status'] = 'cancelled'
    }),
  },
  {
    name: 'a run by itself is further behind than in the list',
    kills: ['LIFE-004'],
    also: ['JAPI-080', 'LIFE-002'],
    spoil: run((one, url, method) => {
      const attributes = one['attributes']
      if (method === 'GET' && /flow-runs\/./.test(url.pathname) && attributes?.['status'] === 'finished')
        attributes['status'] = 'queued'
    }),
  },
  {
    name: 'what is created is listed nowhere',
    kills: ['LIFE-006'],
    also: ['JAPI-063', 'JAPI-085'],
    spoil: (twin, hit) => {
      const made = new Set<string>()
      return bodies<never>((body, { url, method }) => {
        const { data } = body as Body
        if (method === 'POST' && data !== undefined && !Array.isArray(data)) made.add(data.id)
        if (!isRuns(url) || !Array.isArray(data)) return
        const kept = data.filter(({ id }) => !made.has(id))
        data.splice(0, data.length, ...kept)
      })(twin, hit)
    },
  },
]
