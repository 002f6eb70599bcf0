import { MemoryLog } from '../../mock/store/operation-log.ts'
import { createDataset, type Dataset, toDatasetIndex } from '../../mock/world/dataset/dataset.ts'
import type { DatasetParameters } from '../../mock/world/dataset/parameters.ts'
import type { People } from '../../mock/world/model/contact.ts'
import { type Changes, computeRun, type CustomRun, type Run, type Timeline } from '../../mock/world/model/run.ts'
import { matchesFilter, type ModificationQuery, type RunFilter } from '../../mock/world/query/filter.ts'
import type { RunPageQuery } from '../../mock/world/query/page.ts'
import { type Operation, OperationError } from '../../mock/world/state/operation.ts'
import { findOverlayRun } from '../../mock/world/state/overlay.ts'
import { addDuration, type Instant, type RealTime } from '../../mock/world/time.ts'
import { World } from '../../mock/world/world.ts'

export const NAMELESS_PEOPLE: People = {
  getPerson: () => ({ name: null, firstName: null, phone: '+10000000000', email: null, language: 'en' }),
  findContactByPhone: () => undefined,
}

/** Creates a frozen world with these parameters. */
export function createFrozenWorld(parameters: Partial<DatasetParameters> = {}): World {
  return new World({
    dataset: createDataset(parameters),
    people: NAMELESS_PEOPLE,
    log: new MemoryLog(),
    realClock: () => 0 as RealTime,
    clockMode: { kind: 'frozen' },
  })
}

/** Creates a custom run with these parts and no others. */
export function createCustomRun(parts: Partial<CustomRun>): CustomRun {
  return {
    flow: 0,
    contact: 3,
    environment: 'live',
    createdAt: null,
    input: null,
    startsAt: null,
    repliesAt: null,
    plannedOutcome: null,
    endsAt: null,
    ...parts,
  }
}

interface ChangedRun {
  readonly timeline: Timeline
  readonly changes: Changes | null
}

/** The same world as a plain list: every run is computed for every state, and every query is a filter and a sort. */
export class ReferenceWorld {
  readonly #dataset: Dataset
  readonly #changed = new Map<number, ChangedRun>()
  readonly #deleted = new Set<number>()
  readonly #timelines: Timeline[] = []
  #now: Instant
  /** The runs of the current state, once they have been computed. */
  #runs: readonly Run[] | undefined

  constructor(dataset: Dataset) {
    this.#dataset = dataset
    this.#now = dataset.parameters.start
  }

  get now(): Instant {
    return this.#now
  }

  set now(now: Instant) {
    this.#now = now
    this.#runs = undefined
  }

  listRuns(): readonly Run[] {
    this.#runs ??= this.#computeRuns()
    return this.#runs
  }

  listMatches(filter: RunFilter): readonly Run[] {
    return this.listRuns().filter((run) => matchesFilter(filter, run))
  }

  queryPage({ filter, sort, offset, limit }: RunPageQuery): { total: number; numbers: readonly number[] } {
    const runs = this.listMatches(filter)
    const ordered = sort.by === 'modified' ? runs.toSorted(compareModified) : runs
    const directed = sort.descending ? ordered.toReversed() : ordered
    const place = (run: Run) => (sort.by === 'status' ? sort.order.indexOf(run.status) : 0)
    const grouped = directed.toSorted((left, right) => place(left) - place(right))
    return { total: runs.length, numbers: grouped.slice(offset, offset + limit).map((run) => run.number) }
  }

  listByModification({ filter, from, to, descending, skip, limit }: ModificationQuery): readonly number[] {
    const runs = this.listMatches(filter).filter(
      (run) => run.modifiedAt >= (from ?? -Infinity) && run.modifiedAt <= (to ?? Infinity),
    )
    const ordered = runs.toSorted(compareModified)
    const directed = descending ? ordered.toReversed() : ordered
    return directed.slice(skip, skip + limit).map((run) => run.number)
  }

  /** Applies an operation that the world has applied; a created run takes the number and timeline of the world's. */
  applyOperation(operation: Operation, created: Timeline | undefined): void {
    this.#runs = undefined
    if (operation.kind === 'advance') this.#now = addDuration(this.#now, operation.by)
    if (operation.kind === 'create' && created !== undefined)
      this.#changed.set(created.number, { timeline: created, changes: null })
    if (operation.kind === 'delete') {
      this.#changed.delete(operation.run)
      if (toDatasetIndex(operation.run) !== undefined) this.#deleted.add(operation.run)
    }
    if (operation.kind === 'change') this.#changeRun(operation)
  }

  #computeRuns(): readonly Run[] {
    const runs: Run[] = []
    const { firstIndex, schedule, parameters } = this.#dataset
    for (let index = firstIndex; schedule.getCreatedAt(index) <= this.#now; index++) {
      if (!parameters.arrivals && index >= 0) break
      const timeline = (this.#timelines[index - firstIndex] ??= this.#dataset.getTimeline(index))
      const { number } = timeline
      if (!this.#changed.has(number) && !this.#deleted.has(number)) runs.push(computeRun(timeline, this.#now))
    }
    for (const { timeline, changes } of this.#changed.values()) runs.push(computeRun(timeline, this.#now, changes))
    return runs.toSorted((left, right) => left.createdAt - right.createdAt || left.number - right.number)
  }

  #changeRun({ run, end, variables }: Extract<Operation, { kind: 'change' }>): void {
    const former = this.#changed.get(run)
    const timeline = former?.timeline ?? this.#dataset.getTimeline(toDatasetIndex(run) ?? 0)
    const changes: Changes = {
      revision: 0,
      changedAt: this.#now,
      end: end === null ? (former?.changes?.end ?? null) : { at: this.#now, as: end },
      variables: variables === null ? (former?.changes?.variables ?? null) : { at: this.#now, value: variables },
    }
    this.#changed.set(run, { timeline, changes })
  }
}

/** Applies an operation to the world and, if the world allows it, to the reference. */
export function applyToBoth(world: World, reference: ReferenceWorld, operation: Operation): void {
  try {
    const run = world.applyOperation(operation)
    const overlayRun = run === null ? undefined : findOverlayRun(world.view().overlay, run.number)
    reference.applyOperation(operation, overlayRun?.timeline)
  } catch (error) {
    if (!(error instanceof OperationError)) throw error
  }
}

function compareModified(left: Run, right: Run): number {
  return left.modifiedAt - right.modifiedAt || left.number - right.number
}
