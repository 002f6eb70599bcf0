import type { Command } from 'commander'
import { EXIT_CODES, type Result, type RunEvent, vendors, verify, verifyHar } from '../../contracts/index.ts'
import { defaultLimits } from '../../contracts/kit/http/limits.ts'
import { escapeUnprintable } from '../../contracts/kit/printable-text.ts'
import { explainExitCode, type ExitVerdict } from '../../contracts/kit/run/exit-code.ts'
import {
  type ConsoleOptions,
  renderAnnotations,
  renderConsole,
  reportFormats,
  serializeJson,
} from '../../contracts/reports.ts'
import { createLedgerFile, createReportFiles, type LedgerFile, readJsonFile } from '../run-files.ts'
import { addTargetOptions, parseVendor, resolveOptions, splitList, type TargetOptions } from '../target-options.ts'
import {
  createStatusLine,
  getFileSystem,
  getTextStyles,
  runInterruptible,
  terminal,
  type Terminal,
} from '../terminal.ts'
import { UsageError } from '../arguments.ts'
import { SAFE_METHODS } from '../../contracts/kit/http/guard.ts'
import { listTriedOperations } from '../../contracts/kit/run/discover-operations.ts'
import type { Vendor } from '../../contracts/kit/vendor.ts'
import { createMockTarget } from '../mock-target.ts'

export interface VerifyCommandOptions extends TargetOptions {
  readonly json?: boolean
  /** Each as `format=path`. */
  readonly report?: readonly string[]
  readonly ledger?: string
  readonly github?: boolean
  readonly verbose?: boolean
  readonly har?: string
  readonly dryRun?: boolean
}

const EXIT_CODE_HELP = `
Exit codes: 0 passed, 1 a MUST failed or a waiver no longer applies, 2 wrong usage, 3 the target is unreachable or rejects the
credential, 4 an error of the suite or a report that could not be written, 5 not enough evidence, 6 a created item could not be
deleted or recorded, 130 interrupted (143 by SIGTERM, 129 by SIGHUP).`

export function addVerifyCommand(program: Command): void {
  addTargetOptions(
    program
      .command('verify [vendor]')
      .description('Check an API against a vendor’s documents: qyvo, recrubo, rapidpro or idnow.'),
  )
    .option(
      '--report <format=path...>',
      'write a report: json, ndjson, junit, markdown, html, har, ctrf, sarif, badge or text',
    )
    .option('--ledger <path>', 'file of the created items, until they are deleted')
    .option('--verbose', 'also print passed checks, measurements, explanations and responses')
    .option('--github', 'print annotations and write the summary of the step')
    .option('--har <path>', 'check recorded traffic, without requests')
    .option('--dry-run', 'print the checks and the number of requests, without requests')
    .option('--json', 'print the whole result as JSON')
    .addHelpText('after', EXIT_CODE_HELP)
    .action(async (vendor: string | undefined, options: VerifyCommandOptions) => {
      process.exitCode = await runInterruptible(terminal, async (io) => await runVerify(vendor, options, io))
      // A pending wait would keep the process alive.
      if (process.exitCode > 128) process.exit()
    })
}

/**
 * Checks a target, a HAR file or, with `dryRun`, only the options; prints the report and returns the exit code.
 * @throws {UsageError} for a missing or invalid option
 */
export async function runVerify(
  vendor: string | undefined,
  options: VerifyCommandOptions,
  io = terminal,
): Promise<number> {
  if (options.dryRun === true) {
    return await printVerifyPlan(vendor, options, io)
  }
  return options.har === undefined
    ? await verifyTarget(vendor, options, io)
    : await verifyHarFile(vendor, { ...options, har: options.har }, io)
}

