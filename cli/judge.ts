import { consoleReport, exitCode, HarUnusable, judgeHar, UnknownCheck } from '../contracts/index.ts'
import { listed, vendorOf } from './asked.ts'
import { reportFiles } from './report-files.ts'
import { jsonFile } from './settings-file.ts'
import { filesOf, paintOf, terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

export interface JudgeCommandOptions {
  readonly vendor: string
  readonly only?: readonly string[]
  readonly report?: readonly string[]
  readonly json?: boolean
}

/** Judges the traffic in a HAR file; a file without any is an error, never a clean run. */
export async function judge(path: string, options: JudgeCommandOptions, io = terminal): Promise<number> {
  const files = filesOf(io)
  const reports = reportFiles(options.report ?? [], files)
  try {
    const result = await judgeHar(vendorOf(options.vendor), jsonFile(path, files), { only: listed(options.only) })
    reports.finish(result)
    io.print(options.json === true ? `${JSON.stringify(result, null, 2)}\n` : consoleReport(result, paintOf(io)))
    return exitCode(result)
  } catch (error) {
    if (error instanceof HarUnusable || error instanceof UnknownCheck)
      throw new UsageError(`${path}: ${error.message}`, { cause: error })
    throw error
  }
}
