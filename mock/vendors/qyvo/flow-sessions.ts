import type { components, operations } from '../../../spec/generated/qyvo.types.ts'
import { getFlowText, getVariables } from '../../content/flow-texts.ts'
import type { HandlerContext } from '../../http/handler-context.ts'
import type { OperationInput, OperationReply } from '../../http/operation.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { formatIsoSeconds } from '../../wire/date-time.ts'
import type { Status } from '../../world/model/outcome.ts'
import type { JsonObject, Run } from '../../world/model/run.ts'
import { findActiveRun } from '../../world/query/active-run.ts'
import type { World } from '../../world/world.ts'
import { readProfile, saveProfile } from './contact-profile.ts'
import { findOrCreateContact } from './contacts.ts'
import { flowContent } from './flow-content.ts'
import { findFlow } from './flows.ts'
import { getIds } from './ids.ts'
import { quirks } from './quirks.ts'
import { parseContactReference, requireContactById, requirePhone } from './request-body.ts'

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

/** Starts a flow for a contact, unless a session of it is running already. */
export function triggerFlow(
  body: OperationInput<operations['triggerFlow']>['body'],
  context: HandlerContext,
): OperationReply<operations['triggerFlow']> {
  const { world } = context
  const reference = parseContactReference(context, body, ['contact_id', 'phone'])
  const phone = reference.field === 'phone' ? requirePhone(reference.value) : undefined
  const flow = findFlow(context, body.flow_id)
  if (flow?.isPublished !== true) throw new Problem('not-found', { text: 'Flow not found or not published' })
  const contact = phone === undefined ? requireContactById(context, reference.value) : optInContact(phone, context)
  const activeRun = findActiveRun(world, world.view(), { contact, flow: flow.index })
  if (activeRun !== undefined) {
    const id =
      getQuirkPosition(world, quirks.alreadyRunningBody) === 'status-only'
        ? {}
        : { id: getSessionId(activeRun, context) }
    return { status: 200, body: { ...id, status: 'already_running' } }
  }
  // The schema has seen that it is an object; JSON cannot hold anything else than JSON.
  const input = { variables: (body.context ?? {}) as JsonObject, initialMessage: {} }
  const run = world.applyOperation({ kind: 'create', flow: flow.index, contact, environment: 'live', input: input })
  if (run === null) throw new Error('a session vanished while it was started')
  const status = getQuirkPosition(world, quirks.startStatus) === '200' ? 200 : 201
  return { status, body: { id: getSessionId(run, context), status: 'started' } }
}

/** Whoever has this phone number, made when there is nobody, opted in from now on. */
function optInContact(phone: string, context: HandlerContext): number {
  const { world } = context
  const contact = findOrCreateContact(phone, context)
  saveProfile(world, contact, { ...readProfile(world, contact), optedInAt: world.now, optedOutAt: null })
  return contact
}

function getSessionId(run: Run, { world }: HandlerContext): string {
  return getIds(world).session.encode(run.number, run.createdAt)
}
