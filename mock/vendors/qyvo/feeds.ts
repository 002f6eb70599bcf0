import type { operations } from '../../../spec/generated/qyvo.types.ts'
import type { OperationReply } from '../../http/operation.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { HandlerContext } from '../../http/handler-context.ts'
import { serializeRows } from '../../http/row-cache.ts'
import { isUuid } from '../../wire/uuid.ts'
import { listNewestRuns } from '../../world/query/by-creation.ts'
import { serializeFlowSession } from './flow-sessions.ts'
import { getIds } from './ids.ts'
import { MESSAGE_TYPES, listNewestMessages } from './messages.ts'
import { quirks } from './quirks.ts'

/** Records that a feed shows at most; there is no way to what lies beyond. */
export const FEED_SIZE = 100

/** The newest sessions, of all flows or of one. */
export function readFlowSessionFeed(
  id: string | undefined,
  context: HandlerContext,
): OperationReply<operations['newFlowTriggered']> {
  rejectUnknownParameters(context, 'flow_id')
  if (id === undefined || id === '') return listFlowSessions(context, undefined)
  if (!isUuid(id)) {
    if (getQuirkPosition(context.world, quirks.malformedFlowId) === 'nothing') return { status: 200, body: [] }
    throw new Problem('invalid', { issues: [{ in: 'query', at: 'flow_id', rule: 'format' }] })
  }
  const flow = getIds(context.world).flow.decode(id.toLowerCase())
  if (flow !== undefined) return listFlowSessions(context, flow)
  if (getQuirkPosition(context.world, quirks.unknownFlow) === 'nothing') return { status: 200, body: [] }
  throw new Problem('not-found', { text: 'Flow not found' })
}

/** The newest messages, of all types or of one. */
export function readMessageFeed(
  type: string | undefined,
  context: HandlerContext,
): OperationReply<operations['newMessageReceived']> {
  const { world, view } = context
  rejectUnknownParameters(context, 'message_type')
  const messageType = type === '' ? undefined : type
  const isKnownType = messageType === undefined || MESSAGE_TYPES.some((one) => one === messageType)
  if (!isKnownType && getQuirkPosition(world, quirks.unknownMessageType) === 'refused') {
    throw new Problem('invalid', { issues: [{ in: 'query', at: 'message_type', rule: 'in' }] })
  }
  return { status: 200, body: listNewestMessages(world, view, { type: messageType, limit: FEED_SIZE }) }
}

function listFlowSessions(
  context: HandlerContext,
  flow: number | undefined,
): OperationReply<operations['newFlowTriggered']> {
  return {
    status: 200,
    body: serializeRows(context, listNewestRuns(context.view, { flow, limit: FEED_SIZE }), serializeFlowSession),
  }
}

function rejectUnknownParameters({ world, request }: HandlerContext, known: string): void {
  if (getQuirkPosition(world, quirks.unknownParameters) === 'ignored') return
  const unknown = request.query.names.filter((name) => name !== known)
  if (unknown.length === 0) return
  throw new Problem('invalid', { issues: unknown.map((name) => ({ in: 'query', at: name, rule: 'unknown' })) })
}
