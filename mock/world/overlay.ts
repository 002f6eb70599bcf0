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

/** Values in order of creation: all of them, by flow, and by flow and environment. */
export interface Grouped<Value> {
  readonly all: Ordered<Value>
  readonly byFlow: readonly Ordered<Value>[]
  readonly byPlace: readonly Ordered<Value>[]
}

/** Everything that operations have done, folded and settled at `now`; immutable, so that a fork is a reference. */
export interface Overlay {
  readonly now: Instant
  readonly rows: Ordered<Row>
  readonly created: Grouped<Row>
  readonly byModified: Ordered<Row>
  /** Keyed by contact. */
  readonly byContact: Ordered<Row>
  /** Rows that will change by themselves, keyed by when. */
  readonly pending: Ordered<RunNumber>
  /** Computed runs that are changed or deleted, so that the universe's own version must not be seen. */
  readonly hidden: Grouped<Plan>
  readonly hiddenNumbers: Ordered<true>
  /** How many runs operations have created. */
  readonly creations: number
}

export function emptyOverlay(flows: number, now: Instant): Overlay {
  const grouped = <Value>(): Grouped<Value> => ({
    all: Ordered.empty<Value>(),
    byFlow: Array.from({ length: flows }, () => Ordered.empty<Value>()),
    byPlace: Array.from({ length: flows * ENVIRONMENTS.length }, () => Ordered.empty<Value>()),
  })
  return {
    now,
    rows: Ordered.empty(),
    created: grouped(),
    byModified: Ordered.empty(),
    byContact: Ordered.empty(),
    pending: Ordered.empty(),
    hidden: grouped(),
    hiddenNumbers: Ordered.empty(),
    creations: 0,
  }
}

/** The tree of a group that holds just the given flow and environment. */
export function treeOf<Value>(
  grouped: Grouped<Value>,
  of: { readonly flow?: number | undefined; readonly environment?: string | undefined },
): Ordered<Value> {
  if (of.flow === undefined) return grouped.all
  const tree = of.environment === undefined ? grouped.byFlow[of.flow] : grouped.byPlace[place(of.flow, of.environment)]
  return tree ?? Ordered.empty()
}

export function rowOf(overlay: Overlay, number: RunNumber): Row | undefined {
  return overlay.rows.get(number, 0)
}

export function hides(overlay: Overlay, number: RunNumber): boolean {
  return overlay.hiddenNumbers.size > 0 && overlay.hiddenNumbers.get(number, 0) === true
}

/** With this run as described, in the place of any former version. */
export function withRow(overlay: Overlay, plan: Plan, changes: Changes | null): Overlay {
  const row: Row = { plan, changes, run: settle(plan, overlay.now, changes) }
  const { run } = row
  const rest = withoutRow(overlay, plan.number)
  return {
    ...rest,
    rows: rest.rows.with({ at: plan.number, number: 0, value: row }),
    created: regrouped(rest.created, plan, (tree) =>
      tree.with({ at: plan.createdAt, number: plan.number, value: row }),
    ),
    byModified: rest.byModified.with({ at: run.modifiedAt, number: plan.number, value: row }),
    byContact: rest.byContact.with({ at: plan.contact, number: plan.number, value: row }),
    pending:
      run.changesAt === NEVER
        ? rest.pending
        : rest.pending.with({ at: run.changesAt, number: plan.number, value: plan.number }),
  }
}

/** Without this row; a computed run stays hidden. */
export function withoutRow(overlay: Overlay, number: RunNumber): Overlay {
  const row = rowOf(overlay, number)
  if (row === undefined) return overlay
  const { plan, run } = row
  return {
    ...overlay,
    rows: overlay.rows.without(number, 0),
    created: regrouped(overlay.created, plan, (tree) => tree.without(plan.createdAt, number)),
    byModified: overlay.byModified.without(run.modifiedAt, number),
    byContact: overlay.byContact.without(plan.contact, number),
    pending: overlay.pending.without(run.changesAt, number),
  }
}

/** With the universe's own version of this computed run out of sight. */
export function hiding(overlay: Overlay, plan: Plan): Overlay {
  if (hides(overlay, plan.number)) return overlay
  const entry = { at: plan.createdAt, number: plan.number, value: plan }
  return {
    ...overlay,
    hidden: regrouped(overlay.hidden, plan, (tree) => tree.with(entry)),
    hiddenNumbers: overlay.hiddenNumbers.with({ at: plan.number, number: 0, value: true }),
  }
}

/** The same operations settled at a later instant: every row whose time has come is worked out anew. */
export function settledAt(overlay: Overlay, now: Instant): Overlay {
  let next: Overlay = { ...overlay, now }
  for (let due = next.pending.entry(0); due !== undefined && due.at <= now; due = next.pending.entry(0)) {
    const row = rowOf(next, due.number)
    if (row === undefined) throw new RangeError(`no row for pending run ${due.number}`)
    next = withRow(next, row.plan, row.changes)
  }
  return next
}

/** When the next row changes by itself. */
export function changesAt(overlay: Overlay): Instant {
  return instant(overlay.pending.entry(0)?.at ?? NEVER)
}

function place(flow: number, environment: string): number {
  return flow * ENVIRONMENTS.length + (environment === 'live' ? 0 : 1)
}

function regrouped<Value>(
  grouped: Grouped<Value>,
  plan: Plan,
  change: (tree: Ordered<Value>) => Ordered<Value>,
): Grouped<Value> {
  const flow = plan.flow.index
  const at = place(flow, plan.environment)
  const byFlow = grouped.byFlow[flow]
  const byPlace = grouped.byPlace[at]
  if (byFlow === undefined || byPlace === undefined) throw new RangeError(`no flow ${flow} in this overlay`)
  return {
    all: change(grouped.all),
    byFlow: grouped.byFlow.with(flow, change(byFlow)),
    byPlace: grouped.byPlace.with(at, change(byPlace)),
  }
}
