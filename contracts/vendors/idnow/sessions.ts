import { buildPath, type CheckRequest, type Exchange, type PathAndQueryValues } from '../../kit/http/exchange.ts'
import type { ListItem } from '../../kit/checks/list-order.ts'
import { getNumber, getObjects, getString } from '../../kit/json.ts'
import type { CheckContext } from '../../kit/check-context.ts'
import { UnconfiguredError } from '../../kit/run/preflight.ts'

/** The path of a flow's sessions. */
export const SESSIONS_PATH = '/api/v1/flows/{flowId}/{environment}/sessions'

/** Whose sessions to look at. */
export interface FlowScope {
  readonly flowId: string
  readonly environment: string
}

/** The flow and environment that the run was told to look at; nothing in the API that the suite reads names flows. */
export function readScope({ knownIds }: CheckContext): FlowScope {
  const flowId = knownIds['flowId']
  if (flowId === undefined) throw new UnconfiguredError('flowId is not given; name the flow whose sessions to check')
  return { flowId, environment: knownIds['environment'] ?? 'live' }
}

/** A read of a flow's sessions. */
export function buildSessionsRequest(
  { flowId, environment }: FlowScope,
  query: PathAndQueryValues['query'] = {},
  intent: CheckRequest['intent'] = 'valid',
): CheckRequest {
  return { operation: 'listSessions', path: buildPath(SESSIONS_PATH, { path: { flowId, environment }, query }), intent }
}

/** The path of the sessions with and without its values. */
export function resolveSessionsPath(context: CheckContext): { readonly template: string; readonly path: string } {
  return { template: SESSIONS_PATH, path: buildSessionsRequest(readScope(context)).path }
}

/** One page as it came: the sessions, and where it says that it stands. Members that are missing are NaN. */
export interface SessionPage {
  readonly exchange: Exchange
  readonly items: readonly ListItem[]
  readonly size: number
  readonly number: number
  readonly totalElements: number
  readonly totalPages: number
}

/** Reads a page out of an answer. */
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

/** The sessions of an answer, in the order in which they stand. */
export function readSessions(exchange: Exchange): readonly ListItem[] {
  return getObjects(exchange.body, 'content').map((item) => ({
    id: getString(item, 'sessionId') ?? '',
    timestamp: getString(item, 'createdAt'),
    item,
  }))
}
