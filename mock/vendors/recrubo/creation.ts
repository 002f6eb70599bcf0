import type { operations } from '../../../spec/generated/recrubo.types.ts'
import type { OperationInput } from '../../http/operation-types.ts'
import { type Issue, Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { HandlerContext } from '../../http/scene.ts'
import type { JsonObject, Run } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { takesSchedules } from './flow.ts'
import { getIds } from './ids.ts'
import { getChannel } from './message-thread.ts'
import { applyOperation, parseState, requireRun } from './operating.ts'
import { quirks } from './quirks.ts'

type CreateAttributes = OperationInput<operations['createFlowRun']>['body']['data']['attributes']

/** Starts a run, or says everything that stands in its way. */
export function createFlowRun(body: OperationInput<operations['createFlowRun']>['body'], scene: HandlerContext): Run {
  const { attributes } = body.data
  const { world } = scene
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
  const given = { variables, opening: initialMessage }
  return requireRun(applyOperation(scene, { kind: 'create', flow, contact, environment: 'live', given }))
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
