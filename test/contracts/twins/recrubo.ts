import { collection, MEDIA_TYPE, problem, single } from './recrubo-documents.ts'
import { faultOf, pageOf, queryOf } from './recrubo-query.ts'
import { flowId, type RecruboRow, threadId } from './recrubo-row.ts'
import { carries, json, movableClock, type Reply, type Twin, uuid, withoutContent } from './twin.ts'

const TOKEN = 'kT3xUqP0v9LmZr7Yw2NcBa'
const PATH = '/public/v2/flow-runs'
const ENDS = ['finished', 'timeout', 'cancelled', 'exception']
const STATUSES = ['finished', 'finished', 'timeout', 'running', 'exception', 'queued', 'cancelled']
const REQUIRED = ['flowId', 'messageThreadId', 'state', 'initialMessage']
/** How long the system takes to start a run, in milliseconds. */
const START = 1000

/** Runs of five flows in nine threads, four of them created in each second that counts. */
export function recruboTwin(count = 230): Twin<RecruboRow> {
  const clock = movableClock()
  const opening = clock.now()
  const rows = Array.from({ length: count }, (_, index): RecruboRow => {
    const createdAt = opening - 90_000_000 + Math.floor(index / 4) * 307_000
    return {
      id: uuid('0004', (index * 6007) % 100_003),
      flow: index % 5,
      thread: (index * 3) % 10 === 0 ? 8 : index % 8,
      state: index % 3 === 0 ? {} : { first_name: `Henk ${index}` },
      initialMessage: {},
      status: STATUSES[index % 7] ?? 'finished',
      cost: index % 40,
      createdAt,
      updatedAt: createdAt + (index % 6) * 60_000,
    }
  })
  const send = async (request: Request): Promise<Response> => {
    const reply = await answer(request, rows, clock.now())
    const response = json(clock.now(), { ...reply, headers: { 'Content-Type': MEDIA_TYPE, ...reply.headers } })
    return request.method === 'HEAD' ? withoutContent(response) : response
  }
  return {
    send,
    rows,
    credential: TOKEN,
    clock,
    operations: ['listFlowRuns', 'readFlowRun', 'createFlowRun', 'updateFlowRun', 'deleteFlowRun'],
  }
}

async function answer(request: Request, rows: RecruboRow[], now: number): Promise<Reply> {
  const url = new URL(request.url)
  const id = url.pathname.startsWith(`${PATH}/`) ? url.pathname.slice(PATH.length + 1) : null
  if (id === null && url.pathname !== PATH) return problem(404, 'No such path')
  const methods = id === null ? ['GET', 'HEAD', 'POST'] : ['GET', 'HEAD', 'PATCH', 'DELETE']
  if (!methods.includes(request.method)) {
    return { ...problem(405, 'Method not allowed'), headers: { Allow: methods.join(', ') } }
  }
  if (!carries(request, TOKEN)) return { ...problem(401, 'Access denied'), headers: { 'WWW-Authenticate': 'Bearer' } }
  const accept = request.headers.get('accept') ?? '*/*'
  if (accept.startsWith(`${MEDIA_TYPE};`)) return problem(406, 'Not acceptable')
  const fault = faultOf(url, id === null)
  if (fault !== null) return problem(400, fault)
  for (const row of rows) if (row.status === 'queued' && row.createdAt > now - 3_600_000) start(row, now)
  if (id === null) return request.method === 'POST' ? await create(request, rows, now) : list(url, rows)
  const row = rows.find((one) => one.id === id)
  if (row === undefined) return problem(404, 'FlowRun not found')
  if (request.method === 'DELETE') return removed(row, rows)
  return request.method === 'PATCH' ? await update(request, row, now) : single(200, row, queryOf(url).include)
}

function start(row: RecruboRow, now: number): void {
  if (now < row.createdAt + START) return
  row.status = 'running'
  row.updatedAt = row.createdAt + START
}

