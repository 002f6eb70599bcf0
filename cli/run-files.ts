import type { LedgerEntry, RedactedExchange, Result, RunEvent, VendorName } from '../contracts/index.ts'
import { renderNdjsonLine, type ReportFormat, reportFormats } from '../contracts/reports.ts'
import type { FileSystem } from './terminal.ts'
import { UsageError } from './usage-error.ts'

const REPORT_FORMATS = [...Object.keys(reportFormats), 'ndjson']

interface ReportOption {
  readonly format: ReportFormat | 'ndjson'
  readonly path: string
}

/** Writes the reports of a run: `ndjson` during the run, the others at its end, also after an interruption. */
export interface ReportFiles {
  readonly onEvent: (event: RunEvent) => void
  readonly finish: (result: Result) => void
}

/** @throws {UsageError} for an option that is not `format=path` */
export function createReportFiles(options: readonly string[], files: FileSystem): ReportFiles {
  const reports = options.map(parseReportOption)
  const exchanges: RedactedExchange[] = []
  const streams = reports.filter(({ format }) => format === 'ndjson')
  const needsExchanges = reports.some(({ format }) => format === 'har')
  for (const { path } of streams) files.write(path, '')
  return {
    onEvent: (event) => {
      if (needsExchanges && event.event === 'exchange') exchanges.push(event.exchange)
      for (const { path } of streams) files.append(path, renderNdjsonLine(event))
    },
    finish: (result) => {
      for (const { format, path } of reports) {
        if (format !== 'ndjson') files.write(path, reportFormats[format]({ result, exchanges }))
      }
    },
  }
}

function parseReportOption(text: string): ReportOption {
  const separator = text.indexOf('=')
  const [format, path] = [text.slice(0, Math.max(0, separator)), text.slice(separator + 1)]
  if (REPORT_FORMATS.includes(format) && path !== '') return { format: format as ReportOption['format'], path }
  throw new UsageError(`--report "${text}" is invalid; give format=path with one of ${REPORT_FORMATS.join(', ')}.`)
}

/** First line of a ledger file: the target of the created items. */
export interface LedgerHeader {
  readonly ledger: 2
  readonly vendor: VendorName
  readonly target: string
}

export interface LedgerFile {
  readonly onEvent: (event: RunEvent) => void
  /** Removes the file when all items are deleted; else returns its path. */
  readonly finish: (result: Result) => string | null
}

/** Writes created items to a file before the next request is sent, so that a crash leaves their ids. */
export function createLedgerFile(path: string, header: LedgerHeader, files: FileSystem): LedgerFile {
  let hasBegun = false
  return {
    onEvent: (event) => {
      if (event.event !== 'ledger') return
      if (!hasBegun) files.write(path, `${JSON.stringify(header)}\n`)
      hasBegun = true
      files.append(path, `${JSON.stringify(event.entry)}\n`)
    },
    finish: ({ ledger }) => {
      if (!hasBegun) return null
      if (ledger.some(isLeftover)) return path
      files.remove(path)
      return null
    },
  }
}

/** Reads the items of a ledger file that were not deleted, in the order of creation. @throws {UsageError} */
export function readLedger(
  path: string,
  files: FileSystem,
): LedgerHeader & { readonly leftovers: readonly LedgerEntry[] } {
  const [first = '', ...lines] = files
    .read(path)
    .split('\n')
    .filter((line) => line !== '')
  const header = parseLine(first)[0] as LedgerHeader | undefined
  if (header?.ledger !== 2)
    throw new UsageError(`${path} is no ledger; give the file that "flowtwin verify --writes" has left.`)
  // A crash may have cut off the last line.
  const parsed = lines.flatMap(parseLine) as readonly LedgerEntry[]
  const entries = new Map(parsed.map((entry) => [entry.id, entry]))
  return { ...header, leftovers: [...entries.values()].filter(isLeftover) }
}

function isLeftover({ state }: LedgerEntry): boolean {
  return state === 'created' || state === 'leaked'
}

function parseLine(line: string): readonly unknown[] {
  try {
    return [JSON.parse(line)]
  } catch {
    return []
  }
}
