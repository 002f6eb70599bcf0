import {
  renderAnnotations,
  renderConsole,
  getExitCode,
  HostNotAllowedError,
  type Result,
  reportFormats,
  UnknownCheckError,
  vendors,
  verify,
  type VerifyOptions,
} from '../../contracts/index.ts'
import { type ResolvedOptions, resolveOptions, type TargetOptions } from '../target-options.ts'
import { createLedgerFile, createReportFiles } from '../run-files.ts'
import { getFileSystem, createInterruptibleTerminal, getTextStyles, terminal, type Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

export type { Terminal }

/** The options of `flowtwin verify`, as the command line gives them. */
export interface VerifyCommandOptions extends TargetOptions {
  readonly json?: boolean
  /** Each as `format=path`. */
  readonly report?: readonly string[]
  readonly ledger?: string
  readonly github?: boolean
}

/**
 * Checks a target and prints the report; gives the exit code.
 * @throws {UsageError} when something is missing or wrong in what was asked for
 */
export async function runVerify(
  vendor: string | undefined,
  options: VerifyCommandOptions,
  io = createInterruptibleTerminal(terminal),
): Promise<number> {
  const asked = resolveOptions(vendor, options, io)
  const { vendor: name, target, failOn } = asked
  const files = getFileSystem(io)
  const reports = createReportFiles([...asked.reports, ...(options.report ?? [])], files)
  const ledgerPath = options.ledger ?? `flowtwin-ledger-${name}.ndjson`
  const ledger = createLedgerFile(ledgerPath, { ledger: 1, vendor: name, target: target.baseUrl }, files)
  io.log(
    `Checking ${vendors[name].title} at ${target.baseUrl}, ${asked.options.writes === true ? 'writing' : 'reading'} …\n`,
  )
  const result = await runVerification(asked, {
    listener: (event) => {
      ledger.hear(event)
      reports.onEvent(event)
    },
  })
  if (result.preflight.kind === 'unconfigured') throw new UsageError(`${result.preflight.reason} with --id`)
  reports.finish(result)
  const left = ledger.finish(result)
  if (left !== null) io.log(`What could not be removed stands in ${left}; try again with: flowtwin cleanup ${left}\n`)
  io.print(options.json === true ? `${JSON.stringify(result, null, 2)}\n` : renderConsole(result, getTextStyles(io)))
  if (options.github === true) writeGithubOutput(result, io)
  return getExitCode(result, failOn)
}

/** Runs what was asked for; what the user can mend becomes a sentence. */
export async function runVerification(
  { vendor, target, options }: ResolvedOptions,
  more: Partial<VerifyOptions> = {},
): Promise<Result> {
  try {
    return await verify(vendor, target, { ...options, ...more })
  } catch (error) {
    if (error instanceof UnknownCheckError || error instanceof HostNotAllowedError)
      throw new UsageError(error.message, { cause: error })
    throw error
  }
}

/** At most nine annotations and a pointer; everything else goes into the summary of the step. */
function writeGithubOutput(result: Result, io: Terminal): void {
  io.print(
    renderAnnotations(result)
      .map((line) => `${line}\n`)
      .join(''),
  )
  const summary = io.env['GITHUB_STEP_SUMMARY']
  if (summary !== undefined && summary !== '')
    getFileSystem(io).append(summary, reportFormats.markdown({ result, exchanges: [] }))
}
