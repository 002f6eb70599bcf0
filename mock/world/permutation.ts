import { type Key, mix } from './chance.ts'

/** A keyed bijection of the whole numbers [0, size), with its inverse; a different `tweak` gives an unrelated one. */
export interface Permutation {
  readonly size: number
  readonly apply: (value: number, tweak: number) => number
  readonly invert: (value: number, tweak: number) => number
}

const ROUNDS = 4

/**
 * A balanced Feistel network over the smallest even number of bits that holds `size`, walked until the value falls
 * inside the range (on average fewer than four steps). Sizes up to 2^52.
 */
export function permutation(key: Key, size: number): Permutation {
  const half = halfBits(size)
  const base = 2 ** half
  const mask = base - 1

  function forward(value: number, tweak: number): number {
    let left = Math.floor(value / base)
    let right = value % base
    for (let round = 0; round < ROUNDS; round++) {
      const next = (left ^ scramble(key, right, tweak * ROUNDS + round)) & mask
      left = right
      right = next
    }
    return left * base + right
  }

  function backward(value: number, tweak: number): number {
    let left = Math.floor(value / base)
    let right = value % base
    for (let round = ROUNDS - 1; round >= 0; round--) {
      const previous = (right ^ scramble(key, left, tweak * ROUNDS + round)) & mask
      right = left
      left = previous
    }
    return left * base + right
  }

  return { size, apply: walk(forward, size), invert: walk(backward, size) }
}

type Step = (value: number, tweak: number) => number

function walk(step: Step, size: number): Step {
  return (value, tweak) => {
    let next = step(value, tweak)
    while (next >= size) next = step(next, tweak)
    return next
  }
}

function halfBits(size: number): number {
  if (!Number.isInteger(size) || size < 1 || size > 2 ** 52) throw new RangeError(`cannot permute ${size} values`)
  let half = 1
  while (4 ** half < size) half++
  return half
}

function scramble(key: Key, value: number, salt: number): number {
  return mix(mix(value ^ key.a) + key.b + Math.imul((salt | 0) + 1, 0x9e3779b1)) >>> 3
}
