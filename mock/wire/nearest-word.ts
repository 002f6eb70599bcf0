/** The known word that a misspelt one most likely stands for; undefined when none is near. */
export function findNearestWord(word: string, known: Iterable<string>): string | undefined {
  let best: { readonly name: string; readonly distance: number } | undefined
  for (const name of known) {
    const distance = computeDistance(word.toLowerCase(), name.toLowerCase())
    if (best === undefined || distance < best.distance) best = { name, distance }
  }
  const most = Math.max(1, Math.floor(word.length / 3))
  return best !== undefined && best.distance <= most ? best.name : undefined
}

const MAX_LENGTH = 200

/** Computes the edit distance (insert, delete, replace, swap) of two words, separators aside. */
function computeDistance(left: string, right: string): number {
  const [one, other] = [normalizeWord(left), normalizeWord(right)]
  let before: readonly number[] = []
  let row: readonly number[] = Array.from({ length: other.length + 1 }, (_, place) => place)
  for (let at = 0; at < one.length; at++) {
    const next = [at + 1]
    for (let place = 0; place < other.length; place++) {
      const same = one[at] === other[place] ? 0 : 1
      const [diagonal = 0, above = 0, beside = 0] = [row[place], row[place + 1], next[place]]
      const swapped = at > 0 && place > 0 && one[at] === other[place - 1] && one[at - 1] === other[place]
      const swap = swapped ? (before[place - 1] ?? 0) + 1 : Number.POSITIVE_INFINITY
      next.push(Math.min(diagonal + same, above + 1, beside + 1, swap))
    }
    before = row
    row = next
  }
  return row[other.length] ?? 0
}

function normalizeWord(word: string): string {
  return word.slice(0, MAX_LENGTH).replaceAll(/[_-]/g, '')
}

/** Returns a hint for an error message: the nearest known name, or all known names. */
export function suggestName(wanted: string, known: readonly string[]): string {
  const suggestion = findNearestWord(wanted, known)
  return suggestion === undefined ? `available: ${known.join(', ')}` : `did you mean "${suggestion}"?`
}
