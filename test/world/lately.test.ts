import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memoizeByNumber } from '../../mock/world/collections/memoize.ts'

describe('a function that remembers its answers of late', () => {
  it('says what it would say anyway, and asks again only for what another number has displaced', () => {
    const number = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.integer())
    fc.assert(
      fc.property(fc.array(number, { maxLength: 200 }), (numbers) => {
        let made = 0
        const doubled = memoizeByNumber(8, (one) => {
          made++
          return 2 * one
        })
        let displaced = 0
        const last = new Map<number, number>()
        for (const one of numbers) {
          expect(doubled(one)).toBe(2 * one)
          const place = one & 7
          if (last.get(place) !== one) displaced++
          last.set(place, one)
        }
        expect(made).toBe(displaced)
      }),
    )
  })
})
