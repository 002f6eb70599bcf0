import { expect } from 'vitest'

/** What is between the dots of a shortened text, to be found in the whole one in this order. */
export function expectShortened(shown: string, whole: string): void {
  let from = 0
  for (const piece of shown.trim().split(/\s*…\s*/)) {
    const at = whole.indexOf(piece, from)
    expect(at, `${JSON.stringify(piece)} is not told in its place in\n${whole}`).toBeGreaterThanOrEqual(from)
    from = at + piece.length
  }
}
