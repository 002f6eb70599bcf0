import { createTwin } from '../mock/index.ts'

/** Requests that are sent in rotation. */
export interface Workload {
  readonly name: string
  readonly requests: readonly BenchRequest[]
  /**
   * Frozen where runs are created: with a live clock every created run would start, get replies and end between the
   * slices, which a bare server's records do not.
   */
  readonly clock: 'live' | 'frozen'
}

export interface BenchRequest {
  readonly method: 'GET' | 'POST'
  readonly target: string
  readonly authorization: string
  readonly body?: string
}

interface RunResource {
  readonly id: string
  readonly attributes: { readonly flowId: string; readonly messageThreadId: string }
}

/** Creates the workloads; ids come from a twin of the same seed. */
export async function createWorkloads(): Promise<readonly Workload[]> {
  const twin = createTwin()
  const [, recrubo, rapidpro] = twin.vendors.map((vendor) => vendor.demo.authorization)
  const list: BenchRequest = { method: 'GET', target: '/public/v2/flow-runs', authorization: recrubo ?? '' }
  const [run] = (JSON.parse(await fetchText(twin.fetch, list)) as { readonly data: readonly RunResource[] }).data
  if (run === undefined) throw new Error('the twin has no run to read')
  const { flowId, messageThreadId } = run.attributes
  const attributes = { flowId, messageThreadId, state: { source: 'bench', score: 7 }, initialMessage: {} }
  const create: BenchRequest = {
    ...list,
    method: 'POST',
    body: JSON.stringify({ data: { type: 'flowRuns', attributes } }),
  }
  const runs: BenchRequest = { method: 'GET', target: '/api/v2/runs.json', authorization: rapidpro ?? '' }
  return [
    { name: 'read one', clock: 'live', requests: [{ ...list, target: `/public/v2/flow-runs/${run.id}` }] },
    { name: 'list 25, unchanged', clock: 'live', requests: [list] },
    { name: 'list 250, unchanged', clock: 'live', requests: [runs] },
    { name: 'create', clock: 'frozen', requests: [create] },
    { name: 'create, then list 25', clock: 'frozen', requests: [create, list] },
    { name: 'create, then list 250', clock: 'frozen', requests: [create, runs] },
  ]
}

/** Returns a twin's response to each request, by method and target, for the bare server. */
export async function fetchBodies(workloads: readonly Workload[]): Promise<Readonly<Record<string, string>>> {
  const twin = createTwin()
  const bodies: Record<string, string> = {}
  for (const request of workloads.flatMap(({ requests }) => requests)) {
    bodies[`${request.method} ${request.target}`] ??= await fetchText(twin.fetch, request)
  }
  return bodies
}

/** The bytes of a request, as a client with keep-alive sends them. */
export function serializeRequest({ method, target, authorization, body }: BenchRequest, port: number): Buffer {
  const lines = [`${method} ${target} HTTP/1.1`, `Host: 127.0.0.1:${port}`, `Authorization: ${authorization}`]
  if (body === undefined) return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`)
  const more = ['Content-Type: application/vnd.api+json', `Content-Length: ${Buffer.byteLength(body)}`]
  return Buffer.from(`${[...lines, ...more].join('\r\n')}\r\n\r\n${body}`)
}

export function toRequest(origin: string, { method, target, authorization, body }: BenchRequest): Request {
  const headers = { authorization, 'content-type': 'application/vnd.api+json' }
  return new Request(`${origin}${target}`, { method, headers, ...(body === undefined ? {} : { body }) })
}

async function fetchText(fetch: (request: Request) => Promise<Response>, request: BenchRequest): Promise<string> {
  const response = await fetch(toRequest('http://127.0.0.1', request))
  if (!response.ok) throw new Error(`${request.method} ${request.target} returned ${response.status}`)
  return response.text()
}
