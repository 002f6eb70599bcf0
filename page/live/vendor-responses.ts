import type { components } from '../../spec/generated/control.types.ts'
import { type ApiRequest, sendRequest } from '../control-api.ts'
import { formatInstant, type Microseconds } from '../instants.ts'
import type { Flow, Health } from '../state/world.ts'

type Run = components['schemas']['Run']
type Json = Readonly<Record<string, unknown>>

/** A vendor's response for one run. */
export interface VendorResponse {
  readonly vendor: string
  readonly request: ApiRequest
  /** The run's object in the response; null when the vendor does not return the run. */
  readonly body: Json | null
  /** Why the vendor does not return the run; null when it does. */
  readonly missingReason: string | null
  /** The values for `FIELD_LABELS`, in that order; null for fields that the vendor does not have. */
  readonly fields: readonly (string | null)[]
}

export const FIELD_LABELS = ['Status', 'Id', 'Flow', 'Created', 'Modified', 'Ended'] as const

interface VendorFormat {
  readonly name: string
  readonly buildPath: (run: Run, flow: Flow | undefined) => string
  /** Finds the run's object in a response body. */
  readonly findRun: (body: unknown, run: Run) => unknown
  readonly readFields: (run: Json, flowName: string | undefined) => readonly unknown[]
  readonly missingReason: string
}

const VENDOR_FORMATS: readonly VendorFormat[] = [
  {
    name: 'qyvo',
    buildPath: (_, flow) => `/api/v1/triggers/new-flow-triggered?flow_id=${flow?.vendors['qyvo']?.id ?? ''}`,
    findRun: (body, run) =>
      Array.isArray(body) ? body.find((session) => getField(session, 'id') === run.ids['qyvo']) : undefined,
    readFields: (run) =>
      ['status', 'id', 'flow_name', 'created_at', 'last_interaction_at', 'completed_at'].map((name) => run[name]),
    missingReason:
      'The feed returns the newest 100 runs of a flow; this run is older. A client that has not received it yet cannot receive it any more.',
  },
  {
    name: 'recrubo',
    buildPath: (run) => `/public/v2/flow-runs/${run.ids['recrubo']}?include=flow`,
    findRun: (body) => getField(body, 'data'),
    readFields: (run, flowName) => {
      const attributes = run['attributes'] as Json
      const { status, createdAt, updatedAt } = attributes
      return [status, run['id'], flowName, createdAt, updatedAt, null]
    },
    missingReason: 'The flow run does not exist.',
  },
  {
    name: 'rapidpro',
    buildPath: (run) => `/api/v2/runs.json?uuid=${run.ids['rapidpro']}`,
    findRun: (body) => (getField(body, 'results') as readonly unknown[] | undefined)?.[0],
    readFields: ({ exit_type, uuid, flow, created_on, modified_on, exited_on }) => [
      exit_type ?? (exited_on === null ? 'no exit_type: active' : 'exited'),
      uuid,
      getField(flow, 'name'),
      created_on,
      modified_on,
      exited_on,
    ],
    missingReason: 'The list does not contain the run.',
  },
  {
    name: 'idnow',
    buildPath: (run) => `/api/v1/${run.environment}/sessions/${run.ids['idnow']}`,
    findRun: (body) => (getField(body, 'sessionId') === undefined ? undefined : body),
    readFields: ({ outcome, sessionStatus, sessionId, createdAt, updatedAt, completedAt }, flowName) => {
      const outcomeText = toTextOrNull(outcome)
      const status = outcomeText === null ? sessionStatus : `${toTextOrNull(sessionStatus)}, outcome ${outcomeText}`
      return [status, sessionId, flowName, createdAt, updatedAt, completedAt]
    },
    missingReason: 'The session does not exist.',
  },
]

interface VendorQuery {
  readonly run: Run
  readonly flow: Flow | undefined
  /** Path prefix of the world. */
  readonly worldPath: string
  readonly vendors: Health['vendors']
  /** Instant of the as-of header. Such a request adds no journal entry and uses no rate limit. */
  readonly at: Microseconds
}

/** Requests one run from every served vendor. */
export function fetchVendorResponses(query: VendorQuery): Promise<readonly VendorResponse[]> {
  return Promise.all(
    VENDOR_FORMATS.flatMap((format) => {
      const vendor = query.vendors.find(({ name }) => name === format.name)
      return vendor === undefined ? [] : [fetchVendorResponse(format, vendor.authorization, query)]
    }),
  )
}

async function fetchVendorResponse(
  { name, buildPath, findRun, readFields, missingReason }: VendorFormat,
  authorization: string,
  { run, flow, worldPath, at }: VendorQuery,
): Promise<VendorResponse> {
  const headers = { authorization, 'x-flowtwin-as-of': formatInstant(at) }
  const request: ApiRequest = { method: 'GET', path: `${worldPath}${buildPath(run, flow)}`, headers }
  const response = await sendRequest(request)
  const body: unknown = await response.json().catch(() => null)
  const found = findRun(body, run)
  if (typeof found !== 'object' || found === null) {
    const reason = toTextOrNull(getField(body, 'error')) ?? missingReason
    return { vendor: name, request, body: null, missingReason: reason, fields: [] }
  }
  // JSON that is not null is an object here: no vendor returns a run as an array.
  const fields = readFields(found as Json, flow?.vendors[name]?.name).map(toTextOrNull)
  return { vendor: name, request, body: found as Json, missingReason: null, fields }
}

function toTextOrNull(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}

function getField(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Json)[name] : undefined
}
