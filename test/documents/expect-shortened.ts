import { expect } from 'vitest'

/** Expects the parts of a shortened text, separated by `…`, in the whole text and in the same order. */
export function expectShortened(shown: string, whole: string): void {
  let from = 0
  for (const piece of shown.trim().split(/\s*…\s*/)) {
    const at = whole.indexOf(piece, from)
    expect(at, `${JSON.stringify(piece)} is missing or out of order in\n${whole}`).toBeGreaterThanOrEqual(from)
    from = at + piece.length
  }
}
