import { createPermutation, deriveKey, randomInt } from '../random.ts'
import { type Instant, MILLISECOND } from '../time/instant.ts'
import { memoizeByNumber } from '../collections/memoize.ts'

/** Public ids that carry a number through a keyed permutation: no table, and a foreign id is recognised. */
export interface IdCodec {
  /** The UUID of a number; a version 7 one shows `at` (to the millisecond) in front, as RFC 9562 section 5.7 says. */
  encode(number: number, at?: Instant): string
  /** The number of a canonical (lower case, hyphenated) UUID; undefined for one that this identity never gave out. */
  decode(id: string): number | undefined
}

const CENTRE = 2 ** 46
const HALF = 2 ** 24
const CANONICAL = /^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const HEX = Array.from({ length: 4096 }, (_, word) => word.toString(16).padStart(3, '0'))

/** Random-looking ids (RFC 9562 version 4) for one kind of thing of one seed. */
export function createUuidV4Codec(seed: string | number, kind: string): IdCodec {
  const key = deriveKey(seed, `id/${kind}`)
  const order = createPermutation(key, 2 ** 48)

  function encode(number: number): string {
    const veiled = formatHex48(order.apply(number + CENTRE, 0))
    return `${veiled.slice(0, 8)}-${veiled.slice(8)}-4${tag(number, 0)}-${formatVariant(randomInt(key, number, 1))}-${tag(number, 2)}${tag(number, 3)}${tag(number, 4)}${tag(number, 5)}`
  }

  function tag(number: number, field: number): string {
    return HEX[randomInt(key, number, field) & 4095] ?? ''
  }

  function decode(id: string): number | undefined {
    if (!CANONICAL.test(id)) return undefined
    const number = order.invert(parse48(id.slice(0, 8) + id.slice(9, 13)), 0) - CENTRE
    return encode(number) === id ? number : undefined
  }

  return { encode, decode }
}

/** Time-ordered ids (RFC 9562 version 7); `timeOf` tells when a number was made, undefined for one that does not exist. */
export function createUuidV7Codec(
  seed: string | number,
  kind: string,
  timeOf: (number: number) => Instant | undefined,
): IdCodec {
  const key = deriveKey(seed, `id/${kind}`)
  const order = createPermutation(key, 2 ** 48)

  function encode(number: number, at = timeOf(number)): string {
    if (at === undefined) throw new RangeError(`${kind} ${number} does not exist, so it has no id`)
    const time = formatHex48(Math.floor(at / MILLISECOND))
    const tail = `7${HEX[randomInt(key, number, 0) & 4095]}-${formatVariant(randomInt(key, number, 1))}`
    return `${time.slice(0, 8)}-${time.slice(8)}-${tail}-${formatHex48(order.apply(number + CENTRE, 0))}`
  }

  function decode(id: string): number | undefined {
    if (!CANONICAL.test(id)) return undefined
    const number = order.invert(parse48(id.slice(24)), 0) - CENTRE
    const at = timeOf(number)
    return at !== undefined && encode(number, at) === id ? number : undefined
  }

  return { encode, decode }
}

const CACHE_SIZE = 512

/** The same identity, which remembers the ids of late: for flows and contacts, which come again and again. */
export function createCachedCodec(identity: IdCodec): IdCodec {
  let numbers = new Map<string, number | undefined>()
  const decode = (id: string) => {
    const cached = numbers.get(id)
    if (cached !== undefined) return cached
    if (numbers.size >= CACHE_SIZE) numbers = new Map()
    const number = identity.decode(id)
    numbers.set(id, number)
    return number
  }
  return { encode: memoizeByNumber(CACHE_SIZE, (number) => identity.encode(number)), decode }
}

function formatHex48(value: number): string {
  const high = Math.floor(value / HALF)
  const low = value % HALF
  return `${HEX[high >>> 12]}${HEX[high & 4095]}${HEX[low >>> 12]}${HEX[low & 4095]}`
}

function parse48(text: string): number {
  return Number.parseInt(text, 16)
}

/** The variant bits 10 in front of 14 bits of a word. */
function formatVariant(word: number): string {
  return (0x8000 | (word & 0x3fff)).toString(16)
}
