import type { operations } from '../../../spec/generated/qyvo.types.ts'
import type { HandlerContext, OperationReply } from '../../http/handler.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { serializeRows } from '../../http/caches.ts'
import { isUuid } from '../../wire/uuid.ts'
import { listNewestRuns } from '../../world/query/by-creation.ts'
import { serializeFlowSession } from './flow-sessions.ts'
import { getIds } from './ids.ts'
import { listNewestMessages, MESSAGE_TYPES } from './messages.ts'
import { quirks } from './quirks.ts'

/** The maximum number of rows in a feed. A feed has no pages: older rows cannot be requested. */
export const FEED_SIZE = 100

type FlowSessionReply = OperationReply<operations['newFlowTriggered']>

/** Returns the newest sessions, of all flows or of one. An empty id counts as none. */
export function readFlowSessionFeed(flowId: string | undefined, context: HandlerContext): FlowSessionReply {
  const { world } = context
  rejectUnknownParameters(context, 'flow_id')
  if (flowId === undefined || flowId === '') return listFlowSessions(context, undefined)
  if (!isUuid(flowId)) {
    if (getQuirkPosition(world, quirks.malformedFlowId) === 'nothing') return { status: 200, body: [] }
    throw new Problem('invalid', { issues: [{ in: 'query', at: 'flow_id', rule: 'format' }] })
  }
  const flow = getIds(world).flow.decode(flowId.toLowerCase())
  if (flow !== undefined) return listFlowSessions(context, flow)
  if (getQuirkPosition(world, quirks.unknownFlow) === 'nothing') return { status: 200, body: [] }
  throw new Problem('not-found', { text: 'Flow not found' })
}

/** Returns the newest inbound messages, of all types or of one. An empty type counts as none. */
export function readMessageFeed(messageType: string | undefined, context: HandlerContext) {
  rejectUnknownParameters(context, 'message_type')
  const type = messageType === '' ? undefined : messageType
  const isKnownType = type === undefined || MESSAGE_TYPES.some((known) => known === type)
  if (!isKnownType && getQuirkPosition(context.world, quirks.unknownMessageType) === 'refused') {
    throw new Problem('invalid', { issues: [{ in: 'query', at: 'message_type', rule: 'in' }] })
  }
  return { status: 200, body: listNewestMessages(context, type, FEED_SIZE) } as const
}

function listFlowSessions(context: HandlerContext, flow: number | undefined): FlowSessionReply {
  const refs = listNewestRuns(context.view, { flow, limit: FEED_SIZE })
  return { status: 200, body: serializeRows(context, refs, serializeFlowSession) }
}

function rejectUnknownParameters({ world, request }: HandlerContext, known: string): void {
  if (getQuirkPosition(world, quirks.unknownParameters) === 'ignored') return
  const unknown = request.query.names.filter((name) => name !== known)
  if (unknown.length === 0) return
  throw new Problem('invalid', { issues: unknown.map((name) => ({ in: 'query', at: name, rule: 'unknown' })) })
}
