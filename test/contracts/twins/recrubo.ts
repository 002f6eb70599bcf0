import {
  createCollection,
  MEDIA_TYPE,
  createError,
  type RecruboRow,
  createDocument,
  toFlowId,
  toThreadId,
} from './recrubo-documents.ts'
import { validateQuery, createPage, parseQuery } from './recrubo-query.ts'
import {
  hasBearerToken,
  toJsonResponse,
  createTestClock,
  type Reply,
  type Twin,
  createUuid,
  removeContent,
} from './twin.ts'

const TOKEN = 'kT3xUqP0v9LmZr7Yw2NcBa'
const PATH = '/public/v2/flow-runs'
const ENDS = ['finished', 'timeout', 'cancelled', 'exception']
const STATUSES = ['finished', 'finished', 'timeout', 'running', 'exception', 'queued', 'cancelled']
const REQUIRED = ['flowId', 'messageThreadId', 'state', 'initialMessage']
/** Milliseconds from the creation of a run to its start. */
const START_DELAY_MS = 1000

/** Creates a twin with runs of five flows in nine threads, four per creation timestamp. */
export function createRecruboTwin(count = 230): Twin<RecruboRow> {
  const clock = createTestClock()
  const start = clock.now()
  const rows = Array.from({ length: count }, (_, index): RecruboRow => {
    const createdAt = start - 90_000_000 + Math.floor(index / 4) * 307_000
    return {
      id: createUuid('0004', (index * 6007) % 100_003),
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
    const reply = await createReply(request, rows, clock.now())
    const response = toJsonResponse(clock.now(), {
      ...reply,
      headers: { 'Content-Type': MEDIA_TYPE, ...reply.headers },
    })
    return request.method === 'HEAD' ? removeContent(response) : response
  }
  return {
    fetch: send,
    rows,
    credential: TOKEN,
    clock,
    operations: ['listFlowRuns', 'readFlowRun', 'createFlowRun', 'updateFlowRun', 'deleteFlowRun'],
  }
}

async function createReply(request: Request, rows: RecruboRow[], now: number): Promise<Reply> {
  const url = new URL(request.url)
  const id = url.pathname.startsWith(`${PATH}/`) ? url.pathname.slice(PATH.length + 1) : null
  if (id === null && url.pathname !== PATH) return createError(404, 'No such path')
  const methods = id === null ? ['GET', 'HEAD', 'POST'] : ['GET', 'HEAD', 'PATCH', 'DELETE']
  if (!methods.includes(request.method)) {
    return { ...createError(405, 'Method not allowed'), headers: { Allow: methods.join(', ') } }
  }
  if (!hasBearerToken(request, TOKEN))
    return { ...createError(401, 'Access denied'), headers: { 'WWW-Authenticate': 'Bearer' } }
  const accept = request.headers.get('accept') ?? '*/*'
  if (accept.startsWith(`${MEDIA_TYPE};`)) return createError(406, 'Not acceptable')
  const error = validateQuery(url, id === null)
  if (error !== null) return createError(400, error)
  for (const row of rows) if (row.status === 'queued' && row.createdAt > now - 3_600_000) startRun(row, now)
  if (id === null) return request.method === 'POST' ? await createRun(request, rows, now) : listRuns(url, rows)
  const row = rows.find((candidate) => candidate.id === id.toLowerCase())
  if (row === undefined) return createError(404, 'FlowRun not found')
  if (request.method === 'DELETE') return deleteRun(row, rows)
  return request.method === 'PATCH'
    ? await updateRun(request, row, now)
    : createDocument(200, row, parseQuery(url).include)
}

function startRun(row: RecruboRow, now: number): void {
  if (now < row.createdAt + START_DELAY_MS) return
  row.status = 'running'
  row.updatedAt = row.createdAt + START_DELAY_MS
}

function listRuns(url: URL, rows: readonly RecruboRow[]): Reply {
  const { items, meta } = createPage(rows, parseQuery(url))
  return createCollection(items, meta, parseQuery(url).include)
}

function deleteRun(row: RecruboRow, rows: RecruboRow[]): Reply {
  rows.splice(rows.indexOf(row), 1)
  return { status: 200, body: { meta: {} } }
}

/** Reads the resource of a body, or the error response for an invalid one. */
async function readResource(request: Request): Promise<{ readonly data?: Resource; readonly error?: Reply }> {
  if (request.headers.get('content-type') !== MEDIA_TYPE) return { error: createError(415, 'Unsupported media type') }
  const { data } = parseJson(await request.text())
  if (data === undefined || data === null) return { error: createError(400, 'data is missing') }
  if (data.type === undefined) return { error: createError(400, 'data.type is missing') }
  if (data.relationships !== undefined) return { error: createError(403, 'Relationships cannot be written') }
  return data.type === 'flowRuns' ? { data } : { error: createError(409, 'data.type is not flowRuns') }
}

function parseJson(text: string): { data?: Resource | null } {
  try {
    return (JSON.parse(text) as { data?: Resource } | null) ?? {}
  } catch {
    return {}
  }
}

interface Resource {
  readonly type?: string
  readonly id?: string
  readonly relationships?: unknown
  readonly attributes?: Readonly<Record<string, unknown>> & {
    readonly status?: string | null
    readonly state?: unknown
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

async function createRun(request: Request, rows: RecruboRow[], now: number): Promise<Reply> {
  const { data, error } = await readResource(request)
  if (data === undefined) return error ?? createError(400, 'data is missing')
  if (data.id !== undefined) return createError(403, 'The server chooses the id')
  const attributes = data.attributes ?? {}
  const readOnly = Object.keys(attributes).find((name) => !REQUIRED.includes(name))
  if (readOnly !== undefined) return createError(403, `${readOnly} cannot be written`)
  const missing = REQUIRED.find((name) => attributes[name] === undefined)
  if (missing !== undefined) return createError(422, `${missing} is required`)
  if (![attributes['state'], attributes['initialMessage']].every(isObject)) return createError(422, 'Not an object')
  const flow = [0, 1, 2, 3, 4].find((number) => toFlowId(number) === attributes['flowId'])
  const thread = [0, 1, 2, 3, 4, 5, 6, 7, 8].find((number) => toThreadId(number) === attributes['messageThreadId'])
  if (flow === undefined || thread === undefined) return createError(404, 'Flow or message thread not found')
  const row: RecruboRow = {
    id: createUuid('0005', 500_000 + rows.length * 31 + (now % 1_000_000)),
    flow,
    thread,
    state: attributes['state'] as Record<string, unknown>,
    initialMessage: attributes['initialMessage'] as Record<string, unknown>,
    status: 'queued',
    cost: 0,
    createdAt: now,
    updatedAt: now,
  }
  while (rows.some(({ id }) => id === row.id)) row.id = createUuid('0005', Number.parseInt(row.id.slice(0, 8), 16) + 1)
  rows.push(row)
  return { ...createDocument(201, row, []), headers: { Location: `${PATH}/${row.id}` } }
}

async function updateRun(request: Request, row: RecruboRow, now: number): Promise<Reply> {
  const { data, error } = await readResource(request)
  if (data === undefined) return error ?? createError(400, 'data is missing')
  if (data.id === undefined) return createError(400, 'data.id is missing')
  if (data.id !== row.id) return createError(409, 'data.id is not the id in the path')
  const { status, state, ...rest } = data.attributes ?? {}
  const [readOnly] = Object.keys(rest)
  if (readOnly !== undefined)
    return createError(readOnly === 'initialMessage' ? 422 : 403, `${readOnly} cannot be updated`)
  if (state !== undefined && !isObject(state)) return createError(422, 'state is not an object')
  if (status !== undefined && !ENDS.includes(status ?? '')) return createError(422, 'No such status')
  if (status !== undefined && ENDS.includes(row.status)) return createError(422, 'The run has ended')
  if (state !== undefined && status === undefined && row.status === 'running')
    return createError(422, 'The run is running')
  if (status !== undefined) row.status = status ?? ''
  if (state !== undefined) row.state = state as Record<string, unknown>
  row.updatedAt = now
  return createDocument(200, row, [])
}
