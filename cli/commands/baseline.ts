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

interface BaselineUpdateOptions {
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
    .action((file: string, options: BaselineUpdateOptions) => {
      process.exitCode = runBaselineUpdate(file, options)
    })
  baseline
    .command('prune <file>')
    .description('remove the waivers of faults that no longer occur')
    .requiredOption('--result <path>', 'result of a run with this baseline')
    .action((file: string, options: { readonly result: string }) => {
      process.exitCode = runBaselinePrune(file, options)
    })
  baseline
    .command('verify <file>')
    .description('validate the file, without requests')
    .action((file: string) => {
      process.exitCode = runBaselineVerify(file)
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
  io.print(`${path}: ${baseline.waivers.length} waivers, for ${findings} unexpected findings\n`)
  return 0
}

/** Removes the waivers of faults that no longer occur; waivers that the run did not exercise remain. */
export function runBaselinePrune(path: string, options: { readonly result: string }, io = terminal): number {
  const files = getFileSystem(io)
  const baseline = readBaselineFile(path, files)
  const result = readResultFile(options.result, files)
  const today = result.run.startedAt.slice(0, 10)
  const applied =
    result.baseline === null ? applyBaseline(result, baseline, { today, allowSecurityWaivers: true }) : result
  const pruned = removeStaleWaivers(baseline, applied)
  files.write(path, serializeBaseline(path, pruned))
  const removedCount = baseline.waivers.length - pruned.waivers.length
  io.print(`${path}: ${removedCount} waivers removed, ${pruned.waivers.length} left\n`)
  return 0
}

export function runBaselineVerify(path: string, io = terminal): number {
  const { waivers } = readBaselineFile(path, getFileSystem(io))
  io.print(`${path}: ${waivers.length} valid waivers\n`)
  return 0
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
