import type { operations } from '../../../spec/generated/recrubo.types.ts'
import { getVariables } from '../../content/flavour.ts'
import type { OperationInput } from '../../http/operation-types.ts'
import { type Issue, Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { HandlerContext } from '../../http/scene.ts'
import type { EndStatus } from '../../world/fate.ts'
import type { JsonObject, Run } from '../../world/run.ts'
import { findRunRef, readRun, type RunRef } from '../../world/view.ts'
import { flowContent } from './flavour.ts'
import { getIds } from './ids.ts'
import { applyOperation, parseState, requireRun } from './operating.ts'
import { quirks } from './quirks.ts'

/** How each status that a client may set ends a run. */
const endStatus = {
  finished: 'completed',
  timeout: 'expired',
  cancelled: 'cancelled',
  exception: 'failed',
} as const satisfies Record<string, EndStatus>

/** The run that a path names. */
export function requireFlowRun({ world, view }: HandlerContext, id: string): RunRef {
  const number = getIds(world).flowRun.decode(id.toLowerCase())
  const ref = number === undefined ? undefined : findRunRef(view, number)
  if (ref === undefined) throw new Problem('not-found', { text: 'FlowRun not found' })
  return ref
}

/** Ends a run, replaces its state, or both; either all of it happens or nothing. */
export function updateFlowRun(
  body: OperationInput<operations['updateFlowRun']>['body'],
  id: string,
  scene: HandlerContext,
): Run {
  const ref = requireFlowRun(scene, id)
  if (body.data.id.toLowerCase() !== id.toLowerCase()) {
    throw new Problem('invalid', { issues: [{ in: 'body', at: '/data/id', rule: 'const' }] })
  }
  const { status, state } = body.data.attributes ?? {}
  const run = readRun(scene.view, ref)
  const requestedEnd = status === undefined ? null : endStatus[status]
  const end = run.endedAt !== null && getQuirkPosition(scene.world, quirks.endedRun) === 'ignored' ? null : requestedEnd
  const newState = state === undefined ? null : parseState(state)
  const issues = findUpdateIssues({ run, end, newState: newState }, scene)
  if (issues.length > 0) throw new Problem('refused', { issues })
  if (end === null && newState === null) return run
  const variables = newState === null ? null : mergeState(run, newState, scene)
  return requireRun(applyOperation(scene, { kind: 'change', run: ref.number, end, variables }))
}

/** Removes a run. */
export function deleteFlowRun(id: string, scene: HandlerContext): void {
  applyOperation(scene, { kind: 'delete', run: requireFlowRun(scene, id).number })
}

interface FlowRunChange {
  readonly run: Run
  readonly end: EndStatus | null
  readonly newState: JsonObject | null
}

/** What the run does not permit where quirks ask for more than the world does. */
function findUpdateIssues({ run, end, newState }: FlowRunChange, { world }: HandlerContext): readonly Issue[] {
  if (newState === null) return []
  const at = '/data/attributes/state'
  const isEnding = end !== null && getQuirkPosition(world, quirks.statusWithState) === 'status-first'
  if (run.status === 'running' && end !== null && !isEnding) return [{ in: 'body', at, rule: 'running' }]
  const isWaiting = run.status === 'queued' && !isEnding
  if (isWaiting && getQuirkPosition(world, quirks.stateWhileQueued) === 'refused')
    return [{ in: 'body', at, rule: 'queued' }]
  return []
}

function mergeState(run: Run, newState: JsonObject, { world }: HandlerContext): JsonObject {
  if (getQuirkPosition(world, quirks.stateReplacement) === 'whole') return newState
  return { ...getVariables(flowContent, world, run), ...newState }
}
