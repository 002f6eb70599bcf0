import { ENVIRONMENTS } from './deck.ts'
import { type Instant, instant, NEVER } from './instant.ts'
import { Ordered } from './ordered.ts'
import { type Changes, type Plan, type Run, type RunNumber, settle } from './run.ts'

/** A run that operations created or changed, with its state at the overlay's instant. */
export interface Row {
  readonly plan: Plan
  readonly changes: Changes | null
  readonly run: Run
}

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
  const former = rowOf(overlay, plan.number)
  const known = former === undefined ? withCreated(overlay, [plan]) : overlay
  const row: Row = { plan, changes, run: settle(plan, overlay.now, changes) }
  return {
    ...replaced(known, former ?? { plan, changes: null, run: settle(plan, overlay.now) }, row),
    creations: overlay.creations,
  }
}

/** With runs that operations have just created, none of which it holds yet. */
export function withCreated(overlay: Overlay, plans: readonly Plan[]): Overlay {
  const rows = plans.map((plan): Row => ({ plan, changes: null, run: settle(plan, overlay.now) }))
  const byTime = (timeOf: (row: Row) => Instant) =>
    rows.toSorted((left, right) => timeOf(left) - timeOf(right) || left.plan.number - right.plan.number)
  return {
    now: overlay.now,
    rows: rows.reduce((tree, row) => tree.with({ at: row.plan.number, number: 0, value: row }), overlay.rows),
    present: plans.reduce(withPlan, overlay.present),
    byModified: byTime((row) => row.run.modifiedAt).reduce(
      (tree, row) => tree.with({ at: row.run.modifiedAt, number: row.plan.number, value: row }),
      overlay.byModified,
    ),
    pending: byTime((row) => row.run.changesAt).reduce((tree, row) => awaiting(tree, row.run), overlay.pending),
    hidden: overlay.hidden,
    hiddenNumbers: overlay.hiddenNumbers,
    creations: overlay.creations + plans.length,
  }
}

/** Without this row; a computed run stays hidden. */
export function withoutRow(overlay: Overlay, number: RunNumber): Overlay {
  const row = rowOf(overlay, number)
  if (row === undefined) return overlay
  const { plan, run } = row
  return {
    ...overlay,
    rows: overlay.rows.without({ at: number, number: 0 }),
    present: regrouped(overlay.present, plan, (tree) => tree.without({ at: plan.createdAt, number })),
    byModified: overlay.byModified.without({ at: run.modifiedAt, number }),
    pending: overlay.pending.without({ at: run.changesAt, number }),
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
    const { plan, changes } = former
    next = replaced(next, former, { plan, changes, run: settle(plan, now, changes) })
  }
  return next
}

/** When the next row changes by itself. */
export function changesAt(overlay: Overlay): Instant {
  return instant(overlay.pending.entry(0)?.at ?? NEVER)
}

/** With a row in the place of its former version. */
function replaced(overlay: Overlay, former: Row, row: Row): Overlay {
  const { number } = row.plan
  const byModified = overlay.byModified.without({ at: former.run.modifiedAt, number })
  const pending = overlay.pending.without({ at: former.run.changesAt, number })
  return {
    now: overlay.now,
    rows: overlay.rows.with({ at: number, number: 0, value: row }),
    present: overlay.present,
    byModified: byModified.with({ at: row.run.modifiedAt, number, value: row }),
    pending: awaiting(pending, row.run),
    hidden: overlay.hidden,
    hiddenNumbers: overlay.hiddenNumbers,
    creations: overlay.creations,
  }
}

function awaiting(pending: Ordered<RunNumber>, { changesAt: at, number }: Run): Ordered<RunNumber> {
  return at === NEVER ? pending : pending.with({ at, number, value: number })
}

function withPlan(grouped: Grouped, plan: Plan): Grouped {
  return regrouped(grouped, plan, (tree) => tree.with({ at: plan.createdAt, number: plan.number, value: plan }))
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
