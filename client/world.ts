import type { components } from '../spec/generated/control.types.ts'
import {
  callOperation,
  type ControlAccess,
  ControlApiError,
  type ControlOperation,
  type OperationArguments,
  type OperationInput,
  type OperationResult,
} from './control.ts'
import { type WorldConnection, createVendorRequest, getBaseUrl } from './world-connection.ts'

/** Who is mocked. */
export type VendorName = 'qyvo' | 'recrubo' | 'rapidpro' | 'idnow'

/** A world as data, from which it can be made again anywhere. */
export type WorldSnapshot = components['schemas']['Snapshot']

/** What a world is made from; everything but the name has a default, and the name is found if none is given. */
export type NewWorld = Omit<components['schemas']['NewWorld'], 'name'> & { readonly name?: string }

/** The time of a world. */
export interface WorldClock {
  /** The instant that it shows, as ISO 8601 with microseconds. */
  now(): Promise<string>
  /** Lets time pass at once, such as "31m"; tells what has happened meanwhile. */
  advance(by: string): Promise<OperationResult<'updateClock'>>
  /** Lets time pass until an instant. */
  advanceTo(instant: string): Promise<OperationResult<'updateClock'>>
  /** Lets time pass until something happens by itself. */
  advanceToNext(): Promise<OperationResult<'updateClock'>>
  freeze(): Promise<OperationResult<'updateClock'>>
  /** Lets it go: "live", or at a speed such as "60x". */
  start(mode?: string): Promise<OperationResult<'updateClock'>>
}

/** One world of a twin, in this process or on a server: the same in both. */
export interface TwinWorld {
  readonly name: string
  readonly clock: WorldClock
  /** Asks a vendor in this world: a path, or a whole request, to whatever host it was meant for. */
  readonly fetch: (request: Request | URL | string, init?: RequestInit) => Promise<Response>
  /** A vendor's base URL in this world, up to where clients append; the world's own root without a vendor. */
  getUrl(vendor?: VendorName): string
  /** A credential that the vendor issued, without its scheme. */
  getCredential(vendor: VendorName): string
  /** The Authorization header that carries it. */
  getAuthorization(vendor: VendorName): string
  /** Another world that begins as this one is now. */
  fork(name?: string): Promise<TwinWorld>
  /** Another world of the same twin that is there already. */
  openWorld(name: string): Promise<TwinWorld>
  /** A world of its own on the same twin. */
  createWorld(options?: NewWorld): Promise<TwinWorld>
  /** Puts the world back to where it began. */
  reset(): Promise<void>
  /** Forgets the world. */
  delete(): Promise<void>
  /** The newest requests to vendors, oldest first. */
  readJournal(asked?: NonNullable<OperationInput<'readJournal'>['query']>): Promise<OperationResult<'readJournal'>>
  /** Puts quirks into positions; tells the positions of all. */
  setQuirks(positions?: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>>
  exportSnapshot(): Promise<WorldSnapshot>
  /** Anything else that the control API does, by the name that spec/control.yaml gives it. */
  callControl<Id extends ControlOperation>(
    operation: Id,
    ...asked: OperationArguments<Id>
  ): Promise<OperationResult<Id>>
}

/** A world of a twin that is known to be there. */
export function createWorldClient(connection: WorldConnection): TwinWorld {
  const access = { ...connection.access, world: connection.name }
  const call = <Id extends ControlOperation>(id: Id, asked?: OperationInput<Id>) => callOperation(access, id, asked)
  const getVendor = (name: VendorName) => findVendor(connection, name)
  return {
    name: connection.name,
    clock: createClock(
      (body) => call('updateClock', { body }),
      async () => (await call('readClock')).now,
    ),
    fetch: async (request, init) => connection.access.send(createVendorRequest(connection, request, init)),
    getUrl: (name) => (name === undefined ? getBaseUrl(connection) : getBaseUrl(connection) + getVendor(name).path),
    getCredential: (name) => getVendor(name).credential,
    getAuthorization: (name) => getVendor(name).authorization,
    fork: async (name) =>
      createNamedWorld(connection, { from: connection.name, ...(name === undefined ? {} : { name }) }),
    openWorld: async (name) =>
      createWorldClient(
        toConnection(connection, await callOperation({ ...connection.access, world: name }, 'readWorld')),
      ),
    createWorld: async (options = {}) => createNamedWorld(connection, options),
    reset: async () => void (await call('resetWorld')),
    delete: async () => void (await call('deleteWorld')),
    readJournal: (query) => call('readJournal', query === undefined ? {} : { query }),
    setQuirks: (positions) => (positions === undefined ? call('readQuirks') : call('setQuirks', { body: positions })),
    exportSnapshot: () => call('readSnapshot'),
    callControl: (id, ...[asked]) => call(id, asked),
  }
}

type ClockMove = components['schemas']['ClockUpdate']

function createClock(
  move: (body: ClockMove) => Promise<OperationResult<'updateClock'>>,
  readNow: () => Promise<string>,
): WorldClock {
  return {
    now: readNow,
    advance: (by) => move({ advance: by }),
    advanceTo: (instant) => move({ to: instant }),
    advanceToNext: () => move({ next: 'event' }),
    freeze: () => move({ clock: 'frozen' }),
    start: (mode = 'live') => move({ clock: mode }),
  }
}

function findVendor({ vendors }: WorldConnection, name: VendorName) {
  const endpoint = vendors.get(name)
  if (endpoint !== undefined) return endpoint
  throw new Error(`the twin does not serve ${name}; it serves ${[...vendors.keys()].join(', ')}`)
}

/** Makes a world; without a name it gets the first free one after its parent's. */
async function createNamedWorld(connection: WorldConnection, { name, ...options }: NewWorld): Promise<TwinWorld> {
  if (name !== undefined) return postWorld(connection, { name, ...options })
  for (;;) {
    const candidate = `${connection.name}-${++connection.count.made}`
    try {
      return await postWorld(connection, { name: candidate, ...options })
    } catch (error) {
      // Somebody else, at the same server, has taken the name.
      if (!(error instanceof ControlApiError) || error.status !== 409) throw error
    }
  }
}

async function postWorld(connection: WorldConnection, options: components['schemas']['NewWorld']): Promise<TwinWorld> {
  const access: ControlAccess & { readonly world: string } = { ...connection.access, world: connection.name }
  return createWorldClient(toConnection(connection, await callOperation(access, 'createWorld', { body: options })))
}

/** Where another world of the same twin is. */
function toConnection(connection: WorldConnection, { name, path }: components['schemas']['World']): WorldConnection {
  return { ...connection, name, prefix: path, count: { made: 0 } }
}
