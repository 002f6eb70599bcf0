import { type Command, Option } from 'commander'
import type { ControlOptions } from '../control-request.ts'
import { requestWorld, type WorldOptions, printJson, addControlOptions } from './world.ts'

/** What requests are looked for by, as the command line gives it. */
interface MatchOptions {
  readonly vendor?: string
  readonly operation?: string
  readonly method?: string
  readonly status?: string
  readonly state?: string
  readonly text?: string
  readonly credential?: string
  readonly after?: string
}

/** Adds the verbs that look at what was asked of a running twin, and wait for it. */
export function addJournalCommands(program: Command): void {
  addJournalCommand(program)
  addDeliveryReportCommand(program)
  addWaitCommand(program)
}

function addJournalCommand(program: Command): void {
  const journal = program.command('journal').description('Show the newest requests that a world received.')
  addMatchOptions(addControlOptions(journal))
    .option('--limit <number>', 'how many at most')
    .option('--har <file>', 'write all of them into a file, as an HTTP archive')
    .option('--clear', 'forget them all')
    .action(async (options: WorldOptions & MatchOptions & { limit?: string; har?: string; clear?: boolean }) => {
      if (options.clear === true)
        return printJson(options, await requestWorld(options, { method: 'DELETE', path: '/journal' }))
      if (options.har !== undefined) return writeHarFile(options, options.har)
      const query = buildJournalQuery({ ...pickMatchOptions(options), limit: options.limit })
      printJson(options, await requestWorld(options, { method: 'GET', path: `/journal${query}` }))
    })
}

function addDeliveryReportCommand(program: Command): void {
  const audit = program
    .command('audit')
    .description('Show which runs each client was served; ends with 1 when one misses some, or has some stale.')
  addControlOptions(audit)
    .option('--vendor <name>', 'only clients of this vendor')
    .option('--credential <fingerprint>', 'only this client, as the journal shows it')
    .option('--flow <number>', 'only runs of this flow')
    .addOption(new Option('--environment <name>', 'only runs of this environment').choices(['live', 'staging']))
    .option('--since <instant>', 'only runs created since')
    .action(async (options: WorldOptions & Readonly<Record<string, string | undefined>>) => {
      const { vendor, credential, flow, environment, since } = options
      const query = buildJournalQuery({ vendor, credential, flow, environment, since })
      const answer = (await requestWorld(options, { method: 'GET', path: `/audit${query}` })) as { complete: boolean }
      printJson(options, answer)
      if (!answer.complete) process.exitCode = 1
    })
}

function addWaitCommand(program: Command): void {
  const wait = program
    .command('wait')
    .description('Wait until a server is ready or, with anything to look for, until it has received such requests.')
  addMatchOptions(addControlOptions(wait))
    .option('--count <number>', 'how many requests must match (default: 1)')
    .option('--timeout <duration>', 'how long to wait in real time', '30s')
    .action(async (options: WorldOptions & MatchOptions & { count?: string; timeout: string }) => {
      const { timeout, count } = options
      const { after, status, ...others } = pickMatchOptions(options)
      const wanted = { ...others, after: parseInteger(after), status: parseInteger(status), count: parseInteger(count) }
      const body = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
      if (Object.keys(body).length === 0) return printJson(options, await waitForServer(options, timeout))
      const request = { method: 'POST', path: '/journal/wait', body: { ...body, timeout } } as const
      printJson(options, await requestWorld(options, request))
    })
}

function addMatchOptions(command: Command): Command {
  return command
    .option('--vendor <name>', 'only requests to this vendor')
    .option('--operation <id>', 'only requests of this operation')
    .option('--method <name>', 'only requests by this method')
    .option('--status <number>', 'only answers with this status')
    .addOption(new Option('--state <name>', 'under way, or answered').choices(['received', 'finished']))
    .option('--text <text>', 'only requests with this text in them')
    .option('--credential <fingerprint>', 'only requests with this credential, as the journal shows it')
    .option('--after <sequence>', 'only requests after this one')
}

function pickMatchOptions(options: MatchOptions): MatchOptions {
  const { vendor, operation, method, status, state, text, credential, after } = options
  const all = { vendor, operation, method, status, state, text, credential, after }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

/** Text that is no number is for the server to refuse. */
function parseInteger(text: string | undefined): number | string | undefined {
  return text === undefined || !/^\d+$/.test(text) ? text : Number(text)
}

function buildJournalQuery(parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`
}

async function writeHarFile(options: WorldOptions, file: string): Promise<void> {
  const archive = (await requestWorld(options, { method: 'GET', path: '/journal.har' })) as {
    log: { entries: unknown[] }
  }
  const { writeFile } = await import('node:fs/promises')
  await writeFile(file, JSON.stringify(archive, null, 2))
  printJson(options, { file, entries: archive.log.entries.length })
}

async function waitForServer(options: ControlOptions, timeout: string): Promise<unknown> {
  const { waitUntilReady } = await import('./readiness.ts')
  return waitUntilReady(options, timeout)
}
