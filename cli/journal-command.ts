import { type Command, Option } from 'commander'
import type { ControlOptions } from './control-client.ts'
import { inWorld, type Options, print, shared } from './control-command.ts'

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
export function addJournal(program: Command): void {
  addRead(program)
  addAudit(program)
  addWait(program)
}

function addRead(program: Command): void {
  const journal = program.command('journal').description('Show the newest requests that a world received.')
  matching(shared(journal))
    .option('--limit <number>', 'how many at most')
    .option('--har <file>', 'write all of them into a file, as an HTTP archive')
    .option('--clear', 'forget them all')
    .action(async (options: Options & MatchOptions & { limit?: string; har?: string; clear?: boolean }) => {
      if (options.clear === true) return print(options, await inWorld(options, { method: 'DELETE', path: '/journal' }))
      if (options.har !== undefined) return writeArchive(options, options.har)
      const query = queryOf({ ...matchOf(options), limit: options.limit })
      print(options, await inWorld(options, { method: 'GET', path: `/journal${query}` }))
    })
}

function addAudit(program: Command): void {
  const audit = program
    .command('audit')
    .description('Show which runs each client was served; ends with 1 when one misses some, or has some stale.')
  shared(audit)
    .option('--vendor <name>', 'only clients of this vendor')
    .option('--credential <fingerprint>', 'only this client, as the journal shows it')
    .option('--flow <number>', 'only runs of this flow')
    .addOption(new Option('--environment <name>', 'only runs of this environment').choices(['live', 'staging']))
    .option('--since <instant>', 'only runs created since')
    .action(async (options: Options & Readonly<Record<string, string | undefined>>) => {
      const { vendor, credential, flow, environment, since } = options
      const query = queryOf({ vendor, credential, flow, environment, since })
      const answer = (await inWorld(options, { method: 'GET', path: `/audit${query}` })) as { complete: boolean }
      print(options, answer)
      if (!answer.complete) process.exitCode = 1
    })
}

function addWait(program: Command): void {
  const wait = program
    .command('wait')
    .description('Wait until a server is ready or, with anything to look for, until it has received such requests.')
  matching(shared(wait))
    .option('--count <number>', 'how many requests must match (default: 1)')
    .option('--timeout <duration>', 'how long to wait in real time', '30s')
    .action(async (options: Options & MatchOptions & { count?: string; timeout: string }) => {
      const { timeout, count } = options
      const { after, status, ...others } = matchOf(options)
      const wanted = { ...others, after: numberOf(after), status: numberOf(status), count: numberOf(count) }
      const body = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
      if (Object.keys(body).length === 0) return print(options, await ready(options, timeout))
      const request = { method: 'POST', path: '/journal/wait', body: { ...body, timeout } } as const
      print(options, await inWorld(options, request))
    })
}

function matching(command: Command): Command {
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

function matchOf(options: MatchOptions): MatchOptions {
  const { vendor, operation, method, status, state, text, credential, after } = options
  const all = { vendor, operation, method, status, state, text, credential, after }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

/** Text that is no number is for the server to refuse. */
function numberOf(text: string | undefined): number | string | undefined {
  return text === undefined || !/^\d+$/.test(text) ? text : Number(text)
}

function queryOf(parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`
}

async function writeArchive(options: Options, file: string): Promise<void> {
  const archive = (await inWorld(options, { method: 'GET', path: '/journal.har' })) as { log: { entries: unknown[] } }
  const { writeFile } = await import('node:fs/promises')
  await writeFile(file, JSON.stringify(archive, null, 2))
  print(options, { file, entries: archive.log.entries.length })
}

async function ready(options: ControlOptions, timeout: string): Promise<unknown> {
  const { readyWithin } = await import('./readiness.ts')
  return readyWithin(options, timeout)
}
