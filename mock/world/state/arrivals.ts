import type { Environment } from '../model/outcome.ts'
import { SortedList } from '../collections/sorted-list.ts'
import type { ItemSource, SortOrder } from '../collections/tree-nodes.ts'
import type { DatasetParameters } from '../dataset/parameters.ts'
import type { CustomRun } from '../model/run.ts'
import { randomFraction, randomInt, type RandomKey } from '../random.ts'
import { type Duration, type Instant, NEVER, toInstant } from '../time.ts'

/** Runs that arrive one after the other: a burst, or arrivals at a rate. */
export interface ArrivalStream {
  /** The sequence number of the operation that started it. */
  readonly sequence: number
  /** The random key of instants, flows and contacts. */
  readonly key: RandomKey
  readonly kind: 'burst' | 'rate'
  readonly from: Instant
  /** Time between two runs; 0 when all arrive at one instant. */
  readonly step: Duration
  readonly count: number
  /** Number of runs that have arrived. */
  readonly takenCount: number
  /** Null: any published regular flow. */
  readonly flow: number | null
  readonly environment: Environment
}

/** A custom run of the future. */
export interface ScheduledRun {
  readonly at: Instant
  /** The operation that inserted it, and its place there; see `MAX_INSERTED_RUNS`. */
  readonly order: number
  readonly run: CustomRun
}

/** All runs that arrive as time passes, besides or instead of computed ones; immutable. */
export interface Arrivals {
  /** The instant after which no computed run arrives. */
  readonly datasetUntil: Instant
  readonly streams: readonly ArrivalStream[]
  readonly scheduled: SortedList<ScheduledRun>
  /** The instant of the next arrival. */
  readonly nextAt: Instant
}

/** A run that arrives. */
export interface Arrival {
  /** The instant of its creation. */
  readonly at: Instant
  readonly run: CustomRun
  /** The instant at which it was added to the world, where that was later. */
  readonly insertedAt?: Instant
}

/** The most runs of one "insert" operation. The order of a run is the operation's number times this, plus its place. */
export const MAX_INSERTED_RUNS = 4096

const BY_ARRIVAL: SortOrder<ScheduledRun> = { getAt: ({ at }) => at, getNumber: ({ order }) => order }

export const NO_ARRIVALS: Arrivals = {
  datasetUntil: NEVER,
  streams: [],
  scheduled: SortedList.createEmpty(BY_ARRIVAL),
  nextAt: NEVER,
}

/** Creates arrivals of which the runs that are scheduled come from a source. */
export function createArrivalsFromSource({
  datasetUntil,
  streams,
  scheduled,
}: Pick<Arrivals, 'datasetUntil' | 'streams'> & { readonly scheduled: ItemSource<ScheduledRun> }): Arrivals {
  const list = SortedList.createFromSource(BY_ARRIVAL, scheduled)
  return updateNextAt({ datasetUntil, streams, scheduled: list, nextAt: NEVER })
}

export function addStream(arrivals: Arrivals, stream: ArrivalStream): Arrivals {
  return updateNextAt({ ...arrivals, streams: [...arrivals.streams, stream] })
}

/** Replaces the arrival rate, and the computed arrivals, from `at` on; null: no runs arrive. */
export function replaceRateStream(arrivals: Arrivals, at: Instant, rate: ArrivalStream | null): Arrivals {
  const bursts = arrivals.streams.filter(({ kind }) => kind !== 'rate')
  const datasetUntil = at < arrivals.datasetUntil ? at : arrivals.datasetUntil
  return updateNextAt({ ...arrivals, datasetUntil, streams: rate === null ? bursts : [...bursts, rate] })
}

export function scheduleRuns(arrivals: Arrivals, runs: readonly ScheduledRun[]): Arrivals {
  return updateNextAt({ ...arrivals, scheduled: runs.reduce((list, run) => list.insert(run), arrivals.scheduled) })
}

/** Removes the runs that arrive until `now`, at most `limit` of them, and returns them in order. */
export function takeDueArrivals(
  arrivals: Arrivals,
  now: Instant,
  { parameters, limit }: { readonly parameters: DatasetParameters; readonly limit: number },
): { readonly due: readonly Arrival[]; readonly rest: Arrivals } {
  const due: Arrival[] = []
  const takenCounts = arrivals.streams.map(({ takenCount }) => takenCount)
  let { scheduled } = arrivals
  while (due.length < limit) {
    const { at, streamIndex } = findNextArrival(arrivals.streams, takenCounts, scheduled)
    if (at > now) break
    const stream = streamIndex === null ? undefined : arrivals.streams[streamIndex]
    const first = scheduled.item(0)
    if (streamIndex !== null && stream !== undefined) {
      const place = takenCounts[streamIndex] ?? 0
      due.push({ at, run: createArrivalRun(stream, place, parameters) })
      takenCounts[streamIndex] = place + 1
    } else if (first !== undefined) {
      due.push(first)
      scheduled = scheduled.remove(scheduled.getKey(first))
    }
  }
  const streams = arrivals.streams
    .map((stream, index) => ({ ...stream, takenCount: takenCounts[index] ?? 0 }))
    .filter(({ takenCount, count }) => takenCount < count)
  return { due, rest: updateNextAt({ ...arrivals, scheduled, streams }) }
}

interface NextArrival {
  readonly at: Instant
  /** The index of the stream; null for a scheduled run. */
  readonly streamIndex: number | null
}

/** Of several arrivals at one instant, the one of the earliest operation comes first. */
function findNextArrival(
  streams: readonly ArrivalStream[],
  takenCounts: readonly number[],
  scheduled: SortedList<ScheduledRun>,
): NextArrival {
  const first = scheduled.item(0)
  let next: NextArrival = { at: first?.at ?? NEVER, streamIndex: null }
  let sequence = first === undefined ? Infinity : Math.floor(first.order / MAX_INSERTED_RUNS)
  for (const [streamIndex, stream] of streams.entries()) {
    const place = takenCounts[streamIndex] ?? 0
    const at = place < stream.count ? getArrivalInstant(stream, place) : NEVER
    if (at === NEVER || at > next.at || (at === next.at && stream.sequence > sequence)) continue
    next = { at, streamIndex }
    sequence = stream.sequence
  }
  return next
}

function updateNextAt(arrivals: Arrivals): Arrivals {
  const takenCounts = arrivals.streams.map(({ takenCount }) => takenCount)
  return { ...arrivals, nextAt: findNextArrival(arrivals.streams, takenCounts, arrivals.scheduled).at }
}

const INSTANT_FIELD = 0
const FLOW_FIELD = 1
const CONTACT_FIELD = 2

/** Each run arrives at a jittered instant inside its step; at a rate, never at the instant at which the rate was set. */
function getArrivalInstant({ key, kind, from, step }: ArrivalStream, place: number): Instant {
  const fraction = randomFraction(key, place, INSTANT_FIELD)
  const within = kind === 'rate' ? 1 + Math.floor(fraction * (step - 1)) : fraction * step
  return toInstant(from + Math.floor(place * step + within))
}

/** No contact comes twice in a burst that is not larger than the number of contacts. */
function createArrivalRun(
  { key, flow, environment }: ArrivalStream,
  place: number,
  { flows, contacts }: DatasetParameters,
): CustomRun {
  const contact = (randomInt(key, 0, CONTACT_FIELD) + place) % contacts
  return { flow: flow ?? randomInt(key, place, FLOW_FIELD) % flows, contact, environment }
}
