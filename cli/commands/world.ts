import type { Command } from 'commander'
import { addRequest, sendControlRequest } from '../control-request.ts'
import { parseWholeNumber } from '../parse-value.ts'

export function addWorldCommands(program: Command): void {
  addWorldCommand(program)
  addClockCommand(program)
  const snapshot = program.command('snapshot')
  snapshot.description('Print a snapshot of a world, from which a world can be created.')
  addRequest(snapshot, () => ({ method: 'GET', path: '/snapshot' }))
  const deliveries = program.command('deliveries').description('Show the newest webhook deliveries.')
  addRequest(deliveries, () => ({ method: 'GET', path: '/deliveries' }))
}

function addWorldCommand(program: Command): void {
  const world = program.command('world').description('List, create, fork, reset and delete worlds.')
  const list = world.command('list', { isDefault: true }).description('list all worlds')
  addRequest(list, () => ({ method: 'GET', path: '/worlds' }), sendControlRequest)
  const create = world.command('create <name>').description('create a world')
  addRequest(
    create,
    ({ seed, runs, fixture, scenario, vendor, now, clock }, name) => {
      const count = runs === undefined ? undefined : parseWholeNumber('--runs', runs)
      const body = { name, seed, runs: count, fixture, scenario, vendor, now, clock }
      return { method: 'POST', path: '/worlds', body }
    },
    sendControlRequest,
  )
    .option('--seed <text>', 'seed of the data')
    .option('--runs <number>', 'number of initial runs')
    .option('--fixture <name>', 'start from a fixture: busy, default, edges, empty or single')
    .option('--scenario <id>', 'start from a paging scenario with its fault rules')
    .option('--vendor <name>', 'restrict the scenario to one vendor')
    .option('--now <instant>', 'initial time')
    .option('--clock <mode>', 'live, frozen, or a speed such as 60x')
  const fork = world.command('fork <name>').description('create a copy of --world')
  addRequest(
    fork,
    (options, name) => ({ method: 'POST', path: '/worlds', body: { name, from: options.world } }),
    sendControlRequest,
  )
  const reset = world.command('reset').description('reset --world to its initial state')
  addRequest(reset, () => ({ method: 'POST', path: '/reset' }))
  addRequest(world.command('delete').description('delete --world'), () => ({ method: 'DELETE', path: '' }))
}

/** Movements of the clock: the command, its description and the body of its request. */
const CLOCK_MOVES: readonly (readonly [command: string, description: string, body: (text: string) => object])[] = [
  ['advance <duration>', 'advance by a duration, such as 31m or PT31M', (advance) => ({ advance })],
  ['to <instant>', 'advance to a time', (to) => ({ to })],
  ['next', 'advance to the next event', () => ({ next: 'event' })],
  ['mode <mode>', 'live, frozen, or a speed such as 60x', (mode) => ({ clock: mode })],
]

function addClockCommand(program: Command): void {
  const clock = program.command('clock').description('Read or move the clock of a world.')
  const read = clock.command('read', { isDefault: true }).description('show the time and the mode')
  addRequest(read, () => ({ method: 'GET', path: '/clock' }))
  for (const [name, description, buildBody] of CLOCK_MOVES) {
    addRequest(clock.command(name).description(description), (_, text) => ({
      method: 'POST',
      path: '/clock',
      body: buildBody(text),
    }))
  }
}
