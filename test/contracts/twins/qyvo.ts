import {
  hasBearerToken,
  toJsonResponse,
  createTestClock,
  type Reply,
  type Twin,
  createUuid,
  removeContent,
} from './twin.ts'

export interface QyvoRow {
  id: string
  flow: number
  contact: number
  status: 'running' | 'completed' | 'expired' | 'failed'
  /** Milliseconds since 1970. */
  createdAt: number
  completedAt: number | null
}

const PATH = '/api/v1/triggers/new-flow-triggered'
const TOKEN = 'qyvo-twin-token-0123456789-0123456789-0123456789-0123456789-01'
const TTL = 30 * 60_000
const STATUSES = ['completed', 'expired', 'failed'] as const
const LIMIT = { 'X-RateLimit-Limit': '120' }
const UUID = /^[0-9a-f-]{36}$/

/** Creates a twin with 320 sessions of five flows, eight per second; those of the last half hour may still be running. */
export function createQyvoTwin(): Twin<QyvoRow> {
  const clock = createTestClock()
  const start = clock.now()
  const rows = Array.from({ length: 320 }, (_, index): QyvoRow => {
    const createdAt = start - 60_000 - (Math.floor(index / 8) * 197_000 + 1000)
    const recent = start - createdAt < TTL - 120_000
    const ended = STATUSES[index % 3] ?? 'failed'
    // A recent session has not expired yet.
    const status = !recent ? ended : index % 6 === 0 ? 'running' : ended === 'expired' ? 'failed' : ended
    return {
      id: createUuid('0001', index),
      flow: index % 7 === 0 ? 4 : index % 4,
      contact: index % 50,
      status,
      createdAt,
      completedAt: status === 'completed' ? createdAt + 45_000 : null,
    }
  })
  let requests = 0
  const send = (request: Request): Promise<Response> => {
    const response = createResponse(request, rows, clock.now())
    // Counts down from the limit and starts again.
    if (response.status === 200 || response.status === 422)
      response.headers.set('X-RateLimit-Remaining', String(119 - (requests++ % 120)))
    return Promise.resolve(response)
  }
  return { fetch: send, rows, credential: TOKEN, clock, operations: ['newFlowTriggered'] }
}

function createResponse(request: Request, rows: readonly QyvoRow[], now: number): Response {
  const url = new URL(request.url)
  if (url.pathname !== PATH) return toJsonResponse(now, { status: 404, body: { message: 'Not found.' } })
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const message = `The ${request.method} method is not supported.`
    return toJsonResponse(now, { status: 405, body: { message }, headers: { Allow: 'GET, HEAD' } })
  }
  const response = toJsonResponse(
    now,
    createFeedReply(request, (url.searchParams.get('flow_id') ?? '').toLowerCase(), rows),
  )
  return request.method === 'HEAD' ? removeContent(response) : response
}

function createFeedReply(request: Request, flow: string, rows: readonly QyvoRow[]): Reply {
  if (!hasBearerToken(request, TOKEN))
    return { status: 401, body: { message: 'Unauthenticated.' }, headers: { 'WWW-Authenticate': 'Bearer' } }
  if (flow !== '' && !UUID.test(flow)) {
    const errors = { flow_id: ['The flow id must be a valid UUID.'] }
    return { status: 422, body: { message: 'The given data was invalid.', errors }, headers: LIMIT }
  }
  const newest = rows
    .filter((row) => flow === '' || createUuid('00f1', row.flow) === flow)
    .toSorted((left, right) => right.createdAt - left.createdAt || (left.id < right.id ? 1 : -1))
    .slice(0, 100)
  return { status: 200, body: newest.map(toSession), headers: LIMIT }
}

function toSession(row: QyvoRow): unknown {
  return {
    id: row.id,
    flow_id: createUuid('00f1', row.flow),
    flow_name: `Flow ${row.flow}`,
    contact_id: createUuid('00c1', row.contact),
    contact_phone: `+4915550${String(row.contact).padStart(4, '0')}`,
    contact_name: row.contact % 5 === 0 ? null : `Contact ${row.contact}`,
    contact_email: row.contact % 2 === 0 ? null : `contact${row.contact}@example.org`,
    status: row.status,
    current_node_id: row.status === 'running' ? 'node_3' : null,
    context: row.contact % 3 === 0 ? {} : { cart_total: '129.00' },
    last_interaction_at: formatTimestamp(row.createdAt),
    expires_at: formatTimestamp(row.createdAt + TTL),
    completed_at: row.completedAt === null ? null : formatTimestamp(row.completedAt),
    created_at: formatTimestamp(row.createdAt),
  }
}

function formatTimestamp(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}+00:00`
}
