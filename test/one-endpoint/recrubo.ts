import { createServer, NOW, type OneEndpointServer, type Reply, TOKEN, toUuid } from './server.ts'

/** Planted faults, each with the first check that names it. */
export const recruboFaults = {
  'another resource type': 'SCH-001',
  'a number as id': 'HTTP-001',
  'application/json': 'JAPI-001',
  'a run for an unknown id': 'ERR-003',
  'unknown sort accepted': 'JAPI-041',
  'unknown include accepted': 'JAPI-033',
  'filter ignored': 'JAPI-044',
  'open without token': 'AUTH-001',
} as const

const PATH = '/public/v2/flow-runs'
const MEDIA_TYPE = 'application/vnd.api+json'
const ENDS = ['finished', 'timeout', 'cancelled', 'exception']
const GIVEN = ['flowId', 'messageThreadId', 'state', 'initialMessage']
const RELATED = { flow: 'flows', messageThread: 'message-threads' } as const
const FILTERS = ['status', 'messageThreadId', 'flowId']
const PARAMETERS = ['sort', 'include', 'page[size]', 'page[number]', ...FILTERS.map((name) => `filter[${name}]`)]

const times = { createdAt: '2024-08-20T10:45:02+00:00', updatedAt: '2024-08-20T10:45:02+00:00' }
const toRelationships = (...names: readonly string[]) => ({
  relationships: Object.fromEntries(names.map((name) => [name, { links: { related: `/public/v2/${name}` } }])),
})
const INCLUDED_FLOW = {
  attributes: {
    ...times,
    name: 'aperiam',
    reminderInterval: 15,
    reminderMessage: 'Are you still there?',
    sessionTimeout: 1440,
    publishedAt: null,
    unpublishedChanges: true,
    flowGenerationId: null,
  },
  ...toRelationships('flowGeneration', 'nodes'),
}
const INCLUDED_THREAD = {
  attributes: { ...times, channel: 'whatsapp', identifier: '31652071191', candidateId: null },
  ...toRelationships('candidate', 'flowRuns', 'messages', 'conversation'),
}

type Run = { readonly id: string; readonly attributes: Record<string, unknown> }
type Relation = keyof typeof RELATED

const toTime = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(/\.\d+Z/, '+00:00')
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const fail = (status: number, title: string, headers = {}): Reply => [
  status,
  { errors: [{ status: String(status), title }] },
  { 'Content-Type': MEDIA_TYPE, ...headers },
]

