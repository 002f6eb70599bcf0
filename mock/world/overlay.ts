import { Agenda } from './agenda.ts'
import { byCreation, emptyGroup, type Grouped, regrouped, withPlans } from './grouped.ts'
import { type Instant, NEVER } from './instant.ts'
import { Ordered } from './ordered.ts'
import type { Order } from './ordered-tree.ts'
import { Row } from './row.ts'
import type { Changes, Plan, Run, RunNumber } from './run.ts'

/** A run that was deleted, as it was then. */
export interface Removed {
  readonly at: Instant
  readonly run: Run
}

/** Everything that operations have done, folded and settled at `now`; immutable, so that a fork is a reference. */
export interface Overlay {
  readonly now: Instant
  /** By number. */
  readonly rows: Ordered<Row>
  /** The rows' plans. */
  readonly present: Grouped
  /** By the instant of the last modification. */
  readonly byModified: Ordered<Row>
  /** Rows that will change by themselves, by when; a row that has been replaced since may still stand in it. */
  readonly pending: Agenda<Row>
  /** Computed runs that are changed or deleted, so that the universe's own version must not be seen. */
  readonly hidden: Grouped
  readonly hiddenNumbers: Ordered<RunNumber>
  /** Runs that were deleted, by when. */
  readonly removed: Ordered<Removed>
  /** How many runs operations have created. */
  readonly creations: number
}

const number = ({ plan }: Row) => plan.number
const BY_NUMBER: Order<Row> = { at: number, number: () => 0 }
const BY_MODIFICATION: Order<Row> = { at: (row) => row.modifiedAt, number }
const BY_REMOVAL: Order<Removed> = { at: ({ at }) => at, number: ({ run }) => run.number }
const PLAIN: Order<RunNumber> = { at: (one) => one, number: () => 0 }

export function emptyOverlay(flows: number, now: Instant): Overlay {
  const grouped = emptyGroup(flows)
  return {
    now,
    rows: Ordered.empty(BY_NUMBER),
    present: grouped,
    byModified: Ordered.empty(BY_MODIFICATION),
    pending: Agenda.empty(),
    hidden: grouped,
    hiddenNumbers: Ordered.empty(PLAIN),
    removed: Ordered.empty(BY_REMOVAL),
    creations: 0,
  }
}

export function rowOf(overlay: Overlay, run: RunNumber): Row | undefined {
  return overlay.rows.get({ at: run, number: 0 })
}

export function hides(overlay: Overlay, run: RunNumber): boolean {
  return overlay.hiddenNumbers.size > 0 && overlay.hiddenNumbers.get({ at: run, number: 0 }) !== undefined
}

/** With a row in the place of its former version, or of the computed run that is hidden for it. */
export function withRow(overlay: Overlay, plan: Plan, changes: Changes | null): Overlay {
  const row = new Row(plan, changes, overlay.now)
  const former = rowOf(overlay, plan.number)
  return former === undefined
    ? { ...added(overlay, [row]), creations: overlay.creations }
    : replaced(overlay, { former, row, pending: awaiting(overlay.pending, row) })
}

/** With runs that have just come, in the order of their numbers; it holds none of them yet. */
export function withCreated(overlay: Overlay, plans: readonly Plan[]): Overlay {
  return added(
    overlay,
    plans.map((plan) => new Row(plan, null, overlay.now)),
  )
}

/** Without this run; a computed one is hidden already. */
export function withoutRun(overlay: Overlay, run: Run): Overlay {
  const removed = overlay.removed.with({ at: overlay.now, run })
  const row = rowOf(overlay, run.number)
  if (row === undefined) return { ...overlay, removed }
  return {
    ...overlay,
    removed,
    rows: overlay.rows.without(overlay.rows.place(row)),
    present: regrouped(overlay.present, row.plan, (tree) => tree.without(tree.place(row.plan))),
    byModified: overlay.byModified.without(overlay.byModified.place(row)),
  }
}

/** With the universe's own version of this computed run out of sight. */
export function hiding(overlay: Overlay, plan: Plan): Overlay {
  if (hides(overlay, plan.number)) return overlay
  const hidden = regrouped(overlay.hidden, plan, (tree) => tree.with(plan))
  return { ...overlay, hidden, hiddenNumbers: overlay.hiddenNumbers.with(plan.number) }
}

/** The same operations settled at a later instant: every row whose time has come is worked out anew. */
export function settledAt(overlay: Overlay, now: Instant): Overlay {
  let next: Overlay = overlay.now === now ? overlay : { ...overlay, now }
  let { pending } = next
  let settled = 0
  for (let due = pending.first; due !== undefined && due.changesAt <= now; due = pending.first) {
    if (++settled > FEW && settled * REBUILD > next.rows.size) return settledAnew(next)
    pending = pending.rest()
    if (rowOf(next, due.plan.number) !== due) continue
    const row = new Row(due.plan, due.changes, now)
    pending = awaiting(pending, row)
    next = replaced(next, { former: due, row, pending })
  }
  return pending === next.pending ? next : { ...next, pending }
}

/** Rows that are always settled one by one; of more, a share greater than one in so many is settled with all others. */
const FEW = 64
const REBUILD = 16

/** With every row worked out anew whose time has come, and all orders made anew. */
function settledAnew(overlay: Overlay): Overlay {
  const { now } = overlay
  const rows = Array.from(overlay.rows, (row) => (row.changesAt <= now ? new Row(row.plan, row.changes, now) : row))
  return {
    ...overlay,
    rows: Ordered.empty(BY_NUMBER).withAll(rows),
    byModified: Ordered.empty(BY_MODIFICATION).withAll(sorted(rows, BY_MODIFICATION)),
    pending: rows.reduce(awaiting, Agenda.empty<Row>()),
  }
}

/** The earliest instant at which a row changes by itself; not after it, though perhaps before. */
export function changesAt(overlay: Overlay): Instant {
  return overlay.pending.first?.changesAt ?? NEVER
}

/** With rows that it does not hold yet, in the order of their numbers. */
function added(overlay: Overlay, rows: readonly Row[]): Overlay {
  return {
    now: overlay.now,
    rows: overlay.rows.withAll(rows),
    present: withPlans(overlay.present, byCreation(rows.map(({ plan }) => plan))),
    byModified: overlay.byModified.withAll(sorted(rows, BY_MODIFICATION)),
    pending: rows.reduce(awaiting, overlay.pending),
    hidden: overlay.hidden,
    hiddenNumbers: overlay.hiddenNumbers,
    removed: overlay.removed,
    creations: overlay.creations + rows.length,
  }
}

interface Replacement {
  readonly former: Row
  readonly row: Row
  readonly pending: Agenda<Row>
}

/** With a row in the place of its former version. */
function replaced(overlay: Overlay, { former, row, pending }: Replacement): Overlay {
  return {
    now: overlay.now,
    rows: overlay.rows.with(row),
    present: overlay.present,
    byModified: overlay.byModified.without(overlay.byModified.place(former)).with(row),
    pending,
    hidden: overlay.hidden,
    hiddenNumbers: overlay.hiddenNumbers,
    removed: overlay.removed,
    creations: overlay.creations,
  }
}

function awaiting(pending: Agenda<Row>, row: Row): Agenda<Row> {
  return row.changesAt === NEVER ? pending : pending.with(row)
}

function sorted(rows: readonly Row[], order: Order<Row>): readonly Row[] {
  if (rows.length < 2) return rows
  return rows.toSorted((left, right) => order.at(left) - order.at(right) || order.number(left) - order.number(right))
}
