import { createPermutation, deriveKey } from '../random.ts'
import type { DatasetParameters } from './parameters.ts'

/**
 * Assigns contacts to runs. Runs come in rounds of half the contacts, ordered by a keyed permutation; rounds alternate
 * between the two halves, so a contact returns after half of all contacts at the earliest.
 */
export interface ContactRotation {
  getContact(index: number): number
  /** Returns the indices in [from, to) of a contact's runs, ascending. */
  listRuns(contact: number, from: number, to: number): readonly number[]
}

export function createContactRotation(parameters: DatasetParameters): ContactRotation {
  const size = parameters.contacts / 2
  const order = createPermutation(deriveKey(parameters.seed, 'contacts'), size)

  return {
    getContact(index) {
      const round = Math.floor(index / size)
      return 2 * order.apply(index - round * size, round) + (round & 1)
    },
    listRuns(contact, from, to) {
      if (contact < 0 || contact >= parameters.contacts) return []
      const runs: number[] = []
      const first = Math.floor(from / size)
      for (let round = first + Math.abs((first ^ contact) & 1); round * size < to; round += 2) {
        const index = round * size + order.invert(contact >> 1, round)
        if (index >= from && index < to) runs.push(index)
      }
      return runs
    },
  }
}
