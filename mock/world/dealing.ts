import type { Calendar, Epoch } from './calendar.ts'
import { keyOf } from './chance.ts'
import { BLOCKS, type Cell, cellEnvironment, cellFateNumber, cellFlow, cellOf, type Deck } from './deck.ts'
import type { Parameters } from './parameters.ts'
import { permutation } from './permutation.ts'

/** A set of cells, with the text that names it in caches. */
export interface Selection {
  readonly key: string
  readonly has: (cell: Cell) => boolean
}

/** Which cell each run is dealt, and the exact way back: which runs of an epoch hold the selected cells. */
export interface Dealing {
  cell(index: number): Cell
  /** The broadcast that began the run, as the number of its block; null for a run that came alone. */
  broadcast(index: number): number | null
  /** How many runs of any whole epoch hold a selected cell: the same for every epoch. */
  perEpoch(selection: Selection): number
  /** The indices within one epoch (0 to runs per epoch - 1) that hold a selected cell, ascending. */
  within(selection: Selection, epoch: number): Int32Array
}

const KEPT_LISTS = 128

export function dealingFor(parameters: Parameters, deck: Deck, calendar: Calendar): Dealing {
  const { block } = parameters
  const { runsPerEpoch } = calendar
  const singles = permutation(keyOf(parameters.seed, 'singles'), deck.singles.length)
  const fates = permutation(keyOf(parameters.seed, 'fates'), block)
  const lists = new Map<string, Int32Array>()
  const counts = new Map<string, number>()

  function cell(index: number): Cell {
    const epoch = Math.floor(index / runsPerEpoch)
    const rest = index - epoch * runsPerEpoch
    const place = Math.floor(rest / block)
    const { broadcast, singlesBefore } = calendar.layout(epoch)
    const which = broadcast[place] ?? -1
    const within = rest - place * block
    if (which === -1) return deck.singles[singles.apply((singlesBefore[place] ?? 0) * block + within, epoch)] ?? 0
    const fate = deck.fates[fates.apply(within, epoch * BLOCKS + place)] ?? 0
    return cellOf(deck.broadcastFlows[which] ?? 0, 'live', fate)
  }

  function list(selection: Selection, epoch: number): Int32Array {
    const layout = calendar.layout(epoch)
    const found: number[] = []
    for (let of = 0; of < deck.cells; of++) {
      if (!selection.has(of)) continue
      for (let slot = deck.singleStart[of] ?? 0; slot < (deck.singleStart[of + 1] ?? 0); slot++) {
        const position = singles.invert(slot, epoch)
        const place = layout.singles[Math.floor(position / block)] ?? 0
        found.push(place * block + (position % block))
      }
      addFromBroadcasts(found, of, { epoch, layout })
    }
    return Int32Array.from(found).toSorted()
  }

  function addFromBroadcasts(found: number[], of: Cell, at: { epoch: number; layout: Epoch }): void {
    if (cellEnvironment(of) !== 'live') return
    const fate = cellFateNumber(of)
    at.layout.broadcast.forEach((which, place) => {
      if (which === -1 || deck.broadcastFlows[which] !== cellFlow(of)) return
      for (let slot = deck.fateStart[fate] ?? 0; slot < (deck.fateStart[fate + 1] ?? 0); slot++) {
        found.push(place * block + fates.invert(slot, at.epoch * BLOCKS + place))
      }
    })
  }

  return {
    cell,
    broadcast(index) {
      const number = Math.floor(index / block)
      const epoch = Math.floor(number / BLOCKS)
      return (calendar.layout(epoch).broadcast[number - epoch * BLOCKS] ?? -1) === -1 ? null : number
    },
    perEpoch: (selection) => remember(counts, selection.key, () => list(selection, 0).length),
    within: (selection, epoch) => remember(lists, `${selection.key}@${epoch}`, () => list(selection, epoch)),
  }
}

function remember<Value>(kept: Map<string, Value>, key: string, make: () => Value): Value {
  const known = kept.get(key)
  if (known !== undefined) return known
  if (kept.size >= KEPT_LISTS) kept.clear()
  const made = make()
  kept.set(key, made)
  return made
}
