import {
  type LedgerEntry,
  type RedactedExchange,
  renderNdjsonLine,
  type ReportFormat,
  reportFormats,
  type Result,
  type RunEvent,
  type VendorName,
} from '../contracts/index.ts'
import type { FileSystem } from './terminal.ts'
import { UsageError } from './usage-error.ts'

const REPORT_FORMATS = [...Object.keys(reportFormats), 'ndjson']

interface ReportOption {
  readonly format: ReportFormat | 'ndjson'
  readonly path: string
}

/** Writes the reports of a run: the stream as it goes, the others when it is over, also when it was interrupted. */
export interface ReportFiles {
  readonly onEvent: (event: RunEvent) => void
  readonly finish: (result: Result) => void
}

export function createReportFiles(asked: readonly string[], files: FileSystem): ReportFiles {
  const wanted = asked.map(parseReportOption)
  const exchanges: RedactedExchange[] = []
  const streams = wanted.filter(({ format }) => format === 'ndjson')
  const keeps = wanted.some(({ format }) => format === 'har')
  for (const { path } of streams) files.write(path, '')
  return {
    onEvent: (event) => {
      if (keeps && event.event === 'exchange') exchanges.push(event.exchange)
      for (const { path } of streams) files.append(path, renderNdjsonLine(event))
    },
    finish: (result) => {
      for (const { format, path } of wanted) {
        if (format !== 'ndjson') files.write(path, reportFormats[format]({ result, exchanges }))
      }
    },
  }
}

function parseReportOption(text: string): ReportOption {
  const cut = text.indexOf('=')
  const [format, path] = [text.slice(0, Math.max(0, cut)), text.slice(cut + 1)]
  if (REPORT_FORMATS.includes(format) && path !== '') return { format: format as ReportOption['format'], path }
  throw new UsageError(`--report "${text}" is no report; write format=path with one of ${REPORT_FORMATS.join(', ')}.`)
}

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
