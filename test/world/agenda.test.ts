import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DueHeap } from '../../mock/world/collections/due-heap.ts'
import { toInstant } from '../../mock/world/time/instant.ts'

type Item = { nextChangeAt: ReturnType<typeof toInstant> }

function drained(agenda: DueHeap<Item>): readonly number[] {
  const all: number[] = []
  for (let left = agenda; left.first !== undefined; left = left.removeFirst()) all.push(left.first.nextChangeAt)
  return all
}

describe('an agenda', () => {
  it('gives back what it was given in the order in which it is due, and leaves earlier versions alone', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 300 }), { maxLength: 400, size: 'max' }), fc.nat({ max: 400 }), (all, cut) => {
        const grown = (agenda: DueHeap<Item>, at: number) => agenda.insert({ nextChangeAt: toInstant(at) })
        const ascending = (list: readonly number[]) => list.toSorted((left, right) => left - right)
        const before = all.slice(0, cut).reduce(grown, DueHeap.empty<Item>())
        const after = all.slice(cut).reduce(grown, before)
        expect(drained(after)).toEqual(ascending(all))
        expect(drained(before)).toEqual(ascending(all.slice(0, cut)))
        expect(drained(after.removeFirst())).toEqual(ascending(all).slice(1))
      }),
    )
  })

  it('bears a hundred thousand items in any order', () => {
    const at = Array.from({ length: 100_000 }, (_, place) => (place * 7919) % 100_003)
    const descending = at.toSorted((left, right) => right - left)
    for (const list of [at, descending, descending.toReversed()]) {
      const agenda = list.reduce(
        (agenda, one) => agenda.insert({ nextChangeAt: toInstant(one) }),
        DueHeap.empty<Item>(),
      )
      expect(agenda.first?.nextChangeAt).toBe(0)
      expect(agenda.removeFirst().removeFirst().first?.nextChangeAt).toBe(2)
    }
  })
})
