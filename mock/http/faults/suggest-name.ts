import { findNearestWord } from '../../wire/nearest-word.ts'

/** Tells which of the known names may have been meant, or all of them. */
export function suggestName(wanted: string, known: readonly string[]): string {
  const suggestion = findNearestWord(wanted, known)
  return suggestion === undefined ? `known are ${known.join(', ')}` : `did you mean "${suggestion}"?`
}
