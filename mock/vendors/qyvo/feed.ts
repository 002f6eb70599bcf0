import type { operations } from '../../../spec/generated/qyvo.types.ts'
import type { ReplyOf } from '../../http/operation-types.ts'
import { Problem } from '../../http/problem.ts'
import { positionOf } from '../../http/quirk.ts'
import type { Scene } from '../../http/scene.ts'
import { rows } from '../../http/shelf.ts'
import { isUuid } from '../../wire/uuid.ts'
import { newest } from '../../world/listing.ts'
import { toFlowSession } from './flow-session.ts'
import { idsOf } from './ids.ts'
import { MESSAGE_TYPES, newestMessages } from './messages.ts'
import { quirks } from './quirks.ts'

/** Records that a feed shows at most; there is no way to what lies beyond. */
export const WINDOW = 100

/** The newest sessions, of all flows or of one. */
export function newFlowTriggered(id: string | undefined, scene: Scene): ReplyOf<operations['newFlowTriggered']> {
  refuseUnknown(scene, 'flow_id')
  if (id === undefined || id === '') return sessions(scene, undefined)
  if (!isUuid(id)) {
    if (positionOf(scene.world, quirks.malformedFlowId) === 'nothing') return { status: 200, body: [] }
    throw new Problem('invalid', { issues: [{ in: 'query', at: 'flow_id', rule: 'format' }] })
  }
  const flow = idsOf(scene.world).flow.decode(id.toLowerCase())
  if (flow !== undefined) return sessions(scene, flow)
  if (positionOf(scene.world, quirks.unknownFlow) === 'nothing') return { status: 200, body: [] }
  throw new Problem('not-found', { text: 'Flow not found' })
}

/** The newest messages, of all types or of one. */
export function newMessageReceived(type: string | undefined, scene: Scene): ReplyOf<operations['newMessageReceived']> {
  const { world, view } = scene
  refuseUnknown(scene, 'message_type')
  const wanted = type === '' ? undefined : type
  const isListed = wanted === undefined || MESSAGE_TYPES.some((one) => one === wanted)
  if (!isListed && positionOf(world, quirks.unknownMessageType) === 'refused') {
    throw new Problem('invalid', { issues: [{ in: 'query', at: 'message_type', rule: 'in' }] })
  }
  return { status: 200, body: newestMessages(world, view, { type: wanted, limit: WINDOW }) }
}

function sessions(scene: Scene, flow: number | undefined): ReplyOf<operations['newFlowTriggered']> {
  return { status: 200, body: rows(scene, newest(scene.view, { flow, limit: WINDOW }), toFlowSession) }
}

function refuseUnknown({ world, incoming }: Scene, known: string): void {
  if (positionOf(world, quirks.unknownParameters) === 'ignored') return
  const unknown = incoming.query.names.filter((name) => name !== known)
  if (unknown.length === 0) return
  throw new Problem('invalid', { issues: unknown.map((name) => ({ in: 'query', at: name, rule: 'unknown' })) })
}
