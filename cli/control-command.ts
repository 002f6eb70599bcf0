import type { Command } from 'commander'
import type { ControlOptions, ControlRequest } from './control-client.ts'

/** What every verb is told. */
export type Options = ControlOptions & { readonly world: string; readonly json?: boolean }

/** Adds the verbs that control a running twin; each is one request to its control API. */
export function addControl(program: Command, addTelling: (run: Command) => void): void {
  addClock(program)
  addWorlds(program)
  addRun(program, addTelling)
  looking(program, 'deliveries', 'Show the newest messages to webhooks.')
  looking(program, 'capsule', 'Print a world as a capsule, from which it can be made again.')
}

function addClock(program: Command): void {
  const clock = program.command('clock').description('Read or move the clock of a world of a running server.')
  const moves = [
    ['advance <duration>', 'let time pass at once, such as 31m or PT31M', (by: string) => ({ advance: by })],
    ['to <instant>', 'let time pass until an instant', (at: string) => ({ to: at })],
    ['next', 'let time pass until something happens by itself', () => ({ next: 'event' })],
    ['mode <mode>', 'live, frozen, or a speed such as 60x', (mode: string) => ({ clock: mode })],
  ] as const
  for (const [name, description, body] of moves) {
    const takesValue = name.includes('<')
    shared(clock.command(name).description(description)).action(async (...given: unknown[]) => {
      const value = takesValue ? String(given[0]) : ''
      await send(given[takesValue ? 1 : 0] as Options, { method: 'POST', path: '/clock', body: body(value) })
    })
  }
  shared(clock.command('read', { isDefault: true }).description('what it shows, and how it goes')).action(
    async (options: Options) => send(options, { method: 'GET', path: '/clock' }),
  )
}

function addWorlds(program: Command): void {
  const world = program.command('world').description('List, make, fork, reset and delete worlds of a running server.')
  shared(world.command('list', { isDefault: true }).description('all worlds')).action(async (options: Options) =>
    sendTo(options, { method: 'GET', path: '/worlds' }),
  )
  shared(world.command('create <name>').description('make one'))
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
        { seed, runs, fixture, hazard, vendor, now, clock, ...options }: Options & Readonly<Record<string, string>>,
      ) => {
        const count = runs === undefined ? undefined : Number(runs)
        const given = { name, seed, fixture, hazard, vendor, runs: count, now, clock }
        await sendTo(options, { method: 'POST', path: '/worlds', body: given })
      },
    )
  shared(world.command('fork <name>').description('make one that begins as --world is now')).action(
    async (name: string, options: Options) =>
      sendTo(options, { method: 'POST', path: '/worlds', body: { name, from: options.world } }),
  )
  shared(world.command('reset').description('put --world back to where it began')).action(async (options: Options) =>
    send(options, { method: 'POST', path: '/reset' }),
  )
  shared(world.command('delete').description('forget --world')).action(async (options: Options) =>
    send(options, { method: 'DELETE', path: '' }),
  )
}

function addRun(program: Command, addTelling: (run: Command) => void): void {
  const run = program
    .command('run')
    .description('Look at a run, tell of one, or drive it, by any vendor’s id or its number.')
  addTelling(run)
  shared(run.command('show <id>', { isDefault: true }).description('the run as it is')).action(
    async (id: string, options: Options) => send(options, { method: 'GET', path: `/runs/${encodeURIComponent(id)}` }),
  )
  const ends = { complete: 'completed', expire: 'expired', fail: 'failed', cancel: 'cancelled' }
  for (const [verb, end] of Object.entries(ends)) {
    shared(run.command(`${verb} <id>`).description(`end it now: ${end}`)).action(async (id: string, options: Options) =>
      send(options, { method: 'POST', path: `/runs/${encodeURIComponent(id)}`, body: { end } }),
    )
  }
}

function looking(program: Command, name: string, description: string): void {
  shared(program.command(name).description(description)).action(async (options: Options) =>
    send(options, { method: 'GET', path: `/${name}` }),
  )
}

/** Adds the options that every verb has. */
export function shared(command: Command): Command {
  return command
    .option('--url <url>', 'where the server is', 'http://127.0.0.1:4010')
    .option('--token <text>', 'the control token of a server beyond this machine')
    .option('--world <name>', 'which world', 'default')
    .option('--json', 'print one line of JSON')
}

export async function send(options: Options, request: ControlRequest): Promise<void> {
  await answerTo(options, request)
}

/** As `send`, for those who look at the answer too. */
export async function answerTo(options: Options, request: ControlRequest): Promise<unknown> {
  const answer = await inWorld(options, request)
  print(options, answer)
  return answer
}

/** Asks inside the world that the options name. */
export async function inWorld(options: Options, request: ControlRequest): Promise<unknown> {
  return outside(options, { ...request, path: `/worlds/${encodeURIComponent(options.world)}${request.path}` })
}

async function sendTo(options: Options, request: ControlRequest): Promise<void> {
  print(options, await outside(options, request))
}

/** Asks outside of any world. */
export async function outside(options: Options, request: ControlRequest): Promise<unknown> {
  const { control } = await import('./control-client.ts')
  return control(options, request)
}

/** Prints an answer, where there is one. */
export function print({ json }: Options, answer: unknown): void {
  if (answer !== null) console.log(JSON.stringify(answer, null, json === true ? 0 : 2))
}
