import type { components } from '../../../spec/generated/rapidpro.types.ts'
import { flowText } from '../../content/flavour.ts'
import { positionOf } from '../../http/quirk.ts'
import type { Scene } from '../../http/scene.ts'
import { toMicrosecondsShort } from '../../wire/instants.ts'
import type { Status } from '../../world/fate.ts'
import { MINUTE } from '../../world/instant.ts'
import { created } from '../../world/listing.ts'
import type { World } from '../../world/world.ts'
import { flavour } from './flavour.ts'
import type { Named } from './group.ts'
import { idsOf } from './ids.ts'
import { isTruthy } from './parameters.ts'
import { flowCreatedAt, flowModifiedAt } from './past.ts'
import { quirks } from './quirks.ts'
import { inDigits } from './run-manner.ts'

export type Flow = components['schemas']['Flow']

/** Whether a flow is one that the parameters ask for. */
export function isWanted(flow: number, { world, incoming: { query } }: Scene): boolean {
  const [type, archived] = [query.last('type') ?? '', query.last('archived') ?? '']
  return (type === '' || type === 'message') && (archived === '' || isTruthy(archived) === isArchived(flow, world))
}

/** A draft, which nobody can be started in. */
export function isArchived(flow: number, world: World): boolean {
  return world.universe.flows[flow]?.published !== true
}

export function toNamedFlow(flow: number, world: World): Named {
  return { uuid: idsOf(world).flow.encode(flow), name: flowText(flavour, world, flow).name }
}

/** A flow as a row of flows.json, with its runs counted now. */
export function toFlow(flow: number, scene: Scene): Flow {
  const { world } = scene
  const { timeToLive = 0 } = world.universe.flows[flow] ?? {}
  return {
    ...toNamedFlow(flow, world),
    type: 'message',
    archived: isArchived(flow, world),
    labels: [],
    expires: timeToLive / MINUTE,
    runs: countsOf(flow, scene),
    results: resultsOf(flow, world),
    parent_refs: [],
    created_on: inDigits(toMicrosecondsShort(flowCreatedAt(flow, world)), world),
    modified_on: inDigits(toMicrosecondsShort(flowModifiedAt(flow, world)), world),
  }
}

function countsOf(flow: number, { world, view }: Scene): Flow['runs'] {
  const count = (status: Status) => created(view, { flow, facet: (facet) => facet.status === status }).size
  const [interrupted, failed] = [count('cancelled'), count('failed')]
  const merged = positionOf(world, quirks.failedRuns) === 'interrupted'
  return {
    active: count('queued'),
    waiting: count('running'),
    completed: count('completed'),
    expired: count('expired'),
    interrupted: merged ? interrupted + failed : interrupted,
    failed: merged ? 0 : failed,
  }
}

function resultsOf(flow: number, world: World): Flow['results'] {
  const asked = world.universe.flows[flow]?.questions ?? 0
  return flowText(flavour, world, flow)
    .questions.slice(0, asked)
    .map(({ key, name, answers }, step) => ({
      key,
      name,
      categories: Object.keys(answers),
      node_uuids: [idsOf(world).node(flow, step)],
    }))
}
