import { BoundedCache, memoizeByNumber } from '../collections/memoize.ts'
import { createPermutation, deriveKey, randomInt } from '../random.ts'
import { type Instant, MILLISECOND } from '../time.ts'

/** Encodes numbers as public ids through a keyed permutation: no table, and a foreign id is recognized. */
export interface IdCodec {
  /** Returns the UUID of a number. A version 7 UUID begins with `at`, to the millisecond (RFC 9562 section 5.7). */
  encode(number: number, at?: Instant): string
  /** Returns the number of a canonical (lower case, hyphenated) UUID; undefined for one that this codec never issued. */
  decode(id: string): number | undefined
}

const CENTRE = 2 ** 46
const HALF = 2 ** 24
const CANONICAL = /^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const HEX = Array.from({ length: 4096 }, (_, word) => word.toString(16).padStart(3, '0'))

/** Creates random-looking ids (RFC 9562 version 4) for one kind of resource of one seed. */
export function createUuidV4Codec(seed: string | number, kind: string): IdCodec {
  const key = deriveKey(seed, `id/${kind}`)
  const order = createPermutation(key, 2 ** 48)

  function encode(number: number): string {
    const permuted = formatHex48(order.apply(number + CENTRE, 0))
    return `${permuted.slice(0, 8)}-${permuted.slice(8)}-4${tag(number, 0)}-${formatVariant(randomInt(key, number, 1))}-${tag(number, 2)}${tag(number, 3)}${tag(number, 4)}${tag(number, 5)}`
  }

  function tag(number: number, field: number): string {
    return HEX[randomInt(key, number, field) & 4095] ?? ''
  }

  function decode(id: string): number | undefined {
    if (!CANONICAL.test(id)) return undefined
    const number = order.invert(parseHex(id.slice(0, 8) + id.slice(9, 13)), 0) - CENTRE
    return encode(number) === id ? number : undefined
  }

  return { encode, decode }
}

/**
 * Creates time-ordered ids (RFC 9562 version 7).
 * @param getCreatedAt returns the creation of a number; undefined for a number that does not exist
 */
export function createUuidV7Codec(
  seed: string | number,
  kind: string,
  getCreatedAt: (number: number) => Instant | undefined,
): IdCodec {
  const key = deriveKey(seed, `id/${kind}`)
  const order = createPermutation(key, 2 ** 48)

  function encode(number: number, at = getCreatedAt(number)): string {
    if (at === undefined) throw new RangeError(`${kind} ${number} does not exist, so it has no id`)
    const time = formatHex48(Math.floor(at / MILLISECOND))
    const tail = `7${HEX[randomInt(key, number, 0) & 4095]}-${formatVariant(randomInt(key, number, 1))}`
    return `${time.slice(0, 8)}-${time.slice(8)}-${tail}-${formatHex48(order.apply(number + CENTRE, 0))}`
  }

  function decode(id: string): number | undefined {
    if (!CANONICAL.test(id)) return undefined
    const number = order.invert(parseHex(id.slice(24)), 0) - CENTRE
    const at = getCreatedAt(number)
    return at !== undefined && encode(number, at) === id ? number : undefined
  }

  return { encode, decode }
}

/**
 * Replaces the ids of some numbers by given ones. The generated ids of these numbers are unknown then.
 * @param given lower-case ids by number; undefined for a number with a generated id
 */
export function createGivenIdCodec(codec: IdCodec, given: readonly (string | undefined)[]): IdCodec {
  if (given.every((id) => id === undefined)) return codec
  const numbers = new Map(given.flatMap((id, number) => (id === undefined ? [] : [[id, number] as const])))
  return {
    encode: (number, at) => given[number] ?? codec.encode(number, at),
    decode(id) {
      const known = numbers.get(id)
      if (known !== undefined) return known
      const number = codec.decode(id)
      return number === undefined || given[number] !== undefined ? undefined : number
    },
  }
}

/** Above the numbers of all runs and flows with their parts, and inside the range of the codecs. */
const FURTHER_PARTS = 2 ** 45
const MAX_PARTS = 128

/**
 * Numbers the parts of a flow or run, such as its questions. Only a flow that was added to a world has more parts than
 * there are places; these get numbers of their own, so that adding a flow changes no other id.
 */
export function toPartNumber(owner: number, part: number, places: number): number {
  return part < places ? owner * places + part : FURTHER_PARTS + owner * MAX_PARTS + part
}

const CACHE_SIZE = 512

/** Caches the ids of flows and contacts, which recur. */
export function createCachedCodec(codec: IdCodec): IdCodec {
  const numbers = new BoundedCache<string, number | undefined>(CACHE_SIZE)
  const computeNumber = (id: string) => codec.decode(id)
  return {
    encode: memoizeByNumber(CACHE_SIZE, (number) => codec.encode(number)),
    decode: (id) => numbers.getOrCompute(id, computeNumber),
  }
}

function formatHex48(value: number): string {
  const high = Math.floor(value / HALF)
  const low = value % HALF
  return `${HEX[high >>> 12]}${HEX[high & 4095]}${HEX[low >>> 12]}${HEX[low & 4095]}`
}

function parseHex(text: string): number {
  return Number.parseInt(text, 16)
}

/** Returns 14 bits of a word behind the variant bits 10. */
function formatVariant(word: number): string {
  return (0x8000 | (word & 0x3fff)).toString(16)
}
