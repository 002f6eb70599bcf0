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
