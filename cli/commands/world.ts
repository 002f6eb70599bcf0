import type { Command } from 'commander'
import type { ControlOptions, ControlRequest } from '../control-request.ts'

/** What every verb is told. */
export type WorldOptions = ControlOptions & { readonly world: string; readonly json?: boolean }

/** Adds the verbs that control a running twin; each is one request to its control API. */
export function addWorldCommands(program: Command, addTelling: (run: Command) => void): void {
  addClockCommand(program)
  addWorldCommand(program)
  addRunCommand(program, addTelling)
  addReadCommand(program, 'deliveries', 'Show the newest messages to webhooks.')
  addReadCommand(program, 'capsule', 'Print a world as a capsule, from which it can be made again.')
}

function addClockCommand(program: Command): void {
  const clock = program.command('clock').description('Read or move the clock of a world of a running server.')
  const moves = [
    ['advance <duration>', 'let time pass at once, such as 31m or PT31M', (by: string) => ({ advance: by })],
    ['to <instant>', 'let time pass until an instant', (at: string) => ({ to: at })],
    ['next', 'let time pass until something happens by itself', () => ({ next: 'event' })],
    ['mode <mode>', 'live, frozen, or a speed such as 60x', (mode: string) => ({ clock: mode })],
  ] as const
  for (const [name, description, body] of moves) {
    const takesValue = name.includes('<')
    addControlOptions(clock.command(name).description(description)).action(async (...given: unknown[]) => {
      const value = takesValue ? String(given[0]) : ''
      await runWorldRequest(given[takesValue ? 1 : 0] as WorldOptions, {
        method: 'POST',
        path: '/clock',
        body: body(value),
      })
    })
  }
  addControlOptions(clock.command('read', { isDefault: true }).description('what it shows, and how it goes')).action(
    async (options: WorldOptions) => runWorldRequest(options, { method: 'GET', path: '/clock' }),
  )
}

function addWorldCommand(program: Command): void {
  const world = program.command('world').description('List, make, fork, reset and delete worlds of a running server.')
  addControlOptions(world.command('list', { isDefault: true }).description('all worlds')).action(
    async (options: WorldOptions) => runControlRequest(options, { method: 'GET', path: '/worlds' }),
  )
  addControlOptions(world.command('create <name>').description('make one'))
    .option('--seed <text>', 'same seed, same data')
    .option('--runs <number>', 'runs that exist at the start')
    .option('--fixture <name>', 'begin as a named fixture: busy, default, edges, empty or single')
    .option('--hazard <id>', 'begin as the world that shows a hazard, with its rules armed')
    .option('--vendor <name>', 'the only vendor with whom the hazard is to happen')
    .option('--now <instant>', 'the instant at which it starts')
    .option('--clock <mode>', 'live, frozen, or a speed such as 60x')
    .action(
      async (
        name: string,
        {
          seed,
          runs,
          fixture,
          hazard,
          vendor,
          now,
          clock,
          ...options
        }: WorldOptions & Readonly<Record<string, string>>,
      ) => {
        const count = runs === undefined ? undefined : Number(runs)
        const given = { name, seed, fixture, hazard, vendor, runs: count, now, clock }
        await runControlRequest(options, { method: 'POST', path: '/worlds', body: given })
      },
    )
  addControlOptions(world.command('fork <name>').description('make one that begins as --world is now')).action(
    async (name: string, options: WorldOptions) =>
      runControlRequest(options, { method: 'POST', path: '/worlds', body: { name, from: options.world } }),
  )
  addControlOptions(world.command('reset').description('put --world back to where it began')).action(
    async (options: WorldOptions) => runWorldRequest(options, { method: 'POST', path: '/reset' }),
  )
  addControlOptions(world.command('delete').description('forget --world')).action(async (options: WorldOptions) =>
    runWorldRequest(options, { method: 'DELETE', path: '' }),
  )
}

function addRunCommand(program: Command, addTelling: (run: Command) => void): void {
  const run = program
    .command('run')
    .description('Look at a run, tell of one, or drive it, by any vendor’s id or its number.')
  addTelling(run)
  addControlOptions(run.command('show <id>', { isDefault: true }).description('the run as it is')).action(
    async (id: string, options: WorldOptions) =>
      runWorldRequest(options, { method: 'GET', path: `/runs/${encodeURIComponent(id)}` }),
  )
  const ends = { complete: 'completed', expire: 'expired', fail: 'failed', cancel: 'cancelled' }
  for (const [verb, end] of Object.entries(ends)) {
    addControlOptions(run.command(`${verb} <id>`).description(`end it now: ${end}`)).action(
      async (id: string, options: WorldOptions) =>
        runWorldRequest(options, { method: 'POST', path: `/runs/${encodeURIComponent(id)}`, body: { end } }),
    )
  }
}

function addReadCommand(program: Command, name: string, description: string): void {
  addControlOptions(program.command(name).description(description)).action(async (options: WorldOptions) =>
    runWorldRequest(options, { method: 'GET', path: `/${name}` }),
  )
}

/** Adds the options that every verb has. */
export function addControlOptions(command: Command): Command {
  return command
    .option('--url <url>', 'where the server is', 'http://127.0.0.1:4010')
    .option('--token <text>', 'the control token of a server beyond this machine')
    .option('--world <name>', 'which world', 'default')
    .option('--json', 'print one line of JSON')
}

export async function runWorldRequest(options: WorldOptions, request: ControlRequest): Promise<void> {
  await printWorldResponse(options, request)
}

/** As `send`, for those who look at the answer too. */
export async function printWorldResponse(options: WorldOptions, request: ControlRequest): Promise<unknown> {
  const answer = await requestWorld(options, request)
  printJson(options, answer)
  return answer
}

/** Asks inside the world that the options name. */
export async function requestWorld(options: WorldOptions, request: ControlRequest): Promise<unknown> {
  return requestControl(options, { ...request, path: `/worlds/${encodeURIComponent(options.world)}${request.path}` })
}

async function runControlRequest(options: WorldOptions, request: ControlRequest): Promise<void> {
  printJson(options, await requestControl(options, request))
}

/** Asks outside of any world. */
export async function requestControl(options: WorldOptions, request: ControlRequest): Promise<unknown> {
  const { sendControlRequest } = await import('../control-request.ts')
  return sendControlRequest(options, request)
}

/** Prints an answer, where there is one. */
export function printJson({ json }: WorldOptions, answer: unknown): void {
  if (answer !== null) console.log(JSON.stringify(answer, null, json === true ? 0 : 2))
}
