import { signal } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { type Microseconds, parseInstant, parseOptionalInstant } from '../instants.ts'

export type Status = components['schemas']['Status']

export const STATUSES = [
  'queued',
  'running',
  'completed',
  'expired',
  'failed',
  'cancelled',
] as const satisfies readonly Status[]

/** A run as the timeline and the table need it; it changes in place, because thousands of them do at each picture. */
export interface TimelineRun {
  readonly number: number
  readonly flow: number
  readonly contact: number
  readonly environment: string
  readonly createdAt: Microseconds
  startedAt: Microseconds | null
  repliesAt: readonly Microseconds[]
  endedAt: Microseconds | null
  /** How it has ended; until then its status follows from its instants. */
  endStatus: Status | null
  /** The row of its flow's band that it is drawn in. */
  lane: number
}

type StreamedRun = Pick<
  components['schemas']['StreamedRun']['run'],
  'number' | 'status' | 'flow' | 'contact' | 'environment' | 'createdAt' | 'startedAt' | 'repliesAt' | 'endedAt'
>

/** More runs than this are not held; the oldest fall out, many at once. */
const MAX_RUNS = 30_000
const KEPT_RUNS = 25_000

/** The runs of the world that is shown, as far as they have been told. */
export class RunStore {
  readonly #byNumber = new Map<number, TimelineRun>()
  /** Rises whenever something has changed. */
  readonly version = signal(0)
  /** For each flow, until when each of its lanes is taken. */
  #lanes: Microseconds[][] = []
  /** Oldest first, as far as they came so. */
  #sortedRuns: TimelineRun[] = []
  #isSorted = true
  /** Those that have ended, in the order in which that was heard; begins anew with every new generation. */
  #endedRuns: TimelineRun[] = []
  #generation = 0
  readonly #activeRuns = new Set<TimelineRun>()

  get size(): number {
    return this.#byNumber.size
  }

  getRun(number: number): TimelineRun | undefined {
    return this.#byNumber.get(number)
  }

  /** How many lanes the runs of a flow need. */
  getLaneCount(flow: number): number {
    return this.#lanes[flow]?.length ?? 0
  }

  get flowCount(): number {
    return this.#lanes.length
  }

  /** Oldest first. */
  listOldestFirst(): readonly TimelineRun[] {
    if (!this.#isSorted) {
      this.#sortedRuns = [...this.#byNumber.values()].toSorted(
        (left, right) => left.createdAt - right.createdAt || left.number - right.number,
      )
      this.#isSorted = true
    }
    return this.#sortedRuns
  }

  /** Those that have not ended. */
  get activeRuns(): ReadonlySet<TimelineRun> {
    return this.#activeRuns
  }

  /** Those that have ended, in the order in which that was heard: whoever has drawn the first n need only draw the rest. */
  get endedRuns(): readonly TimelineRun[] {
    return this.#endedRuns
  }

  /** Changes when something that was drawn must go. */
  get generation(): number {
    return this.#generation
  }

  clearRuns(): void {
    this.#byNumber.clear()
    this.#activeRuns.clear()
    this.#lanes = []
    this.#startGeneration([])
    this.version.value++
  }

  putRuns(told: readonly StreamedRun[]): void {
    const oldestFirst = told.map(toTimelineRun).toSorted((left, right) => left.createdAt - right.createdAt)
    for (const row of oldestFirst) this.#putRun(row)
    if (this.#byNumber.size > MAX_RUNS)
      this.#removeRuns(this.listOldestFirst().slice(0, this.#byNumber.size - KEPT_RUNS))
    this.version.value++
  }

  deleteRun(number: number): void {
    const row = this.#byNumber.get(number)
    if (row !== undefined) this.#removeRuns([row])
    this.version.value++
  }

  #removeRuns(gone: readonly TimelineRun[]): void {
    for (const row of gone) {
      this.#byNumber.delete(row.number)
      this.#activeRuns.delete(row)
    }
    const left = [...this.#byNumber.values()]
    this.#startGeneration(left.filter(({ endedAt }) => endedAt !== null))
    this.#isSorted = false
  }

  #startGeneration(ended: TimelineRun[]): void {
    this.#endedRuns = ended
    this.#sortedRuns = []
    this.#generation++
  }

  #putRun(row: TimelineRun): void {
    const known = this.#byNumber.get(row.number)
    if (known === undefined) {
      row.lane = this.#assignLane(row)
      this.#byNumber.set(row.number, row)
      const last = this.#sortedRuns.at(-1)
      this.#isSorted &&= last === undefined || last.createdAt <= row.createdAt
      this.#sortedRuns.push(row)
      if (row.endedAt === null) this.#activeRuns.add(row)
      else this.#endedRuns.push(row)
      return
    }
    // A list may come later than an event that is newer than it.
    if (known.endedAt !== null && row.endedAt === null) return
    if (known.endedAt === null && row.endedAt !== null) {
      this.#activeRuns.delete(known)
      this.#endedRuns.push(known)
    }
    known.startedAt = row.startedAt
    known.repliesAt = row.repliesAt
    known.endedAt = row.endedAt
    known.endStatus = row.endStatus
    const lanes = this.#lanes[row.flow]
    if (lanes !== undefined && row.endedAt !== null) lanes[known.lane] = row.endedAt
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

/** What a run was at an instant; null when it was not there yet. */
export function getStatusAt(row: TimelineRun, at: Microseconds): Status | null {
  if (row.createdAt > at) return null
  if (row.endedAt !== null && row.endedAt <= at) return row.endStatus
  return row.startedAt !== null && row.startedAt <= at ? 'running' : 'queued'
}

function toTimelineRun(told: StreamedRun): TimelineRun {
  const endedAt = parseOptionalInstant(told.endedAt)
  return {
    number: told.number,
    flow: told.flow,
    contact: told.contact,
    environment: told.environment,
    createdAt: parseInstant(told.createdAt),
    startedAt: parseOptionalInstant(told.startedAt),
    repliesAt: told.repliesAt.map(parseInstant),
    endedAt,
    endStatus: endedAt === null ? null : told.status,
    lane: 0,
  }
}

/** The runs of the world that is shown. */
export const runStore = new RunStore()

/** The run that is looked at; null for none. */
export const selectedRun = signal<number | null>(null)

export function selectRun(number: number | null): void {
  selectedRun.value = number
}
