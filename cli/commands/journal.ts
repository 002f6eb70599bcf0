import { type Command, Option } from 'commander'
import { ControlApiError, type OperationResult } from '../../client/control.ts'
import { parseDuration } from '../../mock/wire/date-time.ts'
import {
  addControlOptions,
  type ControlOptions,
  parseServerUrl,
  printResult,
  sendControlRequest,
  sendWorldRequest,
  type TextOptions,
  type WorldOptions,
} from '../control-request.ts'
import { buildQuery, omitUndefined, parseNumberOrText, parseWholeNumber, UsageError } from '../arguments.ts'
import { formatRequest } from '../request-log.ts'
import { formatCount, formatDeliveryReport, formatHealth, formatWaitResult } from '../result-text.ts'

export function addJournalCommands(program: Command): void {
  addJournalCommand(program)
  addWaitCommand(program)
  addDeliveryReportCommand(program)
}

function addJournalCommand(program: Command): void {
  const journal = program.command('journal').description('Show the newest requests that a world received.')
  addMatchOptions(addControlOptions(journal))
    .option('--limit <number>', 'only the newest requests or, with --after, the first ones after it')
    .option('--har <file>', 'write all requests to a file, as HAR')
    .option('--clear', 'delete all requests')
    .action(async (options: TextOptions) => {
      const { har, limit, clear } = options
      if (clear !== undefined) {
        const cleared = await sendWorldRequest(options, { method: 'DELETE', path: '/journal' })
        return printResult(options, cleared, () => `Deleted all requests from the journal of world "${options.world}".`)
      }
      if (har !== undefined) return writeHarFile(options, har)
      return printResult(options, await readJournal(options, limit), formatJournal)
    })
}

type JournalResult = OperationResult<'readJournal'>

/** Reads the newest matching entries; with `--after` the oldest ones after a sequence number, for a program that pages. */
async function readJournal(options: TextOptions, limit: string | undefined): Promise<JournalResult> {
  const match = pickMatchOptions(options)
  const isPaged = limit === undefined || match['after'] !== undefined
  const count = isPaged ? undefined : parseWholeNumber('--limit', limit)
  const query = buildQuery(isPaged ? { ...match, limit } : match)
  const journal = (await sendWorldRequest(options, { method: 'GET', path: `/journal${query}` })) as JournalResult
  return count === undefined ? journal : { ...journal, entries: count === 0 ? [] : journal.entries.slice(-count) }
}

/** Formats entries as the log of the server does, with their sequence numbers. */
function formatJournal({ entries, total, dropped, next }: JournalResult): string {
  const blocks = entries.map(({ sequence, durationMilliseconds, ...entry }) =>
    formatRequest({ ...entry, world: 'default', milliseconds: durationMilliseconds }, `${sequence}`.padStart(4)),
  )
  const rest = next === null ? '' : `; continue with --after ${next}`
  const lost = dropped === 0 ? '' : `, ${dropped} dropped`
  return [...blocks, `${entries.length} of ${formatCount(total, 'request')}${lost}${rest}`].join('\n')
}

async function writeHarFile(options: WorldOptions, file: string): Promise<void> {
  // The other commands of this file start faster without it.
  const { getFileSystem, terminal } = await import('../terminal.ts')
  const files = getFileSystem(terminal)
  files.prepare(file)
  const archive = (await sendWorldRequest(options, { method: 'GET', path: '/journal.har' })) as {
    readonly log: { readonly entries: readonly unknown[] }
  }
  files.write(file, JSON.stringify(archive, null, 2))
  const entries = archive.log.entries.length
  printResult(options, { file, entries }, () => `Wrote ${formatCount(entries, 'request')} to ${file}.`)
}

function addWaitCommand(program: Command): void {
  const wait = program
    .command('wait')
    .description('Wait until a server is ready or, with conditions, until it has received matching requests.')
  addMatchOptions(addControlOptions(wait))
    .option('--count <number>', 'number of matching requests (default: 1)')
    .option('--timeout <duration>', 'longest wait in real time', '30s')
    .action(async (options: TextOptions) => {
      const { timeout = '', count } = options
      const conditions = omitUndefined({ ...pickMatchOptions(options), count })
      if (Object.keys(conditions).length === 0) {
        const health = (await waitUntilReady(options, timeout)) as OperationResult<'readHealth'>
        return printResult(options, health, formatHealth)
      }
      // Invalid numbers are rejected by the server.
      const numbers = Object.entries(conditions)
        .filter(([name]) => ['after', 'status', 'count'].includes(name))
        .map(([name, text]) => [name, parseNumberOrText(text)])
      const body = { ...conditions, ...Object.fromEntries(numbers), timeout }
      const result = await sendWorldRequest(options, { method: 'POST', path: '/journal/wait', body })
      return printResult(options, result as OperationResult<'waitForJournal'>, formatWaitResult)
    })
}

const POLL_INTERVAL_MS = 100

/**
 * Polls the health of a server until it is ready.
 * @throws {ControlApiError} after the timeout
 */
async function waitUntilReady(options: ControlOptions, timeout: string): Promise<unknown> {
  const microseconds = parseDuration(timeout)
  if (microseconds === undefined) throw new UsageError(`--timeout "${timeout}" is no duration; give one such as 30s.`)
  parseServerUrl(options.url)
  const deadline = performance.now() + microseconds / 1000
  for (;;) {
    try {
      return await sendControlRequest(options, { method: 'GET', path: '/health' })
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      if (performance.now() >= deadline) {
        throw new ControlApiError(503, `no Flowtwin was ready at ${options.url} after ${timeout}`, { cause: error })
      }
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS))
  }
}

function addDeliveryReportCommand(program: Command): void {
  const report = program
    .command('delivery-report')
    .description('Show which runs each client has read; exits with 1 when a client missed runs or has stale ones.')
  addControlOptions(report)
    .option('--vendor <name>', 'only clients of this vendor')
    .option('--credential <fingerprint>', 'only this client, as shown in the journal')
    .option('--flow <number>', 'only runs of this flow')
    .addOption(new Option('--environment <name>', 'only runs of this environment').choices(['live', 'staging']))
    .option('--since <instant>', 'only runs created since this time')
    .action(async ({ vendor, credential, flow, environment, since, ...options }: TextOptions) => {
      const query = buildQuery({ vendor, credential, flow, environment, since })
      const response = await sendWorldRequest(options, { method: 'GET', path: `/delivery-report${query}` })
      const result = response as OperationResult<'readDeliveryReport'>
      printResult(options, result, formatDeliveryReport)
      if (!result.complete) process.exitCode = 1
    })
}

function addMatchOptions(command: Command): Command {
  return command
    .option('--vendor <name>', 'only requests to this vendor')
    .option('--operation <id>', 'only requests of this operation')
    .option('--method <name>', 'only requests with this method')
    .option('--status <number>', 'only responses with this status')
    .addOption(new Option('--state <name>', 'only requests in this state').choices(['pending', 'completed']))
    .option('--text <text>', 'only requests that contain this text')
    .option('--credential <fingerprint>', 'only requests with this credential, as shown in the journal')
    .option('--after <sequence>', 'only requests after this sequence number')
}

function pickMatchOptions(options: TextOptions): Record<string, string> {
  const { vendor, operation, method, status, state, text, credential, after } = options
  return omitUndefined({ vendor, operation, method, status, state, text, credential, after })
}
