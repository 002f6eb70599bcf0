import { type AddressValues, address, type Call } from '../../kit/call.ts'
import type { SeenItem } from '../../kit/checks/order.ts'
import type { Exchange } from '../../kit/exchange.ts'
import { numberAt, objectsAt, textAt } from '../../kit/json.ts'
import type { Context } from '../../kit/observation.ts'
import { Unconfigured } from '../../kit/preflight.ts'

/** The path of a flow's sessions. */
export const SESSIONS = '/api/v1/flows/{flowId}/{environment}/sessions'

/** Whose sessions to look at. */
export interface Place {
  readonly flowId: string
  readonly environment: string
}

/** The flow and environment that the run was told to look at; nothing in the API that the suite reads names flows. */
export function placeOf({ given }: Context): Place {
  const flowId = given['flowId']
  if (flowId === undefined) throw new Unconfigured('flowId is not given; name the flow whose sessions to check')
  return { flowId, environment: given['environment'] ?? 'live' }
}

/** A read of a flow's sessions. */
export function sessionsCall(
  { flowId, environment }: Place,
  query: AddressValues['query'] = {},
  intent: Call['intent'] = 'valid',
): Call {
  return { operation: 'listSessions', path: address(SESSIONS, { path: { flowId, environment }, query }), intent }
}

/** The path of the sessions with and without its values. */
export function sessionsPath(context: Context): { readonly template: string; readonly path: string } {
  return { template: SESSIONS, path: sessionsCall(placeOf(context)).path }
}

/** One page as it came: the sessions, and where it says that it stands. Members that are missing are NaN. */
export interface PageRead {
  readonly exchange: Exchange
  readonly items: readonly SeenItem[]
  readonly size: number
  readonly number: number
  readonly totalElements: number
  readonly totalPages: number
}

/** Reads a page out of an answer. */
export function pageOf(exchange: Exchange): PageRead {
  const member = (name: string): number => numberAt(exchange.body, 'page', name) ?? Number.NaN
  return {
    exchange,
    items: sessionsOf(exchange),
    size: member('size'),
    number: member('number'),
    totalElements: member('totalElements'),
    totalPages: member('totalPages'),
  }
}

/** The sessions of an answer, in the order in which they stand. */
export function sessionsOf(exchange: Exchange): readonly SeenItem[] {
  return objectsAt(exchange.body, 'content').map((item) => ({
    id: textAt(item, 'sessionId') ?? '',
    stamp: textAt(item, 'createdAt'),
    item,
  }))
}
