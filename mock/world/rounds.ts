import { deriveKey } from './chance.ts'
import type { DatasetParameters } from './parameters.ts'
import { createPermutation } from './permutation.ts'

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