async function verifyTarget(vendor: string | undefined, options: VerifyCommandOptions, io: Terminal): Promise<number> {
  const resolved = await resolveOptions(vendor, options, io)
  const { vendor: name, target, rules } = resolved
  const files = getFileSystem(io)
  const reportOptions = [...resolved.reports, ...(options.report ?? [])]
  const ledgerPath = options.ledger ?? `flowtwin-ledger-${name}.ndjson`
  const { writes = false } = resolved.options
  const inputs = [options.config, options.baseline].filter((path) => path !== undefined)
  const reports = createReportFiles(reportOptions, files, [ledgerPath, ...inputs])
  const header = { ledger: 2, vendor: name, target: target.baseUrl } as const
  // Only a run with writes has entries.
  const ledger = writes ? createLedgerFile(ledgerPath, header, files) : null
  const mode = writes ? 'with writes' : 'read-only'
  io.log(`Checking ${vendors[name].title} at ${target.baseUrl}, ${mode} …\n`)
  const progress = createProgress(resolved.options.limits?.requests ?? defaultLimits.requests, io)
  const result = await verify(name, target, {
    ...resolved.options,
    listener: (event) => {
      // First, because a failure keeps the run from creating more.
      ledger?.onEvent(event)
      reports.onEvent(event)
      progress.onEvent(event)
    },
  })
  progress.clear()
  if (result.preflight.kind === 'unconfigured') throw new UsageError(result.preflight.reason)
  const errors = [...reports.finish(result, rules)]
  printLedger(result, ledger, io)
  errors.push(...printResult(result, { ...options, report: reportOptions, rules }, io))
  return endRun(explainExitCode(result, rules), { errors, ...options }, io)
}

/** Shows the checks and requests of a run on a terminal: done, and planned or allowed. */
function createProgress(maxRequests: number, io: Terminal) {
  const { show, clear } = createStatusLine(io)
  let [checks, planned, requests] = [0, 0, 0]
  return {
    onEvent: (event: RunEvent): void => {
      if (event.event === 'run') ({ planned } = event)
      else if (event.event === 'exchange') requests++
      else if (event.event === 'check' && event.check.outcome.kind !== 'not-selected') checks++
      else return
      show(`${checks} of ${planned} checks, ${requests} requests of at most ${maxRequests} …`)
    },
    clear,
  }
}

function printLedger(result: Result, ledger: LedgerFile | null, io: Terminal): void {
  if (result.ledgerFailure !== null)
    return io.log(`The run created nothing more, because an item could not be recorded: ${result.ledgerFailure}\n`)
  const leftover = ledger?.finish(result) ?? null
  if (leftover !== null)
    io.log(`Items that could not be deleted are in ${leftover}; try again with: flowtwin cleanup ${leftover}\n`)
}

/**
 * Prints the errors of files that could not be written, which are errors of a run that is otherwise passed, and as the last
 * line the rule that decided the exit code.
 */
function endRun(
  verdict: ExitVerdict,
  { errors, json = false }: { readonly errors: readonly string[]; readonly json?: boolean },
  io: Terminal,
): number {
  for (const error of errors) io.log(`flowtwin: ${error}\n`)
  const isUnwritten = verdict.code === EXIT_CODES.passed && errors.length > 0
  const { code, reason } = isUnwritten
    ? { code: EXIT_CODES.internalError, reason: 'a file could not be written' }
    : verdict
  if (!json) io.print(escapeUnprintable(`Exit code ${code}: ${reason}.`) + '\n')
  return code
}

/** Checks the traffic of a HAR file; a file without requests to the vendor is an error. */
async function verifyHarFile(
  vendor: string | undefined,
  options: VerifyCommandOptions & { readonly har: string },
  io: Terminal,
): Promise<number> {
  const files = getFileSystem(io)
  const reports = createReportFiles(options.report ?? [], files, [options.har])
  const only = splitList(options.only)
  const result = await verifyHar(parseVendor(vendor), readJsonFile(options.har, files), { only })
  const errors = [...reports.finish(result, {}), ...printResult(result, options, io)]
  return endRun(explainExitCode(result), { errors, ...options }, io)
}

/** Prints the result, and writes the summary of a workflow step; returns the error of that. */
function printResult(
  result: Result,
  { json, github, verbose = false, report = [], rules = {} }: VerifyCommandOptions & Pick<ConsoleOptions, 'rules'>,
  io: Terminal,
): readonly string[] {
  const consoleOptions = { styles: getTextStyles(io), isVerbose: verbose, reports: report, rules }
  io.print(json === true ? `${serializeJson(result)}\n` : renderConsole(result, consoleOptions))
  if (github !== true) return []
  for (const line of renderAnnotations(result)) io.print(`${line}\n`)
  const summaryFile = io.env['GITHUB_STEP_SUMMARY']
  if (summaryFile === undefined || summaryFile === '') return []
  try {
    getFileSystem(io).append(summaryFile, reportFormats.markdown({ result, exchanges: [], rules }))
    return []
  } catch (error) {
    if (error instanceof UsageError) return [error.message]
    throw error
  }
}

