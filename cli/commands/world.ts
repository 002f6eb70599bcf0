import type { Command } from 'commander'
import {
  addControlOptions,
  printJson,
  printWorldResponse,
  sendControlRequest,
  type TextOptions,
  type WorldOptions,
} from '../control-request.ts'
import { parseWholeNumber } from '../parse-value.ts'

export function addWorldCommands(program: Command): void {
  addWorldCommand(program)
  addClockCommand(program)
  addReadCommand(program, 'snapshot', 'Print a snapshot of a world, from which a world can be created.')
  addReadCommand(program, 'deliveries', 'Show the newest webhook deliveries.')
}

function addWorldCommand(program: Command): void {
  const world = program.command('world').description('List, create, fork, reset and delete worlds.')
  addControlOptions(world.command('list', { isDefault: true }).description('list all worlds')).action(
    async (options: WorldOptions) =>
      printJson(options, await sendControlRequest(options, { method: 'GET', path: '/worlds' })),
  )
  addControlOptions(world.command('create <name>').description('create a world'))
    .option('--seed <text>', 'seed of the data')
    .option('--runs <number>', 'number of initial runs')
    .option('--fixture <name>', 'start from a fixture: busy, default, edges, empty or single')
    .option('--scenario <id>', 'start from a paging scenario with its fault rules')
    .option('--vendor <name>', 'restrict the scenario to one vendor')
    .option('--now <instant>', 'initial time')
    .option('--clock <mode>', 'live, frozen, or a speed such as 60x')
    .action(async (name: string, given: TextOptions) => {
      const { seed, runs, fixture, scenario, vendor, now, clock, ...options } = given
      const count = runs === undefined ? undefined : parseWholeNumber('--runs', runs)
      const body = { name, seed, runs: count, fixture, scenario, vendor, now, clock }
      printJson(options, await sendControlRequest(options, { method: 'POST', path: '/worlds', body }))
    })
  addControlOptions(world.command('fork <name>').description('create a copy of --world')).action(
    async (name: string, options: WorldOptions) => {
      const body = { name, from: options.world }
      printJson(options, await sendControlRequest(options, { method: 'POST', path: '/worlds', body }))
    },
  )
  addControlOptions(world.command('reset').description('reset --world to its initial state')).action(
    async (options: WorldOptions) => printWorldResponse(options, { method: 'POST', path: '/reset' }),
  )
  addControlOptions(world.command('delete').description('delete --world')).action(async (options: WorldOptions) =>
    printWorldResponse(options, { method: 'DELETE', path: '' }),
  )
}

function addClockCommand(program: Command): void {
  const clock = program.command('clock').description('Read or move the clock of a world.')
  addControlOptions(clock.command('read', { isDefault: true }).description('show the time and the mode')).action(
    async (options: WorldOptions) => printWorldResponse(options, { method: 'GET', path: '/clock' }),
  )
  addControlOptions(
    clock.command('advance <duration>').description('advance by a duration, such as 31m or PT31M'),
  ).action(async (advance: string, options: WorldOptions) => moveClock(options, { advance }))
  addControlOptions(clock.command('to <instant>').description('advance to a time')).action(
    async (to: string, options: WorldOptions) => moveClock(options, { to }),
  )
  addControlOptions(clock.command('next').description('advance to the next event')).action(
    async (options: WorldOptions) => moveClock(options, { next: 'event' }),
  )
  addControlOptions(clock.command('mode <mode>').description('live, frozen, or a speed such as 60x')).action(
    async (mode: string, options: WorldOptions) => moveClock(options, { clock: mode }),
  )
}

async function moveClock(options: WorldOptions, body: object): Promise<void> {
  await printWorldResponse(options, { method: 'POST', path: '/clock', body })
}

function addReadCommand(program: Command, name: string, description: string): void {
  addControlOptions(program.command(name).description(description)).action(async (options: WorldOptions) =>
    printWorldResponse(options, { method: 'GET', path: `/${name}` }),
  )
}
