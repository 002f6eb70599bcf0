import { describe, expect, it } from 'vitest'
import { createTextGenerator } from '../../../contracts/kit/oracles/random-text.ts'

function some(seed: string, count: number): readonly string[] {
  const next = createTextGenerator(seed)
  return Array.from({ length: count }, next)
}

describe('made-up texts', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(some('one', 50)).toEqual(some('one', 50))
    expect(some('one', 50)).not.toEqual(some('two', 50))
  })

  it('are never empty, and rarely alike', () => {
    const texts = some('many', 500)
    expect(texts.every((text) => text.length > 0)).toBe(true)
    expect(new Set(texts).size).toBeGreaterThan(400)
  })
})
