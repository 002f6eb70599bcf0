import { buildPath, type CheckRequest, type Exchange, isSuccess } from '../../kit/http/exchange.ts'
import type { ListItem } from '../../kit/checks/list-order.ts'
import { getNumber, getObjects, getPath, getString } from '../../kit/json.ts'
import type { CheckContext } from '../../kit/check-context.ts'
import { mapInOrder, sendIfApplicable } from '../../kit/checks/send.ts'
import { RefusedAccessError, UnconfiguredError } from '../../kit/run/preflight.ts'

export const FLOWS_PATH = '/api/v1/flows/{environment}'
export const SESSIONS_PATH = '/api/v1/flows/{flowId}/{environment}/sessions'

/** The flow and environment whose sessions are read. */
export interface FlowScope {
  readonly flowId: string
  readonly environment: string
}

/** Returns the flow and environment that were given or found. */
export function readScope({ knownIds }: CheckContext): FlowScope {
  const flowId = knownIds['flowId']
  if (flowId === undefined) throw new UnconfiguredError(`flowId is not given; ${FLOW_ADVICE}`)
  return { flowId, environment: knownIds['environment'] ?? 'live' }
}

const FLOW_ADVICE = 'add --id flowId=… with the flow whose sessions to check'
/** Most flows of a list whose sessions are counted. */
const MAX_FLOWS = 5

/** Finds the environment of the credential and, in the list of flows, the flow with the most sessions, as far as they are not given. */
export async function findScope(context: CheckContext): Promise<Readonly<Record<string, string>>> {
  const { knownIds, profile } = context
  const { flowId } = knownIds
  const environments = knownIds['environment'] === undefined ? ['live', 'staging'] : [knownIds['environment']]
  if (flowId !== undefined && environments.length === 1) return {}
  const responses: Exchange[] = []
  for (const environment of environments) {
    const exchange =
      flowId === undefined
        ? await sendIfApplicable(buildFlowsRequest(environment), context)
        : await sendIfApplicable(buildSessionsRequest({ flowId, environment }, {}, 'discovery'), context)
    if (exchange === null) continue
    responses.push(exchange)
    if (!isSuccess(exchange)) continue
    if (flowId !== undefined) return { environment }
    const found = await findFlow(exchange, environment, context)
    if (found !== undefined) return { flowId: found, environment }
  }
  if (flowId !== undefined) return {}
  const [first] = responses
  if (first !== undefined && responses.every(({ status }) => profile.authErrorStatuses.includes(status)))
    throw new RefusedAccessError(first)
  const reasons = responses.map(
    ({ method, request, status, body }) =>
      `${method} ${request.path} returned ${status}${Array.isArray(getPath(body, 'content')) ? ' without flows' : ''}`,
  )
  throw new UnconfiguredError(
    `flowId is not given, and ${reasons.join(' and ') || 'no flows are listed'}; ${FLOW_ADVICE}`,
  )
}

/** Returns the one of the first flows of a list that has the most sessions. */
async function findFlow(flows: Exchange, environment: string, { client }: CheckContext): Promise<string | undefined> {
  const ids = getObjects(flows.body, 'content').flatMap((flow) => getString(flow, 'id') ?? [])
  const counts = await mapInOrder(ids.slice(0, MAX_FLOWS), async (flowId) => {
    const request = buildSessionsRequest({ flowId, environment }, { size: '1' }, 'discovery')
    return getNumber((await client.sendRequest(request)).body, 'page', 'totalElements') ?? 0
  })
  return ids[counts.indexOf(Math.max(...counts))]
}

function buildFlowsRequest(environment: string): CheckRequest {
  return { operation: 'listFlows', path: buildPath(FLOWS_PATH, { path: { environment } }), intent: 'discovery' }
}

export function buildSessionsRequest(
  { flowId, environment }: FlowScope,
  query: Readonly<Record<string, string>> = {},
  intent: CheckRequest['intent'] = 'valid',
): CheckRequest {
  return { operation: 'listSessions', path: buildPath(SESSIONS_PATH, { path: { flowId, environment }, query }), intent }
}

export function resolveSessionsPath(context: CheckContext): { readonly template: string; readonly path: string } {
  return { template: SESSIONS_PATH, path: buildSessionsRequest(readScope(context)).path }
}

/** One page: its sessions and its `page` member. Missing numbers are NaN. */
export interface SessionPage {
  readonly exchange: Exchange
  readonly items: readonly ListItem[]
  readonly size: number
  readonly number: number
  readonly totalElements: number
  readonly totalPages: number
}

export function readPage(exchange: Exchange): SessionPage {
  const readNumber = (name: string): number => getNumber(exchange.body, 'page', name) ?? Number.NaN
  return {
    exchange,
    items: readSessions(exchange),
    size: readNumber('size'),
    number: readNumber('number'),
    totalElements: readNumber('totalElements'),
    totalPages: readNumber('totalPages'),
  }
}

export function readSessions(exchange: Exchange): readonly ListItem[] {
  return getObjects(exchange.body, 'content').map((item) => ({
    id: getString(item, 'sessionId') ?? '',
    timestamp: getString(item, 'createdAt'),
    item,
  }))
}
