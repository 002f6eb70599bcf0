import type { JournalEntry } from '../http/journal-entry.ts'
import type { ListLayout, RunPointers } from '../http/listing.ts'
import type { Vendor } from '../http/vendor.ts'
import type { RunNumber } from '../world/run.ts'
import type { World } from '../world/world.ts'

/** One row of an answer that stands for a run. */
export interface ServedRow {
  /** Null for a run that is deleted by now, and for a row that a fault made up. */
  readonly number: RunNumber | null
  /** The vendor's id, as it was sent. */
  readonly id: string
  /** The whole row, to be compared. */
  readonly text: string
}

/** One answer that showed runs. */
export interface ServedPage {
  readonly entry: JournalEntry
  /** The list that it is an answer of; null for one that is none. */
  readonly listing: ListLayout | null
  readonly rows: readonly ServedRow[]
}

/** The answer's rows, read from the bytes that were sent; undefined for an answer that shows no runs. */
export function readServedPage(entry: JournalEntry, vendor: Vendor, world: World): ServedPage | undefined {
  const { operation, status } = entry
  const listing = vendor.listLayouts?.[operation ?? '']
  const { rows: rowsPointer, id } = listing ?? vendor.runPointers?.[operation ?? ''] ?? {}
  if (rowsPointer === undefined || id === undefined || status === null || status >= 300) return undefined
  const value = getAtPointer(parseServedBody(entry.sentBody), rowsPointer)
  const rows = (Array.isArray(value) ? value : [value]).flatMap((row: unknown) =>
    readServedRow(row, id, { vendor, world }),
  )
  return { entry, listing: listing ?? null, rows }
}

function readServedRow(
  row: unknown,
  pointer: RunPointers['id'],
  { vendor, world }: { vendor: Vendor; world: World },
): readonly ServedRow[] {
  const id = getAtPointer(row, pointer)
  if (typeof id !== 'string') return []
  const number = vendor.runs?.numberOf(id, world) ?? null
  return [
    { number: number !== null && world.findRun(number) === undefined ? null : number, id, text: JSON.stringify(row) },
  ]
}

/** What a JSON pointer leads to; undefined where it leads nowhere. */
function getAtPointer(value: unknown, pointer: string): unknown {
  let current = value
  for (const name of pointer.split('/').slice(1)) {
    if (typeof current !== 'object' || current === null) return undefined
    current = (current as Readonly<Record<string, unknown>>)[name]
  }
  return current
}

/** A fault may have left something that is no JSON: then nobody was served anything. */
function parseServedBody(text: string | null): unknown {
  if (text === null) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
