import type { Command } from 'commander'
import { getExitCode, type Result, vendors, verify, verifyHar } from '../../contracts/index.ts'
import { renderAnnotations, renderConsole, reportFormats } from '../../contracts/reports.ts'
import { readJsonFile } from '../config-file.ts'
import { createLedgerFile, createReportFiles } from '../run-files.ts'
import { addTargetOptions, parseVendor, resolveOptions, splitList, type TargetOptions } from '../target-options.ts'
import { createInterruptibleTerminal, getFileSystem, getTextStyles, terminal, type Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

export interface VerifyCommandOptions extends TargetOptions {
  readonly json?: boolean
  /** Each as `format=path`. */
  readonly report?: readonly string[]
  readonly ledger?: string
  readonly github?: boolean
  readonly har?: string
  readonly dryRun?: boolean
}

const EXIT_CODE_HELP = `
Exit codes: 0 passed, 1 a MUST failed or a waiver no longer applies, 2 wrong usage, 3 the target is unreachable or rejects the
credential, 4 an error of the suite, 5 not enough evidence, 6 a created item could not be deleted, 130 interrupted.`

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
    .option('--github', 'print annotations and write the summary of the step')
    .option('--har <path>', 'check recorded traffic, without requests')
    .option('--dry-run', 'print the checks and the number of requests, without requests')
    .option('--json', 'print the whole result as JSON')
    .addHelpText('after', EXIT_CODE_HELP)
    .action(async (vendor: string | undefined, options: VerifyCommandOptions) => {
      process.exitCode = await runVerify(vendor, options)
      // A pending wait would keep the process alive.
      if (process.exitCode === 130) process.exit()
    })
}

/**
 * Checks a target, a HAR file or, with `dryRun`, only the options; prints the report and returns the exit code.
 * @throws {UsageError} for a missing or invalid option
 */
export async function runVerify(
  vendor: string | undefined,
  options: VerifyCommandOptions,
  io = createInterruptibleTerminal(terminal),
): Promise<number> {
  if (options.dryRun === true) {
    // The plan needs the mock, which a check does not load.
    const { printVerifyPlan } = await import('../verify-plan.ts')
    return await printVerifyPlan(vendor, options, io)
  }
  return options.har === undefined
    ? await verifyTarget(vendor, options, io)
    : await verifyHarFile(vendor, { ...options, har: options.har }, io)
}

async function verifyTarget(vendor: string | undefined, options: VerifyCommandOptions, io: Terminal): Promise<number> {
  const resolved = resolveOptions(vendor, options, io)
  const { vendor: name, target, failOn } = resolved
  const files = getFileSystem(io)
  const reports = createReportFiles([...resolved.reports, ...(options.report ?? [])], files)
  const ledgerPath = options.ledger ?? `flowtwin-ledger-${name}.ndjson`
  const ledger = createLedgerFile(ledgerPath, { ledger: 2, vendor: name, target: target.baseUrl }, files)
  const mode = resolved.options.writes === true ? 'with writes' : 'read-only'
  io.log(`Checking ${vendors[name].title} at ${target.baseUrl}, ${mode} …\n`)
  const result = await verify(name, target, {
    ...resolved.options,
    listener: (event) => {
      ledger.onEvent(event)
      reports.onEvent(event)
    },
  })
  if (result.preflight.kind === 'unconfigured') throw new UsageError(`${result.preflight.reason} with --id`)
  reports.finish(result)
  const leftover = ledger.finish(result)
  if (leftover !== null)
    io.log(`Items that could not be deleted are in ${leftover}; try again with: flowtwin cleanup ${leftover}\n`)
  printResult(result, options, io)
  return getExitCode(result, failOn)
}

/** Checks the traffic of a HAR file; a file without requests to the vendor is an error. */
async function verifyHarFile(
  vendor: string | undefined,
  options: VerifyCommandOptions & { readonly har: string },
  io: Terminal,
): Promise<number> {
  const files = getFileSystem(io)
  const reports = createReportFiles(options.report ?? [], files)
  const only = splitList(options.only)
  const result = await verifyHar(parseVendor(vendor), readJsonFile(options.har, files), { only })
  reports.finish(result)
  printResult(result, options, io)
  return getExitCode(result)
}

function printResult(result: Result, { json, github }: VerifyCommandOptions, io: Terminal): void {
  io.print(json === true ? `${JSON.stringify(result, null, 2)}\n` : renderConsole(result, getTextStyles(io)))
  if (github !== true) return
  for (const line of renderAnnotations(result)) io.print(`${line}\n`)
  const summaryFile = io.env['GITHUB_STEP_SUMMARY']
  if (summaryFile !== undefined && summaryFile !== '')
    getFileSystem(io).append(summaryFile, reportFormats.markdown({ result, exchanges: [] }))
}