/** The five operations of Recrubo's flow runs over 40 runs. */
export function createRecruboServer(fault?: keyof typeof recruboFaults): OneEndpointServer {
  const runs = Array.from({ length: 40 }, (_, index): Run => {
    const [flowId, messageThreadId] = [toUuid(9000 + (index % 3)), toUuid(8000 + (index % 7))]
    const status = index > 36 ? 'running' : ENDS[index % 4]
    const createdAt = toTime(NOW - 86_400_000 + index * 60_000)
    const given = { flowId, messageThreadId, state: { first_name: 'Henk' }, initialMessage: {} }
    return { id: toUuid(index), attributes: { ...given, status, cost: index, createdAt, updatedAt: createdAt } }
  })
  let count = 1000
  const server = createServer(async ({ pathname, searchParams }, request) => {
    const id = pathname.startsWith(`${PATH}/`) ? pathname.slice(PATH.length + 1) : null
    if (id === null && pathname !== PATH) return fail(404, 'Not found')
    const methods = id === null ? ['GET', 'HEAD', 'POST'] : ['GET', 'HEAD', 'PATCH', 'DELETE']
    if (!methods.includes(request.method)) return fail(405, 'Not allowed', { Allow: methods.join(', ') })
    const isOpen = fault === 'open without token' && !request.headers.has('authorization')
    if (!isOpen && request.headers.get('authorization')?.replace(/^bearer /i, '') !== TOKEN)
      return fail(401, 'access denied', { 'WWW-Authenticate': 'Bearer' })
    if (request.headers.get('accept')?.startsWith(`${MEDIA_TYPE};`) === true) return fail(406, 'Not acceptable')
    const run =
      fault === 'a run for an unknown id' && id !== null ? runs[0] : runs.find((one) => one.id === id?.toLowerCase())
    if (id !== null && run === undefined) return fail(404, 'FlowRun not found')
    if (request.method === 'POST' || request.method === 'PATCH') return await write(request, run)
    if (request.method !== 'DELETE' || run === undefined) return read(searchParams, run)
    runs.splice(runs.indexOf(run), 1)
    return send(200, { meta: {} })
  })
  return server

  function send(status: number, body: unknown): Reply {
    return [status, body, { 'Content-Type': fault === 'application/json' ? 'application/json' : MEDIA_TYPE }]
  }

  function read(query: URLSearchParams, run?: Run): Reply {
    const [size, page] = [Number(query.get('page[size]') ?? 25), Number(query.get('page[number]') ?? 1)]
    const [sort, include] = [query.get('sort') ?? 'createdAt', (query.get('include') ?? '').split(',').filter(Boolean)]
    if ([...query.keys()].some((name) => !PARAMETERS.includes(name))) return fail(400, 'Unknown parameter')
    if (!/^-?createdAt$/.test(sort) && fault !== 'unknown sort accepted') return fail(400, 'Unknown sort')
    const relations = include.filter((name): name is Relation => Object.hasOwn(RELATED, name))
    if (relations.length < include.length && fault !== 'unknown include accepted') return fail(400, 'Unknown include')
    if (![size, page].every((number) => Number.isInteger(number) && number > 0) || size > 200)
      return fail(400, 'Invalid page')
    if (run !== undefined)
      return send(200, { data: toResource(run, relations), meta: {}, ...toIncluded([run], relations) })
    const isMatch = ({ attributes }: Run): boolean =>
      FILTERS.every((name) => {
        const value = fault === 'filter ignored' ? null : query.get(`filter[${name}]`)
        return value === null || value.toLowerCase().split(',').includes(String(attributes[name]))
      })
    const matching = sort.startsWith('-') ? runs.filter(isMatch).toReversed() : runs.filter(isMatch)
    const rows = matching.slice((page - 1) * size, page * size)
    const maxPage = Math.max(1, Math.ceil(matching.length / size))
    const counts = { total: matching.length, totalUnfiltered: runs.length }
    const meta = { ...counts, currentSize: size, currentPage: page, maxPage }
    return send(200, { data: rows.map((row) => toResource(row, relations)), meta, ...toIncluded(rows, relations) })
  }

  function toResource({ id, attributes }: Run, included: readonly Relation[]): object {
    const relationships = Object.entries(RELATED).map(([name, path]) => {
      const related = String(attributes[`${name}Id`])
      const data = included.some((other) => other === name) ? { data: { type: `${name}s`, id: related } } : {}
      return [name, { links: { related: `/public/v2/${path}/${related}` }, ...data }]
    })
    const type = fault === 'another resource type' ? 'flow_run' : 'flowRuns'
    const shownId = fault === 'a number as id' ? Number(id.slice(-4)) : id
    return { id: shownId, type, attributes, relationships: Object.fromEntries(relationships) }
  }

  function toIncluded(rows: readonly Run[], relations: readonly Relation[]): object {
    if (relations.length === 0) return {}
    const keys = relations.flatMap((name) =>
      rows.map(({ attributes }) => `${name}s ${String(attributes[`${name}Id`])}`),
    )
    return {
      included: [...new Set(keys)].map((key) => {
        const [type, id] = key.split(' ')
        return { id, type, ...(type === 'flows' ? INCLUDED_FLOW : INCLUDED_THREAD) }
      }),
    }
  }

  async function write(request: Request, run?: Run): Promise<Reply> {
    if (request.headers.get('content-type') !== MEDIA_TYPE) return fail(415, 'Unsupported media type')
    const data = await request.json().then(
      (body) => (isObject(body) ? body['data'] : null),
      () => null,
    )
    if (!isObject(data) || !isObject(data['attributes']) || data['type'] === undefined) return fail(400, 'No data')
    const { type, id, attributes } = data
    if (data['relationships'] !== undefined) return fail(403, 'Relationships cannot be written')
    if (type !== 'flowRuns' || (run !== undefined && id !== undefined && id !== run.id)) return fail(409, 'Conflict')
    if (run !== undefined && id === undefined) return fail(400, 'No id')
    if (run === undefined && id !== undefined) return fail(403, 'Client ids are not supported')
    const allowed = run === undefined ? GIVEN : ['status', 'state']
    if (!Object.keys(attributes).every((name) => allowed.includes(name))) return fail(403, 'Not writable')
    const now = toTime(server.clock.now())
    if (run === undefined) {
      const isKnown = (name: string): boolean => runs.some((row) => row.attributes[name] === attributes[name])
      if (!isKnown('flowId') || !isKnown('messageThreadId')) return fail(422, 'Unknown flow or thread')
      if (!isObject(attributes['state']) || !isObject(attributes['initialMessage'])) return fail(422, 'No state')
      const fresh = { ...attributes, status: 'running', cost: 0, createdAt: now, updatedAt: now }
      runs.push({ id: toUuid(count++), attributes: fresh })
      const created = { data: toResource(runs.at(-1)!, []), meta: {} }
      return [201, created, { 'Content-Type': MEDIA_TYPE, Location: `${PATH}/${runs.at(-1)!.id}` }]
    }
    const isRunning = run.attributes['status'] === 'running'
    if (attributes['status'] !== undefined && !(isRunning && ENDS.some((end) => end === attributes['status'])))
      return fail(422, 'Invalid status')
    if (attributes['state'] !== undefined && (!isObject(attributes['state']) || (isRunning && !attributes['status'])))
      return fail(422, 'Invalid state')
    Object.assign(run.attributes, attributes, { updatedAt: now })
    return send(200, { data: toResource(run, []), meta: {} })
  }
}
