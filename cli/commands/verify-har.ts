import { renderConsole, getExitCode, InvalidHarError, verifyHar, UnknownCheckError } from '../../contracts/index.ts'
import { splitList, parseVendor } from '../target-options.ts'
import { createReportFiles } from '../run-files.ts'
import { readJsonFile } from '../config-file.ts'
import { getFileSystem, getTextStyles, terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

export interface VerifyHarOptions {
  readonly vendor: string
  readonly only?: readonly string[]
  readonly report?: readonly string[]
  readonly json?: boolean
}

/** Judges the traffic in a HAR file; a file without any is an error, never a clean run. */
export async function runVerifyHar(path: string, options: VerifyHarOptions, io = terminal): Promise<number> {
  const files = getFileSystem(io)
  const reports = createReportFiles(options.report ?? [], files)
  try {
    const result = await verifyHar(parseVendor(options.vendor), readJsonFile(path, files), {
      only: splitList(options.only),
    })
    reports.finish(result)
    io.print(options.json === true ? `${JSON.stringify(result, null, 2)}\n` : renderConsole(result, getTextStyles(io)))
    return getExitCode(result)
  } catch (error) {
    if (error instanceof InvalidHarError || error instanceof UnknownCheckError)
      throw new UsageError(`${path}: ${error.message}`, { cause: error })
    throw error
  }
}
