import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addMicroseconds,
  compareInstants,
  formatInstant,
  parseHttpDate,
  parseInstant,
  parseTimestamp,
  toInstant,
} from '../../../../contracts/kit/oracles/instants.ts'

const milliseconds = fc.integer({ min: Date.UTC(1640, 0, 1), max: Date.UTC(9960, 11, 31) })

describe('parseTimestamp', () => {
  it.each([
    '2026-05-07T08:14:23Z',
    '2026-05-07T08:14:23+00:00',
    '2026-05-07T08:14:23.000001-23:59',
    '2026-05-07t08:14:23z',
    '2024-02-29T00:00:00Z',
    '2016-12-31T23:59:60Z',
    '2016-12-31T15:59:60-08:00',
    '0001-01-01T00:00:00Z',
  ])('accepts %s', (text) => {
    expect(parseTimestamp(text)).not.toBeNull()
  })

  it.each([
    '2026-05-07T08:14:23',
    '2026-05-07 08:14:23Z',
    '2026-05-07T08:14:23+0000',
    '2026-05-07T08:14:23+00',
    '2026-05-07T08:14Z',
    '2026-5-7T08:14:23Z',
    '2026-02-29T08:14:23Z',
    '2026-04-31T08:14:23Z',
    '2026-13-01T08:14:23Z',
    '2026-05-07T24:00:00Z',
    '2026-05-07T08:60:00Z',
    '2026-05-07T08:14:60Z',
    '2026-05-07T08:14:23.Z',
    '2026-05-07T08:14:23+24:00',
    '20260507T081423Z',
    '2026-05-07T08:14:23Z ',
  ])('rejects %j', (text) => {
    expect(parseTimestamp(text)).toBeNull()
  })
})

describe('parseInstant', () => {
  it('agrees with the Date of the platform to the millisecond', () => {
    fc.assert(
      fc.property(milliseconds, (time) => {
        expect(parseInstant(new Date(time).toISOString())).toEqual(toInstant(time))
        expect(Date.parse(formatInstant(toInstant(time)))).toBe(time)
      }),
    )
  })

  it('returns the same instant for every offset', () => {
    fc.assert(
      fc.property(milliseconds, fc.integer({ min: -1439, max: 1439 }), (time, ahead) => {
        const local = new Date(time + ahead * 60_000).toISOString().slice(0, -1)
        const clock = [Math.floor(Math.abs(ahead) / 60), Math.abs(ahead) % 60].map((part) =>
          String(part).padStart(2, '0'),
        )
        expect(parseInstant(`${local}${ahead < 0 ? '-' : '+'}${clock.join(':')}`)).toEqual(toInstant(time))
      }),
    )
  })
})

describe('compareInstants', () => {
  it('compares beyond the microsecond and ignores trailing zeros', () => {
    const parse = (fraction: string): ReturnType<typeof parseInstant> =>
      parseInstant(`2026-05-07T08:14:23.${fraction}Z`)
    fc.assert(
      fc.property(fc.stringMatching(/^\d{1,12}$/), fc.stringMatching(/^\d{1,12}$/), (first, second) => {
        const [left, right] = [BigInt(first.padEnd(12, '0')), BigInt(second.padEnd(12, '0'))]
        expect(Math.sign(compareInstants(parse(first)!, parse(second)!))).toBe(left < right ? -1 : left > right ? 1 : 0)
      }),
    )
  })
})

describe('addMicroseconds', () => {
  it('is undone by the opposite addition', () => {
    fc.assert(
      fc.property(milliseconds, fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (time, microseconds) => {
        const moved = addMicroseconds(toInstant(time), microseconds)
        expect(addMicroseconds(moved, -microseconds)).toEqual(toInstant(time))
        expect(Math.sign(compareInstants(moved, toInstant(time)))).toBe(
          microseconds < 0n ? -1 : microseconds > 0n ? 1 : 0,
        )
        expect(parseInstant(formatInstant(moved))).toEqual(moved)
      }),
    )
  })
})

describe('parseHttpDate', () => {
  it('accepts the IMF-fixdate that senders must use, and no other form', () => {
    fc.assert(
      fc.property(milliseconds, (time) => {
        const wholeSecond = Math.floor(time / 1000) * 1000
        expect(parseHttpDate(new Date(wholeSecond).toUTCString())).toBe(wholeSecond)
      }),
    )
    expect(parseHttpDate('Sunday, 06-Nov-94 08:49:37 GMT')).toBeNull()
    expect(parseHttpDate('Sun, 31 Apr 1994 08:49:37 GMT')).toBeNull()
    expect(parseHttpDate('now')).toBeNull()
  })
})
