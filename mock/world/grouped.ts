import { ENVIRONMENTS } from './deck.ts'
import { Ordered } from './ordered.ts'
import type { Order } from './ordered-tree.ts'
import type { Plan } from './run.ts'

/** Plans in order of creation: all of them, and those of each flow and environment. */
export interface Grouped {
  readonly all: Ordered<Plan>
  readonly byPlace: readonly Ordered<Plan>[]
}

const BY_CREATION: Order<Plan> = { at: (plan) => plan.createdAt, number: (plan) => plan.number }

/** A group without plans, for so many flows. */
export function emptyGroup(flows: number): Grouped {
  const byPlace = Array.from({ length: flows * ENVIRONMENTS.length }, () => Ordered.empty(BY_CREATION))
  return { all: Ordered.empty(BY_CREATION), byPlace }
}

/** The trees of a group that together hold just the given flow and environment. */
export function treesOf(
  grouped: Grouped,
  of: { readonly flow?: number | undefined; readonly environment?: string | undefined },
): readonly Ordered<Plan>[] {
  if (of.flow === undefined) return [grouped.all]
  const environments = ENVIRONMENTS.filter((one) => of.environment === undefined || of.environment === one)
  return environments.flatMap((environment) => grouped.byPlace[place(of.flow ?? 0, environment)] ?? [])
}

/** Plans in the order that a group has; most come in it. */
export function byCreation(plans: readonly Plan[]): readonly Plan[] {
  const inOrder = plans.every((plan, place) => place === 0 || plan.createdAt >= (plans[place - 1]?.createdAt ?? 0))
  if (inOrder) return plans
  return plans.toSorted((left, right) => left.createdAt - right.createdAt || left.number - right.number)
}

/** With plans in the order of their creation. */
export function withPlans(grouped: Grouped, plans: readonly Plan[]): Grouped {
  const groups = new Map<number, Plan[]>()
  for (const plan of plans) {
    const at = place(plan.flow.index, plan.environment)
    const group = groups.get(at)
    if (group === undefined) groups.set(at, [plan])
    else group.push(plan)
  }
  const byPlace = grouped.byPlace.slice()
  for (const [at, group] of groups) byPlace[at] = treeAt(grouped, at).withAll(group)
  return { all: grouped.all.withAll(plans), byPlace }
}

/** With one tree of each kind changed: the whole one, and that of the plan's flow and environment. */
export function regrouped(grouped: Grouped, plan: Plan, change: (tree: Ordered<Plan>) => Ordered<Plan>): Grouped {
  const at = place(plan.flow.index, plan.environment)
  return { all: change(grouped.all), byPlace: grouped.byPlace.with(at, change(treeAt(grouped, at))) }
}

function treeAt({ byPlace }: Grouped, at: number): Ordered<Plan> {
  const tree = byPlace[at]
  if (tree === undefined) throw new RangeError(`no flow at place ${at} in this overlay`)
  return tree
}

function place(flow: number, environment: string): number {
  return flow * ENVIRONMENTS.length + (environment === 'live' ? 0 : 1)
}
