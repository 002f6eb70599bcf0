import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createUuidV4Codec, createUuidV7Codec } from '../../mock/world/dataset/id-codec.ts'
import { toInstant } from '../../mock/world/time.ts'
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

  it('differs for another tweak', () => {
    const order = createPermutation(deriveKey('seed', 'test'), 1000)
    const same = Array.from({ length: 1000 }, (_, value) => value).filter(
      (value) => order.apply(value, 1) === order.apply(value, 2),
    )
    expect(same.length).toBeLessThan(10)
  })
})

describe('an id codec', () => {
  it('encodes every number as a UUID of its version, and decodes it', () => {
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

  it('rejects ids of other kinds and seeds, and ids with a changed digit', () => {
    const codec = createUuidV4Codec(1, 'thing')
    fc.assert(
      fc.property(number, fc.nat({ max: 35 }), fc.nat({ max: 14 }), (one, place, shift) => {
        const id = codec.encode(one)
        expect(createUuidV4Codec(2, 'thing').decode(id)).toBeUndefined()
        expect(createUuidV4Codec(1, 'other').decode(id)).toBeUndefined()
        const digit = Number.parseInt(id[place] ?? '', 16)
        if (Number.isNaN(digit)) return
        const changed = ((digit + 1 + shift) % 16).toString(16)
        expect(codec.decode(id.slice(0, place) + changed + id.slice(place + 1))).toBeUndefined()
      }),
    )
  })

  it('begins version 7 ids with the creation to the millisecond, and checks it', () => {
    const at = toInstant(1_768_467_600_123_999)
    const timedCodec = createUuidV7Codec(1, 'event', (one) => (one === 5 ? at : undefined))
    const id = timedCodec.encode(5)
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(1_768_467_600_123)
    expect(timedCodec.decode(id)).toBe(5)
    expect(timedCodec.decode(`0${id.slice(1)}`)).toBe(id.startsWith('0') ? 5 : undefined)
    expect(timedCodec.decode(id.replace(/^0198|^019b/, '019c'))).toBeUndefined()
    expect(() => timedCodec.encode(6)).toThrow('event 6 does not exist, so it has no id')
  })

  it.each(['', 'x', '00000000-0000-0000-0000-000000000000', '0198c5a2-41d7-4b6e-9c3f-5a7d20e1b86'])(
    'decodes nothing from %j',
    (id) => {
      expect(createUuidV4Codec(1, 'thing').decode(id)).toBeUndefined()
    },
  )
})