interface VerifyPlan {
  readonly vendor: string
  readonly target: string | null
  /** Limit of a run; the clean-up adds one request for each created item. */
  readonly maxRequests: number
  /** Requests of the same checks to the mock. */
  readonly expectedRequests: number
  /** Requests with an unsafe method. */
  readonly expectedWrites: number
  /** Operations that the target must have, and those about which the run finds out whether the target has them. */
  readonly operations: { readonly required: readonly string[]; readonly discovered: readonly string[] }
  readonly checks: readonly { readonly id: string; readonly level: string; readonly requests: number }[]
  readonly skipped: readonly { readonly id: string; readonly reason: string }[]
  /** Ids that can be given, with their meanings. */
  readonly ids: Readonly<Record<string, string>>
}

const PLACEHOLDER_URL = 'http://mock.invalid'

/** Prints what a run would do, without requests to the target; the figures come from a run against the mock in memory. */
async function printVerifyPlan(
  vendor: string | undefined,
  options: TargetOptions & { readonly json?: boolean },
  io: Terminal,
): Promise<number> {
  const given = { url: PLACEHOLDER_URL, ...options, tokenEnv: 'PLANNED' }
  const resolved = await resolveOptions(vendor, given, { ...io, env: { ...io.env, PLANNED: 'none' } })
  const { target, clock } = await createMockTarget(resolved.vendor)
  const counter = new RequestCounter()
  const result = await verify(
    resolved.vendor,
    { ...target, ids: { ...target.ids, ...resolved.target.ids } },
    { ...resolved.options, clock, listener: (event) => counter.countEvent(event) },
  )
  const checks = result.checks.filter(({ outcome }) => outcome.kind !== 'not-selected')
  const plan: VerifyPlan = {
    vendor: resolved.vendor,
    target: resolved.target.baseUrl === PLACEHOLDER_URL ? null : resolved.target.baseUrl,
    maxRequests: result.budget.requests,
    expectedRequests: result.traffic.requests,
    expectedWrites: counter.writeCount,
    operations: planOperations(vendors[resolved.vendor], result),
    checks: checks.map(({ id, level }) => ({ id, level, requests: counter.requestsByCheck.get(id) ?? 0 })),
    skipped: result.checks.flatMap(({ id, outcome }) =>
      outcome.kind === 'not-selected' ? [{ id, reason: outcome.reason }] : [],
    ),
    ids: vendors[resolved.vendor].requiredIds,
  }
  io.print(options.json === true ? `${JSON.stringify(plan, null, 2)}\n` : formatPlan(plan))
  return 0
}

function planOperations(vendor: Vendor, { profile, permits, operations }: Result): VerifyPlan['operations'] {
  const isAuto = profile.operations === 'auto'
  return {
    required: isAuto ? vendor.requiredOperations : operations.offered,
    discovered: isAuto ? listTriedOperations(vendor, permits).map(({ id }) => id) : [],
  }
}

/** Counts requests by the check that needed them first: those before its outcome. */
class RequestCounter {
  readonly requestsByCheck = new Map<string, number>()
  writeCount = 0
  #sinceLastCheck = 0

  countEvent(event: RunEvent): void {
    if (event.event === 'exchange') {
      this.#sinceLastCheck++
      if (!SAFE_METHODS.includes(event.exchange.method)) this.writeCount++
    }
    if (event.event === 'check') {
      this.requestsByCheck.set(event.check.id, this.#sinceLastCheck)
      this.#sinceLastCheck = 0
    }
  }
}

function formatPlan({ checks, skipped, ids, operations, ...plan }: VerifyPlan): string {
  const location = plan.target === null ? '' : ` at ${plan.target}`
  const lines = [
    `${plan.vendor}${location}: ${checks.length} checks, about ${plan.expectedRequests} requests (at most ${plan.maxRequests}), ${plan.expectedWrites} of them writes or probes`,
    `  operations required: ${operations.required.join(', ')}`,
    ...(operations.discovered.length === 0 ? [] : [`  operations to discover: ${operations.discovered.join(', ')}`]),
    ...checks.map(({ id, level, requests }) => `  ${id.padEnd(9)} ${level.padEnd(6)} ${requests} requests`),
    ...skipped.map(({ id, reason }) => `  ${id.padEnd(9)} skipped: ${reason}`),
    ...Object.entries(ids).map(([name, meaning]) => `  --id ${name}=…  ${meaning}`),
  ]
  return `${lines.join('\n')}\n`
}
