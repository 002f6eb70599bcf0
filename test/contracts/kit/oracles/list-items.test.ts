import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  chooseFilterValue,
  computePageLength,
  countPages,
  findDuplicates,
  findMissing,
} from '../../../../contracts/kit/oracles/list-items.ts'

/** Distinct ids. */
const idLists = fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 40 })
/** Values of a field, few of them distinct. */
const valueLists = fc
  .array(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 40 })
  .map((values) => values.map(String))

describe('findDuplicates and findMissing', () => {
  it('find nothing in a complete walk', () => {
    fc.assert(
      fc.property(idLists, (ids) => {
        expect(findDuplicates(ids)).toEqual([])
        expect(findMissing(ids, ids.toReversed())).toEqual([])
      }),
    )
  })

  it('find the item that a walk repeats or omits', () => {
    fc.assert(
      fc.property(idLists, fc.nat(), (ids, pick) => {
        const chosen = ids[pick % ids.length]!
        const others = ids.filter((id) => id !== chosen)
        expect(findDuplicates([...ids, chosen])).toEqual([chosen])
        expect(findMissing(ids, others)).toEqual([chosen])
      }),
    )
  })
})

describe('countPages and computePageLength', () => {
  it('give pages that add up to the total', () => {
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
})

describe('chooseFilterValue', () => {
  it('chooses a value that some items have and some do not, the same one each time', () => {
    fc.assert(
      fc.property(valueLists, (values) => {
        const chosen = chooseFilterValue(values, (value) => value)
        expect(chosen === null).toBe(new Set(values).size < 2)
        if (chosen === null) return
        const matches = values.filter((value) => value === chosen.value).length
        expect([chosen.matches, chosen.nonMatches]).toEqual([matches, values.length - matches])
        expect(chooseFilterValue(values.toReversed(), (value) => value)).toEqual(chosen)
      }),
    )
  })

  it('returns null when no item has a value', () => {
    expect(chooseFilterValue([{}, {}], () => undefined)).toBeNull()
  })
})
