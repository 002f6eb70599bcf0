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

/** Mostly ascending, like operations, with some out of order. */
const history = fc
  .array(step, { maxLength: 500, size: 'max' })
  .map((steps) => steps.map((one, place) => (one.at % 3 === 0 ? one : { ...one, at: place })))

type Entry = { at: number; number: number; value: number }

const ORDER: SortOrder<Entry> = { getAt: (entry) => entry.at, getNumber: (entry) => entry.number }

function applyToArray(list: readonly Entry[], { at, number, remove }: Step, value: number): readonly Entry[] {
  const others = list.filter((entry) => entry.at !== at || entry.number !== number)
  const entries = remove ? others : [...others, { at, number, value }]
  return entries.toSorted((left, right) => left.at - right.at || left.number - right.number)
}

function applyToList(sorted: SortedList<Entry>, { at, number, remove }: Step, value: number): SortedList<Entry> {
  return remove ? sorted.remove({ at, number }) : sorted.insert({ at, number, value })
}

describe('a sorted list', () => {
  it('contains, counts, finds and iterates the same as a sorted array', () => {
    fc.assert(
      fc.property(history, fc.nat({ max: 450 }), fc.nat({ max: 3 }), (steps, at, number) => {
        let sorted = SortedList.createEmpty(ORDER)
        let list: readonly Entry[] = []
        steps.forEach((one, value) => {
          sorted = applyToList(sorted, one, value)
          list = applyToArray(list, one, value)
        })
        const place = list.findIndex((entry) => entry.at > at || (entry.at === at && entry.number >= number))
        const rank = place === -1 ? list.length : place
        const found = list.find((entry) => entry.at === at && entry.number === number)
        expect([...sorted]).toEqual(list)
        expect(sorted.size).toBe(list.length)
        expect(sorted.rank({ at, number })).toBe(rank)
        expect(sorted.get({ at, number })).toEqual(found)
        expect(sorted.item(rank)).toEqual(list[rank])
        expect([...sorted.from(rank)]).toEqual(list.slice(rank))
        expect([...sorted.from(rank, true)]).toEqual(list.slice(0, rank + 1).toReversed())
      }),
      { numRuns: 40 },
    )
  })

  it('inserts many entries at once like one by one, and keeps the old version', () => {
    const keys = fc.uniqueArray(fc.nat({ max: 900 }), { maxLength: 700, size: 'max' })
    fc.assert(
      fc.property(keys, fc.nat({ max: 700 }), fc.boolean(), (all, cut, late) => {
        const entries = all.map((at): Entry => ({ at: Math.floor(at / 2), number: at % 2, value: at }))
        const [first, second] = [entries.slice(0, cut), entries.slice(cut)]
        const inOrder = (list: readonly Entry[]) =>
          list.toSorted((left, right) => left.at - right.at || left.number - right.number)
        const before = first.reduce((sorted, entry) => sorted.insert(entry), SortedList.createEmpty(ORDER))
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

  it('keeps every earlier version, even when two versions derive from one', () => {
    fc.assert(
      fc.property(history, history, (first, second) => {
        const versions: { sorted: SortedList<Entry>; list: readonly Entry[] }[] = [
          { sorted: SortedList.createEmpty(ORDER), list: [] },
        ]
        const apply = (steps: readonly Step[], from: number) => {
          let current = versions[from]!
          steps.forEach((one, value) => {
            current = { sorted: applyToList(current.sorted, one, value), list: applyToArray(current.list, one, value) }
            versions.push(current)
          })
        }
        apply(first.slice(0, 120), 0)
        apply(second.slice(0, 120), Math.floor(versions.length / 2))
        for (const { sorted, list } of versions) expect([...sorted]).toEqual(list)
      }),
      { numRuns: 30 },
    )
  })

  it('has nothing outside its bounds', () => {
    const sorted = SortedList.createEmpty(ORDER).insert({ at: 1, number: 0, value: 0 })
    expect(sorted.item(-1)).toBeUndefined()
    expect(sorted.item(1)).toBeUndefined()
    expect(sorted.remove({ at: 2, number: 0 })).toBe(sorted)
    expect([...SortedList.createEmpty(ORDER).from(0, true)]).toEqual([])
  })
})
