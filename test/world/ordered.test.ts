import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SortedList } from '../../mock/world/collections/sorted-list.ts'
import type { SortOrder } from '../../mock/world/collections/tree-nodes.ts'

interface Step {
  readonly at: number
  readonly number: number
  readonly remove: boolean
}

const step: fc.Arbitrary<Step> = fc.record({
  at: fc.nat({ max: 400 }),
  number: fc.nat({ max: 3 }),
  remove: fc.boolean(),
})

/** Mostly ascending, as operations are, with some that come out of order. */
const history = fc
  .array(step, { maxLength: 500, size: 'max' })
  .map((steps) => steps.map((one, place) => (one.at % 3 === 0 ? one : { ...one, at: place })))

type Entry = { at: number; number: number; value: number }

const ORDER: SortOrder<Entry> = { getAt: (entry) => entry.at, getNumber: (entry) => entry.number }

function asList(list: readonly Entry[], { at, number, remove }: Step, value: number): readonly Entry[] {
  const others = list.filter((entry) => entry.at !== at || entry.number !== number)
  const kept = remove ? others : [...others, { at, number, value }]
  return kept.toSorted((left, right) => left.at - right.at || left.number - right.number)
}

function grown(ordered: SortedList<Entry>, { at, number, remove }: Step, value: number): SortedList<Entry> {
  return remove ? ordered.remove({ at, number }) : ordered.insert({ at, number, value })
}

describe('an ordered collection', () => {
  it('holds, counts, finds and walks what a sorted list would', () => {
    fc.assert(
      fc.property(history, fc.nat({ max: 450 }), fc.nat({ max: 3 }), (steps, at, number) => {
        let ordered = SortedList.createEmpty(ORDER)
        let list: readonly Entry[] = []
        steps.forEach((one, value) => {
          ordered = grown(ordered, one, value)
          list = asList(list, one, value)
        })
        const place = list.findIndex((entry) => entry.at > at || (entry.at === at && entry.number >= number))
        const rank = place === -1 ? list.length : place
        const found = list.find((entry) => entry.at === at && entry.number === number)
        expect([...ordered]).toEqual(list)
        expect(ordered.size).toBe(list.length)
        expect(ordered.rank({ at, number })).toBe(rank)
        expect(ordered.get({ at, number })).toEqual(found)
        expect(ordered.item(rank)).toEqual(list[rank])
        expect([...ordered.from(rank)]).toEqual(list.slice(rank))
        expect([...ordered.from(rank, true)]).toEqual(list.slice(0, rank + 1).toReversed())
      }),
      { numRuns: 40 },
    )
  })

  it('takes many entries at once as it takes them one by one, and leaves the old version alone', () => {
    const keys = fc.uniqueArray(fc.nat({ max: 900 }), { maxLength: 700, size: 'max' })
    fc.assert(
      fc.property(keys, fc.nat({ max: 700 }), fc.boolean(), (all, cut, late) => {
        const entries = all.map((at): Entry => ({ at: Math.floor(at / 2), number: at % 2, value: at }))
        const [first, second] = [entries.slice(0, cut), entries.slice(cut)]
        const inOrder = (list: readonly Entry[]) =>
          list.toSorted((left, right) => left.at - right.at || left.number - right.number)
        const before = first.reduce((ordered, entry) => ordered.insert(entry), SortedList.createEmpty(ORDER))
        const added = inOrder(second).map((entry) => (late ? { ...entry, at: entry.at + 1000 } : entry))
        const after = before.insertAll(added)
        expect([...after]).toEqual(inOrder([...first, ...added]))
        expect(after.size).toBe(first.length + added.length)
        expect([...before]).toEqual(inOrder(first))
        const last = { at: 5000, number: 0, value: 1 }
        expect(after.insert(last).item(after.size)).toEqual(last)
      }),
      { numRuns: 60 },
    )
  })

  it('leaves every earlier version as it was, even when two versions grow from one', () => {
    fc.assert(
      fc.property(history, history, (first, second) => {
        const versions: { ordered: SortedList<Entry>; list: readonly Entry[] }[] = [
          { ordered: SortedList.createEmpty(ORDER), list: [] },
        ]
        const apply = (steps: readonly Step[], from: number) => {
          let current = versions[from]!
          steps.forEach((one, value) => {
            current = { ordered: grown(current.ordered, one, value), list: asList(current.list, one, value) }
            versions.push(current)
          })
        }
        apply(first.slice(0, 120), 0)
        apply(second.slice(0, 120), Math.floor(versions.length / 2))
        for (const { ordered, list } of versions) expect([...ordered]).toEqual(list)
      }),
      { numRuns: 30 },
    )
  })

  it('knows nothing outside its bounds', () => {
    const ordered = SortedList.createEmpty(ORDER).insert({ at: 1, number: 0, value: 0 })
    expect(ordered.item(-1)).toBeUndefined()
    expect(ordered.item(1)).toBeUndefined()
    expect(ordered.remove({ at: 2, number: 0 })).toBe(ordered)
    expect([...SortedList.createEmpty(ORDER).from(0, true)]).toEqual([])
  })
})
