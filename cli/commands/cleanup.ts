import type { Command } from 'commander'
import { escapeUnprintable, serializeJson } from '../../contracts/kit/printable-text.ts'
import { removeLeftovers, vendors } from '../../contracts/index.ts'
import { readConfigFile, readLedger } from '../run-files.ts'
import {
  addConnectionOptions,
  type ConnectionOptions,
  parseBaseUrl,
  readCredential,
  resolveConnection,
  splitList,
} from '../target-options.ts'
import { getFileSystem, terminal } from '../terminal.ts'

interface CleanupOptions extends ConnectionOptions {
  readonly tokenEnv?: string
  readonly config?: string
  readonly url?: string
  readonly allowHost?: readonly string[]
  readonly json?: boolean
}

export function addCleanupCommand(program: Command): void {
  const cleanup = program
    .command('cleanup <ledger>')
    .description('Delete items that a crashed run has left.')
    .option('--token-env <name>', 'environment variable with the credential')
    .option('--config <path>', 'configuration file, for the credential, headers and certificates')
    .option('--url <base>', 'base URL, if it differs from that of the run')
    .option('--allow-host <host...>', 'host other than this machine on which to delete')
    .option('--json', 'print the items as JSON')
  addConnectionOptions(cleanup).action(async (path: string, options: CleanupOptions) => {
    process.exitCode = await runCleanup(path, options)
  })
}

/** Deletes the remaining items of a ledger file and appends their states; returns 6 when an item remains. */
export async function runCleanup(path: string, options: CleanupOptions, io = terminal): Promise<number> {
  const files = getFileSystem(io)
  const { vendor, target, leftovers } = readLedger(path, files)
  files.prepare(path)
  const config = options.config === undefined ? {} : readConfigFile(options.config, files, io.env)
  const baseUrl = parseBaseUrl(options.url ?? target)
  const entries = await removeLeftovers(
    vendor,
    {
      baseUrl,
      credential: readCredential(options.tokenEnv ?? config.auth?.tokenEnv, vendors[vendor].scheme, io),
      connection: await resolveConnection(options, config, baseUrl, io),
      leftovers,
      ...(io.fetch && { fetch: io.fetch }),
    },
    {
      allowHosts: [...(config.target?.allowHosts ?? []), ...splitList(options.allowHost)],
      ...(io.clock && { clock: io.clock }),
    },
  )
  for (const entry of entries) files.append(path, `${JSON.stringify(entry)}\n`)
  const remaining = entries.filter(({ state }) => state !== 'deleted')
  const ids = remaining.map(({ id }) => `\n  ${escapeUnprintable(id)}`).join('')
  const text = `deleted ${entries.length - remaining.length}, not deleted ${remaining.length}${ids}`
  io.print(`${options.json === true ? serializeJson(entries, 0) : text}\n`)
  if (remaining.length > 0) return 6
  files.remove(path)
  return 0
}
