/**
 * A function of whole numbers that remembers its answers of late, each in the place that the number's last bits name.
 * A map that is emptied whenever it is full would grow anew each time, and V8 would hold on to what was in it.
 * @param places a power of two
 */
export function memoizeByNumber<Value>(places: number, make: (number: number) => Value): (number: number) => Value {
  const cache: ({ readonly number: number; readonly value: Value } | undefined)[] = Array.from({ length: places })
  return (number) => {
    const slot = number & (places - 1)
    const entry = cache[slot]
    if (entry?.number === number) return entry.value
    const value = make(number)
    cache[slot] = { number, value }
    return value
  }
}

const MAX_CACHED_TEXTS = 64

/** The same function of a text, which remembers its answers of late: clients send the same headers again and again. */
export function memoizeByText<Value>(make: (text: string) => Value): (text: string) => Value {
  const cache = new Map<string, Value>()
  return (text) => {
    const cached = cache.get(text)
    if (cached !== undefined) return cached
    if (cache.size >= MAX_CACHED_TEXTS) cache.clear()
    const value = make(text)
    cache.set(text, value)
    return value
  }
}