function list(url: URL, rows: readonly RecruboRow[]): Reply {
  const { items, meta } = pageOf(rows, queryOf(url))
  return collection(items, meta, queryOf(url).include)
}

function removed(row: RecruboRow, rows: RecruboRow[]): Reply {
  rows.splice(rows.indexOf(row), 1)
  return { status: 200, body: { meta: {} } }
}

/** The one resource of a body, or what is wrong with it. */
async function resourceOf(request: Request): Promise<{ readonly data?: Data; readonly fault?: Reply }> {
  if (request.headers.get('content-type') !== MEDIA_TYPE) return { fault: problem(415, 'Unsupported media type') }
  const { data } = parsed(await request.text())
  if (data === undefined || data === null) return { fault: problem(400, 'data is missing') }
  if (data.type === undefined) return { fault: problem(400, 'data.type is missing') }
  return data.type === 'flowRuns' ? { data } : { fault: problem(409, 'data.type is not flowRuns') }
}

function parsed(text: string): { data?: Data | null } {
  try {
    return (JSON.parse(text) as { data?: Data } | null) ?? {}
  } catch {
    return {}
  }
}

interface Data {
  readonly type?: string
  readonly id?: string
  readonly attributes?: Readonly<Record<string, unknown>> & {
    readonly status?: string | null
    readonly state?: unknown
  }
}

async function create(request: Request, rows: RecruboRow[], now: number): Promise<Reply> {
  const { data, fault } = await resourceOf(request)
  if (data === undefined) return fault ?? problem(400, 'data is missing')
  if (data.id !== undefined) return problem(403, 'The server chooses the id')
  const attributes = data.attributes ?? {}
  const foreign = Object.keys(attributes).find((name) => !REQUIRED.includes(name))
  if (foreign !== undefined) return problem(403, `${foreign} cannot be written`)
  const absent = REQUIRED.find((name) => attributes[name] === undefined)
  if (absent !== undefined) return problem(422, `${absent} is required`)
  const flow = [0, 1, 2, 3, 4].find((number) => flowId(number) === attributes['flowId'])
  const thread = [0, 1, 2, 3, 4, 5, 6, 7, 8].find((number) => threadId(number) === attributes['messageThreadId'])
  if (flow === undefined || thread === undefined) return problem(404, 'Flow or message thread not found')
  const row: RecruboRow = {
    id: uuid('0005', 500_000 + rows.length * 31 + (now % 1_000_000)),
    flow,
    thread,
    state: attributes['state'] as Record<string, unknown>,
    initialMessage: attributes['initialMessage'] as Record<string, unknown>,
    status: 'queued',
    cost: 0,
    createdAt: now,
    updatedAt: now,
  }
  while (rows.some(({ id }) => id === row.id)) row.id = uuid('0005', Number.parseInt(row.id.slice(0, 8), 16) + 1)
  rows.push(row)
  return { ...single(201, row, []), headers: { Location: `${PATH}/${row.id}` } }
}

async function update(request: Request, row: RecruboRow, now: number): Promise<Reply> {
  const { data, fault } = await resourceOf(request)
  if (data === undefined) return fault ?? problem(400, 'data is missing')
  if (data.id === undefined) return problem(400, 'data.id is missing')
  if (data.id !== row.id) return problem(409, 'data.id is not the id in the path')
  const { status, state, ...rest } = data.attributes ?? {}
  const [foreign] = Object.keys(rest)
  if (foreign !== undefined) return problem(foreign === 'initialMessage' ? 422 : 403, `${foreign} cannot be updated`)
  if (status !== undefined && !ENDS.includes(status ?? '')) return problem(422, 'No such status')
  if (status !== undefined && ENDS.includes(row.status)) return problem(422, 'The run has ended')
  if (state !== undefined && status === undefined && row.status === 'running') return problem(422, 'The run is running')
  if (status !== undefined) row.status = status ?? ''
  if (state !== undefined) row.state = state as Record<string, unknown>
  row.updatedAt = now
  return single(200, row, [])
}
