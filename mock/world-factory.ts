import { createPeople } from './content/people.ts'
import { Journal } from './http/journal/journal.ts'
import { type PostWebhook, WebhookDispatcher, type WebhookSender } from './http/webhook-dispatcher.ts'
import { ServedWorld } from './http/worlds/served-world.ts'
import { readRealClock } from './real-clock.ts'
import { createMemoryLog } from './store/memory-log.ts'
import { createDataset, type Dataset } from './world/dataset/dataset.ts'
import type { DatasetParameters } from './world/dataset/parameters.ts'
import type { People } from './world/model/contact.ts'
import type { ClockMode, RealTime } from './world/time.ts'
import { World } from './world/world.ts'

/** The parts of webhook dispatchers that all worlds of a twin share. */
interface WebhookDeps {
  readonly senders: readonly WebhookSender[]
  readonly postWebhook: PostWebhook
  /** Receives errors that are bugs of Flowtwin. */
  readonly reportError: (error: unknown) => void
}

export interface WorldOptions {
  readonly parameters: Partial<DatasetParameters>
  readonly clock: ClockMode
  /** Positions of quirks, by id. */
  readonly settings: Readonly<Record<string, string>>
}

/** Creates the worlds of a twin. */
export interface WorldFactory {
  /** Creates a world with the twin's options; these worlds share one dataset. */
  readonly createWorld: (name: string) => ServedWorld
  /** Creates a world with its own options. @throws {ParameterError} for invalid parameters */
  createWorldFrom(name: string, options: WorldOptions): ServedWorld
  /** Creates a world with the present state of another one. */
  forkWorld(name: string, source: ServedWorld): ServedWorld
  /** Creates a world with the initial state of another one, under the same name. */
  restartWorld(source: ServedWorld): ServedWorld
}

export function createWorldFactory(deps: WebhookDeps, options: WorldOptions): WorldFactory {
  const defaultDataset = createSharedDataset(options.parameters)
  return {
    createWorld: (name) => startWorld(name, deps, defaultDataset, options),
    createWorldFrom: (name, others) => startWorld(name, deps, createSharedDataset(others.parameters), others),
    forkWorld: (name, { world }) => serveWorld(name, deps, world.fork()),
    restartWorld: ({ name, world }) => serveWorld(name, deps, world.forkFromStart()),
  }
}

/** The computed data that worlds of the same parameters share. */
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
  shared: SharedDataset,
  { clock, settings }: WorldOptions,
): ServedWorld {
  const world = new World({ ...shared, log: createMemoryLog(), realClock: readRealClock, clockMode: clock })
  if (Object.keys(settings).length === 0) return serveWorld(name, deps, world)
  world.applyOperation({ kind: 'configure', settings })
  // The fork's initial state has the settings, so a reset keeps them.
  return serveWorld(name, deps, world.fork())
}

function serveWorld(name: string, deps: WebhookDeps, world: World): ServedWorld {
  const servedWorld: ServedWorld = new ServedWorld({
    name,
    world,
    webhookDispatcher: new WebhookDispatcher({ ...deps, world }),
    journal: new Journal(readRealClock),
    createOtherTenant: () => createOtherTenant(name, deps, world),
    createPastWorld: (at, nearest) => servePastWorld(servedWorld, deps, world.forkAt(at, nearest)),
  })
  return servedWorld
}

/** A past world has no webhook senders: the messages about its events were sent when they happened. */
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

/** The world of another tenant: other contacts, other ids, the same time and quirks. */
function createOtherTenant(name: string, deps: WebhookDeps, world: World): ServedWorld {
  const { parameters } = world.dataset
  const otherTenant = new World({
    ...createSharedDataset({ ...parameters, seed: `${parameters.seed}/another tenant` }),
    log: createMemoryLog(),
    // Its clock follows the other world's, so that both show the same time.
    realClock: () => Number(world.now) as RealTime,
    clockMode: { kind: 'live' },
  })
  const lag = world.now - otherTenant.now
  if (lag > 0) otherTenant.advanceClock(lag)
  const { settings } = world.sideState.renderSettings
  if (settings.size > 0) otherTenant.applyOperation({ kind: 'configure', settings: Object.fromEntries(settings) })
  return serveWorld(`${name}, another tenant`, deps, otherTenant)
}
