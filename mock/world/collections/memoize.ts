/**
 * Memoizes a function of integers in a direct-mapped cache: the last bits of the number select the slot. Unlike a map
 * that is emptied when full, it never grows and never retains old values.
 * @param slots a power of two
 */
export function memoizeByNumber<Value>(slots: number, compute: (number: number) => Value): (number: number) => Value {
  const cache: ({ readonly number: number; readonly value: Value } | undefined)[] = Array.from({ length: slots })
  return (number) => {
    const slot = number & (slots - 1)
    const entry = cache[slot]
    if (entry?.number === number) return entry.value
    const value = compute(number)
    cache[slot] = { number, value }
    return value
  }
}

/** A map that is emptied when it is full. */
export class BoundedCache<Key, Value> {
  readonly #capacity: number
  #entries = new Map<Key, Value>()

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  /** Returns the cached value of a key; computes and caches it if absent. */
  getOrCompute(key: Key, compute: (key: Key) => Value): Value {
    const cached = this.#entries.get(key)
    if (cached !== undefined) return cached
    if (this.#entries.size >= this.#capacity) this.#entries = new Map()
    const value = compute(key)
    this.#entries.set(key, value)
    return value
  }
}

const MAX_CACHED_TEXTS = 64

/** Memoizes a function of texts, for headers that clients send with every request. */
export function memoizeByText<Value>(compute: (text: string) => Value): (text: string) => Value {
  const cache = new BoundedCache<string, Value>(MAX_CACHED_TEXTS)
  return (text) => cache.getOrCompute(text, compute)
}

/** Memoizes a function of objects for as long as each object lives. */
export function memoizeByObject<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const cache = new WeakMap<Key, { readonly value: Value }>()
  return (key) => {
    const entry = cache.get(key)
    if (entry !== undefined) return entry.value
    const value = compute(key)
    cache.set(key, { value })
    return value
  }
}
