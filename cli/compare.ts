import type { CheckResult, Result } from '../contracts/index.ts'
import { resultFile } from './settings-file.ts'
import { filesOf, terminal } from './terminal.ts'

interface Difference {
  readonly what: 'outcome' | 'capability' | 'finding' | 'judged by'
  readonly name: string
  readonly before: string
  readonly after: string
}

/** Prints what differs between two results; 1 when something broke that had not been broken before. */
export function compare(
  [before, after]: readonly [string, string],
  { json = false }: { readonly json?: boolean },
  io = terminal,
): number {
  const [old, young] = [resultFile(before, filesOf(io)), resultFile(after, filesOf(io))]
  const differences = differencesOf(old, young)
  io.print(json ? `${JSON.stringify(differences, null, 2)}\n` : textOf(differences))
  return differences.some(({ what, after: now }) => what === 'outcome' && now === 'fail') ? 1 : 0
}

export function differencesOf(before: Result, after: Result): readonly Difference[] {
  return [
    ...changes('judged by', judgedBy(before), judgedBy(after)),
    ...changes('outcome', outcomes(before), outcomes(after)),
    ...changes('finding', fingerprints(before), fingerprints(after)),
    ...changes('capability', capabilities(before), capabilities(after)),
  ]
}

/** Outcomes that were judged by something else cannot be laid side by side without saying so. */
function judgedBy({ run, vendor }: Result): ReadonlyMap<string, string> {
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

function outcomes({ checks }: Result): ReadonlyMap<string, string> {
  return new Map(checks.map(({ id, outcome }) => [id, outcome.kind]))
}

function fingerprints({ checks }: Result): ReadonlyMap<string, string> {
  return new Map(checks.flatMap((check) => found(check).map((fingerprint) => [fingerprint, 'there'] as const)))
}

function found({ outcome }: CheckResult): readonly string[] {
  const known = outcome.kind === 'fail' || outcome.kind === 'expected-failure' ? outcome.findings : []
  return known.map(({ fingerprint }) => fingerprint)
}

function capabilities({ capabilities: own }: Result): ReadonlyMap<string, string> {
  return new Map(own.map(({ name, value }) => [name, value]))
}

function changes(
  what: Difference['what'],
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly Difference[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [old, young] = [before.get(name) ?? 'absent', after.get(name) ?? 'absent']
    return old === young ? [] : [{ what, name, before: old, after: young }]
  })
}

function textOf(differences: readonly Difference[]): string {
  if (differences.length === 0) return 'Nothing differs.\n'
  return differences.map(({ what, name, before, after }) => `${what}  ${name}: ${before} -> ${after}\n`).join('')
}
