import {
  removeStaleWaivers,
  ConfigError,
  readBaseline,
  findUnexpectedFindings,
  addWaivers,
  applyBaseline,
  type Baseline,
} from '../../contracts/index.ts'
import { readBaselineFile, serializeBaseline, readResultFile } from '../config-file.ts'
import { getFileSystem, terminal, type Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

export interface BaselineUpdateOptions {
  readonly result: string
  readonly reason: string
  readonly ticket: string
  readonly expires?: string
  readonly only?: string
}

/** Adds a waiver for each finding of a result that was not expected; makes the file when it is not there. */
export function runBaselineUpdate(path: string, options: BaselineUpdateOptions, io = terminal): number {
  const files = getFileSystem(io)
  const result = readResultFile(options.result, files)
  const { reason, ticket, expires, only } = options
  const today = result.run.startedAt.slice(0, 10)
  const grounds = { reason, ticket, today, ...(expires && { expires }), ...(only && { only }) }
  const next = validateBaseline(addWaivers(readOrCreateBaseline(path, io), result, grounds))
  files.write(path, serializeBaseline(path, next))
  io.print(
    `${path}: ${next.waivers.length} waivers, for ${findUnexpectedFindings(result).length} unexpected findings\n`,
  )
  return 0
}

/** Removes the waivers whose fault is gone; what the run did not exercise stays. */
export function runBaselinePrune(path: string, { result: from }: { readonly result: string }, io = terminal): number {
  const files = getFileSystem(io)
  const baseline = readBaselineFile(path, files)
  const result = readResultFile(from, files)
  const today = result.run.startedAt.slice(0, 10)
  const judged =
    result.baseline === null ? applyBaseline(result, baseline, { today, allowSecurityWaivers: true }) : result
  const next = removeStaleWaivers(baseline, judged)
  files.write(path, serializeBaseline(path, next))
  io.print(`${path}: ${baseline.waivers.length - next.waivers.length} waivers removed, ${next.waivers.length} left\n`)
  return 0
}

/** Checks the file itself. */
export function runBaselineVerify(path: string, io = terminal): number {
  const { waivers } = readBaselineFile(path, getFileSystem(io))
  io.print(`${path}: ${waivers.length} waivers, all in order\n`)
  return 0
}

function readOrCreateBaseline(path: string, io: Terminal): Baseline {
  try {
    getFileSystem(io).read(path)
  } catch {
    return { version: 1, waivers: [] }
  }
  return readBaselineFile(path, getFileSystem(io))
}

function validateBaseline(baseline: Baseline): Baseline {
  try {
    return readBaseline(baseline)
  } catch (error) {
    if (error instanceof ConfigError) throw new UsageError(error.message, { cause: error })
    throw error
  }
}
