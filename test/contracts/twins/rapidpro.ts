import { toJsonResponse, createTestClock, type Reply, type Twin, createUuid, removeContent } from './twin.ts'

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

/** Creates a twin with runs of three flows, four per modification timestamp; pages contain 250 runs as in RapidPro. */
export function createRapidproTwin(count = 610, pageSize = 250): Twin<RapidproRow> {
  const clock = createTestClock()
  const start = clock.now() * 1000
  const rows = Array.from({ length: count }, (_, index): RapidproRow => {
    const group = Math.floor(index / 4)
    // Every tenth group is on a whole second, which is written without decimals.
    const modifiedOn = start - 120 * SECOND - group * 61 * SECOND + (group % 10 === 0 ? 0 : 457_742 + group)
    return {
      id: 90_000 - index,
      uuid: createUuid('0002', index),
      flow: index % 5 < 3 ? 0 : (index % 5) - 2,
      contact: index % 37,
      responded: index % 3 > 0,
      createdOn: modifiedOn - 90 * SECOND - 123_456,
      modifiedOn,
      exitType: EXITS[index % 5] ?? null,
    }
  })
  const send = (request: Request): Promise<Response> =>
    Promise.resolve(createResponse(request, { rows, pageSize }, clock.now()))
  return { fetch: send, rows, credential: TOKEN, clock, operations: ['listRuns'] }
}

interface Data {
  readonly rows: readonly RapidproRow[]
  readonly pageSize: number
}

function createResponse(request: Request, data: Data, now: number): Response {
  const url = new URL(request.url)
  if (url.pathname !== PATH) {
    const headers = { 'Content-Type': 'text/html', Date: new Date(now).toUTCString() }
    return new Response('<h1>Not Found</h1>', { status: 404, headers })
  }
  const headers = { Allow: 'GET, HEAD, OPTIONS', Vary: 'Accept' }
  const response = toJsonResponse(now, { ...createReply(request, url, data), headers })
  return request.method === 'HEAD' ? removeContent(response) : response
}

function createReply(request: Request, url: URL, { rows, pageSize }: Data): Reply {
  if (request.method !== 'GET') return createError(405, `Method "${request.method}" not allowed.`)
  const [scheme, key] = (request.headers.get('authorization') ?? '').split(' ')
  if (scheme?.toLowerCase() !== 'token') return createError(403, 'Authentication credentials were not provided.')
  if (key !== TOKEN) return createError(403, 'Invalid token')
  const query = Object.fromEntries(url.searchParams)
  if (query['flow'] && query['contact']) {
    return createError(400, 'You may only specify one of the contact, flow parameters')
  }
  if (query['uuid'] !== undefined && !UUID.test(query['uuid']))
    return createError(400, 'Value for uuid must be a valid UUID')
  const matching = rows.filter((row) => matchesQuery(row, query)).toSorted(compareNewestFirst)
  return createPage(url, matching, pageSize)
}

function matchesQuery(row: RapidproRow, query: Readonly<Record<string, string>>): boolean {
  if (query['uuid'] !== undefined && row.uuid !== query['uuid']) return false
  if (query['flow'] && createUuid('00f2', row.flow) !== query['flow']) return false
  if (query['contact'] && createUuid('00c2', row.contact) !== query['contact']) return false
  if (TRUE.includes((query['responded'] ?? '').toLowerCase()) && !row.responded) return false
  if (query['before'] && !(row.modifiedOn <= parseMicroseconds(query['before']))) return false
  return !query['after'] || row.modifiedOn >= parseMicroseconds(query['after'])
}

/** Creates a page. The cursor is a position between rows and a direction, so that no row is lost or repeated. */
function createPage(url: URL, matching: readonly RapidproRow[], size: number): Reply {
  const cursor = url.searchParams.get('cursor') ?? ''
  let start = 0
  if (cursor !== '') {
    const [, direction, id, modifiedOn] =
      /^([fb]):(\d+)@(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('latin1')) ?? []
    if (direction === undefined) return createError(404, 'Invalid cursor')
    const position = { id: Number(id), modifiedOn: Number(modifiedOn) }
    const before = matching.filter((row) => compareNewestFirst(row, position) < 0).length
    const atPosition = matching.some((row) => compareNewestFirst(row, position) === 0) ? 1 : 0
    start = direction === 'f' ? before + atPosition : Math.max(0, before - size)
  }
  const results = matching.slice(start, start + size)
  const hasMore = matching.length > start + size
  const next = hasMore ? createPageLink(url, 'f', results.at(-1)) : null
  const previous = start > 0 ? createPageLink(url, 'b', results[0]) : null
  return { status: 200, body: { next, previous, results: results.map(toRun) } }
}

function compareNewestFirst(
  left: Pick<RapidproRow, 'id' | 'modifiedOn'>,
  right: Pick<RapidproRow, 'id' | 'modifiedOn'>,
): number {
  return right.modifiedOn - left.modifiedOn || right.id - left.id
}

function createPageLink(url: URL, direction: string, row: RapidproRow | undefined): string {
  const target = new URL(url)
  const position = `${direction}:${row?.id}@${row?.modifiedOn}`
  target.searchParams.set('cursor', Buffer.from(position, 'latin1').toString('base64'))
  target.searchParams.sort()
  return target.href
}

function toRun(row: RapidproRow): unknown {
  const node = createUuid('00d2', row.flow)
  const time = formatInstant(Math.max(row.createdOn, row.modifiedOn - 20 * SECOND - 1))
  const result = { value: 'blue', category: 'Blue', node, time, name: 'Color', input: 'it is blue' }
  return {
    id: row.id,
    uuid: row.uuid,
    flow: { uuid: createUuid('00f2', row.flow), name: `Flow ${row.flow}` },
    contact: {
      uuid: createUuid('00c2', row.contact),
      name: row.contact % 6 === 0 ? null : `Contact ${row.contact}`,
      urn: `tel:+1206555${String(row.contact).padStart(4, '0')}`,
      urn_display: `(206) 555-${String(row.contact).padStart(4, '0')}`,
    },
    start: row.id % 2 === 0 ? null : { uuid: createUuid('00e2', row.id % 9) },
    responded: row.responded,
    path: [{ node, time }],
    values: row.responded ? { color: result } : {},
    created_on: formatInstant(row.createdOn),
    modified_on: formatInstant(row.modifiedOn),
    exited_on: row.exitType === null ? null : formatInstant(row.modifiedOn),
    exit_type: row.exitType,
  }
}

function formatInstant(value: number): string {
  const fraction = value % SECOND
  const seconds = new Date((value - fraction) / 1000).toISOString().slice(0, 19)
  return fraction === 0 ? `${seconds}Z` : `${seconds}.${String(fraction).padStart(6, '0')}Z`
}

/** Parses a timestamp with any offset to microseconds since 1970; NaN for any other text. */
function parseMicroseconds(text: string): number {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?(Z|[+-]\d\d:\d\d)$/.exec(text)
  if (match === null) return Number.NaN
  return Date.parse(`${match[1]}${match[3]}`) * 1000 + Number((match[2] ?? '').padEnd(6, '0'))
}

function createError(status: number, detail: string): Reply {
  return { status, body: { detail } }
}
