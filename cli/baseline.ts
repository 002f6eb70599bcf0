import {
  pruned,
  SettingsError,
  readBaseline,
  unexpected,
  updated,
  withBaseline,
  type Baseline,
} from '../contracts/index.ts'
import { baselineFile, baselineText, resultFile } from './settings-file.ts'
import { filesOf, terminal, type VerifyTerminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

export interface UpdateOptions {
  readonly result: string
  readonly reason: string
  readonly ticket: string
  readonly expires?: string
  readonly only?: string
}

/** Adds a waiver for each finding of a result that was not expected; makes the file when it is not there. */
export function updateBaseline(path: string, options: UpdateOptions, io = terminal): number {
  const files = filesOf(io)
  const result = resultFile(options.result, files)
  const { reason, ticket, expires, only } = options
  const today = result.run.startedAt.slice(0, 10)
  const grounds = { reason, ticket, today, ...(expires && { expires }), ...(only && { only }) }
  const next = checked(updated(existing(path, io), result, grounds))
  files.write(path, baselineText(path, next))
  io.print(`${path}: ${next.waivers.length} waivers, for ${unexpected(result).length} unexpected findings\n`)
  return 0
}

/** Removes the waivers whose fault is gone; what the run did not exercise stays. */
export function pruneBaseline(path: string, { result: from }: { readonly result: string }, io = terminal): number {
  const files = filesOf(io)
  const baseline = baselineFile(path, files)
  const result = resultFile(from, files)
  const today = result.run.startedAt.slice(0, 10)
  const judged = result.baseline === null ? withBaseline(result, baseline, { today, security: true }) : result
  const next = pruned(baseline, judged)
  files.write(path, baselineText(path, next))
  io.print(`${path}: ${baseline.waivers.length - next.waivers.length} waivers removed, ${next.waivers.length} left\n`)
  return 0
}

/** Checks the file itself. */
export function verifyBaseline(path: string, io = terminal): number {
  const { waivers } = baselineFile(path, filesOf(io))
  io.print(`${path}: ${waivers.length} waivers, all in order\n`)
  return 0
}

function existing(path: string, io: VerifyTerminal): Baseline {
  try {
    filesOf(io).read(path)
  } catch {
    return { version: 1, waivers: [] }
  }
  return baselineFile(path, filesOf(io))
}

function checked(baseline: Baseline): Baseline {
  try {
    return readBaseline(baseline)
  } catch (error) {
    if (error instanceof SettingsError) throw new UsageError(error.message, { cause: error })
    throw error
  }
}
