import { resolve } from 'node:path'
import { parse, stringify } from 'yaml'
import {
  type Baseline,
  type Config,
  ConfigError,
  type ExitRules,
  type Json,
  type LedgerEntry,
  readBaseline,
  readConfig,
  type RedactedExchange,
  type Result,
  type RunEvent,
  type VendorName,
} from '../contracts/index.ts'
import { parseJson, UsageError } from './arguments.ts'
import type { FileSystem } from './terminal.ts'
import { renderNdjsonLine, type ReportFormat, reportFormats } from '../contracts/reports.ts'

const REPORT_FORMATS = [...Object.keys(reportFormats), 'ndjson']

/** Reads a configuration file, YAML or JSON. @throws {UsageError} */
export function readConfigFile(
  path: string,
  files: FileSystem,
  env: Readonly<Record<string, string | undefined>>,
): Config {
  return wrapConfigError(path, () => readConfig(parseFile(path, files), env))
}

/** Reads a baseline file, YAML or JSON. @throws {UsageError} */
export function readBaselineFile(path: string, files: FileSystem): Baseline {
  return wrapConfigError(path, () => readBaseline(parseFile(path, files)))
}

/** Serializes a baseline: JSON for a `.json` file, else YAML. */
export function serializeBaseline(path: string, baseline: Baseline): string {
  return path.endsWith('.json') ? `${JSON.stringify(baseline, null, 2)}\n` : stringify(baseline)
}

/** Reads a result that `verify --report json=…` wrote. @throws {UsageError} */
export function readResultFile(path: string, files: FileSystem): Result {
  const value = readJsonFile(path, files)
  const isResult = typeof value === 'object' && value !== null && 'checks' in value && 'format' in value
  if (!isResult) throw new UsageError(`${path} is no result; write one with "flowtwin verify … --report json=${path}".`)
  if (value['format'] !== 2)
    throw new UsageError(`${path} has format ${JSON.stringify(value['format'])}; this version reads format 2.`)
  return value as unknown as Result
}

export function readJsonFile(path: string, files: FileSystem): Json {
  return parseJson(files.read(path), path) as Json
}

function parseFile(path: string, files: FileSystem): unknown {
  const text = files.read(path)
  try {
    // JSON is a subset of YAML.
    return parse(text)
  } catch (error) {
    throw new UsageError(`${path} is neither YAML nor JSON: ${error instanceof Error ? error.message : ''}`, {
      cause: error,
    })
  }
}

function wrapConfigError<Value>(path: string, read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    if (error instanceof ConfigError) throw new UsageError(`${path}: ${error.message}`, { cause: error })
    throw error
  }
}

interface ReportOption {
  readonly format: ReportFormat | 'ndjson'
  readonly path: string
}

/** Writes the reports of a run: `ndjson` during the run, the others at its end, also after an interruption. */
export interface ReportFiles {
  readonly onEvent: (event: RunEvent) => void
  /** Writes the reports and returns the errors of those that could not be written. */
  readonly finish: (result: Result, rules: ExitRules) => readonly string[]
}

/** @throws {UsageError} for an option that is not `format=path`, or a path that cannot be written or occurs twice */
export function createReportFiles(
  options: readonly string[],
  files: FileSystem,
  otherPaths: readonly string[] = [],
): ReportFiles {
  const reports = options.map(parseReportOption)
  const paths = [...otherPaths, ...reports.map(({ path }) => path)].map((path) => resolve(path))
  const repeated = paths.find((path, index) => paths.indexOf(path) !== index && !path.startsWith('/dev/'))
  if (repeated !== undefined) throw new UsageError(`${repeated} is given for two files; give each its own path.`)
  for (const { path } of reports) files.prepare(path)
  const exchanges: RedactedExchange[] = []
  const needsExchanges = reports.some(({ format }) => format === 'har')
  const errors = new Map<string, string>()
  /** Writes one report; a failure must not affect the run and the other reports. */
  const tryWrite = (path: string, write: () => void): void => {
    if (errors.has(path)) return
    try {
      write()
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      errors.set(path, error.message)
    }
  }
  const streams = reports.filter(({ format }) => format === 'ndjson')
  for (const { path } of streams) tryWrite(path, () => files.write(path, ''))
  return {
    onEvent: (event) => {
      if (needsExchanges && event.event === 'exchange') exchanges.push(event.exchange)
      for (const { path } of streams) tryWrite(path, () => files.append(path, renderNdjsonLine(event)))
    },
    finish: (result, rules) => {
      for (const { format, path } of reports) {
        if (format === 'ndjson') continue
        const text = reportFormats[format]({ result, exchanges, rules })
        tryWrite(path, () => files.write(path, text))
      }
      return [...errors.values()]
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

/**
 * Writes created items to a file before the next request is sent, so that a crash leaves their ids. Items that an earlier run
 * has left in the file stay there.
 * @throws {UsageError} for a path that cannot be written, or a file that is no ledger of the same target
 */
export function createLedgerFile(path: string, header: LedgerHeader, files: FileSystem): LedgerFile {
  let hasBegun = files.prepare(path)
  if (hasBegun) assertSameTarget(path, header, files)
  return {
    onEvent: (event) => {
      if (event.event !== 'ledger') return
      if (!hasBegun) files.write(path, `${JSON.stringify(header)}\n`)
      hasBegun = true
      files.append(path, `${JSON.stringify(event.entry)}\n`)
    },
    finish: ({ ledger }) => {
      if (!hasBegun) return null
      if (ledger.some(isLeftover) || readLedger(path, files).leftovers.length > 0) return path
      files.remove(path)
      return null
    },
  }
}

function assertSameTarget(path: string, { vendor, target }: LedgerHeader, files: FileSystem): void {
  const earlier = readLedger(path, files)
  if (earlier.vendor === vendor && earlier.target === target) return
  throw new UsageError(
    `${path} lists items of ${earlier.vendor} at ${earlier.target}; delete them with "flowtwin cleanup ${path}", or give another --ledger.`,
  )
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
