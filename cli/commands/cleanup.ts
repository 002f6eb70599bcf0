import { HostNotAllowedError, removeLeftovers } from '../../contracts/index.ts'
import { parseBaseUrl, readCredential, splitList } from '../target-options.ts'
import { readLedger } from '../run-files.ts'
import { getFileSystem, terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

export interface CleanupOptions {
  readonly tokenEnv: string
  readonly url?: string
  readonly allowHost?: readonly string[]
}

/** Removes what a ledger says is still there, and notes what became of it; 6 when something stays. */
export async function runCleanup(path: string, options: CleanupOptions, io = terminal): Promise<number> {
  const files = getFileSystem(io)
  const { vendor, target, left } = readLedger(path, files)
  const baseUrl = parseBaseUrl(options.url ?? target)
  const credential = readCredential(options.tokenEnv, io)
  const allowHosts = splitList(options.allowHost)
  try {
    const entries = await removeLeftovers(
      vendor,
      { baseUrl, credential, left, ...(io.send && { send: io.send }) },
      { allowHosts, ...(io.clock && { clock: io.clock }) },
    )
    for (const entry of entries) files.append(path, `${JSON.stringify(entry)}\n`)
    const leaked = entries.filter(({ fate }) => fate !== 'deleted')
    io.print(
      `removed ${entries.length - leaked.length}, left behind ${leaked.length}${leaked.map(({ id }) => `\n  ${id}`).join('')}\n`,
    )
    if (leaked.length === 0) files.remove(path)
    return leaked.length === 0 ? 0 : 6
  } catch (error) {
    if (error instanceof HostNotAllowedError) throw new UsageError(error.message, { cause: error })
    throw error
  }
}
