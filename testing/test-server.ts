import { connect, ControlApiError, type NewWorld, type TwinWorld } from '../client/index.ts'
import { createTwin, type TwinOptions } from '../mock/index.ts'
import { Recorder } from './recorder.ts'
import type { Recording } from './recording.ts'

/** The server of a test run. */
export interface TestServerOptions {
  /** Options of a server in this process. */
  readonly twin?: TwinOptions
  /** Listens on a free port, for clients without a `fetch` option. Default: false. */
  readonly listen?: boolean
  /** The URL of a running server to use instead. Default: the variable FLOWTWIN_URL. */
  readonly url?: string
  /** The control token of that server. Default: the variable FLOWTWIN_TOKEN. */
  readonly token?: string
}

/** The options of a test's world. */
export type WorldOptions = Omit<NewWorld, 'name' | 'from'>

/** Creates one world per test and records its exchanges. */
export interface TestServer {
  /** Creates a world. Worlds with equal options are forks of one world. */
  openWorld(options: WorldOptions): Promise<TestWorld>
  close(): Promise<void>
}

/** The world of one test. */
export interface TestWorld {
  readonly world: TwinWorld
  /** Deletes the world and its recording. */
  readonly close: () => Promise<void>
  readonly exportRecording: (testName: string) => Promise<Recording>
}

/** Starts a server in this process, or connects to the one in FLOWTWIN_URL. */
export async function startTestServer(options: TestServerOptions): Promise<TestServer> {
  const recorder = new Recorder()
  const { baseWorld, close } = await connectServer(options, recorder)
  const templates = new Map<string, Promise<TwinWorld>>()

  function getTemplate(worldOptions: WorldOptions): Promise<TwinWorld> {
    const key = JSON.stringify(worldOptions)
    const template = templates.get(key) ?? baseWorld.createWorld(worldOptions)
    templates.set(key, template)
    return template
  }

  return {
    async openWorld(worldOptions) {
      const template = await getTemplate(worldOptions)
      return createTestWorld(await template.fork(), recorder, options.twin)
    },
    async close() {
      // A template that could not be created has already failed its tests.
      for (const template of templates.values())
        await template.then(async (world) => world.delete()).catch(() => undefined)
      await close()
    },
  }
}

interface ServerConnection {
  /** The parent of all other worlds. */
  readonly baseWorld: TwinWorld
  readonly close: () => Promise<void>
}

async function connectServer(
  { twin, listen = false, ...options }: TestServerOptions,
  { wrapFetch }: Recorder,
): Promise<ServerConnection> {
  const url = options.url ?? process.env['FLOWTWIN_URL']
  const token = options.token ?? process.env['FLOWTWIN_TOKEN']
  const close = async () => undefined
  if (url !== undefined) {
    return { baseWorld: await connect(url, { ...(token === undefined ? {} : { token }), wrapFetch }), close }
  }
  if (!listen) return { baseWorld: await connect(createTwin(twin), { wrapFetch }), close }
  // Browsers do not use the client, so requests are recorded in the server.
  const server = await createTwin({ ...twin, wrapFetch }).listen()
  return { baseWorld: await connect(server.url), close: () => server.close() }
}

async function createTestWorld(
  world: TwinWorld,
  recorder: Recorder,
  { limits, auth }: TwinOptions = {},
): Promise<TestWorld> {
  const snapshot = await world.exportSnapshot()
  const options = { ...(limits === undefined ? {} : { limits }), ...(auth === undefined ? {} : { auth }) }
  recorder.startRecording(world.name)
  return {
    world,
    async exportRecording(test) {
      const exchanges = await recorder.readExchanges(world.name)
      return { version: 2, test, options, world: world.name, snapshot, exchanges }
    },
    async close() {
      const [, ...forks] = recorder.stopRecording(world.name)
      await deleteWorld(world)
      for (const name of forks) await deleteWorld(world, name)
    },
  }
}

/** Deletes a world, unless the test has deleted it. */
async function deleteWorld(world: TwinWorld, name = world.name): Promise<void> {
  try {
    await (name === world.name ? world : await world.openWorld(name)).delete()
  } catch (error) {
    if (!(error instanceof ControlApiError)) throw error
  }
}
