import { signal } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { instantOf, instantOrNull, type Microseconds } from '../instants.ts'

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
export interface Row {
  readonly number: number
  readonly flow: number
  readonly contact: number
  readonly environment: string
  readonly createdAt: Microseconds
  startedAt: Microseconds | null
  repliesAt: readonly Microseconds[]
  endedAt: Microseconds | null
  /** How it has ended; until then its status follows from its instants. */
  end: Status | null
  /** The row of its flow's band that it is drawn in. */
  lane: number
}

type Told = Pick<
  components['schemas']['StreamedRun']['run'],
  'number' | 'status' | 'flow' | 'contact' | 'environment' | 'createdAt' | 'startedAt' | 'repliesAt' | 'endedAt'
>

/** More runs than this are not held; the oldest fall out, many at once. */
const MOST_ROWS = 30_000
const KEPT_ROWS = 25_000

/** The runs of the world that is shown, as far as they have been told. */
export class Rows {
  readonly #byNumber = new Map<number, Row>()
  /** Rises whenever something has changed. */
  readonly version = signal(0)
  /** For each flow, until when each of its lanes is taken. */
  #lanes: Microseconds[][] = []
  /** Oldest first, as far as they came so. */
  #ordered: Row[] = []
  #isOrdered = true
  /** Those that have ended, in the order in which that was heard; begins anew with every new generation. */
  #ended: Row[] = []
  #generation = 0
  readonly #open = new Set<Row>()

  get size(): number {
    return this.#byNumber.size
  }

  get(number: number): Row | undefined {
    return this.#byNumber.get(number)
  }

  /** How many lanes the runs of a flow need. */
  lanesOf(flow: number): number {
    return this.#lanes[flow]?.length ?? 0
  }

  get flows(): number {
    return this.#lanes.length
  }

  /** Oldest first. */
  ordered(): readonly Row[] {
    if (!this.#isOrdered) {
      this.#ordered = [...this.#byNumber.values()].toSorted(
        (left, right) => left.createdAt - right.createdAt || left.number - right.number,
      )
      this.#isOrdered = true
    }
    return this.#ordered
  }

  /** Those that have not ended. */
  get open(): ReadonlySet<Row> {
    return this.#open
  }

  /** Those that have ended, in the order in which that was heard: whoever has drawn the first n need only draw the rest. */
  get ended(): readonly Row[] {
    return this.#ended
  }

  /** Changes when something that was drawn must go. */
  get generation(): number {
    return this.#generation
  }

  clear(): void {
    this.#byNumber.clear()
    this.#open.clear()
    this.#lanes = []
    this.#begin([])
    this.version.value++
  }

  put(told: readonly Told[]): void {
    const oldestFirst = told.map(rowOf).toSorted((left, right) => left.createdAt - right.createdAt)
    for (const row of oldestFirst) this.#putOne(row)
    if (this.#byNumber.size > MOST_ROWS) this.#drop(this.ordered().slice(0, this.#byNumber.size - KEPT_ROWS))
    this.version.value++
  }

  delete(number: number): void {
    const row = this.#byNumber.get(number)
    if (row !== undefined) this.#drop([row])
    this.version.value++
  }

  #drop(gone: readonly Row[]): void {
    for (const row of gone) {
      this.#byNumber.delete(row.number)
      this.#open.delete(row)
    }
    const left = [...this.#byNumber.values()]
    this.#begin(left.filter(({ endedAt }) => endedAt !== null))
    this.#isOrdered = false
  }

  #begin(ended: Row[]): void {
    this.#ended = ended
    this.#ordered = []
    this.#generation++
  }

  #putOne(row: Row): void {
    const known = this.#byNumber.get(row.number)
    if (known === undefined) {
      row.lane = this.#laneFor(row)
      this.#byNumber.set(row.number, row)
      const last = this.#ordered.at(-1)
      this.#isOrdered &&= last === undefined || last.createdAt <= row.createdAt
      this.#ordered.push(row)
      if (row.endedAt === null) this.#open.add(row)
      else this.#ended.push(row)
      return
    }
    // A list may come later than an event that is newer than it.
    if (known.endedAt !== null && row.endedAt === null) return
    if (known.endedAt === null && row.endedAt !== null) {
      this.#open.delete(known)
      this.#ended.push(known)
    }
    known.startedAt = row.startedAt
    known.repliesAt = row.repliesAt
    known.endedAt = row.endedAt
    known.end = row.end
    const lanes = this.#lanes[row.flow]
    if (lanes !== undefined && row.endedAt !== null) lanes[known.lane] = row.endedAt
  }

  #laneFor({ flow, createdAt, endedAt }: Row): number {
    while (this.#lanes.length <= flow) this.#lanes.push([])
    const lanes = this.#lanes[flow] ?? []
    const free = lanes.findIndex((until) => until < createdAt)
    const lane = free === -1 ? lanes.length : free
    lanes[lane] = endedAt ?? Infinity
    return lane
  }
}

/** What a run was at an instant; null when it was not there yet. */
export function statusAt(row: Row, at: Microseconds): Status | null {
  if (row.createdAt > at) return null
  if (row.endedAt !== null && row.endedAt <= at) return row.end
  return row.startedAt !== null && row.startedAt <= at ? 'running' : 'queued'
}

function rowOf(told: Told): Row {
  const endedAt = instantOrNull(told.endedAt)
  return {
    number: told.number,
    flow: told.flow,
    contact: told.contact,
    environment: told.environment,
    createdAt: instantOf(told.createdAt),
    startedAt: instantOrNull(told.startedAt),
    repliesAt: told.repliesAt.map(instantOf),
    endedAt,
    end: endedAt === null ? null : told.status,
    lane: 0,
  }
}
