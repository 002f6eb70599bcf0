import { connect, ControlRefusal, type NewWorld, type TwinWorld } from '../client/index.ts'
import { createTwin, type TwinOptions } from '../mock/index.ts'
import { Recorder } from './recorder.ts'
import type { Recording } from './recording.ts'

/** How the twin of a test run is made. */
export interface StageOptions {
  /** What the twin is made of, when it is in this process. */
  readonly twin?: TwinOptions
  /** Whether it listens on a free port, for clients that cannot be given a `fetch`. Default false. */
  readonly listen?: boolean
  /** A server to use in its place. Default: the variable FLOWTWIN_URL, where it is set. */
  readonly url?: string
  /** The server's control token. Default: the variable FLOWTWIN_TOKEN. */
  readonly token?: string
}

/** What the world of a test is like. */
export type WorldOptions = Omit<NewWorld, 'name' | 'from'>

/** Gives each test a world of its own, and knows what happened in it. */
export interface Stage {
  /** A world that begins as the options say; those of the same options are forks of one. */
  enter(options: WorldOptions): Promise<Visit>
  close(): Promise<void>
}

/** One test in its world. */
export interface Visit {
  readonly world: TwinWorld
  /** Forgets the world, and all that is known of it. */
  readonly leave: () => Promise<void>
  /** What has happened in the world. */
  readonly recording: (of: string) => Promise<Recording>
}

/** The twin of a test run: in this process, or the server that FLOWTWIN_URL names. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const recorder = new Recorder()
  const { home, close } = await homeOf(options, recorder)
  const bases = new Map<string, Promise<TwinWorld>>()

  function baseOf(wanted: WorldOptions): Promise<TwinWorld> {
    const key = JSON.stringify(wanted)
    const base = bases.get(key) ?? home.create(wanted)
    bases.set(key, base)
    return base
  }

  return {
    async enter(wanted) {
      const base = await baseOf(wanted)
      return visitTo(await base.fork(), recorder, options.twin)
    },
    async close() {
      // A world that could not be made has failed its tests already.
      for (const base of bases.values()) await base.then(async (world) => world.delete()).catch(() => undefined)
      await close()
    },
  }
}

interface Home {
  /** The world that others are made from. */
  readonly home: TwinWorld
  readonly close: () => Promise<void>
}

async function homeOf({ twin, listen, ...server }: StageOptions, recorder: Recorder): Promise<Home> {
  const url = server.url ?? process.env['FLOWTWIN_URL']
  const token = server.token ?? process.env['FLOWTWIN_TOKEN']
  if (url !== undefined) {
    const access = token === undefined ? {} : { token }
    return { home: await connect(url, { ...access, around: recorder.around }), close: async () => undefined }
  }
  if (listen !== true)
    return { home: await connect(createTwin(twin), { around: recorder.around }), close: async () => undefined }
  // A browser goes past the fixture, so what goes by is written down where it arrives.
  const listening = await createTwin({ ...twin, around: recorder.around }).listen()
  return { home: await connect(listening.url), close: () => listening.close() }
}

async function visitTo(world: TwinWorld, recorder: Recorder, { limits, auth }: TwinOptions = {}): Promise<Visit> {
  const capsule = await world.capsule()
  const twin = { ...(limits === undefined ? {} : { limits }), ...(auth === undefined ? {} : { auth }) }
  recorder.begin(world.name)
  return {
    world,
    async recording(of) {
      return { recording: 1, of, twin, world: world.name, capsule, exchanges: await recorder.exchanges(world.name) }
    },
    async leave() {
      const [, ...forks] = recorder.forget(world.name)
      await forgotten(world)
      for (const name of forks) await forgotten(world, name)
    },
  }
}

/** Forgets a world; the test may have done so already. */
async function forgotten(world: TwinWorld, name = world.name): Promise<void> {
  try {
    await (name === world.name ? world : await world.at(name)).delete()
  } catch (error) {
    if (!(error instanceof ControlRefusal)) throw error
  }
}
