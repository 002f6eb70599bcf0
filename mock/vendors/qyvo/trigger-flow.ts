import type { operations } from '../../../spec/generated/qyvo.types.ts'
import type { OperationInput, OperationReply } from '../../http/operation-types.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { HandlerContext } from '../../http/scene.ts'
import { findActiveRun } from '../../world/engaged.ts'
import type { JsonObject, Run } from '../../world/run.ts'
import { readProfile, saveProfile } from './card.ts'
import { findOrCreateContact } from './contacts.ts'
import { findFlow } from './flows.ts'
import { getIds } from './ids.ts'
import { requireContactById, parseContactReference, requirePhone } from './naming.ts'
import { quirks } from './quirks.ts'

/** Starts a flow for a contact, unless a session of it is running already. */
export function triggerFlow(
  body: OperationInput<operations['triggerFlow']>['body'],
  scene: HandlerContext,
): OperationReply<operations['triggerFlow']> {
  const { world } = scene
  const reference = parseContactReference(scene, body, ['contact_id', 'phone'])
  const phone = reference.field === 'phone' ? requirePhone(reference.value) : undefined
  const flow = findFlow(scene, body.flow_id)
  if (flow?.isPublished !== true) throw new Problem('not-found', { text: 'Flow not found or not published' })
  const contact = phone === undefined ? requireContactById(scene, reference.value) : optInContact(phone, scene)
  const activeRun = findActiveRun(world, world.view(), { contact, flow: flow.index })
  if (activeRun !== undefined) {
    const id =
      getQuirkPosition(world, quirks.alreadyRunningBody) === 'status-only' ? {} : { id: getSessionId(activeRun, scene) }
    return { status: 200, body: { ...id, status: 'already_running' } }
  }
  // The schema has seen that it is an object; JSON cannot hold anything else than JSON.
  const input = { variables: (body.context ?? {}) as JsonObject, opening: {} }
  const run = world.applyOperation({ kind: 'create', flow: flow.index, contact, environment: 'live', given: input })
  if (run === null) throw new Error('a session vanished while it was started')
  const status = getQuirkPosition(world, quirks.startStatus) === '200' ? 200 : 201
  return { status, body: { id: getSessionId(run, scene), status: 'started' } }
}

/** Whoever has this phone number, made when there is nobody, opted in from now on. */
function optInContact(phone: string, scene: HandlerContext): number {
  const { world } = scene
  const contact = findOrCreateContact(phone, scene)
  saveProfile(world, contact, { ...readProfile(world, contact), optedInAt: world.now, optedOutAt: null })
  return contact
}

function getSessionId(run: Run, { world }: HandlerContext): string {
  return getIds(world).session.encode(run.number, run.createdAt)
}
