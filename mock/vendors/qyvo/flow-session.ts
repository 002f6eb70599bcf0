import type { components } from '../../../spec/generated/qyvo.types.ts'
import { flowText, variablesOf } from '../../content/flavour.ts'
import { toSeconds } from '../../wire/instants.ts'
import type { Status } from '../../world/fate.ts'
import type { Run } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { flavour } from './flavour.ts'
import { idsOf } from './ids.ts'

export type FlowSession = components['schemas']['FlowSession']

/** Qyvo knows no queue and no cancelling: what waits is running, what was broken off has failed. */
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
  return {
    id: ids.session.encode(run.number, run.createdAt),
    flow_id: ids.flow.encode(run.flow.index),
    flow_name: flowText(flavour, world, run.flow.index).name,
    contact_id: ids.contact.encode(run.contact),
    contact_phone: person.phone,
    contact_name: person.name,
    contact_email: person.email,
    status: wireStatus[run.status],
    current_node_id: run.startedAt === null ? null : `node_${run.repliesAt.length + 1}`,
    context: variablesOf(flavour, world, run),
    last_interaction_at: toSeconds(run.lastInteractionAt),
    expires_at: toSeconds(run.expiresAt),
    completed_at: run.status === 'completed' && run.endedAt !== null ? toSeconds(run.endedAt) : null,
    created_at: toSeconds(run.createdAt),
  }
}
