import { type ControlAccess, controlBy, type Send } from './control.ts'
import { NoTwin } from './refusal.ts'
import { type NewWorld, type TwinWorld, worldAt } from './world.ts'
import type { VendorPlace } from './place.ts'

/** Something in this process that answers as a server would: what `createTwin` makes. */
export interface Answering {
  readonly fetch: Send
}

/** How to get in, and to which world. */
export interface ConnectOptions {
  /** The control token of a server that listens beyond its machine. */
  readonly token?: string
  /** A world to be made on purpose; without it the default one is taken. */
  readonly world?: NewWorld
  /** Stands around every request of the world, its control included: to write down what goes by. */
  readonly around?: (send: Send) => Send
}

/** Requests in this process have no server; this is where they say that they go. */
const NOWHERE = 'http://localhost'

/**
 * A world of a twin in this process, or of a server at a URL; a test reads the same with either.
 * @throws {NoTwin} when there is no twin
 * @throws {ControlRefusal} when it does not let in, or cannot make the world
 */
export async function connect(to: Answering | string, options: ConnectOptions = {}): Promise<TwinWorld> {
  const inProcess = typeof to !== 'string'
  const origin = inProcess ? NOWHERE : originOf(to)
  // The network as it is now: whoever intercepts it later shall not catch these.
  const send = inProcess ? to.fetch : globalThis.fetch
  const access = {
    origin,
    send: options.around === undefined ? send : options.around(send),
    ...(options.token === undefined ? {} : { token: options.token }),
  }
  const vendors = await vendorsOf(access)
  const world = worldAt({ access, inProcess, name: 'default', prefix: '', vendors, count: { made: 0 } })
  return options.world === undefined ? world : world.create(options.world)
}

function originOf(url: string): string {
  const { protocol, origin } = URL.canParse(url) ? new URL(url) : { protocol: '', origin: '' }
  if (['http:', 'https:'].includes(protocol)) return origin
  throw new NoTwin(`"${url}" is no address of a twin; give one such as http://127.0.0.1:4010`)
}

async function vendorsOf(access: ControlAccess): Promise<ReadonlyMap<string, VendorPlace>> {
  const { vendors } = await controlBy({ ...access, world: 'default' }, 'readHealth')
  return new Map(
    vendors.map(({ name, url, credential, authorization }) => {
      return [name, { path: new URL(url).pathname, credential, authorization }]
    }),
  )
}
