import type { Command } from 'commander'
import type { Result } from '../../contracts/index.ts'
import { escapeUnprintable, serializeJson } from '../../contracts/kit/printable-text.ts'
import { getFailedFindings } from '../../contracts/kit/result.ts'
import { readResultFile } from '../config-file.ts'
import { getFileSystem, terminal } from '../terminal.ts'

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
