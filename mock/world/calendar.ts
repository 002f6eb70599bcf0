import { BLOCKS, type Deck } from './deck.ts'
import { draw, fraction, type Key, keyOf } from './chance.ts'
import { type Instant, plus } from './instant.ts'
import type { Parameters } from './parameters.ts'

/** Where the blocks of one epoch lie: which are broadcasts, and how many arrivals come before each. */
export interface Epoch {
  /** Arrivals (single runs and broadcasts) before each block, and in all. */
  readonly slotsBefore: readonly number[]
  /** Single-run blocks before each block. */
  readonly singlesBefore: readonly number[]
  /** The places of the single-run blocks, in order. */
  readonly singles: readonly number[]
  /** For each place, which broadcast of the deck it is; -1 for a block of single runs. */
  readonly broadcast: readonly number[]
}

/**
 * When runs are created, as arithmetic. Run i lies in epoch floor(i / runs per epoch); an epoch has a fixed number of
 * arrivals, one every `every`, each at a jittered instant inside its slot; a broadcast is one arrival of a whole block.
 */
export interface Calendar {
  readonly runsPerEpoch: number
  epochOf(index: number): number
  layout(epoch: number): Epoch
  createdAt(index: number): Instant
  /** The first index whose run is created after `at`: so many exist then, counted from index 0. */
  indexAfter(at: Instant): number
}

const KEPT_LAYOUTS = 256

export function calendarFor(parameters: Parameters, deck: Deck): Calendar {
  const { block, every, start } = parameters
  const key = keyOf(parameters.seed, 'calendar')
  const runsPerEpoch = BLOCKS * block
  const slotsPerEpoch = (BLOCKS - deck.broadcastFlows.length) * block + deck.broadcastFlows.length
  const layouts = new Map<number, Epoch>()

  function layout(epoch: number): Epoch {
    const kept = layouts.get(epoch)
    if (kept !== undefined) return kept
    if (layouts.size >= KEPT_LAYOUTS) layouts.clear()
    const made = layoutOf(key, { epoch, block, broadcasts: deck.broadcastFlows.length })
    layouts.set(epoch, made)
    return made
  }

  function instantOfSlot(slot: number): Instant {
    return plus(start, slot * every + 1 + Math.floor(fraction(key, slot, 0) * (every - 1)))
  }

  function createdAt(index: number): Instant {
    const epoch = Math.floor(index / runsPerEpoch)
    const rest = index - epoch * runsPerEpoch
    const place = Math.floor(rest / block)
    const { slotsBefore, broadcast } = layout(epoch)
    const within = broadcast[place] === -1 ? rest - place * block : 0
    return instantOfSlot(epoch * slotsPerEpoch + (slotsBefore[place] ?? 0) + within)
  }

  function firstOfSlot(slot: number): number {
    const epoch = Math.floor(slot / slotsPerEpoch)
    const rest = slot - epoch * slotsPerEpoch
    const { slotsBefore, broadcast } = layout(epoch)
    let place = BLOCKS - 1
    while (place > 0 && (slotsBefore[place] ?? 0) > rest) place--
    const within = broadcast[place] === -1 ? rest - (slotsBefore[place] ?? 0) : 0
    return epoch * runsPerEpoch + place * block + within
  }

  function indexAfter(at: Instant): number {
    const slot = Math.floor((at - start) / every)
    return firstOfSlot(instantOfSlot(slot) <= at ? slot + 1 : slot)
  }

  return { runsPerEpoch, epochOf: (index) => Math.floor(index / runsPerEpoch), layout, createdAt, indexAfter }
}

function layoutOf(key: Key, of: { epoch: number; block: number; broadcasts: number }): Epoch {
  const places = shuffledEvenPlaces(key, of.epoch).slice(0, of.broadcasts)
  const broadcast = Array.from({ length: BLOCKS }, (_, place) => places.indexOf(place))
  const slotsBefore = [0]
  const singlesBefore = [0]
  for (const which of broadcast) {
    slotsBefore.push((slotsBefore.at(-1) ?? 0) + (which === -1 ? of.block : 1))
    singlesBefore.push((singlesBefore.at(-1) ?? 0) + (which === -1 ? 1 : 0))
  }
  const singles = broadcast.flatMap((which, place) => (which === -1 ? [place] : []))
  return { slotsBefore, singlesBefore, singles, broadcast }
}

function shuffledEvenPlaces(key: Key, epoch: number): readonly number[] {
  const places = Array.from({ length: BLOCKS / 2 }, (_, at) => 2 * at)
  return places.toSorted((left, right) => draw(key, epoch, 1 + left) - draw(key, epoch, 1 + right) || left - right)
}
