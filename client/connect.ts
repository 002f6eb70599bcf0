import { callOperation, type ControlAccess, type Send, ServerNotFoundError } from './control.ts'
import { type NewWorld, type TwinWorld, createWorldClient } from './world.ts'
import type { VendorEndpoint } from './world-connection.ts'

/** Something in this process that answers as a server would: what `createTwin` makes. */
export interface InProcessServer {
  readonly fetch: Send
}

/** How to get in, and to which world. */
export interface ConnectOptions {
  /** The control token of a server that listens beyond its machine. */
  readonly token?: string
  /** A world to be made on purpose; without it the default one is taken. */
  readonly world?: NewWorld
  /** Stands around every request of the world, its control included: to write down what goes by. */
  readonly wrapFetch?: (send: Send) => Send
}

/** Requests in this process have no server; this is where they say that they go. */
const IN_PROCESS_ORIGIN = 'http://localhost'

/**
 * A world of a twin in this process, or of a server at a URL; a test reads the same with either.
 * @throws {NoTwin} when there is no twin
 * @throws {ControlRefusal} when it does not let in, or cannot make the world
 */
export async function connect(server: InProcessServer | string, options: ConnectOptions = {}): Promise<TwinWorld> {
  const inProcess = typeof server !== 'string'
  const origin = inProcess ? IN_PROCESS_ORIGIN : parseOrigin(server)
  // The network as it is now: whoever intercepts it later shall not catch these.
  const send = inProcess ? server.fetch : globalThis.fetch
  const access = {
    origin,
    send: options.wrapFetch === undefined ? send : options.wrapFetch(send),
    ...(options.token === undefined ? {} : { token: options.token }),
  }
  const vendors = await readVendors(access)
  const world = createWorldClient({
    access,
    isInProcess: inProcess,
    name: 'default',
    prefix: '',
    vendors,
    count: { made: 0 },
  })
  return options.world === undefined ? world : world.createWorld(options.world)
}

function parseOrigin(url: string): string {
  const { protocol, origin } = URL.canParse(url) ? new URL(url) : { protocol: '', origin: '' }
  if (['http:', 'https:'].includes(protocol)) return origin
  throw new ServerNotFoundError(`"${url}" is no address of a twin; give one such as http://127.0.0.1:4010`)
}

async function readVendors(access: ControlAccess): Promise<ReadonlyMap<string, VendorEndpoint>> {
  const { vendors } = await callOperation({ ...access, world: 'default' }, 'readHealth')
  return new Map(
    vendors.map(({ name, url, credential, authorization }) => {
      return [name, { path: new URL(url).pathname, credential, authorization }]
    }),
  )
}
