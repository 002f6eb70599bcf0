import { writeFile } from 'node:fs/promises'
import { type Command, Option } from 'commander'
import { ControlApiError } from '../../client/control.ts'
import { parseDuration } from '../../mock/wire/date-time.ts'
import {
  addControlOptions,
  type ControlOptions,
  printJson,
  sendControlRequest,
  sendWorldRequest,
  type TextOptions,
  type WorldOptions,
} from '../control-request.ts'
import { buildQuery, omitUndefined, parseNumberOrText } from '../parse-value.ts'
import { UsageError } from '../usage-error.ts'

export function addJournalCommands(program: Command): void {
  addJournalCommand(program)
  addWaitCommand(program)
  addDeliveryReportCommand(program)
}

function addJournalCommand(program: Command): void {
  const journal = program.command('journal').description('Show the newest requests that a world received.')
  addMatchOptions(addControlOptions(journal))
    .option('--limit <number>', 'most requests')
    .option('--har <file>', 'write all requests to a file, as HAR')
    .option('--clear', 'delete all requests')
    .action(async (options: TextOptions) => {
      const { har, limit, clear } = options
      if (clear !== undefined)
        return printJson(options, await sendWorldRequest(options, { method: 'DELETE', path: '/journal' }))
      if (har !== undefined) return writeHarFile(options, har)
      const query = buildQuery({ ...pickMatchOptions(options), limit })
      return printJson(options, await sendWorldRequest(options, { method: 'GET', path: `/journal${query}` }))
    })
}

async function writeHarFile(options: WorldOptions, file: string): Promise<void> {
  const archive = (await sendWorldRequest(options, { method: 'GET', path: '/journal.har' })) as {
    readonly log: { readonly entries: readonly unknown[] }
  }
  await writeFile(file, JSON.stringify(archive, null, 2))
  printJson(options, { file, entries: archive.log.entries.length })
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
      if (Object.keys(conditions).length === 0) return printJson(options, await waitUntilReady(options, timeout))
      // Invalid numbers are rejected by the server.
      const numbers = Object.entries(conditions)
        .filter(([name]) => ['after', 'status', 'count'].includes(name))
        .map(([name, text]) => [name, parseNumberOrText(text)])
      const body = { ...conditions, ...Object.fromEntries(numbers), timeout }
      return printJson(options, await sendWorldRequest(options, { method: 'POST', path: '/journal/wait', body }))
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
      printJson(options, response)
      if (!(response as { readonly complete: boolean }).complete) process.exitCode = 1
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
