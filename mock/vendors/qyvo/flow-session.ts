import type { components } from '../../../spec/generated/qyvo.types.ts'
import { getFlowText, getVariables } from '../../content/flavour.ts'
import { formatIsoSeconds } from '../../wire/instants.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { Status } from '../../world/fate.ts'
import type { Run } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { flowContent } from './flavour.ts'
import { getIds } from './ids.ts'
import { quirks } from './quirks.ts'

export type FlowSession = components['schemas']['FlowSession']

/** Qyvo knows no queue and no cancelling: what waits is running; what was broken off is shown as the quirk says. */
const wireStatus = {
  queued: 'running',
  running: 'running',
  completed: 'completed',
  expired: 'expired',
  failed: 'failed',
  cancelled: 'failed',
} as const satisfies Record<Status, FlowSession['status']>

/** A run as an item of the feed. */
export function serializeFlowSession(run: Run, world: World): FlowSession {
  const ids = getIds(world)
  const person = world.getPerson(run.contact)
  const endedAt = run.endedAt
  return {
    id: ids.session.encode(run.number, run.createdAt),
    flow_id: ids.flow.encode(run.flow.index),
    flow_name: getFlowText(flowContent, world, run.flow.index).name,
    contact_id: ids.contact.encode(run.contact),
    contact_phone: person.phone,
    contact_name: person.name,
    contact_email: person.email,
    status: run.status === 'cancelled' ? getQuirkPosition(world, quirks.cancelledSessions) : wireStatus[run.status],
    current_node_id: getCurrentNodeId(run, world),
    context: buildContext(run, world),
    last_interaction_at: formatIsoSeconds(run.lastInteractionAt),
    expires_at: formatIsoSeconds(run.expiresAt),
    completed_at: endedAt !== null && hasCompletedAt(run, world) ? formatIsoSeconds(endedAt) : null,
    created_at: formatIsoSeconds(run.createdAt),
  }
}

function getCurrentNodeId(run: Run, world: World): string | null {
  if (run.startedAt === null) return null
  if (run.endedAt !== null && getQuirkPosition(world, quirks.nodeAfterEnd) === 'null') return null
  return `node_${run.repliesAt.length + 1}`
}

function buildContext(run: Run, world: World): FlowSession['context'] {
  const context = getVariables(flowContent, world, run)
  const isEmpty = Object.keys(context).length === 0
  // Where a document says object and PHP writes an array, the type cannot follow.
  return isEmpty && getQuirkPosition(world, quirks.emptyContext) === 'array'
    ? ([] as unknown as typeof context)
    : context
}

function hasCompletedAt({ status }: Run, world: World): boolean {
  return status === 'completed' || getQuirkPosition(world, quirks.completedAt) === 'every-end'
}
