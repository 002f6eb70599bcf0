import type { components } from '../spec/generated/control.types.ts'
import {
  callOperation,
  ControlApiError,
  type ControlOperation,
  type OperationArguments,
  type OperationInput,
  type OperationResult,
} from './control.ts'
import { type WorldConnection, createVendorRequest, getBaseUrl } from './world-connection.ts'

export type VendorName = 'qyvo' | 'recrubo' | 'rapidpro' | 'idnow'

/** A world as data, from which any server can recreate it. */
export type WorldSnapshot = components['schemas']['Snapshot']

/** The options of a new world. All have defaults; the default name is derived from the parent world. */
export type NewWorld = Omit<components['schemas']['NewWorld'], 'name'> & { readonly name?: string }

/** The virtual clock of a world. */
export interface WorldClock {
  /** Returns the current time as ISO 8601 with microseconds. */
  readNow(): Promise<string>
  /** Advances the clock by a duration such as "31m". Returns the events that happened in between. */
  advance(by: string): Promise<OperationResult<'updateClock'>>
  advanceTo(instant: string): Promise<OperationResult<'updateClock'>>
  /** Advances the clock to the next scheduled change. */
  advanceToNext(): Promise<OperationResult<'updateClock'>>
  freeze(): Promise<OperationResult<'updateClock'>>
  /** Starts the clock: "live", or a speed such as "60x". */
  start(mode?: string): Promise<OperationResult<'updateClock'>>
}

/** A client for one world, of a server in this process or elsewhere. */
export interface TwinWorld {
  readonly name: string
  readonly clock: WorldClock
  /** Sends a request to a vendor: a path of the world, or a request to any host, which is redirected to the world. */
  readonly fetch: (request: Request | URL | string, init?: RequestInit) => Promise<Response>
  /** Returns a vendor's base URL, or the base URL of the world. */
  getUrl(vendor?: VendorName): string
  /** Returns a valid credential, without its scheme. */
  getCredential(vendor: VendorName): string
  /** Returns an Authorization header with a valid credential. */
  getAuthorization(vendor: VendorName): string
  /** Creates a world that begins with the current state of this one. */
  fork(name?: string): Promise<TwinWorld>
  /** Returns a client for another world of the server. */
  openWorld(name: string): Promise<TwinWorld>
  createWorld(options?: NewWorld): Promise<TwinWorld>
  /** Restores the initial state. */
  reset(): Promise<void>
  delete(): Promise<void>
  /** Returns the newest requests to vendors, oldest first. */
  readJournal(query?: NonNullable<OperationInput<'readJournal'>['query']>): Promise<OperationResult<'readJournal'>>
  /** Returns the positions of all quirks. */
  readQuirks(): Promise<Readonly<Record<string, string>>>
  /** Sets positions of quirks. Returns the positions of all quirks. */
  setQuirks(positions: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>>
  exportSnapshot(): Promise<WorldSnapshot>
  /** Calls any operation of spec/control.yaml. */
  callControl<Id extends ControlOperation>(
    operation: Id,
    ...input: OperationArguments<Id>
  ): Promise<OperationResult<Id>>
}

export function createWorldClient(connection: WorldConnection): TwinWorld {
  const access = { ...connection.access, world: connection.name }
  const call = <Id extends ControlOperation>(id: Id, input?: OperationInput<Id>) => callOperation(access, id, input)
  const updateClock = (body: components['schemas']['ClockUpdate']) => call('updateClock', { body })
  const getEndpoint = (vendor: VendorName) => findEndpoint(connection, vendor)
  return {
    name: connection.name,
    clock: {
      readNow: async () => (await call('readClock')).now,
      advance: (by) => updateClock({ advance: by }),
      advanceTo: (instant) => updateClock({ to: instant }),
      advanceToNext: () => updateClock({ next: 'event' }),
      freeze: () => updateClock({ clock: 'frozen' }),
      start: (mode = 'live') => updateClock({ clock: mode }),
    },
    fetch: async (request, init) => connection.access.send(createVendorRequest(connection, request, init)),
    getUrl: (vendor) => getBaseUrl(connection) + (vendor === undefined ? '' : getEndpoint(vendor).path),
    getCredential: (vendor) => getEndpoint(vendor).credential,
    getAuthorization: (vendor) => getEndpoint(vendor).authorization,
    fork: async (name) =>
      createNamedWorld(connection, { from: connection.name, ...(name === undefined ? {} : { name }) }),
    openWorld: async (name) =>
      createOtherClient(connection, await callOperation({ ...connection.access, world: name }, 'readWorld')),
    createWorld: async (options = {}) => createNamedWorld(connection, options),
    reset: async () => void (await call('resetWorld', { body: {} })),
    delete: async () => void (await call('deleteWorld')),
    readJournal: (query) => call('readJournal', query === undefined ? {} : { query }),
    readQuirks: () => call('readQuirks'),
    setQuirks: (positions) => call('setQuirks', { body: positions }),
    exportSnapshot: () => call('readSnapshot'),
    callControl: (id, ...[input]) => call(id, input),
  }
}

function findEndpoint({ vendors }: WorldConnection, vendor: VendorName) {
  const endpoint = vendors.get(vendor)
  if (endpoint !== undefined) return endpoint
  throw new Error(`the server does not serve ${vendor}; it serves ${[...vendors.keys()].join(', ')}`)
}

/** Creates a world. The default name is the parent's with the first free number. */
async function createNamedWorld(connection: WorldConnection, { name, ...options }: NewWorld): Promise<TwinWorld> {
  const access = { ...connection.access, world: connection.name }
  const createWorld = async (body: components['schemas']['NewWorld']) =>
    createOtherClient(connection, await callOperation(access, 'createWorld', { body }))
  if (name !== undefined) return createWorld({ name, ...options })
  for (;;) {
    connection.childCount++
    try {
      return await createWorld({ name: `${connection.name}-${connection.childCount}`, ...options })
    } catch (error) {
      // Another client of the server has a world of this name.
      if (!(error instanceof ControlApiError) || error.status !== 409) throw error
    }
  }
}

function createOtherClient(connection: WorldConnection, { name, path }: components['schemas']['World']): TwinWorld {
  return createWorldClient({ ...connection, name, prefix: path, childCount: 0 })
}
