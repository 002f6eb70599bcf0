import { json, movableClock, type Reply, type Twin, uuid, withoutContent } from './twin.ts'

export interface RapidproRow {
  id: number
  uuid: string
  flow: number
  contact: number
  responded: boolean
  /** Microseconds since 1970. */
  createdOn: number
  modifiedOn: number
  exitType: 'completed' | 'interrupted' | 'expired' | 'failed' | null
}

const PATH = '/api/v2/runs.json'
const TOKEN = '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567'
const SECOND = 1_000_000
const EXITS = ['completed', 'interrupted', null, 'expired', 'completed'] as const
const TRUE = ['true', 'y', 'yes', '1']
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Runs of three flows, four of them modified in each microsecond that counts; RapidPro's own pages hold 250. */
export function rapidproTwin(count = 610, pageSize = 250): Twin<RapidproRow> {
  const clock = movableClock()
  const opening = clock.now() * 1000
  const rows = Array.from({ length: count }, (_, index): RapidproRow => {
    const group = Math.floor(index / 4)
    // Every tenth group falls on a whole second, which is then written without decimals.
    const modifiedOn = opening - 120 * SECOND - group * 61 * SECOND + (group % 10 === 0 ? 0 : 457_742 + group)
    return {
      id: 90_000 - index,
      uuid: uuid('0002', index),
      flow: index % 5 < 3 ? 0 : (index % 5) - 2,
      contact: index % 37,
      responded: index % 3 > 0,
      createdOn: modifiedOn - 90 * SECOND - 123_456,
      modifiedOn,
      exitType: EXITS[index % 5] ?? null,
    }
  })
  const send = (request: Request): Promise<Response> =>
    Promise.resolve(answer(request, { rows, pageSize }, clock.now()))
  return { send, rows, credential: TOKEN, clock, operations: ['listRuns'] }
}

interface Data {
  readonly rows: readonly RapidproRow[]
  readonly pageSize: number
}

function answer(request: Request, data: Data, now: number): Response {
  const url = new URL(request.url)
  if (url.pathname !== PATH) {
    const headers = { 'Content-Type': 'text/html', Date: new Date(now).toUTCString() }
    return new Response('<h1>Not Found</h1>', { status: 404, headers })
  }
  const headers = { Allow: 'GET, HEAD, OPTIONS', Vary: 'Accept' }
  const response = json(now, { ...reply(request, url, data), headers })
  return request.method === 'HEAD' ? withoutContent(response) : response
}

function reply(request: Request, url: URL, { rows, pageSize }: Data): Reply {
  if (request.method !== 'GET') return failure(405, `Method "${request.method}" not allowed.`)
  const [scheme, key] = (request.headers.get('authorization') ?? '').split(' ')
  if (scheme?.toLowerCase() !== 'token') return failure(403, 'Authentication credentials were not provided.')
  if (key !== TOKEN) return failure(403, 'Invalid token')
  const asked = Object.fromEntries(url.searchParams)
  if (asked['flow'] && asked['contact']) {
    return failure(400, 'You may only specify one of the contact, flow parameters')
  }
  if (asked['uuid'] !== undefined && !UUID.test(asked['uuid']))
    return failure(400, 'Value for uuid must be a valid UUID')
  const matching = rows.filter((row) => passes(row, asked)).toSorted(newestFirst)
  return page(url, matching, pageSize)
}

function passes(row: RapidproRow, asked: Readonly<Record<string, string>>): boolean {
  if (asked['uuid'] !== undefined && row.uuid !== asked['uuid']) return false
  if (asked['flow'] && uuid('00f2', row.flow) !== asked['flow']) return false
  if (asked['contact'] && uuid('00c2', row.contact) !== asked['contact']) return false
  if (TRUE.includes((asked['responded'] ?? '').toLowerCase()) && !row.responded) return false
  if (asked['before'] && !(row.modifiedOn <= microseconds(asked['before']))) return false
  return !asked['after'] || row.modifiedOn >= microseconds(asked['after'])
}

/** The cursor names a place between rows and the direction: nothing can be lost or doubled, whatever is tied or moves. */
function page(url: URL, matching: readonly RapidproRow[], size: number): Reply {
  const cursor = url.searchParams.get('cursor') ?? ''
  let start = 0
  if (cursor !== '') {
    const [, way, id, modifiedOn] = /^([fb]):(\d+)@(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('latin1')) ?? []
    if (way === undefined) return failure(404, 'Invalid cursor')
    const place = { id: Number(id), modifiedOn: Number(modifiedOn) }
    const before = matching.filter((row) => newestFirst(row, place) < 0).length
    const here = matching.some((row) => newestFirst(row, place) === 0) ? 1 : 0
    start = way === 'f' ? before + here : Math.max(0, before - size)
  }
  const results = matching.slice(start, start + size)
  const more = matching.length > start + size
  const next = more ? link(url, 'f', results.at(-1)) : null
  const previous = start > 0 ? link(url, 'b', results[0]) : null
  return { status: 200, body: { next, previous, results: results.map(run) } }
}

function newestFirst(
  left: Pick<RapidproRow, 'id' | 'modifiedOn'>,
  right: Pick<RapidproRow, 'id' | 'modifiedOn'>,
): number {
  return right.modifiedOn - left.modifiedOn || right.id - left.id
}

function link(url: URL, way: string, row: RapidproRow | undefined): string {
  const linked = new URL(url)
  const place = `${way}:${row?.id}@${row?.modifiedOn}`
  linked.searchParams.set('cursor', Buffer.from(place, 'latin1').toString('base64'))
  linked.searchParams.sort()
  return linked.href
}

function run(row: RapidproRow): unknown {
  const node = uuid('00d2', row.flow)
  const time = instant(Math.max(row.createdOn, row.modifiedOn - 20 * SECOND - 1))
  const answered = { value: 'blue', category: 'Blue', node, time, name: 'Color', input: 'it is blue' }
  return {
    id: row.id,
    uuid: row.uuid,
    flow: { uuid: uuid('00f2', row.flow), name: `Flow ${row.flow}` },
    contact: {
      uuid: uuid('00c2', row.contact),
      name: row.contact % 6 === 0 ? null : `Contact ${row.contact}`,
      urn: `tel:+1206555${String(row.contact).padStart(4, '0')}`,
      urn_display: `(206) 555-${String(row.contact).padStart(4, '0')}`,
    },
    start: row.id % 2 === 0 ? null : { uuid: uuid('00e2', row.id % 9) },
    responded: row.responded,
    path: [{ node, time }],
    values: row.responded ? { color: answered } : {},
    created_on: instant(row.createdOn),
    modified_on: instant(row.modifiedOn),
    exited_on: row.exitType === null ? null : instant(row.modifiedOn),
    exit_type: row.exitType,
  }
}

function instant(value: number): string {
  const fraction = value % SECOND
  const seconds = new Date((value - fraction) / 1000).toISOString().slice(0, 19)
  return fraction === 0 ? `${seconds}Z` : `${seconds}.${String(fraction).padStart(6, '0')}Z`
}

/** NaN, which compares with nothing, for what is no instant. */
function microseconds(text: string): number {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?(?:Z|\+00:00)$/.exec(text)
  if (match === null) return Number.NaN
  return Date.parse(`${match[1]}Z`) * 1000 + Number((match[2] ?? '').padEnd(6, '0'))
}

function failure(status: number, detail: string): Reply {
  return { status, body: { detail } }
}
