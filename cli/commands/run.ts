import type { Command } from 'commander'
import type { OperationResult } from '../../client/control.ts'
import { addControlOptions, addRequest, printResult, sendWorldRequest, type TextOptions } from '../control-request.ts'
import { buildQuery, parseNumberOrText, UsageError } from '../arguments.ts'
import {
  formatAddedFlow,
  formatArrivals,
  formatDiff,
  formatDrivenRun,
  formatFlows,
  formatInsertedRuns,
  formatRun,
  formatRuns,
} from '../result-text.ts'

export function addRunCommands(program: Command): void {
  addFlowCommand(program)
  addRunCommand(program)
  addBurstCommand(program)
  addArrivalsCommand(program)
  addDiffCommand(program)
}

function addFlowCommand(program: Command): void {
  const flow = program.command('flow').description('List the flows of a world, and add one.')
  addRequest<'listFlows'>(flow.command('list', { isDefault: true }).description('list the flows with their ids'), {
    buildRequest: () => ({ method: 'GET', path: '/flows' }),
    formatText: formatFlows,
  })
  const adding = flow.command('add <name>').description('add a flow without runs; omitted options get defaults')
  addRequest<'insertFlow'>(adding, {
    buildRequest: ({ ttl, environment, status, questions }, name) => {
      const { id: ids } = adding.opts<{ readonly id?: readonly string[] }>()
      const keys = questions?.split(',').map((key) => ({ key: key.trim() }))
      const body = { name, ttl, environment, status, questions: keys, ids: ids && parseIds(ids) }
      return { method: 'POST', path: '/flows', body }
    },
    formatText: formatAddedFlow,
  })
    .option('--ttl <duration>', 'time without a reply after which a run expires, such as 30m or 24h (default: 30m)')
    .option('--questions <keys>', 'the keys of its questions, separated by commas')
    .option('--environment <name>', 'its only environment: live or staging (default: both)')
    .option('--status <status>', 'published or draft (default: published)')
    .option('--id <vendor=id...>', 'its id at a vendor (default: generated)')
}

/** Parses ids such as "qyvo=3f2b8c1e-5d47-4a90-9c1b-7e0f5a2d6c31". @throws {UsageError} */
function parseIds(texts: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    texts.map((text) => {
      const [vendor = '', id = ''] = text.split('=')
      if (id === '') throw new UsageError(`--id "${text}" has no id; give one such as qyvo=<uuid>.`)
      return [vendor, id]
    }),
  )
}

const RUN_ENDS = { complete: 'completed', expire: 'expired', fail: 'failed', cancel: 'cancelled' } as const

function addRunCommand(program: Command): void {
  const run = program.command('run').description('List, insert and drive runs, by any vendor’s id or by number.')
  addRequest<'readRun'>(run.command('show <id>', { isDefault: true }).description('show a run'), {
    buildRequest: (_, id) => ({ method: 'GET', path: buildRunPath(id) }),
    formatText: formatRun,
  })
  addRequest<'listRuns'>(run.command('list').description('list runs, newest first'), {
    buildRequest: ({ status, flow, contact, limit }) => ({
      method: 'GET',
      path: `/runs${buildQuery({ status, flow, contact, limit })}`,
    }),
    formatText: formatRuns,
  })
    .option('--status <status>', 'only runs of this status')
    .option('--flow <flow>', 'only runs of this flow, by index, name or any vendor’s id')
    .option('--contact <contact>', 'only runs of this contact, by number or phone')
    .option('--limit <number>', 'most runs')
  addRequest<'insertRuns'>(run.command('insert').description('insert a run; omitted options get defaults'), {
    buildRequest: ({ flow, contact, name, phone, startedAt, end, endedAt, outcome }) => {
      const person = contact === undefined ? { name, phone } : parseNumberOrText(contact)
      const body = { flow: parseNumberOrText(flow ?? ''), contact: person, startedAt, end, endedAt, outcome }
      return { method: 'POST', path: '/runs', body }
    },
    formatText: formatInsertedRuns,
  })
    .requiredOption('--flow <flow>', 'its flow, by index, name or any vendor’s id')
    .option('--contact <contact>', 'its contact, by number or phone; else --name and --phone')
    .option('--name <text>', 'name of the contact, which is created if it does not exist')
    .option('--phone <phone>', 'phone of the contact, which is created if it does not exist')
    .option('--started-at <instant>', 'start time (default: now)')
    .option('--end <end>', 'completed, expired, failed, cancelled or never')
    .option('--ended-at <instant>', 'end time')
    .option('--outcome <outcome>', 'outcome of a completed run: accepted or rejected')
  addRequest<'driveRun'>(run.command('step <id>').description('give the next answer of the contact'), {
    buildRequest: (_, id) => ({ method: 'POST', path: buildRunPath(id), body: { step: true } }),
    formatText: formatDrivenRun,
  })
  for (const [verb, end] of Object.entries(RUN_ENDS)) {
    addRequest<'driveRun'>(run.command(`${verb} <id>`).description(`end a run as ${end}`), {
      buildRequest: (_, id) => ({ method: 'POST', path: buildRunPath(id), body: { end } }),
      formatText: formatDrivenRun,
    })
  }
}

function buildRunPath(id: string): string {
  return `/runs/${encodeURIComponent(id)}`
}

function addBurstCommand(program: Command): void {
  const burst = program.command('burst <count>').description('Create many runs at once or over a duration.')
  addRequest<'createBurst'>(burst, {
    buildRequest: ({ flow, at, duration }, count) => ({
      method: 'POST',
      path: '/bursts',
      body: { count: parseNumberOrText(count), at, duration, ...parseFlow(flow) },
    }),
    formatText: (arrivals, _, count) => `Added a burst of ${count} runs.\n${formatArrivals(arrivals)}`,
  })
    .option('--flow <flow>', 'only of this flow, by index, name or any vendor’s id')
    .option('--at <instant>', 'time of the first run (default: now)')
    .option('--duration <duration>', 'spread the runs over this duration (default: all at one instant)')
}

function addArrivalsCommand(program: Command): void {
  const arrivals = program
    .command('arrivals [interval]')
    .description('Show the arrival rate, or set the interval between new runs; none stops them.')
  addRequest<'readArrivals'>(arrivals, {
    buildRequest: ({ flow }, interval?: string) => {
      if (interval === undefined) return { method: 'GET', path: '/arrivals' }
      const body = { interval: interval === 'none' ? null : interval, ...parseFlow(flow) }
      return { method: 'PUT', path: '/arrivals', body }
    },
    formatText: formatArrivals,
  }).option('--flow <flow>', 'only of this flow, by index, name or any vendor’s id')
}

function parseFlow(flow: string | undefined): { readonly flow?: number | string } {
  return flow === undefined ? {} : { flow: parseNumberOrText(flow) }
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
      const diff = response as OperationResult<'readDiff'>
      printResult(options, diff, formatDiff)
      const { comparable, runs, next, contacts, settings } = diff
      const differs = !comparable || next !== null || runs.length + contacts.length + settings.length > 0
      if (differs) process.exitCode = 1
    })
}
