import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findDuplicateMembers, findUnsafeIntegers } from '../../../../contracts/kit/oracles/json-text.ts'

describe('findDuplicateMembers', () => {
  it('finds nothing in serialized JSON, whatever the indentation', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 1, 4), (value, space) => {
        expect(findDuplicateMembers(JSON.stringify(value, null, space))).toEqual([])
      }),
    )
  })

  it('finds a repeated member name at any depth', () => {
    const steps = fc.array(fc.oneof(fc.constant('list' as const), fc.string({ maxLength: 4 })), { maxLength: 5 })
    fc.assert(
      fc.property(steps, fc.string({ maxLength: 6 }), fc.jsonValue(), (path, name, value) => {
        const key = JSON.stringify(name)
        const objectText = `{${key}:${JSON.stringify(value)},"other":[],${key}:null}`
        const text = path.reduceRight(
          (inner, step) => (step === 'list' ? `[0,${inner}]` : `{${JSON.stringify(step)}:${inner}}`),
          objectText,
        )
        const escape = (step: string): string => step.replaceAll('~', '~0').replaceAll('/', '~1')
        const pointer = [...path.map((step) => (step === 'list' ? '1' : escape(step))), escape(name)]
        if (name === 'other') return
        expect(findDuplicateMembers(text)).toEqual([`/${pointer.join('/')}`])
      }),
    )
  })

  it('compares names after unescaping', () => {
    expect(findDuplicateMembers('{"a":1,"\\u0061":2}')).toEqual(['/a'])
  })
})

describe('findUnsafeIntegers', () => {
  it('finds every integer that a double cannot represent, and no other', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.string(), (number, text) => {
        const json = `{"text":${JSON.stringify(text)},"number":${number},"list":[1.5,1e20]}`
        expect(findUnsafeIntegers(json)).toEqual(Number.isSafeInteger(Number(number)) ? [] : [String(number)])
      }),
    )
  })
})
