import {
  annotations,
  consoleReport,
  exitCode,
  HostNotAllowed,
  type Result,
  reportFormats,
  UnknownCheck,
  vendors,
  verify,
  type VerifyOptions,
} from '../contracts/index.ts'
import { type Asked, askedOf, type TargetOptions } from './asked.ts'
import { ledgerFile } from './ledger-file.ts'
import { reportFiles } from './report-files.ts'
import { filesOf, interruptible, paintOf, terminal, type VerifyTerminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

export type { VerifyTerminal }

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
  io = interruptible(terminal),
): Promise<number> {
  const asked = askedOf(vendor, options, io)
  const { name, target, failOn } = asked
  const files = filesOf(io)
  const reports = reportFiles([...asked.reports, ...(options.report ?? [])], files)
  const ledgerPath = options.ledger ?? `flowtwin-ledger-${name}.ndjson`
  const ledger = ledgerFile(ledgerPath, { ledger: 1, vendor: name, target: target.baseUrl }, files)
  io.say(
    `Checking ${vendors[name].title} at ${target.baseUrl}, ${asked.options.writes === true ? 'writing' : 'reading'} …\n`,
  )
  const result = await verified(asked, {
    listener: (event) => {
      ledger.hear(event)
      reports.hear(event)
    },
  })
  if (result.preflight.kind === 'unconfigured') throw new UsageError(`${result.preflight.reason} with --id`)
  reports.finish(result)
  const left = ledger.finish(result)
  if (left !== null) io.say(`What could not be removed stands in ${left}; try again with: flowtwin cleanup ${left}\n`)
  io.print(options.json === true ? `${JSON.stringify(result, null, 2)}\n` : consoleReport(result, paintOf(io)))
  if (options.github === true) tellGithub(result, io)
  return exitCode(result, failOn)
}

/** Runs what was asked for; what the user can mend becomes a sentence. */
export async function verified({ name, target, options }: Asked, more: Partial<VerifyOptions> = {}): Promise<Result> {
  try {
    return await verify(name, target, { ...options, ...more })
  } catch (error) {
    if (error instanceof UnknownCheck || error instanceof HostNotAllowed)
      throw new UsageError(error.message, { cause: error })
    throw error
  }
}

/** At most nine annotations and a pointer; everything else goes into the summary of the step. */
function tellGithub(result: Result, io: VerifyTerminal): void {
  io.print(
    annotations(result)
      .map((line) => `${line}\n`)
      .join(''),
  )
  const summary = io.env['GITHUB_STEP_SUMMARY']
  if (summary !== undefined && summary !== '')
    filesOf(io).append(summary, reportFormats.markdown({ result, exchanges: [] }))
}
