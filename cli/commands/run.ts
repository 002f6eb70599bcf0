import type { Command } from 'commander'
import { printWorldResponse, type WorldOptions, runWorldRequest, addControlOptions } from './world.ts'
import type { EnvOptions } from './env.ts'
import type { ShowOptions } from './show.ts'

type TextOptions = WorldOptions & Readonly<Record<string, string | undefined>>

/** Adds the verbs that bring runs into a world, compare worlds, and show what clients get of them. */
export function addRunToolCommands(program: Command): void {
  addArrivalCommands(program)
  addDiffCommand(program)
  addShowCommand(program)
  addEnvCommand(program)
}

/** Adds to `run` what tells of runs and drives them. */
export function addRunSubcommands(run: Command): void {
  addControlOptions(run.command('list').description('runs, newest first'))
    .option('--status <status>', 'only runs of this status')
    .option('--flow <flow>', 'only runs of this flow, by index or any vendor’s id')
    .option('--contact <contact>', 'only runs of this contact, by number or phone')
    .option('--limit <number>', 'how many at most')
    .action(async ({ status, flow, contact, limit, ...options }: TextOptions) => {
      const query = buildQuery({ status, flow, contact, limit })
      await runWorldRequest(options, { method: 'GET', path: `/runs${query}` })
    })
  addControlOptions(run.command('insert').description('tell of a run; what is left out takes its usual course'))
    .requiredOption('--flow <flow>', 'its flow, by index or any vendor’s id')
    .option('--contact <contact>', 'who takes part, by number or phone; else --name and --phone')
    .option('--name <text>', 'the name of somebody, who is made if need be')
    .option('--phone <phone>', 'the phone of somebody, who is made if need be')
    .option('--started-at <instant>', 'when the flow took it up (default: now)')
    .option('--end <end>', 'how it ends: completed, expired, failed, cancelled or never')
    .option('--ended-at <instant>', 'when it ends')
    .option('--outcome <outcome>', 'what a completed run decides: accepted or rejected')
    .action(async ({ flow, contact, name, phone, startedAt, end, endedAt, outcome, ...options }: TextOptions) => {
      const who = contact === undefined ? { name, phone } : parseNumberOrText(contact)
      const body = { flow: parseNumberOrText(flow ?? ''), contact: who, startedAt, end, endedAt, outcome }
      await runWorldRequest(options, { method: 'POST', path: '/runs', body })
    })
  addControlOptions(run.command('step <id>').description('let its contact give the next answer')).action(
    async (id: string, options: WorldOptions) =>
      runWorldRequest(options, { method: 'POST', path: `/runs/${encodeURIComponent(id)}`, body: { step: true } }),
  )
}

function addArrivalCommands(program: Command): void {
  addControlOptions(
    program.command('burst <count>').description('Let many runs arrive, at one instant or spread over a time.'),
  )
    .option('--flow <flow>', 'of this flow only, by index or any vendor’s id')
    .option('--at <instant>', 'when it begins (default: now)')
    .option('--spread <duration>', 'over how long the runs arrive (default: at one instant)')
    .action(async (count: string, { flow, at, spread, ...options }: TextOptions) => {
      const body = {
        count: parseNumberOrText(count),
        at,
        spread,
        ...(flow === undefined ? {} : { flow: parseNumberOrText(flow) }),
      }
      await runWorldRequest(options, { method: 'POST', path: '/bursts', body })
    })
  addControlOptions(
    program.command('arrivals [every]').description('Show what arrives; or let a run arrive every so often, or none.'),
  )
    .option('--flow <flow>', 'of this flow only, by index or any vendor’s id')
    .action(async (every: string | undefined, { flow, ...options }: TextOptions) => {
      if (every === undefined) return runWorldRequest(options, { method: 'GET', path: '/arrivals' })
      const body = {
        every: every === 'none' ? null : every,
        ...(flow === undefined ? {} : { flow: parseNumberOrText(flow) }),
      }
      return runWorldRequest(options, { method: 'PUT', path: '/arrivals', body })
    })
}

function addDiffCommand(program: Command): void {
  addControlOptions(
    program.command('diff <world> [against]').description('Compare two worlds, or two instants of one.'),
  )
    .option('--from <instant>', 'an instant of the world')
    .option('--to <instant>', 'another instant of it (default: now)')
    .option('--after <number>', 'only runs with a greater number, as "next" says')
    .option('--limit <number>', 'how many runs at most')
    .addHelpText('after', '\nExit codes: 0 no difference, 1 some, or refused, 2 wrong usage or nothing answers.')
    .action(async (world: string, against: string | undefined, { from, to, after, limit, ...options }: TextOptions) => {
      const query = buildQuery({ against, from, to, after, limit })
      const found = await printWorldResponse({ ...options, world }, { method: 'GET', path: `/diff${query}` })
      const { comparable, runs, next, contacts, settings } = found as DiffResponse
      const differs = !comparable || next !== null || runs.length + contacts.length + settings.length > 0
      if (differs) process.exitCode = 1
    })
}

interface DiffResponse {
  readonly comparable: boolean
  readonly runs: readonly unknown[]
  readonly next: number | null
  readonly contacts: readonly unknown[]
  readonly settings: readonly unknown[]
}

function addShowCommand(program: Command): void {
  program
    .command('show')
    .description('Print the record of a run just as a vendor serves it; without --url no server is needed.')
    .requiredOption('--index <number>', 'which run: negative ones are history, 0 is the first to arrive')
    .requiredOption('--vendor <name>', 'qyvo, recrubo, rapidpro or idnow')
    .option('--url <url>', 'ask this server, rather than compute it here')
    .option('--token <text>', 'the control token of a server beyond this machine')
    .option('--world <name>', 'which world of the server', 'default')
    .option('--seed <text>', 'same seed, same data', '42')
    .option('--runs <number>', 'runs that exist at the start', '1000')
    .option('--every <duration>', 'time between arrivals', '2m')
    .option('--now <instant>', 'the instant at which the world starts')
    .option('--at <instant>', 'the instant to look at (default: the start)')
    .option('--json', 'print one line of JSON')
    .action(async ({ json, ...options }: ShowOptions & { readonly json?: boolean }) => {
      const { fetchVendorRecord } = await import('./show.ts')
      console.log(JSON.stringify(await fetchVendorRecord(options), null, json === true ? 0 : 2))
    })
}

function addEnvCommand(program: Command): void {
  program
    .command('env <vendor>')
    .description('Print what turns a vendor’s client to the twin: eval "$(flowtwin env qyvo)".')
    .option('--url <url>', 'where the server is', 'http://127.0.0.1:4010')
    .option('--world <name>', 'which world', 'default')
    .option('--format <format>', 'shell, dotenv, json or github', 'shell')
    .option('--unset', 'print what takes it back')
    .action(async (vendor: string, options: EnvOptions) => {
      const { formatEnv } = await import('./env.ts')
      console.log(formatEnv(vendor, options))
    })
}

/** A whole number as such, anything else as it is. */
function parseNumberOrText(text: string): number | string {
  return /^-?\d{1,15}$/.test(text) ? Number(text) : text
}

function buildQuery(given: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(given)) if (value !== undefined) query.set(name, value)
  return query.size === 0 ? '' : `?${query.toString()}`
}
