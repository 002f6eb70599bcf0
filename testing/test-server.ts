import { connect, ControlApiError, type NewWorld, type TwinWorld } from '../client/index.ts'
import { createTwin, type TwinOptions } from '../mock/index.ts'
import { Recorder } from './recorder.ts'
import type { Recording } from './recording.ts'

/** How the twin of a test run is made. */
export interface TestServerOptions {
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
export interface TestServer {
  /** A world that begins as the options say; those of the same options are forks of one. */
  openWorld(options: WorldOptions): Promise<TestWorld>
  close(): Promise<void>
}

/** One test in its world. */
export interface TestWorld {
  readonly world: TwinWorld
  /** Forgets the world, and all that is known of it. */
  readonly close: () => Promise<void>
  /** What has happened in the world. */
  readonly exportRecording: (of: string) => Promise<Recording>
}

/** The twin of a test run: in this process, or the server that FLOWTWIN_URL names. */
export async function startTestServer(options: TestServerOptions): Promise<TestServer> {
  const recorder = new Recorder()
  const { baseWorld, close } = await connectServer(options, recorder)
  const worldsByOptions = new Map<string, Promise<TwinWorld>>()

  function getBaseWorld(wanted: WorldOptions): Promise<TwinWorld> {
    const key = JSON.stringify(wanted)
    const base = worldsByOptions.get(key) ?? baseWorld.createWorld(wanted)
    worldsByOptions.set(key, base)
    return base
  }

  return {
    async openWorld(wanted) {
      const base = await getBaseWorld(wanted)
      return createTestWorld(await base.fork(), recorder, options.twin)
    },
    async close() {
      // A world that could not be made has failed its tests already.
      for (const base of worldsByOptions.values())
        await base.then(async (world) => world.delete()).catch(() => undefined)
      await close()
    },
  }
}

interface ServerConnection {
  /** The world that others are made from. */
  readonly baseWorld: TwinWorld
  readonly close: () => Promise<void>
}

async function connectServer(
  { twin, listen, ...server }: TestServerOptions,
  recorder: Recorder,
): Promise<ServerConnection> {
  const url = server.url ?? process.env['FLOWTWIN_URL']
  const token = server.token ?? process.env['FLOWTWIN_TOKEN']
  if (url !== undefined) {
    const access = token === undefined ? {} : { token }
    return { baseWorld: await connect(url, { ...access, wrapFetch: recorder.wrapFetch }), close: async () => undefined }
  }
  if (listen !== true)
    return {
      baseWorld: await connect(createTwin(twin), { wrapFetch: recorder.wrapFetch }),
      close: async () => undefined,
    }
  // A browser goes past the fixture, so what goes by is written down where it arrives.
  const listener = await createTwin({ ...twin, wrapFetch: recorder.wrapFetch }).listen()
  return { baseWorld: await connect(listener.url), close: () => listener.close() }
}

async function createTestWorld(
  world: TwinWorld,
  recorder: Recorder,
  { limits, auth }: TwinOptions = {},
): Promise<TestWorld> {
  const capsule = await world.exportSnapshot()
  const twin = { ...(limits === undefined ? {} : { limits }), ...(auth === undefined ? {} : { auth }) }
  recorder.startRecording(world.name)
  return {
    world,
    async exportRecording(of) {
      return { recording: 1, of, twin, world: world.name, capsule, exchanges: await recorder.readExchanges(world.name) }
    },
    async close() {
      const [, ...forks] = recorder.stopRecording(world.name)
      await deleteWorld(world)
      for (const name of forks) await deleteWorld(world, name)
    },
  }
}

/** Forgets a world; the test may have done so already. */
async function deleteWorld(world: TwinWorld, name = world.name): Promise<void> {
  try {
    await (name === world.name ? world : await world.openWorld(name)).delete()
  } catch (error) {
    if (!(error instanceof ControlApiError)) throw error
  }
}
