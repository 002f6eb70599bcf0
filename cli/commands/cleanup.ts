import type { Command } from 'commander'
import { removeLeftovers } from '../../contracts/index.ts'
import { readLedger } from '../run-files.ts'
import { parseBaseUrl, readCredential, splitList } from '../target-options.ts'
import { getFileSystem, terminal } from '../terminal.ts'

interface CleanupOptions {
  readonly tokenEnv: string
  readonly url?: string
  readonly allowHost?: readonly string[]
}

export function addCleanupCommand(program: Command): void {
  program
    .command('cleanup <ledger>')
    .description('Delete items that a crashed run has left.')
    .requiredOption('--token-env <name>', 'environment variable with the credential')
    .option('--url <base>', 'base URL, if it differs from that of the run')
    .option('--allow-host <host...>', 'host other than this machine on which to delete')
    .action(async (path: string, options: CleanupOptions) => {
      process.exitCode = await runCleanup(path, options)
    })
}

/** Deletes the remaining items of a ledger file and appends their states; returns 6 when an item remains. */
export async function runCleanup(path: string, options: CleanupOptions, io = terminal): Promise<number> {
  const files = getFileSystem(io)
  const { vendor, target, leftovers } = readLedger(path, files)
  const entries = await removeLeftovers(
    vendor,
    {
      baseUrl: parseBaseUrl(options.url ?? target),
      credential: readCredential(options.tokenEnv, io),
      leftovers,
      ...(io.fetch && { fetch: io.fetch }),
    },
    { allowHosts: splitList(options.allowHost), ...(io.clock && { clock: io.clock }) },
  )
  for (const entry of entries) files.append(path, `${JSON.stringify(entry)}\n`)
  const remaining = entries.filter(({ state }) => state !== 'deleted')
  const ids = remaining.map(({ id }) => `\n  ${id}`).join('')
  io.print(`deleted ${entries.length - remaining.length}, not deleted ${remaining.length}${ids}\n`)
  if (remaining.length > 0) return 6
  files.remove(path)
  return 0
}
