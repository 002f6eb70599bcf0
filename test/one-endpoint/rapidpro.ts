import { createServer, isAuthorized, NOW, type OneEndpointServer, type Reply, toUuid } from './server.ts'

/** Planted faults, each with the first check that names it. */
export const rapidproFaults = {
  'oldest first': 'ORD-001',
  'flow ignored': 'CUR-010',
  'responded ignored': 'CUR-010',
  'no envelope': 'SCH-001',
  'undocumented exit_type': 'SCH-004',
  'flow and contact together': 'CUR-034',
  'after ignored': 'CUR-038',
  'next loses the filter': 'CUR-010',
  'open without token': 'AUTH-001',
} as const

const PAGE = 50
const toTime = (milliseconds: number): string => new Date(milliseconds).toISOString().replace('.000Z', '.123456Z')
const fail = (status: number, detail: string, headers = {}): Reply => [status, { detail }, headers]

/** The runs of RapidPro: 130 runs of three flows in pages of 50. */
export function createRapidproServer(fault?: keyof typeof rapidproFaults): OneEndpointServer {
  const runs = Array.from({ length: 130 }, (_, index) => {
    const modified = NOW - 60_000 - index * 90_000
    const exit = [null, 'completed', 'interrupted', 'expired'][index % 4]
    return {
      uuid: toUuid(index),
      flow: { uuid: toUuid(9000 + (index % 3)), name: `Flow ${index % 3}` },
      contact: { uuid: toUuid(8000 + (index % 20)), urn: 'tel:+12065551212', urn_display: null, name: 'Bob McFlow' },
      start: null,
      responded: index % 5 < 2,
      values: index % 5 < 2 ? { color: toValue(modified - 30_000) } : {},
      created_on: toTime(modified - 60_000),
      modified_on: toTime(modified),
      exited_on: exit === null ? null : toTime(modified),
      exit_type: fault === 'undocumented exit_type' && index === 9 ? 'done' : exit,
    }
  })
  if (fault === 'oldest first') runs.reverse()
  return createServer(({ origin, pathname, searchParams: query }, request) => {
    const { method, headers } = request
    if (pathname !== '/api/v2/runs.json') return fail(404, 'Not found.')
    if (!['GET', 'HEAD'].includes(method)) return fail(405, `Method "${method}" not allowed.`, { Allow: 'GET, HEAD' })
    const isOpen = fault === 'open without token' && !headers.has('authorization')
    if (!isOpen && !isAuthorized(request, 'token')) return fail(403, 'Invalid token')
    const [flow, contact, uuid] = ['flow', 'contact', 'uuid'].map((name) => query.get(name))
    if (flow && contact && fault !== 'flow and contact together')
      return fail(400, 'You may only specify one of the contact, flow parameters')
    if (uuid && !/^[0-9a-f-]{36}$/i.test(uuid)) return fail(400, 'Value for uuid must be a valid UUID')
    const [before, after] = ['before', 'after'].map((name) => query.get(name))
    const [until, since] = [before, fault === 'after ignored' ? null : after].map(
      (text) => text && toMicroseconds(text),
    )
    const responded = query.get('responded') ?? ''
    if (!/^(?:true|false|)$/i.test(responded)) return fail(400, 'Value for responded must be a boolean')
    const listed = runs.filter((run) => {
      const modified = toMicroseconds(run.modified_on)
      if (flow && fault !== 'flow ignored' && run.flow.uuid !== flow) return false
      if ((contact && run.contact.uuid !== contact) || (uuid && run.uuid !== uuid.toLowerCase())) return false
      if (responded.toLowerCase() === 'true' && !run.responded && fault !== 'responded ignored') return false
      return (
        (!before || modified <= Number(until)) && (!after || fault === 'after ignored' || modified >= Number(since))
      )
    })
    const offset = Number(query.get('cursor')?.replace('page-', '') ?? 0)
    if (!Number.isInteger(offset) || offset < 0) return fail(404, 'Invalid cursor')
    const toLink = (position: number): string | null => {
      if (position < 0 || position >= listed.length) return null
      const kept = fault === 'next loses the filter' ? new URLSearchParams() : new URLSearchParams(query)
      kept.set('cursor', `page-${position}`)
      return `${origin}${pathname}?${kept.toString()}`
    }
    const results = listed.slice(offset, offset + PAGE)
    if (fault === 'no envelope') return [200, results]
    return [200, { next: toLink(offset + PAGE), previous: toLink(offset - PAGE), results }]
  })
}

/** Returns microseconds since 1970; `Date` drops all but three decimals. */
function toMicroseconds(text: string): number {
  const decimals = /\.(\d+)/.exec(text)?.[1] ?? ''
  return Date.parse(text.replace(/\.\d+/, '')) * 1000 + Number(decimals.padEnd(6, '0').slice(0, 6))
}

function toValue(time: number): object {
  const [value, category, node] = ['blue', 'Blue', toUuid(7000)]
  return { value, category, node, time: toTime(time), name: 'color', input: 'it is blue' }
}
