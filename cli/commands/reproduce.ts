import { type CheckResult, type Finding, type Result } from '../../contracts/index.ts'
import { resolveOptions, type TargetOptions } from '../target-options.ts'
import { createLedgerFile } from '../run-files.ts'
import { readResultFile } from '../config-file.ts'
import { getFileSystem, createInterruptibleTerminal, terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { runVerification } from './verify.ts'

interface Reproduction {
  readonly fingerprint: string
  readonly verdict: 'FIXED' | 'STILL' | 'CANNOT'
  /** What the request behind the finding was answered with, then and now. */
  readonly drift: string
}

/** Runs only the checks behind findings of an earlier run again; 1 when one is still there, 5 when one cannot be told. */
export async function runReproduce(
  { path, fingerprint }: { readonly path: string; readonly fingerprint: string | undefined },
  given: TargetOptions & { readonly json?: boolean },
  io = createInterruptibleTerminal(terminal),
): Promise<number> {
  const before = readResultFile(path, getFileSystem(io))
  const findings = before.checks
    .flatMap(getFailedFindings)
    .filter((one) => fingerprint === undefined || one.fingerprint === fingerprint)
  if (findings.length === 0) {
    throw new UsageError(
      fingerprint === undefined ? `${path} has no finding` : `${path} has no finding "${fingerprint}"`,
    )
  }
  const ids = [...new Set(findings.map(({ fingerprint: own }) => parseCheckId(own)))]
  const { writes, probeMethods } = before.permits
  const asked = resolveOptions(
    before.vendor.name,
    { url: before.target, ...given, only: ids, writes, probeMethods },
    io,
  )
  const files = getFileSystem(io)
  const head = { ledger: 1, vendor: asked.vendor, target: asked.target.baseUrl } as const
  const ledger = createLedgerFile(`flowtwin-ledger-${asked.vendor}.ndjson`, head, files)
  const options = { ...asked.options, profile: before.profile }
  const after = await runVerification({ ...asked, options }, { listener: ledger.hear })
  const left = ledger.finish(after)
  if (left !== null) io.log(`What could not be removed stands in ${left}\n`)
  const verdicts = findings.map((finding) => reproduceFinding(finding, after))
  io.print(given.json === true ? `${JSON.stringify(verdicts, null, 2)}\n` : verdicts.map(formatReproduction).join(''))
  if (verdicts.some(({ verdict }) => verdict === 'STILL')) return 1
  return verdicts.some(({ verdict }) => verdict === 'CANNOT') ? 5 : 0
}

function reproduceFinding(finding: Finding, after: Result): Reproduction {
  const { fingerprint } = finding
  const check = after.checks.find(({ id }) => id === parseCheckId(fingerprint))
  const now = check === undefined ? [] : getFailedFindings(check)
  const same = now.find((one) => one.fingerprint === fingerprint)
  const judged = check !== undefined && ['pass', 'fail'].includes(check.outcome.kind)
  const reason = check !== undefined && 'reason' in check.outcome ? check.outcome.reason : after.preflight.kind
  const drift = same === undefined ? (judged ? 'no such finding any more' : reason) : describeDrift(finding, same)
  return { fingerprint, verdict: same === undefined ? (judged ? 'FIXED' : 'CANNOT') : 'STILL', drift }
}

function describeDrift(before: Finding, after: Finding): string {
  const [old, young] = [before.request?.status, after.request?.status]
  const counts =
    before.count === after.count ? `${after.count} of this kind` : `${before.count} -> ${after.count} of this kind`
  return old === young
    ? `status ${young ?? 'unknown'}, ${counts}`
    : `status ${old ?? 'unknown'} -> ${young ?? 'unknown'}, ${counts}`
}

function getFailedFindings({ outcome }: CheckResult): readonly Finding[] {
  return outcome.kind === 'fail' || outcome.kind === 'expected-failure' ? outcome.findings : []
}

function parseCheckId(fingerprint: string): string {
  return fingerprint.split(' | ')[0] ?? fingerprint
}

function formatReproduction({ fingerprint, verdict, drift }: Reproduction): string {
  return `${verdict.padEnd(6)} ${fingerprint}\n       ${drift}\n`
}
