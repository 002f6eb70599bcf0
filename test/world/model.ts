import { createDataset, toDatasetIndex, type Dataset } from '../../mock/world/dataset/dataset.ts'
import { matchesFilter, type ModificationQuery, type RunFilter } from '../../mock/world/query/filter.ts'
import type { Instant } from '../../mock/world/time/instant.ts'
import { addDuration } from '../../mock/world/time/instant.ts'
import type { Operation } from '../../mock/world/state/operation.ts'
import { OperationError } from '../../mock/world/state/operation.ts'
import type { DatasetParameters } from '../../mock/world/dataset/parameters.ts'
import type { RunPageQuery } from '../../mock/world/query/page.ts'
import { type Changes, type Timeline, type Run, computeRun } from '../../mock/world/model/run.ts'
import { World } from '../../mock/world/world.ts'
import { findOverlayRun } from '../../mock/world/state/overlay.ts'
import { createMemoryLog } from '../../mock/store/memory-log.ts'
import type { RealTime } from '../../mock/world/time/clock.ts'
import type { People } from '../../mock/world/model/contact.ts'

export const NOBODY: People = {
  getPerson: () => ({ name: null, firstName: null, phone: '+10000000000', email: null, language: 'en' }),
  findContactByPhone: () => undefined,
}

/** A frozen world of these parameters. */
export function frozenWorld(parameters: Partial<DatasetParameters> = {}): World {
  return new World({
    dataset: createDataset(parameters),
    people: NOBODY,
    log: createMemoryLog(),
    realClock: () => 0 as RealTime,
    clockMode: { kind: 'frozen' },
  })
}

/** The same world as a plain list: every run worked out at every question, every query a filter and a sort. */
export class Model {
  readonly universe: Dataset
  now: Instant
  readonly changed = new Map<number, { plan: Timeline; changes: Changes | null }>()
  readonly deleted = new Set<number>()

  constructor(dataset: Dataset) {
    this.universe = dataset
    this.now = dataset.parameters.start
  }

  runs(): readonly Run[] {
    const runs: Run[] = []
    for (let index = this.universe.firstIndex; this.universe.schedule.getCreatedAt(index) <= this.now; index++) {
      if (!this.universe.parameters.arrivals && index >= 0) break
      const plan = this.universe.getTimeline(index)
      if (!this.changed.has(plan.number) && !this.deleted.has(plan.number)) runs.push(computeRun(plan, this.now))
    }
    for (const { plan, changes } of this.changed.values()) runs.push(computeRun(plan, this.now, changes))
    return runs.toSorted((left, right) => left.createdAt - right.createdAt || left.number - right.number)
  }

  matching(filter: RunFilter): readonly Run[] {
    return this.runs().filter((run) => matchesFilter(filter, run))
  }

  page(query: RunPageQuery): { total: number; numbers: readonly number[] } {
    const { sort, offset, limit } = query
    const runs = this.matching(query.filter)
    const ordered = sort.by === 'modified' ? runs.toSorted(byModified) : runs
    const directed = sort.descending ? ordered.toReversed() : ordered
    const grouped = directed.toSorted((left, right) => statusPlace(query, left) - statusPlace(query, right))
    return { total: runs.length, numbers: grouped.slice(offset, offset + limit).map((run) => run.number) }
  }

  walk(walk: ModificationQuery): readonly number[] {
    const runs = this.matching({ ...walk.filter }).filter(
      (run) => run.modifiedAt >= (walk.from ?? -Infinity) && run.modifiedAt <= (walk.to ?? Infinity),
    )
    const ordered = runs.toSorted(byModified)
    const directed = walk.descending ? ordered.toReversed() : ordered
    return directed.slice(walk.skip, walk.skip + walk.limit).map((run) => run.number)
  }

  /** Follows what the world did; `run` is what the world answered, to take over the number of a created run. */
  follow(operation: Operation, run: number | null, plan: Timeline | undefined): void {
    if (operation.kind === 'advance') this.now = addDuration(this.now, operation.by)
    if (operation.kind === 'create' && plan !== undefined) this.changed.set(run ?? 0, { plan, changes: null })
    if (operation.kind === 'delete') {
      this.changed.delete(operation.run)
      if (toDatasetIndex(operation.run) !== undefined) this.deleted.add(operation.run)
    }
    if (operation.kind === 'change') this.change(operation)
  }

  private change(operation: Extract<Operation, { kind: 'change' }>): void {
    const index = toDatasetIndex(operation.run)
    const known = this.changed.get(operation.run)
    const plan = known?.plan ?? this.universe.getTimeline(index ?? 0)
    const end = operation.end === null ? (known?.changes?.end ?? null) : { at: this.now, as: operation.end }
    const variables =
      operation.variables === null ? (known?.changes?.variables ?? null) : { at: this.now, value: operation.variables }
    this.changed.set(operation.run, { plan, changes: { revision: 0, changedAt: this.now, end, variables } })
  }
}

/** Lets the world try an operation and the model follow when it was carried out. */
export function both(world: World, model: Model, operation: Operation): boolean {
  try {
    const run = world.applyOperation(operation)
    const row = run === null ? undefined : findOverlayRun(world.view().overlay, run.number)
    model.follow(operation, run?.number ?? null, row?.timeline)
    return true
  } catch (error) {
    if (error instanceof OperationError) return false
    throw error
  }
}

function statusPlace(query: RunPageQuery, run: Run): number {
  return query.sort.by === 'status' ? query.sort.order.indexOf(run.status) : 0
}

function byModified(left: Run, right: Run): number {
  return left.modifiedAt - right.modifiedAt || left.number - right.number
}
