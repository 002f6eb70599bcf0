import { randomInt, randomFraction, type RandomKey } from '../random.ts'
import type { Environment } from '../dataset/distribution.ts'
import type { Duration, Instant } from '../time/instant.ts'
import { toInstant, NEVER } from '../time/instant.ts'
import { SortedList } from '../collections/sorted-list.ts'
import type { SortOrder } from '../collections/b-plus-tree.ts'
import type { CustomRun } from './custom-run.ts'
import type { Dataset } from '../dataset/dataset.ts'

/** Runs that come one after the other: a burst, or what arrives at a rate. */
export interface ArrivalStream {
  /** The sequence number of the operation that let them come. */
  readonly sequence: number
  /** What their instants, flows and contacts are drawn with. */
  readonly key: RandomKey
  readonly kind: 'burst' | 'rate'
  readonly from: Instant
  /** Between two of them; 0 when all come at one instant. */
  readonly step: Duration
  readonly count: number
  /** How many have come. */
  readonly takenCount: number
  /** Null: any published regular flow. */
  readonly flow: number | null
  readonly environment: Environment
}

/** A told run whose instant has not come. */
export interface ScheduledRun {
  readonly at: Instant
  /** The operation that told it, and its place there. */
  readonly order: number
  readonly run: CustomRun
}

/** What will arrive as time passes, besides or in the place of the universe's own runs; immutable. */
export interface Arrivals {
  /** Until when the universe's own runs arrive. */
  readonly datasetUntil: Instant
  readonly streams: readonly ArrivalStream[]
  readonly scheduled: SortedList<ScheduledRun>
  /** When the next one comes. */
  readonly nextAt: Instant
}

/** Told runs of one operation at most; their order is the operation's number times this, and their place. */
export const MAX_INSERTED_RUNS = 4096

const BY_ARRIVAL: SortOrder<ScheduledRun> = { getAt: ({ at }) => at, getNumber: ({ order }) => order }

export const NO_ARRIVALS: Arrivals = {
  datasetUntil: NEVER,
  streams: [],
  scheduled: SortedList.createEmpty(BY_ARRIVAL),
  nextAt: NEVER,
}

export function addStream(arrivals: Arrivals, stream: ArrivalStream): Arrivals {
  return updateNextAt({ ...arrivals, streams: [...arrivals.streams, stream] })
}

/** With another rate in the place of the former one and of the universe's own runs; null: none arrive. */
export function replaceRateStream(
  arrivals: Arrivals,
  { at, rate }: { at: Instant; rate: ArrivalStream | null },
): Arrivals {
  const others = arrivals.streams.filter(({ kind }) => kind !== 'rate')
  const datasetUntil = at < arrivals.datasetUntil ? at : arrivals.datasetUntil
  return updateNextAt({ ...arrivals, datasetUntil: datasetUntil, streams: rate === null ? others : [...others, rate] })
}

export function scheduleRuns(arrivals: Arrivals, scheduled: readonly ScheduledRun[]): Arrivals {
  return updateNextAt({ ...arrivals, scheduled: scheduled.reduce((tree, one) => tree.insert(one), arrivals.scheduled) })
}

/** Whom and what an arrival is about, and when. */
export interface Arrival {
  /** When it was created. */
  readonly at: Instant
  readonly run: CustomRun
  /** When the world came to know it, where that was later. */
  readonly insertedAt?: Instant
}

/** Takes out what comes until `now`, in order. */
export function takeDueArrivals(arrivals: Arrivals, now: Instant, dataset: Dataset): [readonly Arrival[], Arrivals] {
  const dueArrivals: Arrival[] = []
  const takenCounts = arrivals.streams.map(({ takenCount: before }) => before)
  let { scheduled } = arrivals
  for (let next = findNextArrival(arrivals.streams, takenCounts, scheduled); next.at <= now;) {
    const first = next.streamIndex === null ? scheduled.item(0) : undefined
    if (first !== undefined) {
      dueArrivals.push(first)
      scheduled = scheduled.remove(scheduled.getKey(first))
    } else if (next.streamIndex !== null) {
      const stream = arrivals.streams[next.streamIndex]
      const place = takenCounts[next.streamIndex] ?? 0
      if (stream !== undefined) dueArrivals.push({ at: next.at, run: createArrivalRun(stream, place, dataset) })
      takenCounts[next.streamIndex] = place + 1
    }
    next = findNextArrival(arrivals.streams, takenCounts, scheduled)
  }
  const streams = arrivals.streams.map((stream, which) => ({ ...stream, takenCount: takenCounts[which] ?? 0 }))
  return [
    dueArrivals,
    updateNextAt({ ...arrivals, scheduled, streams: streams.filter((one) => one.takenCount < one.count) }),
  ]
}

interface NextArrival {
  readonly at: Instant
  /** The stream's place; null for a told run. */
  readonly streamIndex: number | null
}

/** Of several at one instant, what was asked for first. */
function findNextArrival(
  streams: readonly ArrivalStream[],
  taken: readonly number[],
  scheduled: SortedList<ScheduledRun>,
): NextArrival {
  const first = scheduled.item(0)
  let next: NextArrival = { at: first?.at ?? NEVER, streamIndex: null }
  let sequence = first === undefined ? Infinity : Math.floor(first.order / MAX_INSERTED_RUNS)
  for (const [which, stream] of streams.entries()) {
    const place = taken[which] ?? 0
    const at = place < stream.count ? getArrivalInstant(stream, place) : NEVER
    if (at === NEVER || at > next.at || (at === next.at && stream.sequence > sequence)) continue
    next = { at, streamIndex: which }
    sequence = stream.sequence
  }
  return next
}

function updateNextAt(arrivals: Arrivals): Arrivals {
  const takenCounts = arrivals.streams.map(({ takenCount: before }) => before)
  return { ...arrivals, nextAt: findNextArrival(arrivals.streams, takenCounts, arrivals.scheduled).at }
}

const INSTANT_FIELD = 0
const FLOW_FIELD = 1
const CONTACT_FIELD = 2

/** Each comes at an instant of its own inside its step; what comes at a rate never at the instant when that was set. */
function getArrivalInstant({ key, kind, from, step }: ArrivalStream, place: number): Instant {
  const within = randomFraction(key, place, INSTANT_FIELD)
  const after = kind === 'rate' ? 1 + Math.floor(within * (step - 1)) : within * step
  return toInstant(from + Math.floor(place * step + after))
}

/** Nobody comes twice in a burst that is no greater than the world has contacts. */
function createArrivalRun(
  { key, flow, environment }: ArrivalStream,
  place: number,
  { parameters }: Dataset,
): CustomRun {
  const contact = (randomInt(key, 0, CONTACT_FIELD) + place) % parameters.contacts
  return { flow: flow ?? randomInt(key, place, FLOW_FIELD) % parameters.flows, contact, environment }
}
