import { createPeople } from './content/people.ts'
import { WebhookDispatcher, type PostWebhook, type WebhookSender } from './http/webhook-dispatcher.ts'
import { Journal } from './http/journal/journal.ts'
import { ServedWorld } from './http/worlds/served-world.ts'
import { readRealClock } from './real-clock.ts'
import { createMemoryLog } from './store/memory-log.ts'
import type { ClockMode, RealTime } from './world/time/clock.ts'
import type { DatasetParameters } from './world/dataset/parameters.ts'
import type { People } from './world/model/contact.ts'
import { createDataset, type Dataset } from './world/dataset/dataset.ts'
import { World } from './world/world.ts'

/** What every world of a twin shares. */
interface WebhookDeps {
  readonly senders: readonly WebhookSender[]
  readonly postWebhook: PostWebhook
  /** Told of errors that are Flowtwin's own. */
  readonly reportError: (error: unknown) => void
}

/** What a world is made from. */
export interface WorldOptions {
  readonly parameters: Partial<DatasetParameters>
  readonly clock: ClockMode
  /** Positions of quirks, by id. */
  readonly settings: Readonly<Record<string, string>>
}

/** Makes worlds that can be served. */
export interface WorldFactory {
  /** A world as the options say; those of the same maker share what they compute. */
  readonly createWorld: (name: string) => ServedWorld
  /** A world on its own terms. @throws {ParameterError} when there can be none */
  createWorldFrom(name: string, options: WorldOptions): ServedWorld
  /** Another world as it is now. */
  forkWorld(name: string, of: ServedWorld): ServedWorld
  /** The same world as it began. */
  restartWorld(of: ServedWorld): ServedWorld
}

export function createWorldFactory(deps: WebhookDeps, options: WorldOptions): WorldFactory {
  const defaultDataset = createSharedDataset(options.parameters)
  return {
    createWorld: (name) => startWorld(name, deps, { ground: defaultDataset, ...options }),
    createWorldFrom: (name, others) =>
      startWorld(name, deps, { ground: createSharedDataset(others.parameters), ...others }),
    forkWorld: (name, { world }) => serveWorld(name, deps, world.fork()),
    restartWorld: ({ name, world }) => serveWorld(name, deps, world.forkFromStart()),
  }
}

/** What worlds of the same parameters share. */
interface SharedDataset {
  readonly dataset: Dataset
  readonly people: People
}

function createSharedDataset(parameters: Partial<DatasetParameters>): SharedDataset {
  const dataset = createDataset(parameters)
  return { dataset, people: createPeople(dataset.parameters) }
}

function startWorld(
  name: string,
  deps: WebhookDeps,
  { ground, clock, settings }: WorldOptions & { ground: SharedDataset },
): ServedWorld {
  const world = new World({ ...ground, log: createMemoryLog(), realClock: readRealClock, clockMode: clock })
  if (Object.keys(settings).length === 0) return serveWorld(name, deps, world)
  world.applyOperation({ kind: 'configure', settings })
  // So that it begins with its settings when it begins again.
  return serveWorld(name, deps, world.fork())
}

function serveWorld(name: string, deps: WebhookDeps, world: World): ServedWorld {
  const webhookDispatcher = new WebhookDispatcher({ ...deps, world })
  const servedWorld: ServedWorld = new ServedWorld({
    name,
    world,
    webhookDispatcher: webhookDispatcher,
    journal: new Journal(readRealClock),
    createOtherTenant: () => createOtherTenant(name, deps, world),
    createPastWorld: (at, nearest) => servePastWorld(servedWorld, deps, world.forkAt(at, nearest)),
  })
  return servedWorld
}

/** A world that is looked back to: nobody is told of what happened in it, for they were told then. */
function servePastWorld(servedWorld: ServedWorld, deps: WebhookDeps, world: World): ServedWorld {
  return new ServedWorld({
    name: servedWorld.name,
    world,
    webhookDispatcher: new WebhookDispatcher({ ...deps, senders: [], world }),
    journal: servedWorld.journal,
    createOtherTenant: () => servedWorld.otherTenant.getPastWorld(world.now),
    createPastWorld: (at, nearest) => servePastWorld(servedWorld, deps, world.forkAt(at, nearest)),
    asOf: world.now,
  })
}

/** The world of another tenant: other people, other ids, the same time and quirks. */
function createOtherTenant(name: string, deps: WebhookDeps, world: World): ServedWorld {
  const { parameters } = world.dataset
  const otherTenant = new World({
    ...createSharedDataset({ ...parameters, seed: `${parameters.seed}/another tenant` }),
    log: createMemoryLog(),
    // Its clock follows the other world's, so that both show the same time.
    realClock: () => Number(world.now) as RealTime,
    clockMode: { kind: 'live' },
  })
  const behind = world.now - otherTenant.now
  if (behind > 0) otherTenant.advanceClock(behind)
  const { settings } = world.sideState.renderSettings
  if (settings.size > 0) otherTenant.applyOperation({ kind: 'configure', settings: Object.fromEntries(settings) })
  return serveWorld(`${name}, another tenant`, deps, otherTenant)
}
