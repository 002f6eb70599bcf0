/**
 * Keyed random numbers: every generated value is a pure function of (seed, dataset version, entity, index, field), so
 * the order of calls, parallel requests or a new field change no other value.
 */

/** A hash of seed and entity in two words; draws differ by index and field. */
export interface RandomKey {
  readonly a: number
  readonly b: number
}

/** The dataset version, pinned by the golden digests. A change of any generated value needs a new version. */
export const DATASET_VERSION = 1

/** Derives the key of one entity ("run", "contact", ...) for a seed. */
export function deriveKey(seed: string | number, entity: string): RandomKey {
  const text = `${DATASET_VERSION}/${seed}/${entity}`
  return { a: hashText(text, 0x9e3779b9), b: hashText(text, 0x85ebca6b) }
}

/** Returns a uniform 32-bit word for (key, index, field); index is any safe integer, field a small one. */
export function randomInt(key: RandomKey, index: number, field: number): number {
  const high = Math.floor(index / 4294967296)
  let h = key.a ^ Math.imul(index | 0, 0x9e3779b1)
  h = mixBits(h ^ Math.imul(high | 0, 0xc2b2ae3d))
  return mixBits((h + key.b) ^ Math.imul(field + 1, 0x27d4eb2f)) >>> 0
}

/** Returns a uniform fraction in [0, 1) for (key, index, field). */
export function randomFraction(key: RandomKey, index: number, field: number): number {
  return randomInt(key, index, field) / 4294967296
}

/** A bijective finaliser of 32-bit words with full avalanche (the constants of Wellons' "lowbias32"). */
function mixBits(word: number): number {
  let h = word
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  return h ^ (h >>> 16)
}

function hashText(text: string, start: number): number {
  let h = start | 0
  for (let i = 0; i < text.length; i++) h = mixBits(h ^ text.charCodeAt(i))
  return h
}

/** A keyed bijection of the integers [0, size), with its inverse; another `tweak` gives an unrelated bijection. */
export interface Permutation {
  readonly size: number
  readonly apply: (value: number, tweak: number) => number
  readonly invert: (value: number, tweak: number) => number
}

const FEISTEL_ROUNDS = 4

/**
 * Creates a balanced Feistel network over the smallest even number of bits that holds `size`, applied until the value
 * lies in the range (on average fewer than four times). Sizes up to 2^52.
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
