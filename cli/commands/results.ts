import type { Command } from 'commander'
import { type Baseline, EXIT_CODES, type Finding, readBaseline, type Result, verify } from '../../contracts/index.ts'
import { escapeUnprintable, serializeJson } from '../../contracts/kit/printable-text.ts'
import { getFailedFindings } from '../../contracts/kit/result.ts'
import { createLedgerFile, readBaselineFile, readResultFile, serializeBaseline } from '../run-files.ts'
import { getFileSystem, runInterruptible, terminal, type Terminal } from '../terminal.ts'
import { getFingerprintCheckId } from '../../contracts/kit/outcome.ts'
import { addTargetOptions, resolveOptions, type TargetOptions } from '../target-options.ts'
import { UsageError } from '../arguments.ts'
import {
  addWaivers,
  applyBaseline,
  findUnexpectedFindings,
  removeStaleWaivers,
} from '../../contracts/kit/config/apply-baseline.ts'

interface CompareOptions {
  readonly json?: boolean
}

export function addCompareCommand(program: Command): void {
  program
    .command('compare <before> <after>')
    .description('Compare two results: outcomes, findings, capabilities and options.')
    .option('--json', 'print the differences as JSON')
    .action((before: string, after: string, options: CompareOptions) => {
      process.exitCode = runCompare([before, after], options)
    })
}

interface Difference {
  readonly kind: 'run' | 'outcome' | 'finding' | 'capability'
  readonly name: string
  readonly before: string
  readonly after: string
}

/** Prints the differences between two results; returns 1 when a check fails that did not fail before. */
export function runCompare(
  [beforePath, afterPath]: readonly [string, string],
  { json = false }: CompareOptions,
  io = terminal,
): number {
  const files = getFileSystem(io)
  const differences = diffResults(readResultFile(beforePath, files), readResultFile(afterPath, files))
  io.print(json ? `${serializeJson(differences)}\n` : formatDifferences(differences))
  return differences.some(({ kind, after }) => kind === 'outcome' && after === 'fail') ? 1 : 0
}

function diffResults(before: Result, after: Result): readonly Difference[] {
  return [
    ...diffMaps('run', mapRunFacts(before), mapRunFacts(after)),
    ...diffMaps('outcome', mapOutcomes(before), mapOutcomes(after)),
    ...diffMaps('finding', mapFindings(before), mapFindings(after)),
    ...diffMaps('capability', mapCapabilities(before), mapCapabilities(after)),
  ]
}

/** Facts that must be equal for outcomes to be comparable. */
function mapRunFacts({ run, vendor }: Result): ReadonlyMap<string, string> {
  const { suite, spec, profile, mode } = run
  return new Map(Object.entries({ vendor: vendor.name, suite, documents: spec, profile, mode }))
}

function mapOutcomes({ checks }: Result): ReadonlyMap<string, string> {
  return new Map(checks.map(({ id, outcome }) => [id, outcome.kind]))
}

function mapFindings({ checks }: Result): ReadonlyMap<string, string> {
  return new Map(checks.flatMap(getFailedFindings).map(({ fingerprint }) => [fingerprint, 'present']))
}

function mapCapabilities({ capabilities }: Result): ReadonlyMap<string, string> {
  return new Map(capabilities.map(({ name, value }) => [name, value]))
}

