import type { operations } from '../../../spec/generated/qyvo.types.ts'
import type { OperationReply } from '../../http/operation-types.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { HandlerContext } from '../../http/scene.ts'
import { serializeRows } from '../../http/shelf.ts'
import { isUuid } from '../../wire/uuid.ts'
import { listNewestRuns } from '../../world/listing.ts'
import { serializeFlowSession } from './flow-session.ts'
import { getIds } from './ids.ts'
import { MESSAGE_TYPES, listNewestMessages } from './messages.ts'
import { quirks } from './quirks.ts'

/** Records that a feed shows at most; there is no way to what lies beyond. */
export const FEED_SIZE = 100

/** The newest sessions, of all flows or of one. */
export function readFlowSessionFeed(
  id: string | undefined,
  scene: HandlerContext,
): OperationReply<operations['newFlowTriggered']> {
  rejectUnknownParameters(scene, 'flow_id')
  if (id === undefined || id === '') return listFlowSessions(scene, undefined)
  if (!isUuid(id)) {
    if (getQuirkPosition(scene.world, quirks.malformedFlowId) === 'nothing') return { status: 200, body: [] }
    throw new Problem('invalid', { issues: [{ in: 'query', at: 'flow_id', rule: 'format' }] })
  }
  const flow = getIds(scene.world).flow.decode(id.toLowerCase())
  if (flow !== undefined) return listFlowSessions(scene, flow)
  if (getQuirkPosition(scene.world, quirks.unknownFlow) === 'nothing') return { status: 200, body: [] }
  throw new Problem('not-found', { text: 'Flow not found' })
}

/** The newest messages, of all types or of one. */
export function readMessageFeed(
  type: string | undefined,
  scene: HandlerContext,
): OperationReply<operations['newMessageReceived']> {
  const { world, view } = scene
  rejectUnknownParameters(scene, 'message_type')
  const messageType = type === '' ? undefined : type
  const isKnownType = messageType === undefined || MESSAGE_TYPES.some((one) => one === messageType)
  if (!isKnownType && getQuirkPosition(world, quirks.unknownMessageType) === 'refused') {
    throw new Problem('invalid', { issues: [{ in: 'query', at: 'message_type', rule: 'in' }] })
  }
  return { status: 200, body: listNewestMessages(world, view, { type: messageType, limit: FEED_SIZE }) }
}

function listFlowSessions(
  scene: HandlerContext,
  flow: number | undefined,
): OperationReply<operations['newFlowTriggered']> {
  return {
    status: 200,
    body: serializeRows(scene, listNewestRuns(scene.view, { flow, limit: FEED_SIZE }), serializeFlowSession),
  }
}

function rejectUnknownParameters({ world, request }: HandlerContext, known: string): void {
  if (getQuirkPosition(world, quirks.unknownParameters) === 'ignored') return
  const unknown = request.query.names.filter((name) => name !== known)
  if (unknown.length === 0) return
  throw new Problem('invalid', { issues: unknown.map((name) => ({ in: 'query', at: name, rule: 'unknown' })) })
}
