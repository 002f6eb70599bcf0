import type { IncomingRequest } from './incoming.ts'
import type { ProblemCode } from './problem.ts'

/** Where an answer shows runs; places are JSON pointers. */
export interface RunPointers {
  /** The array of rows, or the one row. */
  readonly rows: string
  /** The id in a row. */
  readonly id: string
}

/** Where things stand in the answers of an operation that lists; places are JSON pointers. */
export interface ListLayout {
  /** The array of rows. */
  readonly rows: string
  /** The id in a row, where rows are runs. */
  readonly id?: string
  /** How many rows there are at most, where nothing can be asked that lies beyond. */
  readonly window?: number
  /** The query parameter by which pages after the first are asked for. */
  readonly page?: string
  /** The query parameter that asks for so many rows. */
  readonly size?: string
  /** What a cursor that is no longer good is answered with, where pages are asked for by cursor. */
  readonly cursor?: { readonly code: ProblemCode; readonly text: string }
  /** The link to the next page. */
  readonly next?: string
  /** The total, and what is worked out from it. */
  readonly total?: { readonly at: string; readonly pages: string; readonly size: string }
}

/** Whether a request asks for a page after the first. */
export function isLaterPage({ page }: ListLayout, request: IncomingRequest): boolean {
  const requested = page === undefined ? undefined : request.query.getLast(page)
  return requested !== undefined && requested !== '' && requested !== '1'
}

/** What pages of one list have in common: everything that was asked but the page. */
export function createWalkKey({ page }: ListLayout, request: IncomingRequest): string {
  const others = request.query.pairs.filter(([name]) => name !== page)
  return `${request.path}?${JSON.stringify(others)}`
}
