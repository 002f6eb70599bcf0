import { describe, expect, it } from 'vitest'
import { type CheckResult, type Result, type VendorName, verify } from '../../contracts/index.ts'
import { createIdnowServer, IDNOW_FLOW } from './idnow.ts'
import { createQyvoServer } from './qyvo.ts'
import { createRapidproServer } from './rapidpro.ts'
import { createRecruboServer } from './recrubo.ts'
import { type OneEndpointServer, type Reply, TOKEN, toUuid } from './server.ts'

interface AddedOperation {
  readonly method: string
  readonly path: string
  readonly respond: (body: Record<string, unknown>, url: URL) => Reply
  /** The response without a valid credential; 403 for the scheme Token. */
  readonly refusal: Reply
  /** Changes the bodies of the other reads. */
  readonly change?: (body: never, url: URL) => unknown
}

function addOperation(
  server: OneEndpointServer,
  { method, path, respond, refusal, change = (body) => body }: AddedOperation,
): OneEndpointServer {
  const fetch = async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    const text = await request.clone().text()
    const response = await server.fetch(request)
    if (request.method === method && url.pathname === path) {
      const isJson = request.headers.get('content-type')?.includes('json') === true && /^\{.*\}$/s.test(text)
      const [scheme, token] = (request.headers.get('authorization') ?? '').split(' ')
      const isAllowed = token === TOKEN && scheme?.toLowerCase() === (refusal[0] === 403 ? 'token' : 'bearer')
      const [status, body] = isAllowed ? respond(isJson ? (JSON.parse(text) as never) : {}, url) : refusal
      const headers = new Headers(response.headers)
      if (status === 401) headers.set('WWW-Authenticate', 'Bearer')
      return new Response(JSON.stringify(body), { status, headers })
    }
    if (!response.ok || request.method !== 'GET') return response
    return new Response(JSON.stringify(change((await response.json()) as never, url)), { headers: response.headers })
  }
  return { ...server, fetch }
}

/** Runs the checks that write, and returns the outcomes of some. */
async function verifyWrites(vendor: VendorName, server: OneEndpointServer, ids: Record<string, string> = {}) {
  const target = { baseUrl: 'http://one.test', credential: TOKEN, fetch: server.fetch, ids }
  const result = await verify(vendor, target, { clock: server.clock, writes: true })
  expect(listBroken(result)).toEqual([])
  return result
}

const listBroken = ({ checks }: Result): readonly unknown[] =>
  checks.flatMap(({ id, outcome }) =>
    outcome.kind === 'error' || (outcome.kind === 'fail' && outcome.findings.some(({ level }) => level === 'MUST'))
      ? [[id, outcome]]
      : [],
  )

const getOutcomes = ({ checks }: Result, ids: readonly string[]): readonly string[] =>
  checks.filter(({ id }) => ids.includes(id)).map(({ id, outcome }: CheckResult) => `${id} ${outcome.kind}`)

