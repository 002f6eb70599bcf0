/**
 * One list out of all four APIs: who went through which flow, and how it ended. Nothing but `fetch` and the types that
 * Flowtwin generates from the documents.
 */
import type { paths as Idnow } from 'flowtwin/types/idnow'
import type { paths as Qyvo } from 'flowtwin/types/qyvo'
import type { paths as RapidPro } from 'flowtwin/types/rapidpro'
import type { paths as Recrubo } from 'flowtwin/types/recrubo'

/** What is left of a run when the vendors' words are taken away. */
export interface Line {
  readonly vendor: string
  readonly id: string
  readonly startedAt: number
  readonly state: 'active' | 'completed' | 'expired' | 'failed'
}

/** Where a vendor is, and the whole Authorization header that opens it. */
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

/** The newest sessions of Qyvo's feed; there is no second page to ask for. */
export async function fromQyvo(access: Access): Promise<readonly Line[]> {
  type Feed = Body<Qyvo['/api/v1/triggers/new-flow-triggered']['get']>
  const sessions = await read<Feed>(access, '/triggers/new-flow-triggered')
  return sessions.map(({ id, status, created_at }) => ({
    vendor: 'qyvo',
    id,
    state: qyvo[status],
    startedAt: Date.parse(created_at),
  }))
}

/** The newest flow runs of Recrubo. */
export async function fromRecrubo(access: Access): Promise<readonly Line[]> {
  type FlowRuns = Body<Recrubo['/public/v2/flow-runs']['get']>
  const { data } = await read<FlowRuns>(access, '/flow-runs?sort=-createdAt')
  const state = (status: string): Line['state'] =>
    status === 'finished'
      ? 'completed'
      : status === 'timeout'
        ? 'expired'
        : status === 'exception'
          ? 'failed'
          : 'active'
  return data.map(({ id, attributes }) => ({
    vendor: 'recrubo',
    id,
    state: state(attributes.status),
    startedAt: Date.parse(attributes.createdAt),
  }))
}

/** The runs that RapidPro has changed last. */
export async function fromRapidPro(access: Access): Promise<readonly Line[]> {
  type Runs = Body<RapidPro['/api/v2/runs.json']['get']>
  const { results } = await read<Runs>(access, '/runs.json')
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

/** The newest sessions of every IDnow flow; its lists are kept by flow. */
export async function fromIdnow(access: Access): Promise<readonly Line[]> {
  type Flows = Body<Idnow['/api/v1/flows/{environment}']['get']>
  const { content } = await read<Flows>(access, '/flows/live')
  return (await Promise.all(content.map(({ id }) => sessionsOf(access, id)))).flat()
}

async function sessionsOf(access: Access, flowId: string): Promise<readonly Line[]> {
  type Sessions = Body<Idnow['/api/v1/flows/{flowId}/{environment}/sessions']['get']>
  const { content } = await read<Sessions>(access, `/flows/${flowId}/live/sessions?sortBy=createdAt&sortDesc=true`)
  return content.map(({ sessionId, sessionStatus, createdAt }) => ({
    vendor: 'idnow',
    id: sessionId,
    state: sessionStatus === 'COMPLETED' ? 'completed' : sessionStatus === 'EXPIRED' ? 'expired' : 'active',
    startedAt: Date.parse(createdAt),
  }))
}

async function read<Content>({ url, authorization }: Access, path: string): Promise<Content> {
  const answer = await fetch(`${url}${path}`, { headers: { authorization } })
  if (!answer.ok) throw new Error(`${url}${path} answered ${answer.status}`)
  return (await answer.json()) as Content
}
