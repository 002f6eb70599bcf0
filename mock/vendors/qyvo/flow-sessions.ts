import type { components, operations } from '../../../spec/generated/qyvo.types.ts'
import { getFlowText, getVariables } from '../../content/flow-texts.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { Handler } from '../../http/vendor.ts'
import { formatIsoSeconds } from '../../wire/date-time.ts'
import type { Status } from '../../world/model/outcome.ts'
import type { JsonObject } from '../../world/model/json.ts'
import type { Run } from '../../world/model/run.ts'
import { findActiveRun } from '../../world/query/active-run.ts'
import type { World } from '../../world/world.ts'
import { optInContact, requireContact } from './contacts.ts'
import { flowContent } from './flow-content.ts'
import { findFlow, serializeContext } from './flows.ts'
import { getIds } from './ids.ts'
import { quirks } from './quirks.ts'
import { parseContactReference, requirePhone } from './request-body.ts'

type FlowSession = components['schemas']['FlowSession']

/** Qyvo has no status for a queued session, and none for a cancelled one (see the quirk `cancelledSessions`). */
const wireStatus = {
  queued: 'running',
  running: 'running',
  completed: 'completed',
  expired: 'expired',
  failed: 'failed',
  cancelled: 'failed',
} as const satisfies Record<Status, FlowSession['status']>

/** Serializes a run as a row of the feed. */
export function serializeFlowSession(run: Run, world: World): FlowSession {
  const ids = getIds(world)
  const person = world.getPerson(run.contact)
  return {
    id: getSessionId(run, world),
    flow_id: ids.flow.encode(run.flow.index),
    flow_name: getFlowText(flowContent, world, run.flow.index).name,
    contact_id: ids.contact.encode(run.contact),
    contact_phone: person.phone,
    contact_name: person.name,
    contact_email: person.email,
    status:
      run.status === 'cancelled' ? getQuirkPosition(world, quirks['qyvo.cancelled-sessions']) : wireStatus[run.status],
    current_node_id: getCurrentNodeId(run, world),
    context: serializeContext(getVariables(flowContent, world, run), world),
    last_interaction_at: formatIsoSeconds(run.lastInteractionAt),
    expires_at: formatIsoSeconds(run.expiresAt),
    completed_at: getCompletedAt(run, world),
    created_at: formatIsoSeconds(run.createdAt),
  }
}

function getCurrentNodeId(run: Run, world: World): string | null {
  if (run.startedAt === null) return null
  if (run.endedAt !== null && getQuirkPosition(world, quirks['qyvo.node-after-end']) === 'null') return null
  return `node_${run.repliesAt.length + 1}`
}

function getCompletedAt({ status, endedAt }: Run, world: World): string | null {
  const isShown = status === 'completed' || getQuirkPosition(world, quirks['qyvo.completed-at']) === 'every-end'
  return endedAt !== null && isShown ? formatIsoSeconds(endedAt) : null
}

/** Starts a flow for a contact, unless the contact has a running session of this flow. */
export const triggerFlow: Handler<operations['triggerFlow']> = ({ body }, context) => {
  const { world } = context
  const several = getQuirkPosition(world, quirks['qyvo.contact-and-phone'])
  const reference = parseContactReference(body, ['contact_id', 'phone'], several)
  const phone = reference.field === 'phone' ? requirePhone(reference.value) : undefined
  const flow = findFlow(body.flow_id, world)
  if (flow?.isPublished !== true) throw new Problem('not-found', { text: 'Flow not found or not published' })
  const contact = phone === undefined ? requireContact(reference, context) : optInContact(phone, context)
  const activeRun = findActiveRun(world, world.view(), { contact, flow: flow.index })
  if (activeRun !== undefined) {
    const hasId = getQuirkPosition(world, quirks['qyvo.already-running-body']) === 'with-id'
    const id = hasId ? { id: getSessionId(activeRun, world) } : {}
    return { status: 200, body: { ...id, status: 'already_running' } }
  }
  // The schema admits only an object here, and parsed JSON holds only JSON values.
  const input = { variables: (body.context ?? {}) as JsonObject, initialMessage: {} }
  const run = world.applyOperation({ kind: 'create', flow: flow.index, contact, environment: 'live', input })
  if (run === null) throw new Error('the operation "create" returned no run')
  const status = getQuirkPosition(world, quirks['qyvo.start-status']) === '200' ? 200 : 201
  return { status, body: { id: getSessionId(run, world), status: 'started' } }
}

function getSessionId(run: Run, world: World): string {
  return getIds(world).session.encode(run.number, run.createdAt)
}
