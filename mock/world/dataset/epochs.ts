/**
 * The order of computed runs, as arithmetic. Runs come in epochs of 16 blocks. A block is either a broadcast, whose runs
 * share one instant and one flow, or a block of single runs. Every epoch contains the same cells in another order.
 */
import { BoundedCache } from '../collections/memoize.ts'
import { createPermutation, deriveKey, randomFraction, randomInt, type RandomKey } from '../random.ts'
import { addDuration, type Instant } from '../time.ts'
import {
  BLOCKS_PER_EPOCH,
  type Cell,
  type Distribution,
  getCellEnvironment,
  getCellFlow,
  getCellOutcomeIndex,
  toCell,
} from './distribution.ts'
import type { DatasetParameters } from './parameters.ts'

/** The layout of one epoch's blocks. An arrival is a single run, or a broadcast as a whole. */
export interface EpochLayout {
  /** The number of arrivals before each block, and in all. */
  readonly arrivalsBefore: readonly number[]
  /** The number of single-run blocks before each block. */
  readonly singlesBefore: readonly number[]
  /** The places of the single-run blocks, in order. */
  readonly singles: readonly number[]
  /** For each block the index of its broadcast in the distribution; -1 for a block of single runs. */
  readonly broadcast: readonly number[]
}

/**
 * The instants of creation. Run i lies in epoch floor(i / runs per epoch). Each epoch has a fixed number of arrivals, one
 * per `every`, at a jittered instant inside its slot.
 */
export interface CreationSchedule {
  readonly runsPerEpoch: number
  getEpoch(index: number): number
  getLayout(epoch: number): EpochLayout
  getCreatedAt(index: number): Instant
  /** Returns the first index whose run is created after `at`. */
  findIndexAfter(at: Instant): number
}

const MAX_CACHED_LAYOUTS = 256

export function createCreationSchedule(parameters: DatasetParameters, distribution: Distribution): CreationSchedule {
  const { block, every, start } = parameters
  const key = deriveKey(parameters.seed, 'calendar')
  const broadcasts = distribution.broadcastFlows.length
  const runsPerEpoch = BLOCKS_PER_EPOCH * block
  const arrivalsPerEpoch = (BLOCKS_PER_EPOCH - broadcasts) * block + broadcasts
  const layouts = new BoundedCache<number, EpochLayout>(MAX_CACHED_LAYOUTS)
  const computeLayout = (epoch: number) => computeEpochLayout(shuffleEvenPlaces(key, epoch).slice(0, broadcasts), block)
  const getLayout = (epoch: number) => layouts.getOrCompute(epoch, computeLayout)

  function getArrivalInstant(arrival: number): Instant {
    return addDuration(start, arrival * every + 1 + Math.floor(randomFraction(key, arrival, 0) * (every - 1)))
  }

  function getCreatedAt(index: number): Instant {
    const epoch = Math.floor(index / runsPerEpoch)
    const rest = index - epoch * runsPerEpoch
    const place = Math.floor(rest / block)
    const { arrivalsBefore, broadcast } = getLayout(epoch)
    const within = broadcast[place] === -1 ? rest - place * block : 0
    return getArrivalInstant(epoch * arrivalsPerEpoch + (arrivalsBefore[place] ?? 0) + within)
  }

  /** Returns the index of the first run of an arrival. */
  function getFirstIndex(arrival: number): number {
    const epoch = Math.floor(arrival / arrivalsPerEpoch)
    const rest = arrival - epoch * arrivalsPerEpoch
    const { arrivalsBefore, broadcast } = getLayout(epoch)
    let place = BLOCKS_PER_EPOCH - 1
    while (place > 0 && (arrivalsBefore[place] ?? 0) > rest) place--
    const within = broadcast[place] === -1 ? rest - (arrivalsBefore[place] ?? 0) : 0
    return epoch * runsPerEpoch + place * block + within
  }

  return {
    runsPerEpoch,
    getEpoch: (index) => Math.floor(index / runsPerEpoch),
    getLayout,
    getCreatedAt,
    findIndexAfter(at) {
      const arrival = Math.floor((at - start) / every)
      return getFirstIndex(getArrivalInstant(arrival) <= at ? arrival + 1 : arrival)
    },
  }
}

function computeEpochLayout(broadcastPlaces: readonly number[], block: number): EpochLayout {
  const broadcast = Array.from({ length: BLOCKS_PER_EPOCH }, (_, place) => broadcastPlaces.indexOf(place))
  const arrivalsBefore = [0]
  const singlesBefore = [0]
  for (const which of broadcast) {
    arrivalsBefore.push((arrivalsBefore.at(-1) ?? 0) + (which === -1 ? block : 1))
    singlesBefore.push((singlesBefore.at(-1) ?? 0) + (which === -1 ? 1 : 0))
  }
  const singles = broadcast.flatMap((which, place) => (which === -1 ? [place] : []))
  return { arrivalsBefore, singlesBefore, singles, broadcast }
}

