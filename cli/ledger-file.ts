import type { LedgerEntry, Result, RunEvent, VendorName } from '../contracts/index.ts'
import type { FileSystem } from './files.ts'
import { UsageError } from './usage-error.ts'

/** The first line of a ledger: whose things the others are. */
export interface LedgerHeader {
  readonly ledger: 1
  readonly vendor: VendorName
  readonly target: string
}

/** Writes what a run creates to a file before the next request goes out, and takes the file away when nothing is left. */
export function createLedgerFile(
  path: string,
  head: LedgerHeader,
  files: FileSystem,
): { readonly hear: (event: RunEvent) => void; readonly finish: (result: Result) => string | null } {
  let begun = false
  return {
    hear: (event) => {
      if (event.event !== 'ledger') return
      if (!begun) files.write(path, `${JSON.stringify(head)}\n`)
      begun = true
      files.append(path, `${JSON.stringify(event.entry)}\n`)
    },
    finish: ({ ledger }) => {
      if (!begun) return null
      if (ledger.some(({ fate }) => fate === 'created' || fate === 'leaked')) return path
      files.remove(path)
      return null
    },
  }
}

/** What a ledger says is still there, in the order of creation. */
export function readLedger(path: string, files: FileSystem): LedgerHeader & { readonly left: readonly LedgerEntry[] } {
  const [first = '', ...lines] = files
    .read(path)
    .split('\n')
    .filter((line) => line !== '')
  try {
    const head = JSON.parse(first) as LedgerHeader
    if (head.ledger !== 1) throw new Error('another version')
    const entries = new Map<string, LedgerEntry>()
    // The last line may have been cut off by the crash.
    for (const entry of lines.flatMap(parseEntry)) entries.set(entry.id, entry)
    const left = [...entries.values()].filter(({ fate }) => fate === 'created' || fate === 'leaked')
    return { ...head, left }
  } catch (error) {
    throw new UsageError(`${path} is no ledger; give the file that "flowtwin verify --writes" left behind.`, {
      cause: error,
    })
  }
}

function parseEntry(line: string): readonly LedgerEntry[] {
  try {
    return [JSON.parse(line) as LedgerEntry]
  } catch {
    return []
  }
}
