import type { components } from '../spec/generated/control.types.ts'
import { type ControlAccess, controlBy } from './control.ts'
import { ControlRefusal } from './refusal.ts'
import type { AnswerOf, AskedOf, Asking, ControlOperation } from './operation.ts'
import { type Place, requestFor, rootOf } from './place.ts'

/** Who is mocked. */
export type VendorName = 'qyvo' | 'recrubo' | 'rapidpro' | 'idnow'

/** A world as data, from which it can be made again anywhere. */
export type Capsule = components['schemas']['Capsule']

/** What a world is made from; everything but the name has a default, and the name is found if none is given. */
export type NewWorld = Omit<components['schemas']['NewWorld'], 'name'> & { readonly name?: string }

/** The time of a world. */
export interface WorldClock {
  /** The instant that it shows, as ISO 8601 with microseconds. */
  now(): Promise<string>
  /** Lets time pass at once, such as "31m"; tells what has happened meanwhile. */
  advance(by: string): Promise<AnswerOf<'moveClock'>>
  /** Lets time pass until an instant. */
  to(instant: string): Promise<AnswerOf<'moveClock'>>
  /** Lets time pass until something happens by itself. */
  next(): Promise<AnswerOf<'moveClock'>>
  freeze(): Promise<AnswerOf<'moveClock'>>
  /** Lets it go: "live", or at a speed such as "60x". */
  run(mode?: string): Promise<AnswerOf<'moveClock'>>
}

/** One world of a twin, in this process or on a server: the same in both. */
export interface TwinWorld {
  readonly name: string
  readonly clock: WorldClock
  /** Asks a vendor in this world: a path, or a whole request, to whatever host it was meant for. */
  readonly fetch: (request: Request | URL | string, init?: RequestInit) => Promise<Response>
  /** A vendor's base URL in this world, up to where clients append; the world's own root without a vendor. */
  url(vendor?: VendorName): string
  /** A credential that the vendor issued, without its scheme. */
  credential(vendor: VendorName): string
  /** The Authorization header that carries it. */
  authorization(vendor: VendorName): string
  /** Another world that begins as this one is now. */
  fork(name?: string): Promise<TwinWorld>
  /** Another world of the same twin that is there already. */
  at(name: string): Promise<TwinWorld>
  /** A world of its own on the same twin. */
  create(options?: NewWorld): Promise<TwinWorld>
  /** Puts the world back to where it began. */
  reset(): Promise<void>
  /** Forgets the world. */
  delete(): Promise<void>
  /** The newest requests to vendors, oldest first. */
  journal(asked?: NonNullable<AskedOf<'readJournal'>['query']>): Promise<AnswerOf<'readJournal'>>
  /** Puts quirks into positions; tells the positions of all. */
  quirks(positions?: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>>
  capsule(): Promise<Capsule>
  /** Anything else that the control API does, by the name that spec/control.yaml gives it. */
  control<Id extends ControlOperation>(operation: Id, ...asked: Asking<Id>): Promise<AnswerOf<Id>>
}

/** A world of a twin that is known to be there. */
export function worldAt(place: Place): TwinWorld {
  const access = { ...place.access, world: place.name }
  const ask = <Id extends ControlOperation>(id: Id, asked?: AskedOf<Id>) => controlBy(access, id, asked)
  const vendor = (name: VendorName) => vendorOf(place, name)
  return {
    name: place.name,
    clock: clockOf(
      (body) => ask('moveClock', { body }),
      async () => (await ask('readClock')).now,
    ),
    fetch: async (request, init) => place.access.send(requestFor(place, request, init)),
    url: (name) => (name === undefined ? rootOf(place) : rootOf(place) + vendor(name).path),
    credential: (name) => vendor(name).credential,
    authorization: (name) => vendor(name).authorization,
    fork: async (name) => made(place, { from: place.name, ...(name === undefined ? {} : { name }) }),
    at: async (name) => worldAt(placeOf(place, await controlBy({ ...place.access, world: name }, 'readWorld'))),
    create: async (options = {}) => made(place, options),
    reset: async () => void (await ask('resetWorld')),
    delete: async () => void (await ask('deleteWorld')),
    journal: (query) => ask('readJournal', query === undefined ? {} : { query }),
    quirks: (positions) => (positions === undefined ? ask('readQuirks') : ask('setQuirks', { body: positions })),
    capsule: () => ask('readCapsule'),
    control: (id, ...[asked]) => ask(id, asked),
  }
}

type Move = components['schemas']['ClockMove']

function clockOf(move: (body: Move) => Promise<AnswerOf<'moveClock'>>, now: () => Promise<string>): WorldClock {
  return {
    now,
    advance: (by) => move({ advance: by }),
    to: (instant) => move({ to: instant }),
    next: () => move({ next: 'event' }),
    freeze: () => move({ clock: 'frozen' }),
    run: (mode = 'live') => move({ clock: mode }),
  }
}

function vendorOf({ vendors }: Place, name: VendorName) {
  const found = vendors.get(name)
  if (found !== undefined) return found
  throw new Error(`the twin does not serve ${name}; it serves ${[...vendors.keys()].join(', ')}`)
}

/** Makes a world; without a name it gets the first free one after its parent's. */
async function made(place: Place, { name, ...options }: NewWorld): Promise<TwinWorld> {
  if (name !== undefined) return begun(place, { name, ...options })
  for (;;) {
    const free = `${place.name}-${++place.count.made}`
    try {
      return await begun(place, { name: free, ...options })
    } catch (error) {
      // Somebody else, at the same server, has taken the name.
      if (!(error instanceof ControlRefusal) || error.status !== 409) throw error
    }
  }
}

async function begun(place: Place, options: components['schemas']['NewWorld']): Promise<TwinWorld> {
  const access: ControlAccess & { readonly world: string } = { ...place.access, world: place.name }
  return worldAt(placeOf(place, await controlBy(access, 'createWorld', { body: options })))
}

/** Where another world of the same twin is. */
function placeOf(place: Place, { name, path }: components['schemas']['World']): Place {
  return { ...place, name, prefix: path, count: { made: 0 } }
}
