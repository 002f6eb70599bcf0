import type { operations } from '../../../spec/generated/qyvo.types.ts'
import type { HandlerContext, OperationReply } from '../../http/handler.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { serializeRows } from '../../http/caches.ts'
import { isUuid } from '../../wire/python-values.ts'
import { listNewestRuns } from '../../world/query/by-creation.ts'
import type { World } from '../../world/world.ts'
import { listNewestCampaigns } from './campaigns.ts'
import { serializeFlowSession } from './flow-sessions.ts'
import { getIds } from './ids.ts'
import { listNewestMessages, MESSAGE_TYPES } from './messages.ts'
import { quirks } from './quirks.ts'
import { findSequence, listNewestSequenceSessions } from './sequences.ts'

/** The maximum number of rows in a feed. A feed has no pages: older rows cannot be requested. */
export const FEED_SIZE = 100

type FlowSessionReply = OperationReply<operations['newFlowTriggered']>

/** Returns the newest sessions, of all flows or of one. An empty id counts as none. */
export function readFlowSessionFeed(flowId: string | undefined, context: HandlerContext): FlowSessionReply {
  rejectUnknownParameters(context, 'flow_id')
  const find = (id: string, world: World) => getIds(world).flow.decode(id.toLowerCase())
  const flow = parseIdFilter('flow_id', flowId, context.world, find)
  return flow === 'nothing' ? { status: 200, body: [] } : listFlowSessions(context, flow)
}

/** Returns the newest inbound messages, of all types or of one. An empty type counts as none. */
export function readMessageFeed(messageType: string | undefined, context: HandlerContext) {
  rejectUnknownParameters(context, 'message_type')
  const type = messageType === '' ? undefined : messageType
  const isKnownType = type === undefined || MESSAGE_TYPES.some((known) => known === type)
  if (!isKnownType && getQuirkPosition(context.world, quirks['qyvo.unknown-message-type']) === 'refused') {
    throw new Problem('invalid', {
      issues: [{ in: 'query', at: 'message_type', rule: 'in', expected: { allowedValues: MESSAGE_TYPES } }],
    })
  }
  return { status: 200, body: listNewestMessages(context, type, FEED_SIZE) } as const
}

/** Returns the newest sent campaigns. */
export function readCampaignFeed(context: HandlerContext): OperationReply<operations['newCampaignSent']> {
  rejectUnknownParameters(context)
  const { campaigns, validUntil } = listNewestCampaigns(context, FEED_SIZE)
  return { status: 200, body: campaigns, validUntil }
}

/** Returns the newest sessions of sequences, of all or of one. An empty id counts as none. */
export function readSequenceSessionFeed(
  sequenceId: string | undefined,
  context: HandlerContext,
): OperationReply<operations['newSequenceTriggered']> {
  rejectUnknownParameters(context, 'sequence_id')
  const sequence = parseIdFilter('sequence_id', sequenceId, context.world, findSequence)
  if (sequence === 'nothing') return { status: 200, body: [] }
  const { rows, validUntil } = listNewestSequenceSessions(context, sequence, FEED_SIZE)
  return { status: 200, body: rows, validUntil }
}

/**
 * Returns the number in the id of a filter; undefined for an empty one, "nothing" for one that no row has.
 * @throws {Problem} as quirks decide: "invalid" for a malformed id, "not-found" for an unknown one
 */
function parseIdFilter(
  name: 'flow_id' | 'sequence_id',
  id: string | undefined,
  world: World,
  find: (id: string, world: World) => number | undefined,
): number | undefined | 'nothing' {
  if (id === undefined || id === '') return undefined
  if (!isUuid(id)) {
    if (getQuirkPosition(world, quirks['qyvo.malformed-flow-id']) === 'nothing') return 'nothing'
    throw new Problem('invalid', {
      issues: [{ in: 'query', at: name, rule: 'format', expected: { format: 'uuid' }, given: id }],
    })
  }
  const number = find(id, world)
  if (number !== undefined) return number
  if (getQuirkPosition(world, quirks['qyvo.unknown-flow']) === 'nothing') return 'nothing'
  throw new Problem('not-found', { text: name === 'flow_id' ? 'Flow not found' : 'Sequence not found' })
}

function listFlowSessions(context: HandlerContext, flow: number | undefined): FlowSessionReply {
  const refs = listNewestRuns(context.view, { flow, limit: FEED_SIZE })
  return { status: 200, body: serializeRows(context, refs, serializeFlowSession) }
}

function rejectUnknownParameters({ world, request }: HandlerContext, known?: string): void {
  if (getQuirkPosition(world, quirks['qyvo.unknown-parameters']) === 'ignored') return
  const unknown = request.query.names.filter((name) => name !== known)
  if (unknown.length === 0) return
  throw new Problem('invalid', { issues: unknown.map((name) => ({ in: 'query', at: name, rule: 'unknown' })) })
}
