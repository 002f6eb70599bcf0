import type { components } from '../../spec/generated/control.types.ts'
import { type ApiRequest, sendRequest } from '../control-api.ts'
import { parseInstant, formatInstant, type Microseconds } from '../instants.ts'
import { type Flow, type Health, type World } from '../state/world.ts'

type Run = components['schemas']['Run']
type Json = Readonly<Record<string, unknown>>

/** How one vendor tells of a run. */
export interface VendorResponse {
  readonly vendor: string
  readonly request: ApiRequest
  /** What was asked for as it came; null when the vendor does not tell of the run. */
  readonly body: Json | null
  /** Why there is nothing, in the vendor's case. */
  readonly missingReason: string | null
  /** The same facts in the vendor's words, in the order of `FACTS`. */
  readonly fields: readonly (string | null)[]
}

export const FIELD_LABELS = ['Word for it', 'Id', 'Flow', 'Created', 'Changed', 'Ended'] as const

interface VendorFormat {
  readonly name: string
  buildPath(run: Run, flow: Flow | undefined): string
  /** The run in the answer. */
  findRun(body: unknown, run: Run): unknown
  readFields(run: Json, flow: string | undefined): readonly unknown[]
  readonly missingReason: string
}

/** Where each vendor tells of one run, and in which members. */
const VENDOR_FORMATS: readonly VendorFormat[] = [
  {
    name: 'qyvo',
    buildPath: (_, flow) => `/api/v1/triggers/new-flow-triggered?flow_id=${flow?.vendors['qyvo']?.id ?? ''}`,
    findRun: (body, run) =>
      Array.isArray(body) ? body.find((one) => getMember(one, 'id') === run.ids['qyvo']) : undefined,
    readFields: (run) => [
      run['status'],
      run['id'],
      run['flow_name'],
      run['created_at'],
      run['last_interaction_at'],
      run['completed_at'],
    ],
    missingReason:
      'The feed shows the newest 100 runs of a flow, and this one is no longer among them. A client that has not seen it by now never will.',
  },
  {
    name: 'recrubo',
    buildPath: (run) => `/public/v2/flow-runs/${run.ids['recrubo']}?include=flow`,
    findRun: (body) => getMember(body, 'data'),
    readFields: (run, flow) => {
      const told = run['attributes'] as Json
      return [told['status'], run['id'], flow, told['createdAt'], told['updatedAt'], null]
    },
    missingReason: 'There is no such flow run here.',
  },
  {
    name: 'rapidpro',
    buildPath: (run) => `/api/v2/runs.json?uuid=${run.ids['rapidpro']}`,
    findRun: (body) => (getMember(body, 'results') as readonly unknown[] | undefined)?.[0],
    readFields: (run) => {
      const word = run['exit_type'] ?? (run['exited_on'] === null ? 'no exit_type: active' : 'exited')
      return [
        word,
        run['uuid'],
        getMember(run['flow'], 'name'),
        run['created_on'],
        run['modified_on'],
        run['exited_on'],
      ]
    },
    missingReason: 'The list has no such run.',
  },
  {
    name: 'idnow',
    buildPath: (run) => `/api/v1/${run.environment}/sessions/${run.ids['idnow']}`,
    findRun: (body) => (getMember(body, 'sessionId') === undefined ? undefined : body),
    readFields: (run, flow) => {
      const outcome = toTextOrNull(run['outcome'])
      const word = toTextOrNull(run['sessionStatus']) ?? ''
      return [
        outcome === null ? word : `${word}, outcome ${outcome}`,
        run['sessionId'],
        flow,
        run['createdAt'],
        run['updatedAt'],
        run['completedAt'],
      ]
    },
    missingReason: 'There is no such session here.',
  },
]

/** What a vendor is asked with. */
export interface VendorQuery {
  readonly run: Run
  readonly flow: Flow | undefined
  readonly world: Pick<World, 'name' | 'path'>
  readonly vendors: Health['vendors']
  /** Asked as of an instant, a request leaves no trace: neither in the journal nor in a quota. */
  readonly at: Microseconds
}

/** One run, as every vendor that is served tells it. */
export function fetchVendorResponses(asking: VendorQuery): Promise<readonly VendorResponse[]> {
  const names = asking.vendors.map(({ name }) => name)
  return Promise.all(
    VENDOR_FORMATS.filter(({ name }) => names.includes(name)).map((dialect) => fetchVendorResponse(dialect, asking)),
  )
}

async function fetchVendorResponse(
  dialect: VendorFormat,
  { run, flow, world, vendors, at }: VendorQuery,
): Promise<VendorResponse> {
  const { name } = dialect
  const authorization = vendors.find((vendor) => vendor.name === name)?.authorization ?? ''
  const headers = { authorization, 'x-flowtwin-as-of': formatInstant(at) }
  const call: ApiRequest = { method: 'GET', path: `${world.path}${dialect.buildPath(run, flow)}`, headers }
  const response = await sendRequest(call)
  const body: unknown = await response.json().catch(() => null)
  const found = dialect.findRun(body, run)
  const base = { vendor: name, request: call }
  if (typeof found !== 'object' || found === null) {
    const refusal = getMember(body, 'error')
    const silence = typeof refusal === 'string' ? refusal : dialect.missingReason
    return { ...base, body: null, missingReason: silence, fields: FIELD_LABELS.map(() => null) }
  }
  // An object of JSON.
  const facts = dialect.readFields(found as Json, flow?.vendors[name]?.name)
  return { ...base, body: found as Json, missingReason: null, fields: facts.map(toTextOrNull) }
}

/** Whether two vendors write an instant differently although they mean the same, or do not mean the same at all. */
export function isSameSecond(left: string, right: string): boolean {
  const parseSecond = (text: string) => parseInstant(`${text.slice(0, 19)}.000000Z`)
  return Math.abs(parseSecond(left) - parseSecond(right)) <= 1_000_000
}

function toTextOrNull(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}

function getMember(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Json)[name] : undefined
}
