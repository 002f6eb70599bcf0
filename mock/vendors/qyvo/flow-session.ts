import type { components } from '../../../spec/generated/qyvo.types.ts'
import { flowText, variablesOf } from '../../content/flavour.ts'
import { toSeconds } from '../../wire/instants.ts'
import { positionOf } from '../../http/quirk.ts'
import type { Status } from '../../world/fate.ts'
import type { Run } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { flavour } from './flavour.ts'
import { idsOf } from './ids.ts'
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
export function toFlowSession(run: Run, world: World): FlowSession {
  const ids = idsOf(world)
  const person = world.person(run.contact)
  const ended = run.endedAt
  return {
    id: ids.session.encode(run.number, run.createdAt),
    flow_id: ids.flow.encode(run.flow.index),
    flow_name: flowText(flavour, world, run.flow.index).name,
    contact_id: ids.contact.encode(run.contact),
    contact_phone: person.phone,
    contact_name: person.name,
    contact_email: person.email,
    status: run.status === 'cancelled' ? positionOf(world, quirks.cancelledSessions) : wireStatus[run.status],
    current_node_id: nodeOf(run, world),
    context: contextOf(run, world),
    last_interaction_at: toSeconds(run.lastInteractionAt),
    expires_at: toSeconds(run.expiresAt),
    completed_at: ended !== null && tellsEnd(run, world) ? toSeconds(ended) : null,
    created_at: toSeconds(run.createdAt),
  }
}

function nodeOf(run: Run, world: World): string | null {
  if (run.startedAt === null) return null
  if (run.endedAt !== null && positionOf(world, quirks.nodeAfterEnd) === 'null') return null
  return `node_${run.repliesAt.length + 1}`
}

function contextOf(run: Run, world: World): FlowSession['context'] {
  const context = variablesOf(flavour, world, run)
  const isEmpty = Object.keys(context).length === 0
  // Where a document says object and PHP writes an array, the type cannot follow.
  return isEmpty && positionOf(world, quirks.emptyContext) === 'array' ? ([] as unknown as typeof context) : context
}

function tellsEnd({ status }: Run, world: World): boolean {
  return status === 'completed' || positionOf(world, quirks.completedAt) === 'every-end'
}
