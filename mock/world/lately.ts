/**
 * A function of whole numbers that remembers its answers of late, each in the place that the number's last bits name.
 * A map that is emptied whenever it is full would grow anew each time, and V8 would hold on to what was in it.
 * @param places a power of two
 */
export function lately<Value>(places: number, make: (number: number) => Value): (number: number) => Value {
  const known: ({ readonly number: number; readonly value: Value } | undefined)[] = Array.from({ length: places })
  return (number) => {
    const place = number & (places - 1)
    const found = known[place]
    if (found?.number === number) return found.value
    const value = make(number)
    known[place] = { number, value }
    return value
  }
}
