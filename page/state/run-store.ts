import { signal } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { type Microseconds, parseInstant } from '../instants.ts'

export type Status = components['schemas']['Status']

export const STATUSES = [
  'queued',
  'running',
  'completed',
  'expired',
  'failed',
  'cancelled',
] as const satisfies readonly Status[]

/** A run for the timeline and the table. Its fields change in place, because thousands of runs change per frame. */
export interface TimelineRun {
  readonly number: number
  readonly flow: number
  readonly createdAt: Microseconds
  startedAt: Microseconds | null
  repliesAt: readonly Microseconds[]
  endedAt: Microseconds | null
  /** Status after the end; null before. */
  endStatus: Status | null
  /** Row in the band of its flow. */
  lane: number
}

type StreamedRun = Pick<
  components['schemas']['StreamedRun']['run'],
  'number' | 'status' | 'flow' | 'createdAt' | 'startedAt' | 'repliesAt' | 'endedAt'
>

/** Above the maximum the oldest runs are removed, down to the second figure. */
const MAX_RUNS = 30_000
const RUNS_AFTER_REMOVAL = 25_000

/** The loaded runs of the open world. */
export class RunStore {
  /** Rises with each change. */
  readonly version = signal(0)
  readonly #byNumber = new Map<number, TimelineRun>()
  readonly #activeRuns = new Set<TimelineRun>()
  /** In the order in which their ends arrived. A removal replaces the array. */
  #endedRuns: TimelineRun[] = []
  /** Per flow and lane the instant until which the lane is in use. */
  #lanes: Microseconds[][] = []
  #sortedRuns: TimelineRun[] = []
  #isSorted = true

  get size(): number {
    return this.#byNumber.size
  }

  get flowCount(): number {
    return this.#lanes.length
  }

  get activeRuns(): ReadonlySet<TimelineRun> {
    return this.#activeRuns
  }

  /** Grows at its end; a new array after a removal. */
  get endedRuns(): readonly TimelineRun[] {
    return this.#endedRuns
  }

  getRun(number: number): TimelineRun | undefined {
    return this.#byNumber.get(number)
  }

  getLaneCount(flow: number): number {
    return this.#lanes[flow]?.length ?? 0
  }

  listOldestFirst(): readonly TimelineRun[] {
    if (!this.#isSorted) {
      this.#sortedRuns = [...this.#byNumber.values()].toSorted(
        (left, right) => left.createdAt - right.createdAt || left.number - right.number,
      )
      this.#isSorted = true
    }
    return this.#sortedRuns
  }

  clearRuns(): void {
    this.#lanes = []
    this.#removeRuns([...this.#byNumber.values()])
    this.version.value++
  }

  putRuns(runs: readonly StreamedRun[]): void {
    const oldestFirst = runs.map(toTimelineRun).toSorted((left, right) => left.createdAt - right.createdAt)
    for (const run of oldestFirst) this.#putRun(run)
    if (this.size > MAX_RUNS) this.#removeRuns(this.listOldestFirst().slice(0, this.size - RUNS_AFTER_REMOVAL))
    this.version.value++
  }

  deleteRun(number: number): void {
    const run = this.#byNumber.get(number)
    if (run === undefined) return
    this.#removeRuns([run])
    this.version.value++
  }

  #removeRuns(runs: readonly TimelineRun[]): void {
    for (const run of runs) {
      this.#byNumber.delete(run.number)
      this.#activeRuns.delete(run)
    }
    this.#endedRuns = [...this.#byNumber.values()].filter(({ endedAt }) => endedAt !== null)
    this.#isSorted = false
  }

  #putRun(run: TimelineRun): void {
    const stored = this.#byNumber.get(run.number)
    if (stored === undefined) {
      run.lane = this.#assignLane(run)
      this.#byNumber.set(run.number, run)
      const last = this.#sortedRuns.at(-1)
      this.#isSorted &&= last === undefined || last.createdAt <= run.createdAt
      this.#sortedRuns.push(run)
      if (run.endedAt === null) this.#activeRuns.add(run)
      else this.#endedRuns.push(run)
      return
    }
    // A list can arrive after an event that is newer than the list.
    if (stored.endedAt !== null && run.endedAt === null) return
    if (stored.endedAt === null && run.endedAt !== null) {
      this.#activeRuns.delete(stored)
      this.#endedRuns.push(stored)
    }
    const { startedAt, repliesAt, endedAt, endStatus } = run
    Object.assign(stored, { startedAt, repliesAt, endedAt, endStatus })
    const lanes = this.#lanes[run.flow]
    if (lanes !== undefined && endedAt !== null) lanes[stored.lane] = endedAt
  }

  #assignLane({ flow, createdAt, endedAt }: TimelineRun): number {
    while (this.#lanes.length <= flow) this.#lanes.push([])
    const lanes = this.#lanes[flow] ?? []
    const free = lanes.findIndex((until) => until < createdAt)
    const lane = free === -1 ? lanes.length : free
    lanes[lane] = endedAt ?? Infinity
    return lane
  }
}

/** Returns the status at an instant; null before the run was created. */
export function getStatusAt(run: TimelineRun, at: Microseconds): Status | null {
  if (run.createdAt > at) return null
  if (run.endedAt !== null && run.endedAt <= at) return run.endStatus
  return run.startedAt !== null && run.startedAt <= at ? 'running' : 'queued'
}

function toTimelineRun({ number, flow, status, createdAt, startedAt, repliesAt, endedAt }: StreamedRun): TimelineRun {
  return {
    number,
    flow,
    createdAt: parseInstant(createdAt),
    startedAt: startedAt === null ? null : parseInstant(startedAt),
    repliesAt: repliesAt.map(parseInstant),
    endedAt: endedAt === null ? null : parseInstant(endedAt),
    endStatus: endedAt === null ? null : status,
    lane: 0,
  }
}

/** The loaded runs of the open world. */
export const runStore = new RunStore()

/** Number of the selected run; null for none. */
export const selectedRun = signal<number | null>(null)

/** Selects a run, and brings its detail into view where it is below the list. */
export function selectRun(number: number | null): void {
  selectedRun.value = number
  const detail = document.getElementById('run-title')
  if (number !== null && matchMedia('(width < 60rem)').matches) detail?.scrollIntoView({ block: 'start' })
}
