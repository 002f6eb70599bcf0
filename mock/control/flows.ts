import type { components } from '../../spec/generated/control.types.ts'
import { endStatusOf } from '../world/model/outcome.ts'
import { SECOND } from '../world/time.ts'
import type { WorldContext } from './world-context.ts'
import { createInvalidProblem } from './input.ts'

/** Returns the index of the flow with an index or any vendor's id; undefined where there is none. */
export function findFlow({ vendors, world }: WorldContext, reference: number | string): number | undefined {
  const isIndex = typeof reference === 'number' || /^\d{1,4}$/.test(reference)
  const index = isIndex
    ? Number(reference)
    : vendors.flatMap(({ flows }) => flows?.parseId(reference, world) ?? []).at(0)
  return index === undefined ? undefined : world.dataset.flows[index]?.index
}

/** Like `findFlow`. @throws {Problem} "invalid" where there is none */
export function requireFlow(context: WorldContext, reference: number | string, field: string): number {
  const flow = findFlow(context, reference)
  if (flow !== undefined) return flow
  throw createInvalidProblem(`\`${field}\` is "${reference}", which is not a flow of this world; GET flows lists them`)
}

export function serializeFlows({ vendors, world }: WorldContext): readonly components['schemas']['Flow'][] {
  return world.dataset.flows.map(({ index, isPublished, questions, timeToLive, plannedOutcome }) => ({
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
  }))
}
