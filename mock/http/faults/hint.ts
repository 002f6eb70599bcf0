import { nearest } from '../../wire/nearest.ts'

/** Tells which of the known names may have been meant, or all of them. */
export function hintAt(wanted: string, known: readonly string[]): string {
  const near = nearest(wanted, known)
  return near === undefined ? `known are ${known.join(', ')}` : `did you mean "${near}"?`
}
