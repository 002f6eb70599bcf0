import { draw, fraction, type Key } from './chance.ts'
import type { Environment } from './deck.ts'
import type { Duration, Instant } from './instant.ts'
import { instant, NEVER } from './instant.ts'
import { Ordered } from './ordered.ts'
import type { Order } from './ordered-tree.ts'
import type { ToldRun } from './told-run.ts'
import type { Universe } from './universe.ts'

/** Runs that come one after the other: a burst, or what arrives at a rate. */
export interface Stream {
  /** The sequence number of the operation that let them come. */
  readonly sequence: number
  /** What their instants, flows and contacts are drawn with. */
  readonly key: Key
  readonly kind: 'burst' | 'rate'
  readonly from: Instant
  /** Between two of them; 0 when all come at one instant. */
  readonly step: Duration
  readonly count: number
  /** How many have come. */
  readonly taken: number
  /** Null: any published regular flow. */
  readonly flow: number | null
  readonly environment: Environment
}

/** A told run whose instant has not come. */
export interface Coming {
  readonly at: Instant
  /** The operation that told it, and its place there. */
  readonly order: number
  readonly told: ToldRun
}

/** What will arrive as time passes, besides or in the place of the universe's own runs; immutable. */
export interface Arrivals {
  /** Until when the universe's own runs arrive. */
  readonly own: Instant
  readonly streams: readonly Stream[]
  readonly coming: Ordered<Coming>
  /** When the next one comes. */
  readonly next: Instant
}

/** Told runs of one operation at most; their order is the operation's number times this, and their place. */
export const MOST_TOLD = 4096

const BY_ARRIVAL: Order<Coming> = { at: ({ at }) => at, number: ({ order }) => order }

export const NO_ARRIVALS: Arrivals = { own: NEVER, streams: [], coming: Ordered.empty(BY_ARRIVAL), next: NEVER }

export function withStream(arrivals: Arrivals, stream: Stream): Arrivals {
  return due({ ...arrivals, streams: [...arrivals.streams, stream] })
}

/** With another rate in the place of the former one and of the universe's own runs; null: none arrive. */
export function withRate(arrivals: Arrivals, { at, rate }: { at: Instant; rate: Stream | null }): Arrivals {
  const others = arrivals.streams.filter(({ kind }) => kind !== 'rate')
  const own = at < arrivals.own ? at : arrivals.own
  return due({ ...arrivals, own, streams: rate === null ? others : [...others, rate] })
}

export function withComing(arrivals: Arrivals, coming: readonly Coming[]): Arrivals {
  return due({ ...arrivals, coming: coming.reduce((tree, one) => tree.with(one), arrivals.coming) })
}

/** Whom and what an arrival is about, and when. */
export interface Arrival {
  /** When it was created. */
  readonly at: Instant
  readonly told: ToldRun
  /** When the world came to know it, where that was later. */
  readonly cameAt?: Instant
}

/** Takes out what comes until `now`, in order. */
export function arriving(arrivals: Arrivals, now: Instant, universe: Universe): [readonly Arrival[], Arrivals] {
  const found: Arrival[] = []
  const taken = arrivals.streams.map(({ taken: before }) => before)
  let { coming } = arrivals
  for (let next = firstOf(arrivals.streams, taken, coming); next.at <= now;) {
    const first = next.stream === null ? coming.item(0) : undefined
    if (first !== undefined) {
      found.push(first)
      coming = coming.without(coming.place(first))
    } else if (next.stream !== null) {
      const stream = arrivals.streams[next.stream]
      const place = taken[next.stream] ?? 0
      if (stream !== undefined) found.push({ at: next.at, told: runOf(stream, place, universe) })
      taken[next.stream] = place + 1
    }
    next = firstOf(arrivals.streams, taken, coming)
  }
  const streams = arrivals.streams.map((stream, which) => ({ ...stream, taken: taken[which] ?? 0 }))
  return [found, due({ ...arrivals, coming, streams: streams.filter((one) => one.taken < one.count) })]
}

interface Next {
  readonly at: Instant
  /** The stream's place; null for a told run. */
  readonly stream: number | null
}

/** Of several at one instant, what was asked for first. */
function firstOf(streams: readonly Stream[], taken: readonly number[], coming: Ordered<Coming>): Next {
  const first = coming.item(0)
  let next: Next = { at: first?.at ?? NEVER, stream: null }
  let sequence = first === undefined ? Infinity : Math.floor(first.order / MOST_TOLD)
  for (const [which, stream] of streams.entries()) {
    const place = taken[which] ?? 0
    const at = place < stream.count ? instantOf(stream, place) : NEVER
    if (at === NEVER || at > next.at || (at === next.at && stream.sequence > sequence)) continue
    next = { at, stream: which }
    sequence = stream.sequence
  }
  return next
}

function due(arrivals: Arrivals): Arrivals {
  const taken = arrivals.streams.map(({ taken: before }) => before)
  return { ...arrivals, next: firstOf(arrivals.streams, taken, arrivals.coming).at }
}

const INSTANT_FIELD = 0
const FLOW_FIELD = 1
const CONTACT_FIELD = 2

/** Each comes at an instant of its own inside its step; what comes at a rate never at the instant when that was set. */
function instantOf({ key, kind, from, step }: Stream, place: number): Instant {
  const within = fraction(key, place, INSTANT_FIELD)
  const after = kind === 'rate' ? 1 + Math.floor(within * (step - 1)) : within * step
  return instant(from + Math.floor(place * step + after))
}

/** Nobody comes twice in a burst that is no greater than the world has contacts. */
function runOf({ key, flow, environment }: Stream, place: number, { parameters }: Universe): ToldRun {
  const contact = (draw(key, 0, CONTACT_FIELD) + place) % parameters.contacts
  return { flow: flow ?? draw(key, place, FLOW_FIELD) % parameters.flows, contact, environment }
}
