import { ENVIRONMENTS } from './deck.ts'
import { type Instant, instant, NEVER } from './instant.ts'
import type { Entry } from './ordered-tree.ts'
import { Ordered } from './ordered.ts'
import { Row } from './row.ts'
import type { Changes, Plan, RunNumber } from './run.ts'
import { compareSpots } from './sequence.ts'

/** Plans in order of creation: all of them, and those of each flow and environment. */
export interface Grouped {
  readonly all: Ordered<Plan>
  readonly byPlace: readonly Ordered<Plan>[]
}

/** Everything that operations have done, folded and settled at `now`; immutable, so that a fork is a reference. */
export interface Overlay {
  readonly now: Instant
  /** Keyed by number. */
  readonly rows: Ordered<Row>
  /** The rows' plans. */
  readonly present: Grouped
  /** Keyed by the instant of the last modification. */
  readonly byModified: Ordered<Row>
  /** Rows that will change by themselves, keyed by when. */
  readonly pending: Ordered<RunNumber>
  /** Computed runs that are changed or deleted, so that the universe's own version must not be seen. */
  readonly hidden: Grouped
  /** Keyed by number. */
  readonly hiddenNumbers: Ordered<true>
  /** How many runs operations have created. */
  readonly creations: number
}

export function emptyOverlay(flows: number, now: Instant): Overlay {
  const byPlace = Array.from({ length: flows * ENVIRONMENTS.length }, () => Ordered.empty<Plan>())
  const grouped: Grouped = { all: Ordered.empty(), byPlace }
  return {
    now,
    rows: Ordered.empty(),
    present: grouped,
    byModified: Ordered.empty(),
    pending: Ordered.empty(),
    hidden: grouped,
    hiddenNumbers: Ordered.empty(),
    creations: 0,
  }
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

export function rowOf(overlay: Overlay, number: RunNumber): Row | undefined {
  return overlay.rows.get({ at: number, number: 0 })
}

export function hides(overlay: Overlay, number: RunNumber): boolean {
  return overlay.hiddenNumbers.size > 0 && overlay.hiddenNumbers.get({ at: number, number: 0 }) === true
}

/** With a row in the place of its former version, or of the computed run that is hidden for it. */
export function withRow(overlay: Overlay, plan: Plan, changes: Changes | null): Overlay {
  const row = new Row(plan, changes, overlay.now)
  const former = rowOf(overlay, plan.number)
  return former === undefined
    ? { ...added(overlay, [row]), creations: overlay.creations }
    : replaced(overlay, former, row)
}

/** With runs that operations have just created, none of which it holds yet. */
export function withCreated(overlay: Overlay, plans: readonly Plan[]): Overlay {
  return added(
    overlay,
    plans.map((plan) => new Row(plan, null, overlay.now)),
  )
}

/** Without this row; a computed run stays hidden. */
export function withoutRow(overlay: Overlay, number: RunNumber): Overlay {
  const row = rowOf(overlay, number)
  if (row === undefined) return overlay
  const { plan, modifiedAt, changesAt: next } = row
  return {
    ...overlay,
    rows: overlay.rows.without({ at: number, number: 0 }),
    present: regrouped(overlay.present, plan, (tree) => tree.without({ at: plan.createdAt, number })),
    byModified: overlay.byModified.without({ at: modifiedAt, number }),
    pending: overlay.pending.without({ at: next, number }),
  }
}

/** With the universe's own version of this computed run out of sight. */
export function hiding(overlay: Overlay, plan: Plan): Overlay {
  if (hides(overlay, plan.number)) return overlay
  return {
    ...overlay,
    hidden: withPlan(overlay.hidden, plan),
    hiddenNumbers: overlay.hiddenNumbers.with({ at: plan.number, number: 0, value: true }),
  }
}

/** The same operations settled at a later instant: every row whose time has come is worked out anew. */
export function settledAt(overlay: Overlay, now: Instant): Overlay {
  let next: Overlay = overlay.now === now ? overlay : { ...overlay, now }
  for (let due = next.pending.entry(0); due !== undefined && due.at <= now; due = next.pending.entry(0)) {
    const former = rowOf(next, due.number)
    if (former === undefined) throw new RangeError(`no row for pending run ${due.number}`)
    next = replaced(next, former, new Row(former.plan, former.changes, now))
  }
  return next
}

/** When the next row changes by itself. */
export function changesAt(overlay: Overlay): Instant {
  return instant(overlay.pending.entry(0)?.at ?? NEVER)
}

/** With rows that it does not hold yet, in the order of their numbers. */
function added(overlay: Overlay, rows: readonly Row[]): Overlay {
  const modified = rows.map((row) => ({ at: row.modifiedAt, number: row.plan.number, value: row }))
  const waiting = rows.filter(({ changesAt: next }) => next !== NEVER).map(waitingEntry)
  return {
    now: overlay.now,
    rows: overlay.rows.withAll(rows.map((row) => ({ at: row.plan.number, number: 0, value: row }))),
    present: withPlans(
      overlay.present,
      rows.map(({ plan }) => plan),
    ),
    byModified: overlay.byModified.withAll(modified.toSorted(compareSpots)),
    pending: overlay.pending.withAll(waiting.toSorted(compareSpots)),
    hidden: overlay.hidden,
    hiddenNumbers: overlay.hiddenNumbers,
    creations: overlay.creations + rows.length,
  }
}

/** With a row in the place of its former version. */
function replaced(overlay: Overlay, former: Row, row: Row): Overlay {
  const { number } = row.plan
  const byModified = overlay.byModified.without({ at: former.modifiedAt, number })
  const pending = overlay.pending.without({ at: former.changesAt, number })
  return {
    now: overlay.now,
    rows: overlay.rows.with({ at: number, number: 0, value: row }),
    present: overlay.present,
    byModified: byModified.with({ at: row.modifiedAt, number, value: row }),
    pending: row.changesAt === NEVER ? pending : pending.with(waitingEntry(row)),
    hidden: overlay.hidden,
    hiddenNumbers: overlay.hiddenNumbers,
    creations: overlay.creations,
  }
}

function waitingEntry({ changesAt: at, plan }: Row): Entry<RunNumber> {
  return { at, number: plan.number, value: plan.number }
}

function withPlan(grouped: Grouped, plan: Plan): Grouped {
  return regrouped(grouped, plan, (tree) => tree.with(entryOf(plan)))
}

/** With plans that were made after all that the group holds, or, among few, one that was not. */
function withPlans(grouped: Grouped, plans: readonly Plan[]): Grouped {
  const [only] = plans
  if (plans.length === 1 && only !== undefined) return withPlan(grouped, only)
  const byPlace = [...grouped.byPlace]
  const groups = new Map<number, Plan[]>()
  for (const plan of plans) {
    const at = place(plan.flow.index, plan.environment)
    const group = groups.get(at)
    if (group === undefined) groups.set(at, [plan])
    else group.push(plan)
  }
  for (const [at, group] of groups) byPlace[at] = (byPlace[at] ?? Ordered.empty()).withAll(group.map(entryOf))
  return { all: grouped.all.withAll(plans.map(entryOf)), byPlace }
}

function entryOf(plan: Plan): Entry<Plan> {
  return { at: plan.createdAt, number: plan.number, value: plan }
}

function regrouped(grouped: Grouped, plan: Plan, change: (tree: Ordered<Plan>) => Ordered<Plan>): Grouped {
  const at = place(plan.flow.index, plan.environment)
  const tree = grouped.byPlace[at]
  if (tree === undefined) throw new RangeError(`no flow ${plan.flow.index} in this overlay`)
  return { all: change(grouped.all), byPlace: grouped.byPlace.with(at, change(tree)) }
}

function place(flow: number, environment: string): number {
  return flow * ENVIRONMENTS.length + (environment === 'live' ? 0 : 1)
}
