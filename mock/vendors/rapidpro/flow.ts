import type { components } from '../../../spec/generated/rapidpro.types.ts'
import { getFlowText } from '../../content/flavour.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { HandlerContext } from '../../http/scene.ts'
import { formatIsoMicrosecondsShort } from '../../wire/instants.ts'
import type { Status } from '../../world/fate.ts'
import { MINUTE } from '../../world/instant.ts'
import { listRunsByCreation } from '../../world/listing.ts'
import type { World } from '../../world/world.ts'
import { flowContent } from './flavour.ts'
import type { Named } from './group.ts'
import { getIds } from './ids.ts'
import { isTruthy } from './parameters.ts'
import { getFlowCreatedAt, getFlowModifiedAt } from './past.ts'
import { quirks } from './quirks.ts'
import { padMicroseconds } from './run-manner.ts'

export type Flow = components['schemas']['Flow']

/** Whether a flow is one that the parameters ask for. */
export function matchesFlowQuery(flow: number, { world, request: { query } }: HandlerContext): boolean {
  const [type, archived] = [query.getLast('type') ?? '', query.getLast('archived') ?? '']
  return (type === '' || type === 'message') && (archived === '' || isTruthy(archived) === isArchivedFlow(flow, world))
}

/** A draft, which nobody can be started in. */
export function isArchivedFlow(flow: number, world: World): boolean {
  return world.dataset.flows[flow]?.isPublished !== true
}

export function serializeNamedFlow(flow: number, world: World): Named {
  return { uuid: getIds(world).flow.encode(flow), name: getFlowText(flowContent, world, flow).name }
}

/** A flow as a row of flows.json, with its runs counted now. */
export function serializeFlow(flow: number, scene: HandlerContext): Flow {
  const { world } = scene
  const { timeToLive = 0 } = world.dataset.flows[flow] ?? {}
  return {
    ...serializeNamedFlow(flow, world),
    type: 'message',
    archived: isArchivedFlow(flow, world),
    labels: [],
    expires: timeToLive / MINUTE,
    runs: countRuns(flow, scene),
    results: serializeResults(flow, world),
    parent_refs: [],
    created_on: padMicroseconds(formatIsoMicrosecondsShort(getFlowCreatedAt(flow, world)), world),
    modified_on: padMicroseconds(formatIsoMicrosecondsShort(getFlowModifiedAt(flow, world)), world),
  }
}

function countRuns(flow: number, { world, view }: HandlerContext): Flow['runs'] {
  const countByStatus = (status: Status) =>
    listRunsByCreation(view, { flow, facet: (facet) => facet.status === status }).size
  const [interrupted, failed] = [countByStatus('cancelled'), countByStatus('failed')]
  const isMerged = getQuirkPosition(world, quirks.failedRuns) === 'interrupted'
  return {
    active: countByStatus('queued'),
    waiting: countByStatus('running'),
    completed: countByStatus('completed'),
    expired: countByStatus('expired'),
    interrupted: isMerged ? interrupted + failed : interrupted,
    failed: isMerged ? 0 : failed,
  }
}

function serializeResults(flow: number, world: World): Flow['results'] {
  const questionCount = world.dataset.flows[flow]?.questions ?? 0
  return getFlowText(flowContent, world, flow)
    .questions.slice(0, questionCount)
    .map(({ key, name, answers }, step) => ({
      key,
      name,
      categories: Object.keys(answers),
      node_uuids: [getIds(world).node(flow, step)],
    }))
}
