import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Agenda } from '../../mock/world/agenda.ts'
import { instant } from '../../mock/world/instant.ts'

type Item = { changesAt: ReturnType<typeof instant> }

function drained(agenda: Agenda<Item>): readonly number[] {
  const all: number[] = []
  for (let left = agenda; left.first !== undefined; left = left.rest()) all.push(left.first.changesAt)
  return all
}

describe('an agenda', () => {
  it('gives back what it was given in the order in which it is due, and leaves earlier versions alone', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 300 }), { maxLength: 400, size: 'max' }), fc.nat({ max: 400 }), (all, cut) => {
        const grown = (agenda: Agenda<Item>, at: number) => agenda.with({ changesAt: instant(at) })
        const ascending = (list: readonly number[]) => list.toSorted((left, right) => left - right)
        const before = all.slice(0, cut).reduce(grown, Agenda.empty<Item>())
        const after = all.slice(cut).reduce(grown, before)
        expect(drained(after)).toEqual(ascending(all))
        expect(drained(before)).toEqual(ascending(all.slice(0, cut)))
        expect(drained(after.rest())).toEqual(ascending(all).slice(1))
      }),
    )
  })

  it('bears a hundred thousand items in any order', () => {
    const at = Array.from({ length: 100_000 }, (_, place) => (place * 7919) % 100_003)
    const descending = at.toSorted((left, right) => right - left)
    for (const list of [at, descending, descending.toReversed()]) {
      const agenda = list.reduce((agenda, one) => agenda.with({ changesAt: instant(one) }), Agenda.empty<Item>())
      expect(agenda.first?.changesAt).toBe(0)
      expect(agenda.rest().rest().first?.changesAt).toBe(2)
    }
  })
})
