/**
 * Combines the runs of all four APIs in one list, with `fetch` and the types that Flowtwin generates from the documents.
 */
import type { paths as Idnow } from 'flowtwin/types/idnow'
import type { paths as Qyvo } from 'flowtwin/types/qyvo'
import type { paths as RapidPro } from 'flowtwin/types/rapidpro'
import type { paths as Recrubo } from 'flowtwin/types/recrubo'

/** The fields of a run that all vendors share. */
export interface Line {
  readonly vendor: string
  readonly id: string
  readonly startedAt: number
  readonly state: 'active' | 'completed' | 'expired' | 'failed'
}

/** A vendor's base URL and Authorization header. */
export interface Access {
  readonly url: string
  readonly authorization: string
}

type Body<Operation> = Operation extends { responses: { 200: { content: infer Content } } }
  ? Content[keyof Content]
  : never

const qyvo = {
  running: 'active',
  completed: 'completed',
  expired: 'expired',
  failed: 'failed',
} as const satisfies Record<string, Line['state']>

/** Returns the newest sessions of Qyvo's feed, which has no pages. */
export async function readQyvo(access: Access): Promise<readonly Line[]> {
  type Feed = Body<Qyvo['/api/v1/triggers/new-flow-triggered']['get']>
  const sessions = await readJson<Feed>(access, '/triggers/new-flow-triggered')
  return sessions.map(({ id, status, created_at }) => ({
    vendor: 'qyvo',
    id,
    state: qyvo[status],
    startedAt: Date.parse(created_at),
  }))
}

/** Returns the newest flow runs of Recrubo. */
export async function readRecrubo(access: Access): Promise<readonly Line[]> {
  type FlowRuns = Body<Recrubo['/public/v2/flow-runs']['get']>
  const { data } = await readJson<FlowRuns>(access, '/flow-runs?sort=-createdAt')
  const state = (status: string): Line['state'] =>
    status === 'finished'
      ? 'completed'
      : status === 'timeout'
        ? 'expired'
        : status === 'exception'
          ? 'failed'
          : 'active'
  // The document has them as optional, because a request can leave attributes out with `fields`.
  return data.map(({ id, attributes: { status = '', createdAt = '' } }) => ({
    vendor: 'recrubo',
    id,
    state: state(status),
    startedAt: Date.parse(createdAt),
  }))
}

/** Returns the runs of RapidPro that changed last. */
export async function readRapidPro(access: Access): Promise<readonly Line[]> {
  type Runs = Body<RapidPro['/api/v2/runs.json']['get']>
  const { results } = await readJson<Runs>(access, '/runs.json')
  return results.map(({ uuid, exit_type, created_on }) => ({
    vendor: 'rapidpro',
    id: uuid,
    state:
      exit_type === null
        ? 'active'
        : exit_type === 'completed'
          ? 'completed'
          : exit_type === 'expired'
            ? 'expired'
            : 'failed',
    startedAt: Date.parse(created_on),
  }))
}

/** Returns the newest sessions of every IDnow flow. */
export async function readIdnow(access: Access): Promise<readonly Line[]> {
  type Flows = Body<Idnow['/api/v1/flows/{environment}']['get']>
  const { content } = await readJson<Flows>(access, '/flows/live')
  return (await Promise.all(content.map(({ id }) => readSessions(access, id)))).flat()
}

async function readSessions(access: Access, flowId: string): Promise<readonly Line[]> {
  type Sessions = Body<Idnow['/api/v1/flows/{flowId}/{environment}/sessions']['get']>
  const { content } = await readJson<Sessions>(access, `/flows/${flowId}/live/sessions?sortBy=createdAt&sortDesc=true`)
  return content.map(({ sessionId, sessionStatus, createdAt }) => ({
    vendor: 'idnow',
    id: sessionId,
    state: sessionStatus === 'COMPLETED' ? 'completed' : sessionStatus === 'EXPIRED' ? 'expired' : 'active',
    startedAt: Date.parse(createdAt),
  }))
}

async function readJson<Content>({ url, authorization }: Access, path: string): Promise<Content> {
  const response = await fetch(`${url}${path}`, { headers: { authorization } })
  if (!response.ok) throw new Error(`${url}${path} returned ${response.status}`)
  return (await response.json()) as Content
}
