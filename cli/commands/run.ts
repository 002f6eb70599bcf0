import type { Command } from 'commander'
import { addControlOptions, addRequest, printJson, sendWorldRequest, type TextOptions } from '../control-request.ts'
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
  const show = run.command('show <id>', { isDefault: true }).description('show a run')
  addRequest(show, (_, id) => ({ method: 'GET', path: buildRunPath(id) }))
  addRequest(run.command('list').description('list runs, newest first'), ({ status, flow, contact, limit }) => ({
    method: 'GET',
    path: `/runs${buildQuery({ status, flow, contact, limit })}`,
  }))
    .option('--status <status>', 'only runs of this status')
    .option('--flow <flow>', 'only runs of this flow, by index or any vendor’s id')
    .option('--contact <contact>', 'only runs of this contact, by number or phone')
    .option('--limit <number>', 'most runs')
  const insert = run.command('insert').description('insert a run; omitted options get defaults')
  addRequest(insert, ({ flow, contact, name, phone, startedAt, end, endedAt, outcome }) => {
    const person = contact === undefined ? { name, phone } : parseNumberOrText(contact)
    const body = { flow: parseNumberOrText(flow ?? ''), contact: person, startedAt, end, endedAt, outcome }
    return { method: 'POST', path: '/runs', body }
  })
    .requiredOption('--flow <flow>', 'its flow, by index or any vendor’s id')
    .option('--contact <contact>', 'its contact, by number or phone; else --name and --phone')
    .option('--name <text>', 'name of the contact, which is created if it does not exist')
    .option('--phone <phone>', 'phone of the contact, which is created if it does not exist')
    .option('--started-at <instant>', 'start time (default: now)')
    .option('--end <end>', 'completed, expired, failed, cancelled or never')
    .option('--ended-at <instant>', 'end time')
    .option('--outcome <outcome>', 'outcome of a completed run: accepted or rejected')
  const step = run.command('step <id>').description('give the next answer of the contact')
  addRequest(step, (_, id) => ({ method: 'POST', path: buildRunPath(id), body: { step: true } }))
  for (const [verb, end] of Object.entries(RUN_ENDS)) {
    const command = run.command(`${verb} <id>`).description(`end a run as ${end}`)
    addRequest(command, (_, id) => ({ method: 'POST', path: buildRunPath(id), body: { end } }))
  }
}

function buildRunPath(id: string): string {
  return `/runs/${encodeURIComponent(id)}`
}

function addBurstCommand(program: Command): void {
  const burst = program.command('burst <count>').description('Create many runs at once or over a duration.')
  addRequest(burst, ({ flow, at, duration }, count) => ({
    method: 'POST',
    path: '/bursts',
    body: { count: parseNumberOrText(count), at, duration, ...parseFlow(flow) },
  }))
    .option('--flow <flow>', 'only of this flow, by index or any vendor’s id')
    .option('--at <instant>', 'time of the first run (default: now)')
    .option('--duration <duration>', 'spread the runs over this duration (default: all at one instant)')
}

function addArrivalsCommand(program: Command): void {
  const arrivals = program
    .command('arrivals [interval]')
    .description('Show the arrival rate, or set the interval between new runs; none stops them.')
  addRequest(arrivals, ({ flow }, interval?: string) => {
    if (interval === undefined) return { method: 'GET', path: '/arrivals' }
    const body = { interval: interval === 'none' ? null : interval, ...parseFlow(flow) }
    return { method: 'PUT', path: '/arrivals', body }
  }).option('--flow <flow>', 'only of this flow, by index or any vendor’s id')
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
