import { Problem } from '../../http/problem.ts'
import type { Asked } from '../../http/operation-types.ts'
import type { Scene } from '../../http/scene.ts'
import type { operations } from '../../../spec/generated/recrubo.types.ts'
import type { EndStatus } from '../../world/fate.ts'
import { type Operation, Refusal, type RefusalReason } from '../../world/operation.ts'
import type { JsonObject, Run } from '../../world/run.ts'
import { lookup, readRun, type RunRef } from '../../world/view.ts'
import { channelOf } from './included.ts'
import { idsOf } from './ids.ts'

/** How each status that a client may set ends a run. */
const endStatus = {
  finished: 'completed',
  timeout: 'expired',
  cancelled: 'cancelled',
  exception: 'failed',
} as const satisfies Record<string, EndStatus>

/** Which member each refusal of the world is about, and the rule that it names. */
const refusals = {
  'unknown-run': ['/data/id', 'exists'],
  'unknown-flow': ['/data/attributes/flowId', 'exists'],
  'draft-flow': ['/data/attributes/flowId', 'unpublished'],
  'unknown-contact': ['/data/attributes/messageThreadId', 'exists'],
  'already-ended': ['/data/attributes/status', 'ended'],
  'still-running': ['/data/attributes/state', 'running'],
} as const satisfies Record<RefusalReason, readonly [string, string]>

/** The run that a path names. */
export function flowRunAt({ world, view }: Scene, id: string): RunRef {
  const number = idsOf(world).flowRun.decode(id.toLowerCase())
  const ref = number === undefined ? undefined : lookup(view, number)
  if (ref === undefined) throw new Problem('not-found', { text: 'FlowRun not found' })
  return ref
}

/** Starts a run. */
export function create(body: Asked<operations['createFlowRun']>['body'], scene: Scene): Run {
  const { attributes } = body.data
  const flow = idsOf(scene.world).flow.decode(attributes.flowId.toLowerCase())
  const contact = idsOf(scene.world).messageThread.decode(attributes.messageThreadId.toLowerCase())
  if (flow === undefined) throw missing('Flow not found', '/data/attributes/flowId')
  if (contact === undefined) throw missing('MessageThread not found', '/data/attributes/messageThreadId')
  const opening = attributes.initialMessage as JsonObject
  refuseWithoutTemplate(opening, contact, scene)
  // The schema has seen that both are objects; JSON cannot hold anything else than JSON.
  const given = { variables: attributes.state as JsonObject, opening }
  return written(carriedOut(scene, { kind: 'create', flow, contact, environment: 'live', given }))
}

/** Ends a run, replaces its state, or both; either all of it happens or nothing. */
export function update(body: Asked<operations['updateFlowRun']>['body'], id: string, scene: Scene): Run {
  const ref = flowRunAt(scene, id)
  if (body.data.id.toLowerCase() !== id.toLowerCase()) {
    throw new Problem('invalid', { issues: [{ in: 'body', at: '/data/id', rule: 'const' }] })
  }
  const { status, state } = body.data.attributes ?? {}
  if (status === undefined && state === undefined) return readRun(scene.view, ref)
  const end = status === undefined ? null : endStatus[status]
  const variables = state === undefined ? null : (state as JsonObject)
  return written(carriedOut(scene, { kind: 'change', run: ref.number, end, variables }))
}

/** Removes a run. */
export function remove(id: string, scene: Scene): void {
  carriedOut(scene, { kind: 'delete', run: flowRunAt(scene, id).number })
}

function carriedOut({ world }: Scene, operation: Operation): Run | null {
  try {
    return world.apply(operation)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const [at, rule] = refusals[error.reason]
    throw new Problem('refused', { issues: [{ in: 'body', at, rule }] })
  }
}

function written(run: Run | null): Run {
  if (run === null) throw new Error('a run vanished while it was written')
  return run
}

function refuseWithoutTemplate(opening: JsonObject, contact: number, { world }: Scene): void {
  const empty = Object.keys(opening).length === 0
  if (empty || opening['type'] === 'template' || channelOf(contact, world) !== 'whatsapp') return
  const at = '/data/attributes/initialMessage'
  throw new Problem('refused', { issues: [{ in: 'body', at, rule: 'template_required' }] })
}

function missing(text: string, at: string): Problem {
  return new Problem('not-found', { text, issues: [{ in: 'body', at, rule: 'exists' }] })
}
