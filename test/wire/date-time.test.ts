import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatHttpDate,
  formatIsoMicroseconds,
  formatIsoMicrosecondsShort,
  formatIsoMilliseconds,
  formatIsoSeconds,
  parseDuration,
  parseIso,
} from '../../mock/wire/date-time.ts'
import { HOUR, toInstant, MINUTE, SECOND } from '../../mock/world/time.ts'

const milliseconds = fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2200, 0) })

describe('an instant', () => {
  it('is formatted as Date formats it, at every precision', () => {
    fc.assert(
      fc.property(milliseconds, (ms) => {
        const at = toInstant(ms * 1000)
        const date = new Date(ms)
        expect(formatIsoMilliseconds(at)).toBe(date.toISOString())
        expect(formatHttpDate(at)).toBe(date.toUTCString())
        expect(formatIsoSeconds(at)).toBe(`${date.toISOString().slice(0, 19)}+00:00`)
      }),
    )
  })

  it('is parsed as Date parses it, with microseconds, leap days included', () => {
    fc.assert(
      fc.property(milliseconds, fc.nat({ max: 999 }), (ms, micro) => {
        const at = toInstant(ms * 1000 + micro)
        expect(parseIso(formatIsoMicroseconds(at))).toBe(at)
      }),
    )
    expect(parseIso('2024-02-29T00:00Z')).toBe(Date.UTC(2024, 1, 29) * 1000)
    expect(parseIso('2025-02-29T00:00Z')).toBeUndefined()
    expect(parseIso('0099-01-01T00:00Z')).toBe(new Date('0099-01-01T00:00:00Z').getTime() * 1000)
  })

  it('drops a fraction of zero only where the vendor does', () => {
    const whole = toInstant(1_768_467_600_000_000)
    expect(formatIsoMicrosecondsShort(whole)).toBe('2026-01-15T09:00:00Z')
    expect(formatIsoMicroseconds(whole)).toBe('2026-01-15T09:00:00.000000Z')
    expect(formatIsoMicrosecondsShort(toInstant(whole + 5))).toBe('2026-01-15T09:00:00.000005Z')
  })

  // RapidPro details, D5: the values that the real stack parsed from these texts.
  it.each([
    ['2015-09-15', '2015-09-15T00:00:00Z'],
    ['2015', '2015-01-01T00:00:00Z'],
    ['2015-09', '2015-09-01T00:00:00Z'],
    ['20150915', '2015-09-15T00:00:00Z'],
    ['2015-09-15T00:00:00Z', '2015-09-15T00:00:00Z'],
    ['2015-09-15T00:00:00.000', '2015-09-15T00:00:00Z'],
    ['2015-09-15T00:00:00+00:00', '2015-09-15T00:00:00Z'],
    ['2015-09-15 00:00', '2015-09-15T00:00:00Z'],
    ['2015-09-15T00:00:00.123456789Z', '2015-09-15T00:00:00.123456Z'],
    ['2015-09-15T03:00:00+03:00', '2015-09-15T00:00:00Z'],
    ['2015-09-15T00:00:00 00:00', undefined],
    ['longago', undefined],
    ['1442275200', undefined],
    ['15/09/2015', undefined],
    ['2015-13-01', undefined],
  ])('is parsed from %j as %j', (text, expected) => {
    const at = parseIso(text, { allowShort: true })
    expect(at === undefined ? undefined : formatIsoMicrosecondsShort(at)).toBe(expected)
  })

  it('needs date and time unless short forms are allowed', () => {
    expect(parseIso('2026-01-15')).toBeUndefined()
    expect(parseIso('2026-01-15T09:00Z')).toBe(1_768_467_600_000_000)
  })
})

describe('a duration', () => {
  it.each([
    ['31m', 31 * MINUTE],
    ['1h30m', 90 * MINUTE],
    ['500ms', SECOND / 2],
    ['PT31M', 31 * MINUTE],
    ['P1DT2H', 26 * HOUR],
    ['PT0.5S', SECOND / 2],
    ['', undefined],
    ['P', undefined],
    ['PT', undefined],
    ['31', undefined],
    ['m', undefined],
  ])('%j is %j microseconds', (text, expected) => {
    expect(parseDuration(text)).toBe(expected)
  })
})
