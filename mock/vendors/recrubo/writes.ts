import type { operations } from '../../../spec/generated/recrubo.types.ts'
import { variablesOf } from '../../content/flavour.ts'
import type { Asked } from '../../http/operation-types.ts'
import { type Issue, Problem } from '../../http/problem.ts'
import { positionOf } from '../../http/quirk.ts'
import type { Scene } from '../../http/scene.ts'
import type { EndStatus } from '../../world/fate.ts'
import type { JsonObject, Run } from '../../world/run.ts'
import { lookup, readRun, type RunRef } from '../../world/view.ts'
import { flavour } from './flavour.ts'
import { idsOf } from './ids.ts'
import { carriedOut, stateOf, written } from './operating.ts'
import { quirks } from './quirks.ts'

/** How each status that a client may set ends a run. */
const endStatus = {
  finished: 'completed',
  timeout: 'expired',
  cancelled: 'cancelled',
  exception: 'failed',
} as const satisfies Record<string, EndStatus>

/** The run that a path names. */
export function flowRunAt({ world, view }: Scene, id: string): RunRef {
  const number = idsOf(world).flowRun.decode(id.toLowerCase())
  const ref = number === undefined ? undefined : lookup(view, number)
  if (ref === undefined) throw new Problem('not-found', { text: 'FlowRun not found' })
  return ref
}

/** Ends a run, replaces its state, or both; either all of it happens or nothing. */
export function update(body: Asked<operations['updateFlowRun']>['body'], id: string, scene: Scene): Run {
  const ref = flowRunAt(scene, id)
  if (body.data.id.toLowerCase() !== id.toLowerCase()) {
    throw new Problem('invalid', { issues: [{ in: 'body', at: '/data/id', rule: 'const' }] })
  }
  const { status, state } = body.data.attributes ?? {}
  const run = readRun(scene.view, ref)
  const asked = status === undefined ? null : endStatus[status]
  const end = run.endedAt !== null && positionOf(scene.world, quirks.endedRun) === 'ignored' ? null : asked
  const given = state === undefined ? null : stateOf(state)
  const issues = obstacles({ run, end, given }, scene)
  if (issues.length > 0) throw new Problem('refused', { issues })
  if (end === null && given === null) return run
  const variables = given === null ? null : replacing(run, given, scene)
  return written(carriedOut(scene, { kind: 'change', run: ref.number, end, variables }))
}

/** Removes a run. */
export function remove(id: string, scene: Scene): void {
  carriedOut(scene, { kind: 'delete', run: flowRunAt(scene, id).number })
}

interface Change {
  readonly run: Run
  readonly end: EndStatus | null
  readonly given: JsonObject | null
}

/** What the run does not permit where quirks ask for more than the world does. */
function obstacles({ run, end, given }: Change, { world }: Scene): readonly Issue[] {
  if (given === null) return []
  const at = '/data/attributes/state'
  const isEnding = end !== null && positionOf(world, quirks.statusWithState) === 'status-first'
  if (run.status === 'running' && end !== null && !isEnding) return [{ in: 'body', at, rule: 'running' }]
  const waits = run.status === 'queued' && !isEnding
  if (waits && positionOf(world, quirks.stateWhileQueued) === 'refused') return [{ in: 'body', at, rule: 'queued' }]
  return []
}

function replacing(run: Run, given: JsonObject, { world }: Scene): JsonObject {
  if (positionOf(world, quirks.stateReplacement) === 'whole') return given
  return { ...variablesOf(flavour, world, run), ...given }
}
