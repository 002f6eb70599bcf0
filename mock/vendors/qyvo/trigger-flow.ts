import type { operations } from '../../../spec/generated/qyvo.types.ts'
import type { Asked, ReplyOf } from '../../http/operation-types.ts'
import { Problem } from '../../http/problem.ts'
import { positionOf } from '../../http/quirk.ts'
import type { Scene } from '../../http/scene.ts'
import { engagement } from '../../world/engaged.ts'
import type { JsonObject, Run } from '../../world/run.ts'
import { cardOf, keepCard } from './card.ts'
import { contactWith } from './contacts.ts'
import { flowAt } from './flows.ts'
import { idsOf } from './ids.ts'
import { contactOfId, namedBy, phoneIn } from './naming.ts'
import { quirks } from './quirks.ts'

/** Starts a flow for a contact, unless a session of it is running already. */
export function triggerFlow(
  body: Asked<operations['triggerFlow']>['body'],
  scene: Scene,
): ReplyOf<operations['triggerFlow']> {
  const { world } = scene
  const named = namedBy(scene, body, ['contact_id', 'phone'])
  const phone = named.way === 'phone' ? phoneIn(named.value) : undefined
  const flow = flowAt(scene, body.flow_id)
  if (flow?.published !== true) throw new Problem('not-found', { text: 'Flow not found or not published' })
  const contact = phone === undefined ? contactOfId(scene, named.value) : optedIn(phone, scene)
  const running = engagement(world, world.view(), { contact, flow: flow.index })
  if (running !== undefined) {
    const id = positionOf(world, quirks.alreadyRunningBody) === 'status-only' ? {} : { id: sessionId(running, scene) }
    return { status: 200, body: { ...id, status: 'already_running' } }
  }
  // The schema has seen that it is an object; JSON cannot hold anything else than JSON.
  const given = { variables: (body.context ?? {}) as JsonObject, opening: {} }
  const run = world.apply({ kind: 'create', flow: flow.index, contact, environment: 'live', given })
  if (run === null) throw new Error('a session vanished while it was started')
  const status = positionOf(world, quirks.startStatus) === '200' ? 200 : 201
  return { status, body: { id: sessionId(run, scene), status: 'started' } }
}

/** Whoever has this phone number, made when there is nobody, opted in from now on. */
function optedIn(phone: string, scene: Scene): number {
  const { world } = scene
  const contact = contactWith(phone, scene)
  keepCard(world, contact, { ...cardOf(world, contact), optedInAt: world.now, optedOutAt: null })
  return contact
}

function sessionId(run: Run, { world }: Scene): string {
  return idsOf(world).session.encode(run.number, run.createdAt)
}
