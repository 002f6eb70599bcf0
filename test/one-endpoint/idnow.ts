import { createServer, isAuthorized, NOW, type OneEndpointServer, type Reply, toUuid } from './server.ts'

/** Planted faults, each with the first check that names it. */
export const idnowFaults = {
  'totalPages rounded down': 'PAGE-002',
  'pages of another size': 'PAGE-003',
  'sortBy ignored': 'ORD-001',
  'sortDesc ignored': 'PAGE-013',
  'another environment': 'PAGE-020',
  'flowVersion as text': 'SCH-001',
  'no page member': 'HTTP-001',
  'open without token': 'AUTH-001',
} as const

export const IDNOW_FLOW = toUuid(9000)

const toTime = (milliseconds: number): string => new Date(milliseconds).toISOString()
const fail = (statusCode: number, message: string, headers = {}): Reply => [
  statusCode,
  { statusCode, message },
  headers,
]

/** The sessions of one IDnow flow: 47, in pages of 10. */
export function createIdnowServer(fault?: keyof typeof idnowFaults): OneEndpointServer {
  const sessions = Array.from({ length: 47 }, (_, index) => {
    const created = NOW - 86_400_000 + index * 600_000
    const status = index > 44 ? 'RUNNING' : index % 4 === 3 ? 'EXPIRED' : 'COMPLETED'
    const isEnded = status !== 'RUNNING'
    const verdict = index % 3 === 0 ? 'rejected' : 'accepted'
    return {
      sessionId: toUuid(index),
      sessionStatus: status,
      flowId: IDNOW_FLOW,
      flowVersion: fault === 'flowVersion as text' ? '1' : 1,
      environment: fault === 'another environment' && index === 5 ? 'staging' : 'live',
      subjectId: `subj_${index}`,
      outcome: status === 'COMPLETED' ? verdict : null,
      createdAt: toTime(created),
      startedAt: toTime(created),
      updatedAt: toTime(created + 300_000),
      completedAt: isEnded ? toTime(created + 300_000) : null,
      expiresAt: isEnded ? null : toTime(created + 172_800_000),
      lastStep: { stepId: 'step_end_001', stepDescription: 'Final decision step', verdict },
    }
  })
  return createServer(({ pathname, searchParams: query }, request) => {
    const { method, headers } = request
    const [, flowId, environment] = /^\/api\/v1\/flows\/([^/]+)\/([^/]+)\/sessions$/.exec(pathname) ?? []
    if (flowId === undefined) return fail(404, `Cannot ${method} ${pathname}`)
    if (!['GET', 'HEAD'].includes(method)) return fail(405, 'Not allowed', { Allow: 'GET, HEAD' })
    const isOpen = fault === 'open without token' && !headers.has('authorization')
    if (!isOpen && !isAuthorized(request, 'bearer')) return fail(401, 'Unauthorized', { 'WWW-Authenticate': 'Bearer' })
    if (flowId !== IDNOW_FLOW || environment !== 'live') return fail(404, 'Flow not found')
    const [page, size] = [Number(query.get('page') ?? 1), Number(query.get('size') ?? 10)]
    if (![page, size].every((number) => Number.isInteger(number) && number > 0) || size > 100)
      return fail(400, 'page and size must be positive')
    const sortBy = query.get('sortBy') ?? 'createdAt'
    if (!['status', 'createdAt'].includes(sortBy)) return fail(400, 'sortBy must be status or createdAt')
    if (!['true', 'false', null].includes(query.get('sortDesc'))) return fail(400, 'sortDesc must be a boolean')
    const member = sortBy === 'status' ? 'sessionStatus' : 'createdAt'
    const sorted = sessions.toSorted((a, b) => (a[member] < b[member] ? -1 : a[member] > b[member] ? 1 : 0))
    if (query.get('sortDesc') === 'true' && fault !== 'sortDesc ignored') sorted.reverse()
    const list =
      fault === 'sortBy ignored' ? sessions.toSorted((a, b) => a.subjectId.localeCompare(b.subjectId)) : sorted
    const content = list.slice(
      (page - 1) * size,
      page * size - (fault === 'pages of another size' && page === 2 ? 1 : 0),
    )
    const pages = sessions.length / size
    const totalPages = fault === 'totalPages rounded down' ? Math.floor(pages) : Math.ceil(pages)
    const members = { size, number: page, totalElements: sessions.length, totalPages }
    return [200, fault === 'no page member' ? { content } : { content, page: members }]
  })
}
