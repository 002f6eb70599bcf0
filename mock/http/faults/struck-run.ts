import type { Sent } from '../sent.ts'
import type { ServedWorld } from '../served-world.ts'
import { valueAt } from './pointers.ts'
import type { Subject } from './possible.ts'
import { bodyOf } from './spoiling.ts'

/** The number of the run in a row of an answer; undefined where there is none. */
export function runInRow({ vendor, operation, served }: Answered, sent: Sent, row: number): number | undefined {
  const listing = vendor.listings?.[operation.id]
  const rows = listing === undefined ? undefined : valueAt(bodyOf(sent), listing.rows)
  const id = valueAt(Array.isArray(rows) ? rows.at(row) : undefined, listing?.id ?? '')
  return typeof id === 'string' ? vendor.runs?.numberOf(id, served.world) : undefined
}

interface Answered extends Subject {
  readonly served: ServedWorld
}
