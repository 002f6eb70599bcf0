import type { Command } from 'commander'
import {
  addControlOptions,
  printJson,
  printWorldResponse,
  sendWorldRequest,
  type TextOptions,
  type WorldOptions,
} from '../control-request.ts'
import { buildQuery, parseNumberOrText } from '../parse-value.ts'

export function addRunCommands(program: Command): void {
  addRunCommand(program)
  addBurstCommand(program)
  addArrivalsCommand(program)
  addDiffCommand(program)
}

const RUN_ENDS = { complete: 'completed', expire: 'expired', fail: 'failed', cancel: 'cancelled' } as const

function addRunCommand(program: Command): void {
  const run = program.command('run').description('List, insert and drive runs, by any vendor’s id or by number.')
  addControlOptions(run.command('show <id>', { isDefault: true }).description('show a run')).action(
    async (id: string, options: WorldOptions) =>
      printWorldResponse(options, { method: 'GET', path: `/runs/${encodeURIComponent(id)}` }),
  )
  addControlOptions(run.command('list').description('list runs, newest first'))
    .option('--status <status>', 'only runs of this status')
    .option('--flow <flow>', 'only runs of this flow, by index or any vendor’s id')
    .option('--contact <contact>', 'only runs of this contact, by number or phone')
    .option('--limit <number>', 'most runs')
    .action(async ({ status, flow, contact, limit, ...options }: TextOptions) => {
      const query = buildQuery({ status, flow, contact, limit })
      await printWorldResponse(options, { method: 'GET', path: `/runs${query}` })
    })
  addControlOptions(run.command('insert').description('insert a run; omitted options get defaults'))
    .requiredOption('--flow <flow>', 'its flow, by index or any vendor’s id')
    .option('--contact <contact>', 'its contact, by number or phone; else --name and --phone')
    .option('--name <text>', 'name of the contact, which is created if it does not exist')
    .option('--phone <phone>', 'phone of the contact, which is created if it does not exist')
    .option('--started-at <instant>', 'start time (default: now)')
    .option('--end <end>', 'completed, expired, failed, cancelled or never')
    .option('--ended-at <instant>', 'end time')
    .option('--outcome <outcome>', 'outcome of a completed run: accepted or rejected')
    .action(async ({ flow, contact, name, phone, startedAt, end, endedAt, outcome, ...options }: TextOptions) => {
      const person = contact === undefined ? { name, phone } : parseNumberOrText(contact)
      const body = { flow: parseNumberOrText(flow ?? ''), contact: person, startedAt, end, endedAt, outcome }
      await printWorldResponse(options, { method: 'POST', path: '/runs', body })
    })
  addControlOptions(run.command('step <id>').description('give the next answer of the contact')).action(
    async (id: string, options: WorldOptions) => driveRun(id, options, { step: true }),
  )
  for (const [verb, end] of Object.entries(RUN_ENDS)) {
    addControlOptions(run.command(`${verb} <id>`).description(`end a run as ${end}`)).action(
      async (id: string, options: WorldOptions) => driveRun(id, options, { end }),
    )
  }
}

async function driveRun(id: string, options: WorldOptions, body: object): Promise<void> {
  await printWorldResponse(options, { method: 'POST', path: `/runs/${encodeURIComponent(id)}`, body })
}

function addBurstCommand(program: Command): void {
  addControlOptions(program.command('burst <count>').description('Create many runs at once or over a duration.'))
    .option('--flow <flow>', 'only of this flow, by index or any vendor’s id')
    .option('--at <instant>', 'time of the first run (default: now)')
    .option('--duration <duration>', 'spread the runs over this duration (default: all at one instant)')
    .action(async (count: string, { flow, at, duration, ...options }: TextOptions) => {
      const body = { count: parseNumberOrText(count), at, duration, ...parseFlow(flow) }
      await printWorldResponse(options, { method: 'POST', path: '/bursts', body })
    })
}

function addArrivalsCommand(program: Command): void {
  addControlOptions(
    program
      .command('arrivals [interval]')
      .description('Show the arrival rate, or set the interval between new runs; none stops them.'),
  )
    .option('--flow <flow>', 'only of this flow, by index or any vendor’s id')
    .action(async (interval: string | undefined, { flow, ...options }: TextOptions) => {
      if (interval === undefined) return printWorldResponse(options, { method: 'GET', path: '/arrivals' })
      const body = { interval: interval === 'none' ? null : interval, ...parseFlow(flow) }
      return printWorldResponse(options, { method: 'PUT', path: '/arrivals', body })
    })
}

function parseFlow(flow: string | undefined): { readonly flow?: number | string } {
  return flow === undefined ? {} : { flow: parseNumberOrText(flow) }
}

interface DiffResponse {
  readonly comparable: boolean
  readonly runs: readonly unknown[]
  readonly next: number | null
  readonly contacts: readonly unknown[]
  readonly settings: readonly unknown[]
}

function addDiffCommand(program: Command): void {
  addControlOptions(
    program.command('diff <world> [against]').description('Compare two worlds, or two times of one world.'),
  )
    .option('--from <instant>', 'first time')
    .option('--to <instant>', 'second time (default: now)')
    .option('--after <number>', 'only runs with a greater number, as `next` of the previous page')
    .option('--limit <number>', 'most runs')
    .addHelpText(
      'after',
      '\nExit codes: 0 no difference, 1 differences or an error response, 2 wrong usage or no server.',
    )
    .action(async (world: string, against: string | undefined, { from, to, after, limit, ...options }: TextOptions) => {
      const query = buildQuery({ against, from, to, after, limit })
      const response = await sendWorldRequest({ ...options, world }, { method: 'GET', path: `/diff${query}` })
      printJson(options, response)
      const { comparable, runs, next, contacts, settings } = response as DiffResponse
      const differs = !comparable || next !== null || runs.length + contacts.length + settings.length > 0
      if (differs) process.exitCode = 1
    })
}
