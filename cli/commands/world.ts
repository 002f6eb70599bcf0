import type { Command } from 'commander'
import type { OperationResult } from '../../client/control.ts'
import { serializeJson } from '../../contracts/kit/printable-text.ts'
import {
  addControlOptions,
  addRequest,
  printJson,
  printResult,
  sendControlRequest,
  sendWorldRequest,
  type WorldOptions,
} from '../control-request.ts'
import { parseChoice, parseWholeNumber, readSnapshotFile } from '../arguments.ts'
import {
  formatClock,
  formatClockUpdate,
  formatDeliveries,
  formatWebhooks,
  formatWorld,
  formatWorlds,
} from '../result-text.ts'

export function addWorldCommands(program: Command): void {
  addWorldCommand(program)
  addClockCommand(program)
  addSnapshotCommand(program)
  const deliveries = program.command('deliveries').description('Show the newest webhook deliveries.')
  addRequest<'readDeliveries'>(deliveries, {
    buildRequest: () => ({ method: 'GET', path: '/deliveries' }),
    formatText: formatDeliveries,
  })
  addWebhookCommand(program)
}

function addSnapshotCommand(program: Command): void {
  const snapshot = program.command('snapshot')
  snapshot.description(
    'Save a world as a snapshot, and load one. It contains all written data unmasked, credentials included.',
  )
  const save = snapshot.command('save [file]', { isDefault: true })
  addControlOptions(save.description('write --world to a file, or print it')).action(async () => {
    const options = save.opts<WorldOptions>()
    const [file] = save.args
    const value = await sendWorldRequest(options, { method: 'GET', path: '/snapshot' })
    if (file === undefined) return printJson(options, value)
    const { getFileSystem, terminal } = await import('../terminal.ts')
    getFileSystem(terminal).write(file, `${serializeJson(value, 2)}\n`)
    printResult(options, { file }, () => `Saved world "${options.world}" to ${file}.`)
  })
  addRequest<'importSnapshot'>(
    snapshot.command('load <file>').description('create --world from a file, or replace it'),
    {
      buildRequest: async (_, file = '') => ({ method: 'PUT', path: '/snapshot', body: await readSnapshotFile(file) }),
      formatText: (loaded) => formatWorld('Loaded', loaded),
    },
  )
}

function addWebhookCommand(program: Command): void {
  const webhook = program.command('webhook').description("List, add and remove IDnow's webhooks, which its API lacks.")
  addRequest<'listWebhooks'>(webhook.command('list', { isDefault: true }).description('list the webhooks of a world'), {
    buildRequest: () => ({ method: 'GET', path: '/webhooks' }),
    formatText: formatWebhooks,
  })
  addRequest<'createWebhook'>(webhook.command('add <url>').description('send events to a URL'), {
    buildRequest: ({ environment, events }, url) => {
      const body = { url, environment, events: events?.split(',').map((event) => event.trim()) }
      return { method: 'POST', path: '/webhooks', body }
    },
    formatText: (created) => formatWebhooks({ webhooks: [created] }),
  })
    .option('--environment <name>', 'live or staging (default: live)')
    .option('--events <names>', 'the events, separated by commas (default: all)')
  addRequest<'deleteWebhook'>(webhook.command('remove <id>').description('remove a webhook'), {
    buildRequest: (_, id) => ({ method: 'DELETE', path: `/webhooks/${encodeURIComponent(id ?? '')}` }),
    formatText: () => 'Removed the webhook.',
  })
}

function addWorldCommand(program: Command): void {
  const world = program.command('world').description('List, create, fork, reset and delete worlds.')
  addRequest<'listWorlds'>(world.command('list', { isDefault: true }).description('list all worlds'), {
    buildRequest: () => ({ method: 'GET', path: '/worlds' }),
    formatText: formatWorlds,
    send: sendControlRequest,
  })
  const create = world.command('create <name>').description('create a world')
  addRequest<'createWorld'>(create, {
    buildRequest: async ({ data: path, seed, runs, every, fixture, scenario, vendor, now, clock }, name) => {
      const count = runs === undefined ? undefined : parseWholeNumber('--runs', runs)
      // The YAML parser is loaded only for a file.
      const data = path === undefined ? undefined : (await import('../own-data-file.ts')).readOwnDataFile(path).data
      const body = { name, data, seed, runs: count, every, fixture, scenario, vendor, now, clock }
      return { method: 'POST', path: '/worlds', body }
    },
    formatText: (created) => formatWorld('Created', created),
    send: sendControlRequest,
  })
    .option('--data <path>', 'file with your own flows, contacts and runs')
    .option('--seed <text>', 'seed of the data')
    .option('--every <duration>', 'interval between new runs')
    .option('--runs <number>', 'number of initial runs')
    .option('--fixture <name>', 'start from a fixture: busy, default, edges, empty or single')
    .option('--scenario <id>', 'start from a paging scenario with its fault rules')
    .option('--vendor <name>', 'restrict the scenario to one vendor')
    .option('--now <instant>', 'initial time')
    .option('--clock <mode>', 'live, frozen, or a speed such as 60x')
  const exporting = world.command('export').description('print --world as a snapshot, or as a file of own data')
  addControlOptions(exporting)
    .option('--as <form>', 'snapshot or data', 'snapshot')
    .action(async (options: WorldOptions & { readonly as: string }) => {
      const form = parseChoice('--as', options.as, ['snapshot', 'data'])
      const value = await sendWorldRequest(options, { method: 'GET', path: `/${form}` })
      if (form === 'snapshot' || options.json === true) return printJson(options, value)
      const { formatOwnData } = await import('../own-data-file.ts')
      console.log(formatOwnData(value, `Exported from world "${options.world}".`))
    })
  addRequest<'createWorld'>(world.command('fork <name>').description('create a copy of --world'), {
    buildRequest: (options, name) => ({ method: 'POST', path: '/worlds', body: { name, from: options.world } }),
    formatText: (created, options) => formatWorld(`Forked world "${options.world}" as`, created),
    send: sendControlRequest,
  })
  addRequest<'resetWorld'>(world.command('reset').description('reset --world to its initial state'), {
    buildRequest: () => ({ method: 'POST', path: '/reset', body: {} }),
    formatText: (reset) => formatWorld('Reset', reset),
  })
  addRequest<'deleteWorld'>(world.command('delete').description('delete --world'), {
    buildRequest: () => ({ method: 'DELETE', path: '' }),
    formatText: (_, options) => `Deleted world "${options.world}".`,
  })
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
  addRequest<'readClock'>(clock.command('read', { isDefault: true }).description('show the time and the mode'), {
    buildRequest: () => ({ method: 'GET', path: '/clock' }),
    formatText: formatClock,
  })
  for (const [name, description, buildBody] of CLOCK_MOVES) {
    const command = clock.command(name).description(description)
    addControlOptions(command).action(async () => {
      const options = command.opts<WorldOptions>()
      const [text = ''] = command.args
      // A change of the mode moves nothing.
      const before = options.json === true || name.startsWith('mode') ? null : await readClock(options)
      const body = buildBody(text)
      const update = await sendWorldRequest(options, { method: 'POST', path: '/clock', body })
      printResult(options, update as OperationResult<'updateClock'>, (value) => formatClockUpdate(value, before))
    })
  }
}

async function readClock(options: WorldOptions): Promise<OperationResult<'readClock'>> {
  return (await sendWorldRequest(options, { method: 'GET', path: '/clock' })) as OperationResult<'readClock'>
}
