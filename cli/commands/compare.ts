import type { CheckResult, Result } from '../../contracts/index.ts'
import { readResultFile } from '../config-file.ts'
import { getFileSystem, terminal } from '../terminal.ts'

interface Difference {
  readonly what: 'outcome' | 'capability' | 'finding' | 'judged by'
  readonly name: string
  readonly before: string
  readonly after: string
}

/** Prints what differs between two results; 1 when something broke that had not been broken before. */
export function runCompare(
  [before, after]: readonly [string, string],
  { json = false }: { readonly json?: boolean },
  io = terminal,
): number {
  const [old, young] = [readResultFile(before, getFileSystem(io)), readResultFile(after, getFileSystem(io))]
  const differences = diffResults(old, young)
  io.print(json ? `${JSON.stringify(differences, null, 2)}\n` : formatDifferences(differences))
  return differences.some(({ what, after: now }) => what === 'outcome' && now === 'fail') ? 1 : 0
}

export function diffResults(before: Result, after: Result): readonly Difference[] {
  return [
    ...diffMaps('judged by', getRunFacts(before), getRunFacts(after)),
    ...diffMaps('outcome', mapOutcomes(before), mapOutcomes(after)),
    ...diffMaps('finding', mapFingerprints(before), mapFingerprints(after)),
    ...diffMaps('capability', mapCapabilities(before), mapCapabilities(after)),
  ]
}

/** Outcomes that were judged by something else cannot be laid side by side without saying so. */
function getRunFacts({ run, vendor }: Result): ReadonlyMap<string, string> {
  return new Map(
    Object.entries({
      vendor: vendor.name,
      suite: run.suite,
      documents: run.spec,
      profile: run.profile,
      mode: run.mode,
    }),
  )
}

function mapOutcomes({ checks }: Result): ReadonlyMap<string, string> {
  return new Map(checks.map(({ id, outcome }) => [id, outcome.kind]))
}

function mapFingerprints({ checks }: Result): ReadonlyMap<string, string> {
  return new Map(
    checks.flatMap((check) => listFingerprints(check).map((fingerprint) => [fingerprint, 'there'] as const)),
  )
}

function listFingerprints({ outcome }: CheckResult): readonly string[] {
  const known = outcome.kind === 'fail' || outcome.kind === 'expected-failure' ? outcome.findings : []
  return known.map(({ fingerprint }) => fingerprint)
}

function mapCapabilities({ capabilities: own }: Result): ReadonlyMap<string, string> {
  return new Map(own.map(({ name, value }) => [name, value]))
}

function diffMaps(
  what: Difference['what'],
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly Difference[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [old, young] = [before.get(name) ?? 'absent', after.get(name) ?? 'absent']
    return old === young ? [] : [{ what, name, before: old, after: young }]
  })
}

function formatDifferences(differences: readonly Difference[]): string {
  if (differences.length === 0) return 'Nothing differs.\n'
  return differences.map(({ what, name, before, after }) => `${what}  ${name}: ${before} -> ${after}\n`).join('')
}
