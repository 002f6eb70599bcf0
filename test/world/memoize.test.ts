import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memoizeByNumber } from '../../mock/world/collections/memoize.ts'

describe('a function memoized by number', () => {
  it('returns the same values, and recomputes only those that another number displaced', () => {
    const number = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.integer())
    fc.assert(
      fc.property(fc.array(number, { maxLength: 200 }), (numbers) => {
        let computedCount = 0
        const doubled = memoizeByNumber(8, (one) => {
          computedCount++
          return 2 * one
        })
        let displacedCount = 0
        const last = new Map<number, number>()
        for (const one of numbers) {
          expect(doubled(one)).toBe(2 * one)
          const place = one & 7
          if (last.get(place) !== one) displacedCount++
          last.set(place, one)
        }
        expect(computedCount).toBe(displacedCount)
      }),
    )
  })
})
