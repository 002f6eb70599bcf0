import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createUuidV4Codec, createUuidV7Codec } from '../../mock/world/dataset/id-codec.ts'
import { toInstant } from '../../mock/world/time/instant.ts'
import { createPermutation, deriveKey } from '../../mock/world/random.ts'

const number = fc.integer({ min: -2_000_000_000, max: 2 ** 40 })
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-([47])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

describe('a keyed permutation', () => {
  it('maps a range onto itself and back', () => {
    for (const size of [1, 2, 3, 64, 704, 1000]) {
      const order = createPermutation(deriveKey('seed', 'test'), size)
      const image = Array.from({ length: size }, (_, value) => order.apply(value, 3))
      expect(image.toSorted((left, right) => left - right)).toEqual(image.map((_, value) => value))
      expect(image.map((value) => order.invert(value, 3))).toEqual(image.map((_, value) => value))
    }
  })

  it('is another one for another tweak', () => {
    const order = createPermutation(deriveKey('seed', 'test'), 1000)
    const same = Array.from({ length: 1000 }, (_, value) => value).filter(
      (value) => order.apply(value, 1) === order.apply(value, 2),
    )
    expect(same.length).toBeLessThan(10)
  })
})

describe('an identity', () => {
  it('gives every number a UUID of its version and finds the number again', () => {
    const at = toInstant(1_768_467_600_123_456)
    const kinds = [createUuidV4Codec(1, 'thing'), createUuidV7Codec(1, 'event', () => at)]
    fc.assert(
      fc.property(number, (one) => {
        const versions = kinds.map((kind) => {
          const id = kind.encode(one)
          expect(kind.decode(id)).toBe(one)
          return UUID.exec(id)?.[1]
        })
        expect(versions).toEqual(['4', '7'])
      }),
    )
  })

  it('recognises what it never gave out: other kinds, other seeds, a changed digit', () => {
    const mine = createUuidV4Codec(1, 'thing')
    fc.assert(
      fc.property(number, fc.nat({ max: 35 }), fc.nat({ max: 14 }), (one, place, shift) => {
        const id = mine.encode(one)
        expect(createUuidV4Codec(2, 'thing').decode(id)).toBeUndefined()
        expect(createUuidV4Codec(1, 'other').decode(id)).toBeUndefined()
        const digit = Number.parseInt(id[place] ?? '', 16)
        if (Number.isNaN(digit)) return
        const changed = ((digit + 1 + shift) % 16).toString(16)
        expect(mine.decode(id.slice(0, place) + changed + id.slice(place + 1))).toBeUndefined()
      }),
    )
  })

  it('shows the time of creation in front, to the millisecond, and holds it against the thing', () => {
    const at = toInstant(1_768_467_600_123_999)
    const timed = createUuidV7Codec(1, 'event', (one) => (one === 5 ? at : undefined))
    const id = timed.encode(5)
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(1_768_467_600_123)
    expect(timed.decode(id)).toBe(5)
    expect(timed.decode(`0${id.slice(1)}`)).toBe(id.startsWith('0') ? 5 : undefined)
    expect(timed.decode(id.replace(/^0198|^019b/, '019c'))).toBeUndefined()
    expect(() => timed.encode(6)).toThrow('event 6 does not exist, so it has no id')
  })

  it.each(['', 'x', '00000000-0000-0000-0000-000000000000', '0198c5a2-41d7-4b6e-9c3f-5a7d20e1b86'])(
    'refuses %j',
    (id) => {
      expect(createUuidV4Codec(1, 'thing').decode(id)).toBeUndefined()
    },
  )
})