function shuffleEvenPlaces(key: RandomKey, epoch: number): readonly number[] {
  const places = Array.from({ length: BLOCKS_PER_EPOCH / 2 }, (_, at) => 2 * at)
  return places.toSorted(
    (left, right) => randomInt(key, epoch, 1 + left) - randomInt(key, epoch, 1 + right) || left - right,
  )
}

/** A set of cells, with the text that identifies it in caches. */
export interface CellSelection {
  readonly key: string
  readonly has: (cell: Cell) => boolean
}

/** The cell of each run, and the exact inverse: the runs of an epoch that have the selected cells. */
export interface Assignment {
  getCell(index: number): Cell
  /** Returns the broadcast that started the run, as the number of its block; null for a single run. */
  getBroadcast(index: number): number | null
  /** Returns the number of runs with a selected cell in an epoch: the same for every epoch. */
  countPerEpoch(selection: CellSelection): number
  /** Returns the indices within one epoch (0 to runs per epoch - 1) that have a selected cell, ascending. */
  listIndices(selection: CellSelection, epoch: number): Int32Array
}

const MAX_CACHED_LISTS = 128

export function createAssignment(
  parameters: DatasetParameters,
  distribution: Distribution,
  schedule: CreationSchedule,
): Assignment {
  const { block } = parameters
  const { runsPerEpoch } = schedule
  const singlePermutation = createPermutation(deriveKey(parameters.seed, 'singles'), distribution.singles.length)
  const outcomePermutation = createPermutation(deriveKey(parameters.seed, 'fates'), block)
  const lists = new BoundedCache<string, Int32Array>(MAX_CACHED_LISTS)
  const counts = new BoundedCache<string, number>(MAX_CACHED_LISTS)

  function getCell(index: number): Cell {
    const epoch = Math.floor(index / runsPerEpoch)
    const rest = index - epoch * runsPerEpoch
    const place = Math.floor(rest / block)
    const within = rest - place * block
    const { broadcast, singlesBefore } = schedule.getLayout(epoch)
    const which = broadcast[place] ?? -1
    if (which === -1)
      return distribution.singles[singlePermutation.apply((singlesBefore[place] ?? 0) * block + within, epoch)] ?? 0
    const slot = outcomePermutation.apply(within, epoch * BLOCKS_PER_EPOCH + place)
    return toCell(distribution.broadcastFlows[which] ?? 0, 'live', distribution.broadcastOutcomes[slot] ?? 0)
  }

  function computeIndices(selection: CellSelection, epoch: number): Int32Array {
    const layout = schedule.getLayout(epoch)
    const indices: number[] = []
    for (let cell = 0; cell < distribution.cells; cell++) {
      if (!selection.has(cell)) continue
      for (let slot = distribution.singleStart[cell] ?? 0; slot < (distribution.singleStart[cell + 1] ?? 0); slot++) {
        const position = singlePermutation.invert(slot, epoch)
        indices.push((layout.singles[Math.floor(position / block)] ?? 0) * block + (position % block))
      }
      if (getCellEnvironment(cell) === 'live') addBroadcastIndices(indices, cell, epoch)
    }
    return Int32Array.from(indices).toSorted()
  }

  function addBroadcastIndices(indices: number[], cell: Cell, epoch: number): void {
    const outcome = getCellOutcomeIndex(cell)
    const first = distribution.broadcastOutcomeStart[outcome] ?? 0
    const end = distribution.broadcastOutcomeStart[outcome + 1] ?? 0
    schedule.getLayout(epoch).broadcast.forEach((which, place) => {
      if (which === -1 || distribution.broadcastFlows[which] !== getCellFlow(cell)) return
      for (let slot = first; slot < end; slot++)
        indices.push(place * block + outcomePermutation.invert(slot, epoch * BLOCKS_PER_EPOCH + place))
    })
  }

  return {
    getCell,
    getBroadcast(index) {
      const number = Math.floor(index / block)
      const epoch = Math.floor(number / BLOCKS_PER_EPOCH)
      return (schedule.getLayout(epoch).broadcast[number - epoch * BLOCKS_PER_EPOCH] ?? -1) === -1 ? null : number
    },
    countPerEpoch: (selection) => counts.getOrCompute(selection.key, () => computeIndices(selection, 0).length),
    listIndices: (selection, epoch) =>
      lists.getOrCompute(`${selection.key}@${epoch}`, () => computeIndices(selection, epoch)),
  }
}
