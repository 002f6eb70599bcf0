import type { WireResponse } from '../sent.ts'
import type { ServedWorld } from '../served-world.ts'
import { resolvePointer } from './pointers.ts'
import type { FaultTarget } from './possible.ts'
import { parseResponseBody } from './spoiling.ts'

/** The number of the run in a row of an answer; undefined where there is none. */
export function findRunInRow(
  { vendor, operation, served }: RowContext,
  response: WireResponse,
  row: number,
): number | undefined {
  const listing = vendor.listLayouts?.[operation.id]
  const rows = listing === undefined ? undefined : resolvePointer(parseResponseBody(response), listing.rows)
  const id = resolvePointer(Array.isArray(rows) ? rows.at(row) : undefined, listing?.id ?? '')
  return typeof id === 'string' ? vendor.runs?.numberOf(id, served.world) : undefined
}

interface RowContext extends FaultTarget {
  readonly served: ServedWorld
}
