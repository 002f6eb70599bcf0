/** Tells which of the known names may have been meant, or all of them. */
export function nearest(wanted: string, known: readonly string[]): string {
  const near = known
    .map((name) => ({ name, distance: distanceOf(wanted.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(2, Math.floor(name.length / 3)))
    .toSorted((left, right) => left.distance - right.distance)[0]
  return near === undefined ? `known are ${known.join(', ')}` : `did you mean "${near.name}"?`
}

/** How many letters have to be put in, taken out or replaced to make one text of the other. */
function distanceOf(left: string, right: string): number {
  let before = Array.from({ length: right.length + 1 }, (_, at) => at)
  for (let row = 1; row <= left.length; row++) {
    const now = [row]
    for (let at = 1; at <= right.length; at++) {
      const replaced = (before[at - 1] ?? 0) + (left[row - 1] === right[at - 1] ? 0 : 1)
      now.push(Math.min((before[at] ?? 0) + 1, (now[at - 1] ?? 0) + 1, replaced))
    }
    before = now
  }
  return before[right.length] ?? 0
}
