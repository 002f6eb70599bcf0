import { describe, expect, it } from 'vitest'
import { createTextGenerator } from '../../../../contracts/kit/ids.ts'

function generateTexts(seed: string, count: number): readonly string[] {
  const next = createTextGenerator(seed)
  return Array.from({ length: count }, next)
}

describe('createTextGenerator', () => {
  it('returns the same texts for the same seed, and others for another seed', () => {
    expect(generateTexts('one', 50)).toEqual(generateTexts('one', 50))
    expect(generateTexts('one', 50)).not.toEqual(generateTexts('two', 50))
  })

  it('returns non-empty, mostly distinct texts', () => {
    const texts = generateTexts('many', 500)
    expect(texts.every((text) => text.length > 0)).toBe(true)
    expect(new Set(texts).size).toBeGreaterThan(400)
  })
})