function diffMaps(
  kind: Difference['kind'],
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly Difference[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((name) => ({ kind, name, before: before.get(name) ?? 'absent', after: after.get(name) ?? 'absent' }))
    .filter((difference) => difference.before !== difference.after)
}

function formatDifferences(differences: readonly Difference[]): string {
  if (differences.length === 0) return 'No differences.\n'
  return differences
    .map(({ kind, name, before, after }) => `${escapeUnprintable(`${kind}  ${name}: ${before} -> ${after}`)}\n`)
    .join('')
}

type ReproduceOptions = TargetOptions & { readonly json?: boolean }

export function addReproduceCommand(program: Command): void {
  addTargetOptions(
    program
      .command('reproduce <result> [fingerprint]')
      .description('Re-run the checks behind findings of an earlier run: fixed, still failing, or not reproducible.'),
  )
    .option('--json', 'print the verdicts as JSON')
    .action(async (path: string, fingerprint: string | undefined, options: ReproduceOptions) => {
      process.exitCode = await runInterruptible(
        terminal,
        async (io) => await runReproduce({ path, fingerprint }, options, io),
      )
      // A pending wait would keep the process alive.
      if (process.exitCode > 128) process.exit()
    })
}

interface Reproduction {
  readonly fingerprint: string
  readonly verdict: 'FIXED' | 'STILL_FAILING' | 'NOT_REPRODUCIBLE'
  /** Status and count of the finding, then and now; or the reason of the verdict. */
  readonly change: string
}

/** Runs the checks behind findings again; returns 1 when one still fails, 5 when one cannot be reproduced. */
export async function runReproduce(
  { path, fingerprint }: { readonly path: string; readonly fingerprint: string | undefined },
  given: ReproduceOptions,
  io = terminal,
): Promise<number> {
  const files = getFileSystem(io)
  const before = readResultFile(path, files)
  const findings = before.checks
    .flatMap(getFailedFindings)
    .filter((finding) => fingerprint === undefined || finding.fingerprint === fingerprint)
  if (findings.length === 0)
    throw new UsageError(`${path} has no finding${fingerprint === undefined ? '' : ` "${fingerprint}"`}`)
  const { writes, probeMethods } = before.permits
  const only = [...new Set(findings.map((finding) => getFingerprintCheckId(finding.fingerprint)))]
  const merged = { url: before.target, ...given, only, writes, probeMethods }
  const { vendor, target, options } = await resolveOptions(before.vendor.name, merged, io)
  const header = { ledger: 2, vendor, target: target.baseUrl } as const
  const ledger = writes ? createLedgerFile(`flowtwin-ledger-${vendor}.ndjson`, header, files) : null
  const after = await verify(vendor, target, {
    ...options,
    profile: before.profile,
    ...(ledger && { listener: ledger.onEvent }),
  })
  const leftover = ledger?.finish(after) ?? null
  if (leftover !== null) io.log(`Items that could not be deleted are in ${leftover}\n`)
  const reproductions = findings.map((finding) => compareFinding(finding, after))
  const json = `${serializeJson(reproductions)}\n`
  io.print(given.json === true ? json : reproductions.map(formatReproduction).join(''))
  if (after.traffic.stoppedBy === 'interrupted') return EXIT_CODES.interrupted
  if (reproductions.some(({ verdict }) => verdict === 'STILL_FAILING')) return 1
  return reproductions.some(({ verdict }) => verdict === 'NOT_REPRODUCIBLE') ? 5 : 0
}

function compareFinding(finding: Finding, after: Result): Reproduction {
  const { fingerprint } = finding
  const check = after.checks.find(({ id }) => id === getFingerprintCheckId(fingerprint))
  const current =
    check === undefined ? undefined : getFailedFindings(check).find((other) => other.fingerprint === fingerprint)
  if (current !== undefined) return { fingerprint, verdict: 'STILL_FAILING', change: describeChange(finding, current) }
  if (check !== undefined && ['pass', 'fail'].includes(check.outcome.kind))
    return { fingerprint, verdict: 'FIXED', change: 'the finding no longer occurs' }
  const reason = check !== undefined && 'reason' in check.outcome ? check.outcome.reason : after.preflight.kind
  return { fingerprint, verdict: 'NOT_REPRODUCIBLE', change: reason }
}

function describeChange(before: Finding, after: Finding): string {
  const status = formatChange(before.request?.status ?? 'unknown', after.request?.status ?? 'unknown')
  return `status ${status}, ${formatChange(before.count, after.count)} times`
}

function formatChange(before: number | string, after: number | string): string {
  return before === after ? String(after) : `${before} -> ${after}`
}

function formatReproduction({ fingerprint, verdict, change }: Reproduction): string {
  return `${verdict.padEnd(16)} ${escapeUnprintable(fingerprint)}\n                 ${escapeUnprintable(change)}\n`
}

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
