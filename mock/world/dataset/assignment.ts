import { createPermutation, deriveKey } from '../random.ts'
import type { CreationSchedule, EpochLayout } from './creation-schedule.ts'
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

/** A set of cells, with the text that names it in caches. */
export interface CellSelection {
  readonly key: string
  readonly has: (cell: Cell) => boolean
}

/** Which cell each run is dealt, and the exact way back: which runs of an epoch hold the selected cells. */
export interface Assignment {
  getCell(index: number): Cell
  /** The broadcast that began the run, as the number of its block; null for a run that came alone. */
  getBroadcast(index: number): number | null
  /** How many runs of any whole epoch hold a selected cell: the same for every epoch. */
  countPerEpoch(selection: CellSelection): number
  /** The indices within one epoch (0 to runs per epoch - 1) that hold a selected cell, ascending. */
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
  const lists = new Map<string, Int32Array>()
  const counts = new Map<string, number>()

  function getCell(index: number): Cell {
    const epoch = Math.floor(index / runsPerEpoch)
    const rest = index - epoch * runsPerEpoch
    const place = Math.floor(rest / block)
    const { broadcast, singlesBefore } = schedule.getLayout(epoch)
    const which = broadcast[place] ?? -1
    const within = rest - place * block
    if (which === -1)
      return distribution.singles[singlePermutation.apply((singlesBefore[place] ?? 0) * block + within, epoch)] ?? 0
    const fate = distribution.broadcastOutcomes[outcomePermutation.apply(within, epoch * BLOCKS_PER_EPOCH + place)] ?? 0
    return toCell(distribution.broadcastFlows[which] ?? 0, 'live', fate)
  }

  function computeIndices(selection: CellSelection, epoch: number): Int32Array {
    const layout = schedule.getLayout(epoch)
    const indices: number[] = []
    for (let of = 0; of < distribution.cells; of++) {
      if (!selection.has(of)) continue
      for (let slot = distribution.singleStart[of] ?? 0; slot < (distribution.singleStart[of + 1] ?? 0); slot++) {
        const position = singlePermutation.invert(slot, epoch)
        const place = layout.singles[Math.floor(position / block)] ?? 0
        indices.push(place * block + (position % block))
      }
      addFromBroadcasts(indices, of, { epoch, layout })
    }
    return Int32Array.from(indices).toSorted()
  }

  function addFromBroadcasts(found: number[], of: Cell, at: { epoch: number; layout: EpochLayout }): void {
    if (getCellEnvironment(of) !== 'live') return
    const fate = getCellOutcomeIndex(of)
    at.layout.broadcast.forEach((which, place) => {
      if (which === -1 || distribution.broadcastFlows[which] !== getCellFlow(of)) return
      for (
        let slot = distribution.broadcastOutcomeStart[fate] ?? 0;
        slot < (distribution.broadcastOutcomeStart[fate + 1] ?? 0);
        slot++
      ) {
        found.push(place * block + outcomePermutation.invert(slot, at.epoch * BLOCKS_PER_EPOCH + place))
      }
    })
  }

  return {
    getCell: getCell,
    getBroadcast(index) {
      const number = Math.floor(index / block)
      const epoch = Math.floor(number / BLOCKS_PER_EPOCH)
      return (schedule.getLayout(epoch).broadcast[number - epoch * BLOCKS_PER_EPOCH] ?? -1) === -1 ? null : number
    },
    countPerEpoch: (selection) => getOrCompute(counts, selection.key, () => computeIndices(selection, 0).length),
    listIndices: (selection, epoch) =>
      getOrCompute(lists, `${selection.key}@${epoch}`, () => computeIndices(selection, epoch)),
  }
}

function getOrCompute<Value>(kept: Map<string, Value>, key: string, make: () => Value): Value {
  const cached = kept.get(key)
  if (cached !== undefined) return cached
  if (kept.size >= MAX_CACHED_LISTS) kept.clear()
  const computed = make()
  kept.set(key, computed)
  return computed
}

/**
 * Who takes part in which run. Runs come in rounds of half the contacts, dealt by a keyed permutation; rounds alternate
 * between the two halves, so that a contact returns after half of all contacts at the earliest.
 */
export interface ContactRotation {
  getContact(index: number): number
  /** The runs of a contact with index in [from, to), ascending. */
  listRuns(contact: number, from: number, to: number): readonly number[]
}

export function createContactRotation(parameters: DatasetParameters): ContactRotation {
  const size = parameters.contacts / 2
  const order = createPermutation(deriveKey(parameters.seed, 'contacts'), size)

  function listRuns(contact: number, from: number, to: number): readonly number[] {
    if (contact < 0 || contact >= parameters.contacts) return []
    const runs: number[] = []
    const first = Math.floor(from / size)
    for (let round = first + Math.abs((first ^ contact) & 1); round * size < to; round += 2) {
      const index = round * size + order.invert(contact >> 1, round)
      if (index >= from && index < to) runs.push(index)
    }
    return runs
  }

  return {
    getContact(index) {
      const round = Math.floor(index / size)
      return 2 * order.apply(index - round * size, round) + (round & 1)
    },
    listRuns: listRuns,
  }
}
