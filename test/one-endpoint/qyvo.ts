import { createServer, isAuthorized, NOW, type OneEndpointServer, toUuid } from './server.ts'

/** Planted faults, each with the first check that names it. */
export const qyvoFaults = {
  'oldest first': 'ORD-001',
  'more than 100 sessions': 'SCH-001',
  'flow_id ignored': 'POLL-005',
  'flow_id loses sessions': 'POLL-006',
  'undocumented status': 'SCH-004',
  'an envelope': 'SCH-001',
  'context as a list': 'SCH-007',
  'time without offset': 'SCH-005',
  'open without token': 'AUTH-001',
} as const

const toTime = (milliseconds: number): string => new Date(milliseconds).toISOString().replace('.000Z', '+00:00')

/** The feed of Qyvo: the newest 100 of 130 sessions of three flows. */
export function createQyvoServer(fault?: keyof typeof qyvoFaults): OneEndpointServer {
  const sessions = Array.from({ length: 130 }, (_, index) => {
    const created = NOW - 60_000 - index * 240_000
    // Sessions of the last half hour have not expired yet.
    const status = index < 8 ? 'running' : (['completed', 'expired', 'failed'][index % 3] ?? '')
    return {
      id: toUuid(index),
      flow_id: toUuid(9000 + (index % 3)),
      flow_name: `Flow ${index % 3}`,
      contact_id: toUuid(8000 + (index % 40)),
      contact_phone: `+1415555${String(index % 40).padStart(4, '0')}`,
      contact_name: index % 5 === 0 ? null : 'Romain',
      contact_email: null,
      status: fault === 'undocumented status' && index === 7 ? 'paused' : status,
      current_node_id: status === 'running' ? 'node_3' : null,
      context: fault === 'context as a list' ? ['cart'] : { cart_total: '129.00' },
      last_interaction_at: toTime(created),
      expires_at: toTime(created + 1_800_000),
      completed_at: status === 'completed' ? toTime(created + 30_000) : null,
      created_at: fault === 'time without offset' ? toTime(created).slice(0, 19) : toTime(created),
    }
  })
  if (fault === 'oldest first') sessions.reverse()
  return createServer(({ pathname, searchParams }, request) => {
    const { method, headers } = request
    if (pathname !== '/api/v1/triggers/new-flow-triggered') return [404, { message: 'Not found' }]
    if (!['GET', 'HEAD'].includes(method)) return [405, { message: 'Not allowed' }, { Allow: 'GET, HEAD' }]
    const isOpen = fault === 'open without token' && !headers.has('authorization')
    if (!isOpen && !isAuthorized(request, 'bearer'))
      return [401, { message: 'Unauthenticated.' }, { 'WWW-Authenticate': 'Bearer' }]
    const flow = fault === 'flow_id ignored' ? '' : (searchParams.get('flow_id') ?? '')
    if (!/^[0-9a-f-]{36}$|^$/i.test(flow)) return [422, { message: 'The given data was invalid.', errors: {} }]
    const hides = (id: string): boolean => fault === 'flow_id loses sessions' && Number(id.slice(-1)) === 6
    const listed = sessions.filter((row) => flow === '' || (row.flow_id === flow.toLowerCase() && !hides(row.id)))
    const newest = listed.slice(0, fault === 'more than 100 sessions' ? 101 : 100)
    return [200, fault === 'an envelope' ? { data: newest } : newest]
  })
}
