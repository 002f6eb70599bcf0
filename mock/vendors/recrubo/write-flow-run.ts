import type { operations } from '../../../spec/generated/recrubo.types.ts'
import { getVariables } from '../../content/flow-texts.ts'
import type { HandlerContext } from '../../http/handler-context.ts'
import type { OperationInput } from '../../http/operation.ts'
import { type Issue, Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { EndStatus } from '../../world/model/outcome.ts'
import type { JsonObject, Run } from '../../world/model/run.ts'
import { type Operation, OperationError, type OperationErrorReason } from '../../world/state/operation.ts'
import { findRunRef, readRun, type RunRef } from '../../world/state/view.ts'
import type { World } from '../../world/world.ts'
import { flowContent } from './flow-content.ts'
import { takesSchedules } from './flows.ts'
import { getIds } from './ids.ts'
import { getChannel } from './message-threads.ts'
import { quirks } from './quirks.ts'

/** Which member each refusal of the world is about, and the rule that it names. */
const issueByReason = {
  'unknown-run': ['/data/id', 'exists'],
  'unknown-flow': ['/data/attributes/flowId', 'exists'],
  'draft-flow': ['/data/attributes/flowId', 'unpublished'],
  'unknown-contact': ['/data/attributes/messageThreadId', 'exists'],
  'already-ended': ['/data/attributes/status', 'ended'],
  'still-running': ['/data/attributes/state', 'running'],
} as const satisfies Record<OperationErrorReason, readonly [string, string]>

/** Carries out an operation whose refusal is about a member of the request. */
export function applyOperation({ world }: HandlerContext, operation: Operation): Run | null {
  try {
    return world.applyOperation(operation)
  } catch (error) {
    if (!(error instanceof OperationError)) throw error
    const [at, rule] = issueByReason[error.reason]
    throw new Problem('refused', { issues: [{ in: 'body', at, rule }] })
  }
}

/** The run that an operation has written. */
export function requireRun(run: Run | null): Run {
  if (run === null) throw new Error('a run vanished while it was written')
  return run
}

/**
 * The state that was sent: an object, or a text that holds one if a quirk has let that pass.
 * @throws {Problem} for anything else, or a schedule that is neither text nor texts
 */
export function parseState(response: unknown): JsonObject {
  const state = typeof response === 'string' ? parseJson(response) : response
  if (typeof state !== 'object' || state === null || Array.isArray(state)) throw createStateProblem()
  // JSON cannot hold anything else than JSON.
  const object = state as JsonObject
  const schedule = object['scheduleId'] ?? ''
  if (!(Array.isArray(schedule) ? schedule.every(isString) : isString(schedule))) throw createStateProblem()
  return object
}

function isString(value: unknown): boolean {
  return typeof value === 'string'
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function createStateProblem(): Problem {
  return new Problem('refused', { issues: [{ in: 'body', at: '/data/attributes/state', rule: 'type' }] })
}

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
  context: HandlerContext,
): Run {
  const ref = requireFlowRun(context, id)
  if (body.data.id.toLowerCase() !== id.toLowerCase()) {
    throw new Problem('invalid', { issues: [{ in: 'body', at: '/data/id', rule: 'const' }] })
  }
  const { status, state } = body.data.attributes ?? {}
  const run = readRun(context.view, ref)
  const requestedEnd = status === undefined ? null : endStatus[status]
  const end =
    run.endedAt !== null && getQuirkPosition(context.world, quirks.endedRun) === 'ignored' ? null : requestedEnd
  const newState = state === undefined ? null : parseState(state)
  const issues = findUpdateIssues({ run, end, newState }, context)
  if (issues.length > 0) throw new Problem('refused', { issues })
  if (end === null && newState === null) return run
  const variables = newState === null ? null : mergeState(run, newState, context)
  return requireRun(applyOperation(context, { kind: 'change', run: ref.number, end, variables }))
}

/** Removes a run. */
export function deleteFlowRun(id: string, context: HandlerContext): void {
  applyOperation(context, { kind: 'delete', run: requireFlowRun(context, id).number })
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

type CreateAttributes = OperationInput<operations['createFlowRun']>['body']['data']['attributes']

/** Starts a run, or says everything that stands in its way. */
export function createFlowRun(body: OperationInput<operations['createFlowRun']>['body'], context: HandlerContext): Run {
  const { attributes } = body.data
  const { world } = context
  const flow = getIds(world).flow.decode(attributes.flowId.toLowerCase())
  const contact = findContact(attributes.messageThreadId, world)
  const variables = parseState(attributes.state)
  // A quirk may have let the message be left out.
  const initialMessage = ((attributes as Partial<CreateAttributes>).initialMessage ?? {}) as JsonObject
  const issues = [
    ...(flow === undefined ? [createIssue('flowId', 'exists')] : findScheduleIssues(flow, variables, world)),
    ...(contact === undefined
      ? [createIssue('messageThreadId', 'exists')]
      : findTemplateIssues(initialMessage, contact, world)),
  ]
  if (flow === undefined || contact === undefined || issues.length > 0) throw new Problem('refused', { issues })
  const given = { variables, initialMessage }
  return requireRun(applyOperation(context, { kind: 'create', flow, contact, environment: 'live', input: given }))
}

/** The contact whose thread it is; undefined when nobody has it. */
export function findContact(threadId: string, world: World): number | undefined {
  const contact = getIds(world).messageThread.decode(threadId.toLowerCase())
  return contact !== undefined && contact >= 0 && contact < world.contactCount ? contact : undefined
}

function findTemplateIssues(initialMessage: JsonObject, contact: number, world: World): readonly Issue[] {
  if (Object.keys(initialMessage).length === 0 || initialMessage['type'] === 'template') return []
  if (getChannel(contact, world) !== 'whatsapp') return []
  return getQuirkPosition(world, quirks.template) === 'required'
    ? [createIssue('initialMessage', 'template_required')]
    : []
}

function findScheduleIssues(flow: number, variables: JsonObject, world: World): readonly Issue[] {
  if (variables['scheduleId'] !== undefined || getQuirkPosition(world, quirks.missingSchedule) === 'accepted') return []
  return takesSchedules(flow, world) ? [createIssue('state', 'schedule_required')] : []
}

function createIssue(attribute: string, rule: string): Issue {
  return { in: 'body', at: `/data/attributes/${attribute}`, rule }
}
