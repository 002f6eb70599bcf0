import { keyOf } from './chance.ts'
import type { Parameters } from './parameters.ts'
import { permutation } from './permutation.ts'

/**
 * Who takes part in which run. Runs come in rounds of half the contacts, dealt by a keyed permutation; rounds alternate
 * between the two halves, so that a contact returns after half of all contacts at the earliest.
 */
export interface Rounds {
  contact(index: number): number
  /** The runs of a contact with index in [from, to), ascending. */
  runsOf(contact: number, from: number, to: number): readonly number[]
}

export function roundsFor(parameters: Parameters): Rounds {
  const size = parameters.contacts / 2
  const order = permutation(keyOf(parameters.seed, 'contacts'), size)

  function runsOf(contact: number, from: number, to: number): readonly number[] {
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
    contact(index) {
      const round = Math.floor(index / size)
      return 2 * order.apply(index - round * size, round) + (round & 1)
    },
    runsOf,
  }
}
