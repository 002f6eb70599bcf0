import { type DeferredPeople, deferredPeople } from './content/deferred-people.ts'
import { Courier, type Post, type Sender } from './http/courier.ts'
import { ServedWorld } from './http/served-world.ts'
import { realClock } from './real-clock.ts'
import { memoryLog } from './store/memory-log.ts'
import type { ClockMode, RealTime } from './world/clock.ts'
import type { Parameters } from './world/parameters.ts'
import { createUniverse } from './world/universe.ts'
import { World } from './world/world.ts'

/** What every world of a twin shares. */
interface Mail {
  readonly senders: readonly Sender[]
  readonly post: Post
  /** Told of errors that are Flowtwin's own. */
  readonly report: (error: unknown) => void
}

/** What a served world is made from. */
export interface WorldOptions extends Mail {
  readonly name: string
  readonly parameters: Partial<Parameters>
  readonly clock: ClockMode
  /** Positions of quirks, by id. */
  readonly settings: Readonly<Record<string, string>>
}

/** A served world, and what has to be loaded before anybody may look at it. */
export interface MadeWorld {
  readonly served: ServedWorld
  readonly load: () => Promise<unknown>
}

/** Makes a world, with that of another tenant beside it. */
export function servedWorld({ name, parameters, clock, settings, ...mail }: WorldOptions): MadeWorld {
  const universe = createUniverse(parameters)
  const people = deferredPeople(universe.parameters)
  const others = { ...universe.parameters, seed: `${universe.parameters.seed}/another tenant` }
  const otherPeople = deferredPeople(others)
  const world = new World({ universe, people, log: memoryLog(), realClock, clock })
  if (Object.keys(settings).length > 0) world.apply({ kind: 'configure', settings })
  const served: ServedWorld = new ServedWorld({
    name,
    world,
    courier: new Courier({ ...mail, world }),
    makeNeighbour: () => neighbourOf(served, { mail, parameters: others, people: otherPeople }),
  })
  return { served, load: () => Promise.all([people.load(), otherPeople.load()]) }
}

interface Neighbour {
  readonly mail: Mail
  readonly parameters: Parameters
  readonly people: DeferredPeople
}

/** The world of another tenant: other people, other ids, the same time and quirks. */
function neighbourOf({ name, world }: ServedWorld, { mail, parameters, people }: Neighbour): ServedWorld {
  const neighbour = new World({
    universe: createUniverse(parameters),
    people,
    log: memoryLog(),
    // Its clock follows the other world's, so that both show the same time.
    realClock: () => Number(world.now) as RealTime,
    clock: { kind: 'live' },
  })
  const behind = world.now - neighbour.now
  if (behind > 0) neighbour.advance(behind)
  const { settings } = world.annex.manner
  if (settings.size > 0) neighbour.apply({ kind: 'configure', settings: Object.fromEntries(settings) })
  const served: ServedWorld = new ServedWorld({
    name: `${name}, another tenant`,
    world: neighbour,
    courier: new Courier({ ...mail, world: neighbour }),
    makeNeighbour: () => served,
  })
  return served
}
