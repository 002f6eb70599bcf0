import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  chooseFilterValue,
  computePageLength,
  countPages,
  findDuplicates,
  findMissing,
} from '../../../contracts/kit/oracles/list-items.ts'
import {
  compareTies,
  findOrderViolations,
  findScatteredValues,
  hasTieAcrossBoundary,
  type KeyedItem,
} from '../../../contracts/kit/oracles/order.ts'

interface Row {
  readonly id: string
  readonly key: number
}

/** Rows with few keys, so that many are tied. */
const rows = fc
  .array(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 40 })
  .map((keys) => keys.map((key, index): Row => ({ id: `row ${index}`, key })))
const compare = (left: number, right: number): number => left - right
const ascending = { key: (row: Row) => row.key, compare, direction: 'ascending' } as const
const sorted = (all: readonly Row[]): readonly Row[] => all.toSorted((left, right) => left.key - right.key)

describe('the order oracle', () => {
  it('finds nothing in a sorted sequence, whatever is tied', () => {
    fc.assert(
      fc.property(rows, (all) => {
        expect(findOrderViolations(sorted(all), ascending)).toEqual([])
        expect(findOrderViolations(sorted(all).toReversed(), { ...ascending, direction: 'descending' })).toEqual([])
      }),
    )
  })

  it('names a row that was moved away from its place', () => {
    fc.assert(
      fc.property(rows, fc.nat(), (all, pick) => {
        const right = sorted(all)
        const moved = right[pick % right.length]!
        const without = right.filter(({ id }) => id !== moved.id)
        const wrong = [...without, moved]
        if (moved.key === right.at(-1)!.key) return
        expect(findOrderViolations(wrong, ascending).flatMap(({ before, after }) => [before.id, after.id])).toContain(
          moved.id,
        )
      }),
    )
  })

  it('leaves rows without a readable key aside', () => {
    expect(
      findOrderViolations([1, null, 2, null, 3], { getKey: (one) => one, compare, direction: 'ascending' }),
    ).toEqual([])
    expect(findOrderViolations([3, null, 2], { getKey: (one) => one, compare, direction: 'ascending' })).toHaveLength(1)
  })

  it('sees a value that comes back after another', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const grouped = sorted(all).map(({ key }) => String(key))
        expect(findScatteredValues(grouped)).toEqual([])
        if (new Set(grouped).size > 1) expect(findScatteredValues([...grouped, grouped[0]!])).toEqual([grouped[0]])
      }),
    )
  })
})

describe('the tie oracle', () => {
  const keyed = (all: readonly Row[]): readonly KeyedItem[] =>
    sorted(all).map(({ id, key }) => ({ id, key: String(key) }))

  it('allows a list to grow, to shrink and to change between two readings', () => {
    fc.assert(
      fc.property(rows, fc.array(fc.nat(), { maxLength: 10 }), (all, gone) => {
        const first = keyed(all)
        const left = first.filter((_, index) => !gone.includes(index))
        const arrived = [{ id: 'new', key: '0' }, ...left]
        expect(compareTies(first, arrived).swapped).toEqual([])
      }),
    )
  })

  it('names tied rows that changed places', () => {
    fc.assert(
      fc.property(rows, fc.nat(), (all, pick) => {
        const first = keyed(all)
        const pairs = first.flatMap(({ key }, index) => (first[index + 1]?.key === key ? [index] : []))
        if (pairs.length === 0) return
        const index = pairs[pick % pairs.length]!
        const second = first.toSpliced(index, 2, first[index + 1]!, first[index]!)
        expect(compareTies(first, second).swapped).toContainEqual([first[index]!.id, first[index + 1]!.id])
      }),
    )
  })

  it('knows whether a group reaches over a boundary', () => {
    const first = [1, 2, 2, 3].map((key, index) => ({ id: String(index), key: String(key) }))
    expect([0, 1, 2, 3, 4].map((boundary) => hasTieAcrossBoundary(first, boundary))).toEqual([
      false,
      false,
      true,
      false,
      false,
    ])
  })
})

describe('the oracles of completeness', () => {
  it('find nothing when a walk shows everything once, and name what it doubles or loses', () => {
    fc.assert(
      fc.property(rows, fc.nat(), (all, pick) => {
        const ids = all.map(({ id }) => id)
        const one = ids[pick % ids.length]!
        expect([findDuplicates(ids), findMissing(ids, ids.toReversed())]).toEqual([[], []])
        expect(findDuplicates([...ids, one])).toEqual([one])
        expect(
          findMissing(
            ids,
            ids.filter((id) => id !== one),
          ),
        ).toEqual([one])
      }),
    )
  })

  it('add up the pages to the total', () => {
    fc.assert(
      fc.property(fc.nat({ max: 500 }), fc.integer({ min: 1, max: 60 }), (total, size) => {
        const pages = Array.from({ length: countPages(total, size) }, (_, index) =>
          computePageLength({ total, size, index }),
        )
        expect(pages.reduce((sum, length) => sum + length, 0)).toBe(total)
        expect(pages.every((length) => length > 0)).toBe(true)
        expect(computePageLength({ total, size, index: pages.length })).toBe(0)
      }),
    )
  })

  it('choose a filter value that some rows have and some have not, the same each time', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const chosen = chooseFilterValue(all, ({ key }) => String(key))
        const distinct = new Set(all.map(({ key }) => key)).size
        expect(chosen === null).toBe(distinct < 2)
        if (chosen === null) return
        const matches = all.filter(({ key }) => String(key) === chosen.value).length
        expect([chosen.matches, chosen.nonMatches]).toEqual([matches, all.length - matches])
        expect(chooseFilterValue(all.toReversed(), ({ key }) => String(key))).toEqual(chosen)
      }),
    )
    expect(chooseFilterValue([{}, {}], () => undefined)).toBeNull()
  })
})