/** Qyvo with `trigger-flow` and without contacts. */
function createStartingQyvo(acceptsPhones: boolean): OneEndpointServer {
  const server = createQyvoServer()
  const [started, keys]: [Record<string, unknown>[], string[]] = [[], []]
  const respond = ({ flow_id, contact_id, phone, context = {} }: Record<string, unknown>): Reply => {
    const isKey = (contact_id === undefined) !== (phone === undefined) && (acceptsPhones || phone === undefined)
    if (typeof flow_id !== 'string' || !/^[0-9a-f-]{36}$/.test(flow_id) || !isKey)
      return [422, { message: 'The given data was invalid.', errors: {} }]
    if (!flow_id.startsWith('019df0a1')) return [404, { error: 'Flow not found or not published' }]
    if (typeof contact_id === 'string' && !contact_id.startsWith('019df0a1'))
      return [404, { error: 'Contact not found' }]
    const contact = typeof contact_id === 'string' ? contact_id : toUuid(4000)
    const key = `${flow_id} ${contact}`
    if (keys.includes(key)) return [200, { status: 'already_running' }]
    const id = toUuid(5000 + started.length)
    keys.push(key)
    started.unshift({ id, flow_id, contact_id: contact, contact_phone: phone, context })
    return [201, { id, status: 'started' }]
  }
  return addOperation(server, {
    method: 'POST',
    path: '/api/v1/actions/trigger-flow',
    respond,
    refusal: [401, { message: 'Unauthenticated.' }],
    change: (sessions: readonly Record<string, unknown>[], { searchParams }) => {
      const [template] = sessions
      const now = new Date(server.clock.now()).toISOString().replace(/\.\d+Z/, '+00:00')
      const flow = searchParams.get('flow_id')
      const own = started.filter((session) => template !== undefined && (flow === null || session['flow_id'] === flow))
      const shown = own.map(({ contact_phone: phone, ...session }) => {
        const contact = sessions.find((other) => other['contact_id'] === session['contact_id'])
        const times = { created_at: now, last_interaction_at: now, completed_at: null }
        const expires = new Date(server.clock.now() + 1_800_000).toISOString().replace(/\.\d+Z/, '+00:00')
        const running = { ...template, status: 'running', current_node_id: 'node_1', ...times, expires_at: expires }
        return { ...running, ...session, contact_phone: phone ?? contact?.['contact_phone'] ?? '+14155550000' }
      })
      return [...shown, ...sessions].slice(0, 100)
    },
  })
}

/** RapidPro with `POST flow_starts.json`, and neither contacts nor flows. */
function createStartingRapidpro(): OneEndpointServer {
  const server = createRapidproServer()
  const started: ({ readonly flow: { readonly uuid: string } } & Record<string, unknown>)[] = []
  const toTime = (): string => new Date(server.clock.now()).toISOString().replace('Z', '000Z')
  const respond = (body: Record<string, unknown>): Reply => {
    const { flow, urns, contacts, params = {} } = body
    if (typeof flow !== 'string' || !flow.startsWith('019df0a1')) return [400, { flow: ['No such object'] }]
    const named = (contacts ?? []) as readonly string[]
    if (!Array.isArray(urns) && named[0] !== toUuid(8500)) return [400, { contacts: ['No such object'] }]
    if (typeof params !== 'object') return [400, { params: ['Must be a valid JSON object'] }]
    const uuid = toUuid(6000 + started.length)
    const contact = { uuid: toUuid(8500), urn: Array.isArray(urns) ? (urns[0] as string) : null, name: null }
    const [created_on, modified_on] = [toTime(), toTime()]
    const times = { created_on, modified_on, exited_on: null, exit_type: null }
    const restarts = body['restart_participants'] !== false || started.length === 0
    const run = { uuid: toUuid(5000 + started.length), flow: { uuid: flow, name: 'Flow 0' }, contact, start: { uuid } }
    if (restarts) for (const one of started) Object.assign(one, { exit_type: 'interrupted', exited_on: toTime() })
    if (restarts) started.unshift({ ...run, responded: false, values: {}, ...times })
    const settings = { restart_participants: true, exclude_active: false }
    const none = {
      id: 1,
      groups: [],
      contacts: named.map((id) => ({ uuid: id, name: null })),
      ...settings,
      created_on,
      modified_on,
    }
    return [201, { uuid, flow: run.flow, status: 'pending', params, ...none }]
  }
  return addOperation(server, {
    method: 'POST',
    path: '/api/v2/flow_starts.json',
    respond,
    refusal: [403, { detail: 'Invalid token' }],
    change: (body: { readonly results: readonly unknown[] }, { searchParams }) => {
      const [flow, contact] = [searchParams.get('flow'), searchParams.get('contact')]
      const isPlain = [...searchParams.keys()].every((name) => ['flow', 'contact'].includes(name))
      const own = started.filter(
        (run) => isPlain && (flow === null || run.flow.uuid === flow) && (contact === null || contact === toUuid(8500)),
      )
      return { ...body, results: [...own, ...body.results] }
    },
  })
}

