import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { escapeLines, escapeUnprintable, serializeJson } from '../../../contracts/kit/printable-text.ts'

describe('escapeUnprintable', () => {
  it.each([
    ['\u001b[2J', String.raw`\u001b[2J`],
    ['a\u0000\u0007b', String.raw`a\u0000\u0007b`],
    ['a\r\n\tb', String.raw`a\r\n\tb`],
    ['\u007f\u009b31m', String.raw`\u007f\u009b31m`],
    ['\u202etxt\u2066.\u200f', String.raw`\u202etxt\u2066.\u200f`],
    ['a\u2028b\u2029\u0085c', String.raw`a\u2028b\u2029\u0085c`],
    ['\ud800', String.raw`\ud800`],
    ['::warning::x', String.raw`\u003a:warning::x`],
    ['  ::stop-commands::x', String.raw`  \u003a:stop-commands::x`],
    ['a ##[error]x ##vso[task.setvariable]y', String.raw`a \u0023#[error]x \u0023#vso[task.setvariable]y`],
    ['Zoë 名 😀 a::b # ## [x]', 'Zoë 名 😀 a::b # ## [x]'],
  ])('turns %j into %j', (text, escaped) => {
    expect(escapeUnprintable(text)).toBe(escaped)
  })

  it('changes nothing in its own output', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = escapeUnprintable(text)
        expect(escapeUnprintable(once)).toBe(once)
      }),
    )
  })
})

describe('escapeLines', () => {
  it('keeps line breaks, and no line is a command', () => {
    expect(escapeLines('a\n::warning::x\r\n  ::x')).toBe('a\n\\u003a:warning::x\\r\n  \\u003a:x')
  })
})

describe('serializeJson', () => {
  it('writes printable characters that parse as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = serializeJson(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(text).not.toMatch(/[\u007f-\u009f\u202e\u2028]/)
      }),
    )
  })
})
