import { type RandomKey, mixBits } from './chance.ts'

/** A keyed bijection of the whole numbers [0, size), with its inverse; a different `tweak` gives an unrelated one. */
export interface Permutation {
  readonly size: number
  readonly apply: (value: number, tweak: number) => number
  readonly invert: (value: number, tweak: number) => number
}

const FEISTEL_ROUNDS = 4

/**
 * A balanced Feistel network over the smallest even number of bits that holds `size`, walked until the value falls
 * inside the range (on average fewer than four steps). Sizes up to 2^52.
 */
export function createPermutation(key: RandomKey, size: number): Permutation {
  const half = countHalfBits(size)
  const base = 2 ** half
  const mask = base - 1

  function applyRounds(value: number, tweak: number): number {
    let left = Math.floor(value / base)
    let right = value % base
    for (let round = 0; round < FEISTEL_ROUNDS; round++) {
      const next = (left ^ scramble(key, right, tweak * FEISTEL_ROUNDS + round)) & mask
      left = right
      right = next
    }
    return left * base + right
  }

  function invertRounds(value: number, tweak: number): number {
    let left = Math.floor(value / base)
    let right = value % base
    for (let round = FEISTEL_ROUNDS - 1; round >= 0; round--) {
      const previous = (right ^ scramble(key, left, tweak * FEISTEL_ROUNDS + round)) & mask
      right = left
      left = previous
    }
    return left * base + right
  }

  return { size, apply: walkIntoRange(applyRounds, size), invert: walkIntoRange(invertRounds, size) }
}

type Step = (value: number, tweak: number) => number

function walkIntoRange(step: Step, size: number): Step {
  return (value, tweak) => {
    let next = step(value, tweak)
    while (next >= size) next = step(next, tweak)
    return next
  }
}

function countHalfBits(size: number): number {
  if (!Number.isInteger(size) || size < 1 || size > 2 ** 52) throw new RangeError(`cannot permute ${size} values`)
  let half = 1
  while (4 ** half < size) half++
  return half
}

function scramble(key: RandomKey, value: number, salt: number): number {
  return mixBits(mixBits(value ^ key.a) + key.b + Math.imul((salt | 0) + 1, 0x9e3779b1)) >>> 3
}