describe('write checks without the operations that prepare their data', () => {
  it.each([true, false])('start a flow of Qyvo without creating a contact (by phone: %s)', async (acceptsPhones) => {
    const result = await verifyWrites('qyvo', createStartingQyvo(acceptsPhones))
    const checks = ['POLL-028', 'POLL-029', 'POLL-032', 'POLL-033', 'POLL-034', 'POLL-035']
    expect(getOutcomes(result, checks)).toEqual(checks.map((id) => `${id} pass`))
    expect(result.operations.notOffered).toEqual(expect.arrayContaining(['createContact', 'getFlow']))
  })

  it('start a flow of RapidPro for a URN', async () => {
    const result = await verifyWrites('rapidpro', createStartingRapidpro())
    const checks = ['CUR-057', 'CUR-058', 'CUR-060', 'CUR-061']
    expect(getOutcomes(result, checks)).toEqual(checks.map((id) => `${id} pass`))
    expect(getOutcomes(result, ['CUR-059', 'CUR-067'])).toEqual(['CUR-067 not-applicable', 'CUR-059 not-applicable'])
  })

  it('create a subscription of Recrubo that cannot be read', async () => {
    let count = 0
    const server = addOperation(createRecruboServer(), {
      method: 'POST',
      path: '/public/v2/webhooks',
      refusal: [401, { errors: [{ status: '401', title: 'access denied' }] }],
      respond: ({ data }) => {
        const { attributes } = (data ?? {}) as { attributes?: Record<string, unknown> }
        const isKnown = ['create', 'update', 'delete'].some((event) => event === attributes?.['event'])
        if (!isKnown || !attributes?.['resourceType'] || attributes['createdAt'] !== undefined)
          return [422, { errors: [{ status: '422', title: 'Invalid' }] }]
        return [201, { data: { id: toUuid(6000 + count++), type: 'webhooks', attributes }, meta: {} }]
      },
    })
    const result = await verifyWrites('recrubo', server)
    expect(getOutcomes(result, ['JAPI-118', 'JAPI-119', 'JAPI-120'])).toEqual([
      'JAPI-118 not-applicable',
      'JAPI-119 not-applicable',
      'JAPI-120 pass',
    ])
  })

  it('find the flow and the environment of IDnow in its list of flows', async () => {
    const content = [9001, 9000].map((number) => ({
      id: toUuid(number),
      name: 'Flow',
      description: '',
      environment: 'live',
    }))
    const server = addOperation(createIdnowServer(), {
      method: 'GET',
      path: '/api/v1/flows/live',
      refusal: [401, { statusCode: 401, message: 'Unauthorized' }],
      respond: (_, { searchParams }) => {
        const [size, number] = [Number(searchParams.get('size') ?? 20), Number(searchParams.get('page') ?? 1)]
        const shown = content.slice((number - 1) * size, number * size)
        return [200, { content: shown, page: { size, number, totalElements: 2, totalPages: Math.ceil(2 / size) } }]
      },
    })
    const target = { baseUrl: 'http://one.test', credential: TOKEN, fetch: server.fetch }
    const result = await verify('idnow', target, { clock: server.clock })
    expect(result.preflight).toEqual({ kind: 'ready' })
    expect(listBroken(result)).toEqual([])
    expect(getOutcomes(result, ['PAGE-019', 'PAGE-038'])).toEqual(['PAGE-019 pass', 'PAGE-038 pass'])
  })

  it('name the option for the flow of IDnow when no list has it', async () => {
    const server = createIdnowServer()
    const target = { baseUrl: 'http://one.test', credential: TOKEN, fetch: server.fetch }
    const { preflight } = await verify('idnow', target, { clock: server.clock })
    expect(preflight).toEqual({
      kind: 'unconfigured',
      reason: expect.stringMatching(
        /^flowId is not given, and GET \/api\/v1\/flows\/live returned 404 .*add --id flowId=/,
      ),
    })
    expect(IDNOW_FLOW).toMatch(/9000$/)
  })
})
