import { BLOCKS_PER_EPOCH, type Distribution } from './distribution.ts'
import { randomInt, randomFraction, type RandomKey, deriveKey } from '../random.ts'
import { type Instant, addDuration } from '../time/instant.ts'
import type { DatasetParameters } from './parameters.ts'

/** Where the blocks of one epoch lie: which are broadcasts, and how many arrivals come before each. */
export interface EpochLayout {
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
export interface CreationSchedule {
  readonly runsPerEpoch: number
  getEpoch(index: number): number
  getLayout(epoch: number): EpochLayout
  getCreatedAt(index: number): Instant
  /** The first index whose run is created after `at`: so many exist then, counted from index 0. */
  findIndexAfter(at: Instant): number
}

const MAX_CACHED_LAYOUTS = 256

export function createCreationSchedule(parameters: DatasetParameters, distribution: Distribution): CreationSchedule {
  const { block, every, start } = parameters
  const key = deriveKey(parameters.seed, 'calendar')
  const runsPerEpoch = BLOCKS_PER_EPOCH * block
  const slotsPerEpoch =
    (BLOCKS_PER_EPOCH - distribution.broadcastFlows.length) * block + distribution.broadcastFlows.length
  const layouts = new Map<number, EpochLayout>()

  function getLayout(epoch: number): EpochLayout {
    const cached = layouts.get(epoch)
    if (cached !== undefined) return cached
    if (layouts.size >= MAX_CACHED_LAYOUTS) layouts.clear()
    const computed = computeLayout(key, { epoch, block, broadcasts: distribution.broadcastFlows.length })
    layouts.set(epoch, computed)
    return computed
  }

  function getSlotInstant(slot: number): Instant {
    return addDuration(start, slot * every + 1 + Math.floor(randomFraction(key, slot, 0) * (every - 1)))
  }

  function getCreatedAt(index: number): Instant {
    const epoch = Math.floor(index / runsPerEpoch)
    const rest = index - epoch * runsPerEpoch
    const place = Math.floor(rest / block)
    const { slotsBefore, broadcast } = getLayout(epoch)
    const within = broadcast[place] === -1 ? rest - place * block : 0
    return getSlotInstant(epoch * slotsPerEpoch + (slotsBefore[place] ?? 0) + within)
  }

  function getFirstIndex(slot: number): number {
    const epoch = Math.floor(slot / slotsPerEpoch)
    const rest = slot - epoch * slotsPerEpoch
    const { slotsBefore, broadcast } = getLayout(epoch)
    let place = BLOCKS_PER_EPOCH - 1
    while (place > 0 && (slotsBefore[place] ?? 0) > rest) place--
    const within = broadcast[place] === -1 ? rest - (slotsBefore[place] ?? 0) : 0
    return epoch * runsPerEpoch + place * block + within
  }

  function findIndexAfter(at: Instant): number {
    const slot = Math.floor((at - start) / every)
    return getFirstIndex(getSlotInstant(slot) <= at ? slot + 1 : slot)
  }

  return {
    runsPerEpoch,
    getEpoch: (index) => Math.floor(index / runsPerEpoch),
    getLayout: getLayout,
    getCreatedAt: getCreatedAt,
    findIndexAfter: findIndexAfter,
  }
}

function computeLayout(key: RandomKey, of: { epoch: number; block: number; broadcasts: number }): EpochLayout {
  const places = shuffleEvenPlaces(key, of.epoch).slice(0, of.broadcasts)
  const broadcast = Array.from({ length: BLOCKS_PER_EPOCH }, (_, place) => places.indexOf(place))
  const slotsBefore = [0]
  const singlesBefore = [0]
  for (const which of broadcast) {
    slotsBefore.push((slotsBefore.at(-1) ?? 0) + (which === -1 ? of.block : 1))
    singlesBefore.push((singlesBefore.at(-1) ?? 0) + (which === -1 ? 1 : 0))
  }
  const singles = broadcast.flatMap((which, place) => (which === -1 ? [place] : []))
  return { slotsBefore, singlesBefore, singles, broadcast }
}

function shuffleEvenPlaces(key: RandomKey, epoch: number): readonly number[] {
  const places = Array.from({ length: BLOCKS_PER_EPOCH / 2 }, (_, at) => 2 * at)
  return places.toSorted(
    (left, right) => randomInt(key, epoch, 1 + left) - randomInt(key, epoch, 1 + right) || left - right,
  )
}
