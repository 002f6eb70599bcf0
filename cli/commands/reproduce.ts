import type { Command } from 'commander'
import { EXIT_CODES, type Finding, type Result, verify } from '../../contracts/index.ts'
import { getFingerprintCheckId } from '../../contracts/kit/outcome.ts'
import { escapeUnprintable, serializeJson } from '../../contracts/kit/printable-text.ts'
import { getFailedFindings } from '../../contracts/kit/result.ts'
import { readResultFile } from '../config-file.ts'
import { createLedgerFile } from '../run-files.ts'
import { addTargetOptions, resolveOptions, type TargetOptions } from '../target-options.ts'
import { getFileSystem, runInterruptible, terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

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
