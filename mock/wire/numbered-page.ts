/** A page asked for by number, counted from 1. */
export interface NumberedPage {
  readonly number: number
  readonly size: number
}

/** Rows before the page. */
export function getPageOffset({ number, size }: NumberedPage): number {
  return (number - 1) * size
}

/** Pages that so many rows fill; the last may be partial. */
export function countPages(total: number, size: number): number {
  return Math.ceil(total / size)
}
