import { buildPath, type CheckRequest, type Exchange } from '../../kit/http/exchange.ts'
import type { ListItem } from '../../kit/checks/list-order.ts'
import { getNumber, getObjects, getString } from '../../kit/json.ts'
import type { CheckContext } from '../../kit/check-context.ts'
import { UnconfiguredError } from '../../kit/run/preflight.ts'

export const SESSIONS_PATH = '/api/v1/flows/{flowId}/{environment}/sessions'

/** The flow and environment whose sessions are read. */
export interface FlowScope {
  readonly flowId: string
  readonly environment: string
}

/** Reads the scope from the configuration; no endpoint lists the ids of flows with sessions. */
export function readScope({ knownIds }: CheckContext): FlowScope {
  const flowId = knownIds['flowId']
  if (flowId === undefined)
    throw new UnconfiguredError('flowId is not set; give the id of the flow whose sessions to check')
  return { flowId, environment: knownIds['environment'] ?? 'live' }
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
