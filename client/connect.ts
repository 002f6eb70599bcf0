import { callOperation, type ControlAccess, type Send, ServerNotFoundError } from './control.ts'
import { type NewWorld, type TwinWorld, createWorldClient } from './world.ts'
import type { VendorEndpoint } from './world-connection.ts'

/** A mock server in this process, such as one from `createTwin`. */
export interface InProcessServer {
  readonly fetch: Send
}

export interface ConnectOptions {
  /** The control token, which servers on other machines require. */
  readonly token?: string
  /** Creates this world; without it the client uses the default world. */
  readonly world?: NewWorld
  /** Wraps the `fetch` of all requests of the world, including control requests; for recorders. */
  readonly wrapFetch?: (send: Send) => Send
}

/** The origin of requests in this process. */
const IN_PROCESS_ORIGIN = 'http://localhost'

/**
 * Returns a client for a world of a server in this process or at a URL. Both have the same interface.
 * @throws {ServerNotFoundError} when there is no Flowtwin server
 * @throws {ControlApiError} when the server rejects the token or cannot create the world
 */
export async function connect(server: InProcessServer | string, options: ConnectOptions = {}): Promise<TwinWorld> {
  const isInProcess = typeof server !== 'string'
  const origin = isInProcess ? IN_PROCESS_ORIGIN : parseOrigin(server)
  // The original `fetch`, so that a test which replaces the global one later does not intercept these requests.
  const send = isInProcess ? server.fetch : globalThis.fetch
  const access = {
    origin,
    send: options.wrapFetch === undefined ? send : options.wrapFetch(send),
    ...(options.token === undefined ? {} : { token: options.token }),
  }
  const vendors = await readVendors(access)
  const world = createWorldClient({ access, isInProcess, name: 'default', prefix: '', vendors, childCount: 0 })
  return options.world === undefined ? world : world.createWorld(options.world)
}

function parseOrigin(url: string): string {
  const { protocol, origin } = URL.canParse(url) ? new URL(url) : { protocol: '', origin: '' }
  if (['http:', 'https:'].includes(protocol)) return origin
  throw new ServerNotFoundError(`"${url}" is not the URL of a server; give one such as http://127.0.0.1:4010`)
}

async function readVendors(access: ControlAccess): Promise<ReadonlyMap<string, VendorEndpoint>> {
  const { vendors } = await callOperation({ ...access, world: 'default' }, 'readHealth')
  return new Map(
    vendors.map(({ name, url, credential, authorization }) => {
      return [name, { path: new URL(url).pathname, credential, authorization }]
    }),
  )
}
