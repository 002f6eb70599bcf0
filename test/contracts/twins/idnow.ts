import {
  hasBearerToken,
  toJsonResponse,
  createTestClock,
  type Reply,
  type Twin,
  createUuid,
  removeContent,
} from './twin.ts'

export interface IdnowRow {
  sessionId: string
  flowId: string
  environment: string
  status: 'CREATED' | 'RUNNING' | 'COMPLETED' | 'EXPIRED' | 'ERROR' | 'ABORTED'
  outcome: string | null
  /** Milliseconds since 1970. */
  createdAt: number
}

/** The flow under test; it has 260 sessions in `live`. */
export const FLOW_ID = createUuid('00f3', 1)

const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ0d2luIn0.c2lnbmF0dXJlLW9mLXRoZS10d2lu'
const PATH = /^\/api\/v1\/flows\/([^/]+)\/([^/]+)\/sessions$/
const MINUTE = 60_000
const STATUSES = ['COMPLETED', 'COMPLETED', 'EXPIRED', 'COMPLETED', 'ABORTED', 'RUNNING', 'ERROR', 'CREATED'] as const

/** Creates a twin with 260 sessions under test, five of them per creation timestamp, and 70 of other flows and environments. */
export function createIdnowTwin(): Twin<IdnowRow> {
  const clock = createTestClock()
  const start = clock.now()
  const rows = Array.from({ length: 330 }, (_, index): IdnowRow => {
    const status = STATUSES[index % 8] ?? 'ERROR'
    return {
      sessionId: createUuid('0003', (index * 7919) % 100_003),
      flowId: index < 300 ? FLOW_ID : createUuid('00f3', 2),
      environment: index % 300 < 260 ? 'live' : 'staging',
      status,
      outcome: status === 'COMPLETED' ? (index % 3 === 0 ? 'rejected' : 'accepted') : null,
      createdAt: start - 400 * MINUTE + Math.floor(index / 5) * 61_007,
    }
  })
  const send = (request: Request): Promise<Response> => Promise.resolve(createResponse(request, rows, clock.now()))
  return { fetch: send, rows, credential: TOKEN, clock, operations: ['listSessions'] }
}

function createResponse(request: Request, rows: readonly IdnowRow[], now: number): Response {
  const response = toJsonResponse(now, createReply(request, rows))
  return request.method === 'HEAD' ? removeContent(response) : response
}

function createReply(request: Request, rows: readonly IdnowRow[]): Reply {
  const url = new URL(request.url)
  const [, flowId, environment = ''] = PATH.exec(url.pathname) ?? []
  if (flowId === undefined) return createError(404, `Cannot ${request.method} ${url.pathname}`)
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { ...createError(405, 'Method Not Allowed'), headers: { Allow: 'GET, HEAD, POST' } }
  }
  if (!hasBearerToken(request, TOKEN))
    return { ...createError(401, 'Unauthorized'), headers: { 'WWW-Authenticate': 'Bearer' } }
  if (environment !== 'live' && environment !== 'staging')
    return createValidationError(['environment must be live or staging'])
  if (!rows.some((row) => row.flowId === flowId)) return createError(404, 'Flow not found')
  const query = Object.fromEntries(url.searchParams)
  const errors = validateQuery(query)
  if (errors.length > 0) return createValidationError(errors)
  return createPage(
    rows.filter((row) => row.flowId === flowId && row.environment === environment),
    query,
  )
}

function validateQuery({
  page = '1',
  size = '10',
  sortBy = 'createdAt',
  sortDesc = 'false',
}: Query): readonly string[] {
  return [
    ...(/^[1-9]\d{0,8}$/.test(page) ? [] : ['page must be an integer of 1 or more']),
    ...(/^[1-9]\d{0,8}$/.test(size) && Number(size) <= 100 ? [] : ['size must be an integer from 1 to 100']),
    ...(['status', 'createdAt'].includes(sortBy) ? [] : ['sortBy must be status or createdAt']),
    ...(['true', 'false'].includes(sortDesc) ? [] : ['sortDesc must be true or false']),
  ]
}

type Query = Readonly<Record<string, string>>

function createPage(rows: readonly IdnowRow[], query: Query): Reply {
  const [number, size] = [Number(query['page'] ?? '1'), Number(query['size'] ?? '10')]
  const sorted = rows.toSorted((left, right) => {
    const byStatus =
      query['sortBy'] === 'status' ? compare(left.status, right.status) : left.createdAt - right.createdAt
    return byStatus || compare(left.sessionId, right.sessionId)
  })
  const ordered = query['sortDesc'] === 'true' ? sorted.toReversed() : sorted
  const content = ordered.slice((number - 1) * size, number * size).map(toSession)
  const totals = { totalElements: rows.length, totalPages: Math.ceil(rows.length / size) }
  return { status: 200, body: { content, page: { size, number, ...totals } } }
}

function toSession(row: IdnowRow): unknown {
  const started = row.status === 'CREATED' ? null : row.createdAt + 1500
  const ended = ['CREATED', 'RUNNING'].includes(row.status) ? null : row.createdAt + 5 * MINUTE
  const step = { stepId: 'step_end_001', stepDescription: 'Final decision step', verdict: row.outcome ?? 'failed' }
  return {
    sessionId: row.sessionId,
    sessionStatus: row.status,
    flowId: row.flowId,
    flowVersion: 3,
    environment: row.environment,
    subjectId: row.createdAt % 2 === 0 ? null : 'subj_8f3a2c91b47d4e6b',
    outcome: row.outcome,
    createdAt: formatTimestamp(row.createdAt),
    startedAt: started === null ? null : formatTimestamp(started),
    updatedAt: formatTimestamp(ended ?? started ?? row.createdAt),
    completedAt: ended === null ? null : formatTimestamp(ended),
    expiresAt: ended === null ? formatTimestamp(row.createdAt + 1440 * MINUTE) : null,
    lastStep: ended === null ? null : step,
  }
}

function formatTimestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

function compare(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1
}

function createError(statusCode: number, message: string): Reply {
  return { status: statusCode, body: { statusCode, message } }
}

function createValidationError(message: readonly string[]): Reply {
  return { status: 400, body: { statusCode: 400, message, error: 'Bad Request' } }
}
