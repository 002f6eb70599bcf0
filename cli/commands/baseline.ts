import type { Command } from 'commander'
import { type Baseline, readBaseline } from '../../contracts/index.ts'
import {
  addWaivers,
  applyBaseline,
  findUnexpectedFindings,
  removeStaleWaivers,
} from '../../contracts/kit/config/apply-baseline.ts'
import { readBaselineFile, readResultFile, serializeBaseline } from '../config-file.ts'
import { getFileSystem, terminal, type Terminal } from '../terminal.ts'

interface JsonOption {
  readonly json?: boolean
}

interface BaselinePruneOptions extends JsonOption {
  readonly result: string
}

interface BaselineUpdateOptions extends JsonOption {
  readonly result: string
  readonly reason: string
  readonly ticket: string
  readonly expires?: string
  readonly only?: string
}

export function addBaselineCommand(program: Command): void {
  const baseline = program.command('baseline').description('Maintain a file of known faults.')
  baseline
    .command('update <file>')
    .description('add a waiver for each unexpected finding of a result')
    .requiredOption('--result <path>', 'result of "verify --report json=…"')
    .requiredOption('--reason <text>', 'why the faults are accepted for now')
    .requiredOption('--ticket <text>', 'ticket of the fix')
    .option('--expires <day>', 'last day, at most 180 from today')
    .option('--only <fingerprint>', 'only findings that match; * stands for anything')
    .option('--json', 'print the counts as JSON')
    .action((file: string, options: BaselineUpdateOptions) => {
      process.exitCode = runBaselineUpdate(file, options)
    })
  baseline
    .command('prune <file>')
    .description('remove the waivers of faults that no longer occur')
    .requiredOption('--result <path>', 'result of a run with this baseline')
    .option('--json', 'print the counts as JSON')
    .action((file: string, options: BaselinePruneOptions) => {
      process.exitCode = runBaselinePrune(file, options)
    })
  baseline
    .command('verify <file>')
    .description('validate the file, without requests')
    .option('--json', 'print the counts as JSON')
    .action((file: string, options: JsonOption) => {
      process.exitCode = runBaselineVerify(file, options)
    })
}

/** Adds a waiver for each unexpected finding of a result; creates a missing file. */
export function runBaselineUpdate(path: string, options: BaselineUpdateOptions, io = terminal): number {
  const files = getFileSystem(io)
  const result = readResultFile(options.result, files)
  const today = result.run.startedAt.slice(0, 10)
  const baseline = readBaseline(addWaivers(readOrCreateBaseline(path, io), result, { ...options, today }))
  files.write(path, serializeBaseline(path, baseline))
  const findings = findUnexpectedFindings(result).length
  const waivers = baseline.waivers.length
  const text = `${path}: ${waivers} waivers, for ${findings} unexpected findings`
  printCounts({ file: path, waivers, findings }, { text, ...options }, io)
  return 0
}

/** Removes the waivers of faults that no longer occur; waivers that the run did not exercise remain. */
export function runBaselinePrune(path: string, options: BaselinePruneOptions, io = terminal): number {
  const files = getFileSystem(io)
  const baseline = readBaselineFile(path, files)
  const result = readResultFile(options.result, files)
  const today = result.run.startedAt.slice(0, 10)
  const applied =
    result.baseline === null ? applyBaseline(result, baseline, { today, allowSecurityWaivers: true }) : result
  const pruned = removeStaleWaivers(baseline, applied)
  files.write(path, serializeBaseline(path, pruned))
  const removedCount = baseline.waivers.length - pruned.waivers.length
  const left = pruned.waivers.length
  const text = `${path}: ${removedCount} waivers removed, ${left} left`
  printCounts({ file: path, removed: removedCount, left }, { text, ...options }, io)
  return 0
}

export function runBaselineVerify(path: string, options: JsonOption = {}, io = terminal): number {
  const { waivers } = readBaselineFile(path, getFileSystem(io))
  const text = `${path}: ${waivers.length} valid waivers`
  printCounts({ file: path, waivers: waivers.length }, { text, ...options }, io)
  return 0
}

function printCounts(
  counts: Readonly<Record<string, string | number>>,
  { text, json = false }: JsonOption & { readonly text: string },
  io: Terminal,
): void {
  io.print(`${json ? JSON.stringify(counts) : text}\n`)
}

function readOrCreateBaseline(path: string, io: Terminal): Baseline {
  const files = getFileSystem(io)
  try {
    files.read(path)
  } catch {
    return { version: 1, waivers: [] }
  }
  return readBaselineFile(path, files)
}
