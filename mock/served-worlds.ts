import { deferredPeople } from './content/deferred-people.ts'
import { Courier, type Post, type Sender } from './http/courier.ts'
import { Journal } from './http/journal.ts'
import { ServedWorld } from './http/served-world.ts'
import { realClock } from './real-clock.ts'
import { memoryLog } from './store/memory-log.ts'
import type { ClockMode, RealTime } from './world/clock.ts'
import type { Parameters } from './world/parameters.ts'
import type { People } from './world/people.ts'
import { createUniverse, type Universe } from './world/universe.ts'
import { World } from './world/world.ts'

/** What every world of a twin shares. */
interface Mail {
  readonly senders: readonly Sender[]
  readonly post: Post
  /** Told of errors that are Flowtwin's own. */
  readonly report: (error: unknown) => void
}

/** What a world is made from. */
export interface WorldOptions {
  readonly parameters: Partial<Parameters>
  readonly clock: ClockMode
  /** Positions of quirks, by id. */
  readonly settings: Readonly<Record<string, string>>
}

/** Makes worlds that can be served. */
export interface WorldMaker {
  /** A world as the options say; those of the same maker share what they compute. */
  readonly make: (name: string) => ServedWorld
  /** A world on its own terms. @throws {ParameterError} when there can be none */
  makeFrom(name: string, options: WorldOptions): ServedWorld
  /** Another world as it is now. */
  fork(name: string, of: ServedWorld): ServedWorld
  /** The same world as it began. */
  restart(of: ServedWorld): ServedWorld
}

export function worldMaker(mail: Mail, options: WorldOptions): WorldMaker {
  const usual = groundOf(options.parameters)
  return {
    make: (name) => begun(name, mail, { ground: usual, ...options }),
    makeFrom: (name, others) => begun(name, mail, { ground: groundOf(others.parameters), ...others }),
    fork: (name, { world }) => served(name, mail, world.fork()),
    restart: ({ name, world }) => served(name, mail, world.restarted()),
  }
}

/** What worlds of the same parameters share. */
interface Ground {
  readonly universe: Universe
  readonly people: People
}

function groundOf(parameters: Partial<Parameters>): Ground {
  const universe = createUniverse(parameters)
  return { universe, people: deferredPeople(universe.parameters) }
}

function begun(name: string, mail: Mail, { ground, clock, settings }: WorldOptions & { ground: Ground }): ServedWorld {
  const world = new World({ ...ground, log: memoryLog(), realClock, clock })
  if (Object.keys(settings).length === 0) return served(name, mail, world)
  world.apply({ kind: 'configure', settings })
  // So that it begins with its settings when it begins again.
  return served(name, mail, world.fork())
}

function served(name: string, mail: Mail, world: World): ServedWorld {
  const courier = new Courier({ ...mail, world })
  const living: ServedWorld = new ServedWorld({
    name,
    world,
    courier,
    journal: new Journal(realClock),
    makeNeighbour: () => neighbourOf(name, mail, world),
    makePast: (at, nearest) => past(living, mail, world.asOf(at, nearest)),
  })
  return living
}

/** A world that is looked back to: nobody is told of what happened in it, for they were told then. */
function past(living: ServedWorld, mail: Mail, world: World): ServedWorld {
  return new ServedWorld({
    name: living.name,
    world,
    courier: new Courier({ ...mail, senders: [], world }),
    journal: living.journal,
    makeNeighbour: () => living.neighbour.past(world.now),
    makePast: (at, nearest) => past(living, mail, world.asOf(at, nearest)),
    asOf: world.now,
  })
}

/** The world of another tenant: other people, other ids, the same time and quirks. */
function neighbourOf(name: string, mail: Mail, world: World): ServedWorld {
  const { parameters } = world.universe
  const neighbour = new World({
    ...groundOf({ ...parameters, seed: `${parameters.seed}/another tenant` }),
    log: memoryLog(),
    // Its clock follows the other world's, so that both show the same time.
    realClock: () => Number(world.now) as RealTime,
    clock: { kind: 'live' },
  })
  const behind = world.now - neighbour.now
  if (behind > 0) neighbour.advance(behind)
  const { settings } = world.annex.manner
  if (settings.size > 0) neighbour.apply({ kind: 'configure', settings: Object.fromEntries(settings) })
  return served(`${name}, another tenant`, mail, neighbour)
}
