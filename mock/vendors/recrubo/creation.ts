import type { operations } from '../../../spec/generated/recrubo.types.ts'
import type { Asked } from '../../http/operation-types.ts'
import { type Issue, Problem } from '../../http/problem.ts'
import { positionOf } from '../../http/quirk.ts'
import type { Scene } from '../../http/scene.ts'
import type { JsonObject, Run } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { takesSchedules } from './flow.ts'
import { idsOf } from './ids.ts'
import { channelOf } from './message-thread.ts'
import { carriedOut, stateOf, written } from './operating.ts'
import { quirks } from './quirks.ts'

type Attributes = Asked<operations['createFlowRun']>['body']['data']['attributes']

/** Starts a run, or says everything that stands in its way. */
export function create(body: Asked<operations['createFlowRun']>['body'], scene: Scene): Run {
  const { attributes } = body.data
  const { world } = scene
  const flow = idsOf(world).flow.decode(attributes.flowId.toLowerCase())
  const contact = contactOf(attributes.messageThreadId, world)
  const variables = stateOf(attributes.state)
  // A quirk may have let the message be left out.
  const opening = ((attributes as Partial<Attributes>).initialMessage ?? {}) as JsonObject
  const issues = [
    ...(flow === undefined ? [issueAt('flowId', 'exists')] : scheduleIssues(flow, variables, world)),
    ...(contact === undefined ? [issueAt('messageThreadId', 'exists')] : templateIssues(opening, contact, world)),
  ]
  if (flow === undefined || contact === undefined || issues.length > 0) throw new Problem('refused', { issues })
  const given = { variables, opening }
  return written(carriedOut(scene, { kind: 'create', flow, contact, environment: 'live', given }))
}

/** The contact whose thread it is; undefined when nobody has it. */
export function contactOf(threadId: string, world: World): number | undefined {
  const contact = idsOf(world).messageThread.decode(threadId.toLowerCase())
  return contact !== undefined && contact >= 0 && contact < world.contacts ? contact : undefined
}

function templateIssues(opening: JsonObject, contact: number, world: World): readonly Issue[] {
  if (Object.keys(opening).length === 0 || opening['type'] === 'template') return []
  if (channelOf(contact, world) !== 'whatsapp') return []
  return positionOf(world, quirks.template) === 'required' ? [issueAt('initialMessage', 'template_required')] : []
}

function scheduleIssues(flow: number, variables: JsonObject, world: World): readonly Issue[] {
  if (variables['scheduleId'] !== undefined || positionOf(world, quirks.missingSchedule) === 'accepted') return []
  return takesSchedules(flow, world) ? [issueAt('state', 'schedule_required')] : []
}

function issueAt(attribute: string, rule: string): Issue {
  return { in: 'body', at: `/data/attributes/${attribute}`, rule }
}
