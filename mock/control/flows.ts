import type { components } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import type { Vendor } from '../http/vendor.ts'
import { completeAddedFlow } from '../own-data/complete.ts'
import type { Flow as WorldFlow } from '../world/model/flow.ts'
import { endStatusOf } from '../world/model/outcome.ts'
import { SECOND } from '../world/time.ts'
import type { World } from '../world/world.ts'
import { createInvalidProblem, withProblems } from './input.ts'

type Flow = components['schemas']['Flow']

/** A world, and the vendors whose ids and names its runs have. */
export interface WorldContext {
  readonly vendors: readonly Vendor[]
  readonly world: World
}

/** Returns the index of the flow with an index, or any vendor's id or name; undefined where there is none. */
export function findFlow({ vendors, world }: WorldContext, reference: number | string): number | undefined {
  const isIndex = typeof reference === 'number' || /^\d{1,4}$/.test(reference)
  const index = isIndex
    ? Number(reference)
    : (vendors.flatMap(({ flows }) => flows?.parseId(reference, world) ?? []).at(0) ??
      findFlowByName({ vendors, world }, reference))
  return index === undefined ? undefined : world.dataset.flows[index]?.index
}

/** Returns the first flow that a vendor shows by this name; case does not count when no name is the same. */
function findFlowByName({ vendors, world }: WorldContext, text: string): number | undefined {
  const named = world.dataset.flows.flatMap(({ index }) =>
    vendors.flatMap(({ flows }) => (flows === undefined ? [] : [{ index, name: flows.getName(index, world) }])),
  )
  const lower = text.toLowerCase()
  return (named.find(({ name }) => name === text) ?? named.find(({ name }) => name.toLowerCase() === lower))?.index
}

/** Like `findFlow`. @throws {Problem} "invalid" where there is none */
export function requireFlow(context: WorldContext, reference: number | string, field: string): number {
  const flow = findFlow(context, reference)
  if (flow !== undefined) return flow
  throw createInvalidProblem(`\`${field}\` is "${reference}", which is not a flow of this world; GET flows lists them`)
}

/**
 * Adds a flow to a world. It has no generated runs.
 * @throws {Problem} "invalid" for an invalid flow, "conflict" for an id that another flow has
 */
export function insertFlow({ vendors, world }: WorldContext, newFlow: components['schemas']['NewFlow']): Flow {
  if ('weight' in newFlow)
    throw createInvalidProblem(
      '`weight` is not allowed: an added flow has no generated runs; PUT arrivals creates runs',
    )
  const flow = withProblems(() => completeAddedFlow(newFlow))
  for (const { name, flows } of vendors) {
    const id = flow.ids?.[name]
    if (id !== undefined && flows?.parseId(id, world) !== undefined)
      throw new Problem('conflict', { text: `\`ids.${name}\` is the id of another flow; give another one` })
  }
  withProblems(() => world.applyOperation({ kind: 'create-flow', flow }))
  const added = world.dataset.flows.at(-1)
  if (added === undefined) throw new RangeError('the operation added no flow')
  return serializeFlow({ vendors, world }, added)
}

export function serializeFlows(context: WorldContext): readonly Flow[] {
  return context.world.dataset.flows.map((flow) => serializeFlow(context, flow))
}

function serializeFlow(
  { vendors, world }: WorldContext,
  { index, isPublished, questions, timeToLive, plannedOutcome }: WorldFlow,
): Flow {
  return {
    index,
    published: isPublished,
    questions,
    timeToLive: timeToLive / SECOND,
    plannedEnd: plannedOutcome === null ? null : (endStatusOf[plannedOutcome] ?? 'never'),
    vendors: Object.fromEntries(
      vendors.flatMap(({ name, flows }) =>
        flows === undefined ? [] : [[name, { id: flows.formatId(index, world), name: flows.getName(index, world) }]],
      ),
    ),
  }
}
