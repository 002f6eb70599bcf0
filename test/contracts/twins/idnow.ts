import { carries, json, movableClock, type Reply, type Twin, uuid, withoutContent } from './twin.ts'

export interface IdnowRow {
  sessionId: string
  flowId: string
  environment: string
  status: 'CREATED' | 'RUNNING' | 'COMPLETED' | 'EXPIRED' | 'ERROR' | 'ABORTED'
  outcome: string | null
  /** Milliseconds since 1970. */
  createdAt: number
}

/** The flow that tests look at; it has 260 sessions in `live`. */
export const FLOW = uuid('00f3', 1)

const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ0d2luIn0.c2lnbmF0dXJlLW9mLXRoZS10d2lu'
const PATH = /^\/api\/v1\/flows\/([^/]+)\/([^/]+)\/sessions$/
const MINUTE = 60_000
const STATUSES = ['COMPLETED', 'COMPLETED', 'EXPIRED', 'COMPLETED', 'ABORTED', 'RUNNING', 'ERROR', 'CREATED'] as const

/** 260 sessions to look at, five of them created in each millisecond that counts, and some of other flows and environments. */
export function idnowTwin(): Twin<IdnowRow> {
  const clock = movableClock()
  const opening = clock.now()
  const rows = Array.from({ length: 330 }, (_, index): IdnowRow => {
    const status = STATUSES[index % 8] ?? 'ERROR'
    return {
      sessionId: uuid('0003', (index * 7919) % 100_003),
      flowId: index < 300 ? FLOW : uuid('00f3', 2),
      environment: index % 300 < 260 ? 'live' : 'staging',
      status,
      outcome: status === 'COMPLETED' ? (index % 3 === 0 ? 'rejected' : 'accepted') : null,
      createdAt: opening - 400 * MINUTE + Math.floor(index / 5) * 61_007,
    }
  })
  const send = (request: Request): Promise<Response> => Promise.resolve(answer(request, rows, clock.now()))
  return { send, rows, credential: TOKEN, clock, operations: ['listSessions'] }
}

function answer(request: Request, rows: readonly IdnowRow[], now: number): Response {
  const response = json(now, reply(request, rows))
  return request.method === 'HEAD' ? withoutContent(response) : response
}

function reply(request: Request, rows: readonly IdnowRow[]): Reply {
  const url = new URL(request.url)
  const [, flowId, environment = ''] = PATH.exec(url.pathname) ?? []
  if (flowId === undefined) return failure(404, `Cannot ${request.method} ${url.pathname}`)
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { ...failure(405, 'Method Not Allowed'), headers: { Allow: 'GET, HEAD, POST' } }
  }
  if (!carries(request, TOKEN)) return { ...failure(401, 'Unauthorized'), headers: { 'WWW-Authenticate': 'Bearer' } }
  if (environment !== 'live' && environment !== 'staging') return invalid(['environment must be live or staging'])
  if (!rows.some((row) => row.flowId === flowId)) return failure(404, 'Flow not found')
  const asked = Object.fromEntries(url.searchParams)
  const faults = faultsOf(asked)
  if (faults.length > 0) return invalid(faults)
  return page(
    rows.filter((row) => row.flowId === flowId && row.environment === environment),
    asked,
  )
}

function faultsOf({ page = '1', size = '10', sortBy = 'createdAt', sortDesc = 'false' }: Asked): readonly string[] {
  return [
    ...(/^[1-9]\d{0,8}$/.test(page) ? [] : ['page must be an integer of 1 or more']),
    ...(/^[1-9]\d{0,8}$/.test(size) && Number(size) <= 100 ? [] : ['size must be an integer from 1 to 100']),
    ...(['status', 'createdAt'].includes(sortBy) ? [] : ['sortBy must be status or createdAt']),
    ...(['true', 'false'].includes(sortDesc) ? [] : ['sortDesc must be true or false']),
  ]
}

type Asked = Readonly<Record<string, string>>

function page(rows: readonly IdnowRow[], asked: Asked): Reply {
  const [number, size] = [Number(asked['page'] ?? '1'), Number(asked['size'] ?? '10')]
  const sorted = rows.toSorted((left, right) => {
    const byStatus =
      asked['sortBy'] === 'status' ? compare(left.status, right.status) : left.createdAt - right.createdAt
    return byStatus || compare(left.sessionId, right.sessionId)
  })
  const turned = asked['sortDesc'] === 'true' ? sorted.toReversed() : sorted
  const content = turned.slice((number - 1) * size, number * size).map(session)
  const totals = { totalElements: rows.length, totalPages: Math.ceil(rows.length / size) }
  return { status: 200, body: { content, page: { size, number, ...totals } } }
}

function session(row: IdnowRow): unknown {
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
    createdAt: stamp(row.createdAt),
    startedAt: started === null ? null : stamp(started),
    updatedAt: stamp(ended ?? started ?? row.createdAt),
    completedAt: ended === null ? null : stamp(ended),
    expiresAt: ended === null ? stamp(row.createdAt + 1440 * MINUTE) : null,
    lastStep: ended === null ? null : step,
  }
}

function stamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

function compare(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1
}

function failure(statusCode: number, message: string): Reply {
  return { status: statusCode, body: { statusCode, message } }
}

function invalid(message: readonly string[]): Reply {
  return { status: 400, body: { statusCode: 400, message, error: 'Bad Request' } }
}
