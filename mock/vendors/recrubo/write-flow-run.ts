import type { operations } from '../../../spec/generated/recrubo.types.ts'
import { getVariables } from '../../content/flow-texts.ts'
import type { HandlerContext, OperationInput } from '../../http/handler.ts'
import { type Issue, Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { EndStatus } from '../../world/model/outcome.ts'
import type { JsonObject } from '../../world/model/json.ts'
import type { Run } from '../../world/model/run.ts'
import { type Operation, OperationError, type OperationErrorCode } from '../../world/state/operation.ts'
import { findRunRef, readRun, type RunRef } from '../../world/state/view.ts'
import type { World } from '../../world/world.ts'
import { flowContent } from './flow-content.ts'
import { isSchedulingFlow } from './flows.ts'
import { getIds } from './ids.ts'
import { findContact, getChannel } from './message-threads.ts'
import { assertSameId } from './query.ts'
import { quirks } from './quirks.ts'

/** The member and rule that each rejected operation is reported with. */
const issueByReason = {
  'unknown-run': ['/data/id', 'exists'],
  'unknown-flow': ['/data/attributes/flowId', 'exists'],
  'draft-flow': ['/data/attributes/flowId', 'unpublished'],
  'unknown-contact': ['/data/attributes/messageThreadId', 'exists'],
  'already-ended': ['/data/attributes/status', 'ended'],
  'still-running': ['/data/attributes/state', 'running'],
} as const satisfies Record<OperationErrorCode, readonly [string, string]>

/** @throws {Problem} if the world rejects the operation */
function applyOperation(operation: Operation, { world }: HandlerContext): Run | null {
  try {
    return world.applyOperation(operation)
  } catch (error) {
    if (!(error instanceof OperationError)) throw error
    const [at, rule] = issueByReason[error.code]
    throw new Problem('refused', { issues: [{ in: 'body', at, rule }] })
  }
}

function requireRun(run: Run | null): Run {
  if (run === null) throw new Error('the operation returned no run')
  return run
}

/**
 * Returns `state` as an object; a string that holds one is parsed (see the quirk `recrubo.state-as-text`).
 * @throws {Problem} for any other value, or a `scheduleId` that is neither a string nor a list of strings
 */
function parseState(value: unknown): JsonObject {
  const state = typeof value === 'string' ? parseJson(value) : value
  if (typeof state !== 'object' || state === null || Array.isArray(state)) throw createProblem('state', 'type')
  // The value comes from JSON, so its members are JSON values.
  const object = state as JsonObject
  const schedule = object['scheduleId'] ?? ''
  // A pointer cannot lead into a state that was sent as text.
  if (!(Array.isArray(schedule) ? schedule : [schedule]).every((id) => typeof id === 'string'))
    throw createProblem(state === value ? 'state/scheduleId' : 'state', 'type')
  return object
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function createProblem(attribute: string, rule: string): Problem {
  return new Problem('refused', { issues: [createIssue(attribute, rule)] })
}

/** The end status that each writable status stands for. */
const endStatus = {
  finished: 'completed',
  timeout: 'expired',
  cancelled: 'cancelled',
  exception: 'failed',
} as const satisfies Record<string, EndStatus>

/** @throws {Problem} "not-found" for an id without a run */
export function requireFlowRun({ world, view }: HandlerContext, id: string): RunRef {
  const number = getIds(world).flowRun.decode(id.toLowerCase())
  const ref = number === undefined ? undefined : findRunRef(view, number)
  if (ref === undefined) throw new Problem('not-found', { text: 'FlowRun not found' })
  return ref
}

type UpdateBody = OperationInput<operations['updateFlowRun']>['body']

/**
 * Ends a run, replaces its state, or does both in one operation.
 * @throws {Problem} if any part is rejected; nothing is changed then
 */
export function updateFlowRun(body: UpdateBody, id: string, context: HandlerContext): Run {
  const ref = requireFlowRun(context, id)
  assertSameId(body.data.id, id)
  const { status, state } = body.data.attributes ?? {}
  const run = readRun(context.view, ref)
  const isIgnored =
    run.endedAt !== null && getQuirkPosition(context.world, quirks['recrubo.status-of-an-ended-run']) === 'ignored'
  const end = status === undefined || isIgnored ? null : endStatus[status]
  const newState = state === undefined ? null : parseState(state)
  if (end === null && newState === null) return run
  if (newState !== null) assertStateWritable(run, end, context)
  const variables = newState === null ? null : mergeState(run, newState, context)
  return requireRun(applyOperation({ kind: 'change', run: ref.number, end, variables }, context))
}

export function deleteFlowRun(id: string, context: HandlerContext): void {
  applyOperation({ kind: 'delete', run: requireFlowRun(context, id).number }, context)
}

/** @throws {Problem} if a quirk forbids a new state that the world would accept */
function assertStateWritable(run: Run, end: EndStatus | null, { world }: HandlerContext): void {
  if (end !== null && getQuirkPosition(world, quirks['recrubo.status-with-state']) === 'status-first') return
  if (run.status === 'running' && end !== null) throw createProblem('state', 'running')
  if (run.status === 'queued' && getQuirkPosition(world, quirks['recrubo.state-while-queued']) === 'refused')
    throw createProblem('state', 'queued')
}

function mergeState(run: Run, newState: JsonObject, { world }: HandlerContext): JsonObject {
  if (getQuirkPosition(world, quirks['recrubo.state-replacement']) === 'whole') return newState
  return { ...getVariables(flowContent, world, run), ...newState }
}

type CreateBody = OperationInput<operations['createFlowRun']>['body']

/**
 * Creates a run.
 * @throws {Problem} with all issues of the attributes
 */
export function createFlowRun(body: CreateBody, context: HandlerContext): Run {
  const { attributes } = body.data
  const { world } = context
  const flow = getIds(world).flow.decode(attributes.flowId.toLowerCase())
  const contact = findContact(attributes.messageThreadId, world)
  const variables = parseState(attributes.state)
  // The quirk `recrubo.missing-initial-message` can permit that the message is absent.
  const initialMessage = ((attributes as Partial<typeof attributes>).initialMessage ?? {}) as JsonObject
  const issues = [
    ...(flow === undefined ? [createIssue('flowId', 'exists')] : findScheduleIssues(flow, variables, world)),
    ...(contact === undefined
      ? [createIssue('messageThreadId', 'exists')]
      : findTemplateIssues(initialMessage, contact, world)),
  ]
  if (flow === undefined || contact === undefined || issues.length > 0) throw new Problem('refused', { issues })
  const input = { variables, initialMessage }
  return requireRun(applyOperation({ kind: 'create', flow, contact, environment: 'live', input }, context))
}

function findTemplateIssues(initialMessage: JsonObject, contact: number, world: World): readonly Issue[] {
  if (Object.keys(initialMessage).length === 0 || initialMessage['type'] === 'template') return []
  const isRequired = getQuirkPosition(world, quirks['recrubo.whatsapp-template']) === 'required'
  return isRequired && getChannel(contact, world) === 'whatsapp'
    ? [createIssue('initialMessage', 'template_required')]
    : []
}

function findScheduleIssues(flow: number, variables: JsonObject, world: World): readonly Issue[] {
  if (
    variables['scheduleId'] !== undefined ||
    getQuirkPosition(world, quirks['recrubo.missing-schedule']) === 'accepted'
  )
    return []
  return isSchedulingFlow(flow, world) ? [createIssue('state', 'schedule_required')] : []
}

function createIssue(attribute: string, rule: string): Issue {
  return { in: 'body', at: `/data/attributes/${attribute}`, rule }
}
