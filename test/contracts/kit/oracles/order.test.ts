import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compareTies,
  findOrderViolations,
  findScatteredValues,
  hasTieAcrossBoundary,
  type KeyedItem,
} from '../../../../contracts/kit/oracles/order.ts'

interface Row {
  readonly id: string
  readonly key: number
}

/** Rows with few distinct keys, so that many are tied. */
const rows = fc
  .array(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 40 })
  .map((keys) => keys.map((key, index): Row => ({ id: `row ${index}`, key })))
const compare = (left: number, right: number): number => left - right
const ascending = { getKey: (row: Row) => row.key, compare, direction: 'ascending' } as const
const sort = (unsorted: readonly Row[]): readonly Row[] => unsorted.toSorted((left, right) => left.key - right.key)

describe('findOrderViolations', () => {
  it('finds nothing in a sorted list, whatever is tied', () => {
    fc.assert(
      fc.property(rows, (unsorted) => {
        expect(findOrderViolations(sort(unsorted), ascending)).toEqual([])
        expect(findOrderViolations(sort(unsorted).toReversed(), { ...ascending, direction: 'descending' })).toEqual([])
      }),
    )
  })

  it('finds a row that was moved away from its position', () => {
    fc.assert(
      fc.property(rows, fc.nat(), (unsorted, pick) => {
        const sorted = sort(unsorted)
        const moved = sorted[pick % sorted.length]!
        if (moved.key === sorted.at(-1)!.key) return
        const wrong = [...sorted.filter(({ id }) => id !== moved.id), moved]
        const ids = findOrderViolations(wrong, ascending).flatMap(({ before, after }) => [before.id, after.id])
        expect(ids).toContain(moved.id)
      }),
    )
  })

  it('skips rows without a readable key', () => {
    const rule = { getKey: (value: number | null) => value, compare, direction: 'ascending' } as const
    expect(findOrderViolations([1, null, 2, null, 3], rule)).toEqual([])
    expect(findOrderViolations([3, null, 2], rule)).toHaveLength(1)
  })
})

describe('findScatteredValues', () => {
  it('finds a value that recurs after another', () => {
    fc.assert(
      fc.property(rows, (unsorted) => {
        const grouped = sort(unsorted).map(({ key }) => String(key))
        expect(findScatteredValues(grouped)).toEqual([])
        if (new Set(grouped).size > 1) expect(findScatteredValues([...grouped, grouped[0]!])).toEqual([grouped[0]])
      }),
    )
  })
})

describe('compareTies', () => {
  const toKeyedItems = (unsorted: readonly Row[]): readonly KeyedItem[] =>
    sort(unsorted).map(({ id, key }) => ({ id, key: String(key) }))

  it('allows a list to grow and shrink between two readings', () => {
    fc.assert(
      fc.property(rows, fc.array(fc.nat(), { maxLength: 10 }), (unsorted, removed) => {
        const first = toKeyedItems(unsorted)
        const second = [{ id: 'new', key: '0' }, ...first.filter((_, index) => !removed.includes(index))]
        expect(compareTies(first, second).swapped).toEqual([])
      }),
    )
  })

  it('finds tied rows that changed places', () => {
    fc.assert(
      fc.property(rows, fc.nat(), (unsorted, pick) => {
        const first = toKeyedItems(unsorted)
        const tied = first.flatMap(({ key }, index) => (first[index + 1]?.key === key ? [index] : []))
        if (tied.length === 0) return
        const index = tied[pick % tied.length]!
        const second = first.toSpliced(index, 2, first[index + 1]!, first[index]!)
        expect(compareTies(first, second).swapped).toContainEqual([first[index]!.id, first[index + 1]!.id])
      }),
    )
  })
})

describe('hasTieAcrossBoundary', () => {
  it('is true when equal keys are on both sides of the boundary', () => {
    const items = [1, 2, 2, 3].map((key, index) => ({ id: String(index), key: String(key) }))
    const boundaries = [0, 1, 2, 3, 4].filter((boundary) => hasTieAcrossBoundary(items, boundary))
    expect(boundaries).toEqual([2])
  })
})
