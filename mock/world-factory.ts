import { createPeople } from './content/people.ts'
import { Journal } from './http/journal/journal.ts'
import { HttpError } from './http/problem.ts'
import type { RequestLog } from './http/journal/request-log.ts'
import type { RecordedVendor } from './http/journal/request-record.ts'
import { type PostWebhook, WebhookDispatcher, type WebhookSender } from './http/webhook-dispatcher.ts'
import { ServedWorld } from './http/worlds/served-world.ts'
import type { ServerState } from './http/worlds/server-state.ts'
import type { StoredWorlds } from './http/worlds/world-registry.ts'
import { readCalendarTime, readRealClock, startRealTimer, waitTurn } from './real-clock.ts'
import type { LogStore } from './store/log-store.ts'
import { type WebhookProgress, WorldRefusedError } from './store/record.ts'
import { StoreFailedError, WorldElsewhereError } from './store/store-errors.ts'
import { MemoryLog, StoredLog } from './store/operation-log.ts'
import { type BuildWorld, WorldStore } from './store/world-store.ts'
import { createDataset, type Dataset } from './world/dataset/dataset.ts'
import type { OwnRun } from './own-data/input.ts'
import type { DatasetParameters } from './world/dataset/parameters.ts'
import type { People } from './world/model/contact.ts'
import type { OperationLog } from './world/state/operation.ts'
import type { ClockMode, RealTime } from './world/time.ts'
import { World } from './world/world.ts'

/** The parts that all worlds of a twin share. */
interface SharedDeps {
  /** The vendors that journals refer to. */
  readonly vendors: readonly RecordedVendor[]
  readonly senders: readonly WebhookSender[]
  readonly postWebhook: PostWebhook
  /** True after a server has closed, until the next one listens. */
  readonly isStopping: () => boolean
  /** Receives errors that are bugs of Flowtwin. */
  readonly reportError: (error: unknown) => void
  /** Inserts runs at the start of a world. @throws {ParameterError} for an invalid run */
  readonly insertOwnRuns: (world: World, runs: readonly OwnRun[]) => void
  /** The store of worlds that outlive the process. */
  readonly store?: WorldStore | undefined
  /** Receives the requests of all worlds. */
  readonly requestLog?: RequestLog
}

export interface WorldOptions {
  readonly parameters: Partial<DatasetParameters>
  readonly clock: ClockMode
  /** Positions of quirks, by id. */
  readonly settings: Readonly<Record<string, string>>
  /** Runs to insert at the start. */
  readonly runs?: readonly OwnRun[]
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
  /** Opens a stored world; undefined when there is none. @throws {HttpError} for one that cannot be opened */
  readonly openWorld: (name: string) => Promise<ServedWorld | undefined>
}

export function createWorldFactory(deps: SharedDeps, options: WorldOptions): WorldFactory {
  const defaultDataset = createSharedDataset(options.parameters)
  return {
    createWorld: (name) => startWorld(name, deps, defaultDataset, options),
    createWorldFrom: (name, others) => startWorld(name, deps, createSharedDataset(others.parameters), others),
    forkWorld: (name, { world }) => serveWorld(name, deps, world.fork()),
    restartWorld: ({ name, world }) => serveWorld(name, deps, world.forkFromStart()),
    openWorld: (name) => openStoredWorld(name, deps),
  }
}

async function openStoredWorld(name: string, deps: SharedDeps): Promise<ServedWorld | undefined> {
  const build: BuildWorld = (parameters, log, clockMode) =>
    new World({ ...createSharedDataset(parameters), log, realClock: readRealClock, clockMode })
  try {
    const opened = await deps.store?.openWorld(name, build)
    if (opened === undefined) return undefined
    const servedWorld = serveWorld(name, deps, opened.world, opened.webhooks)
    const { serverState } = opened
    if (serverState !== undefined) servedWorld.restoreServerState(JSON.parse(serverState) as ServerState, deps.vendors)
    return servedWorld
  } catch (error) {
    if (error instanceof WorldElsewhereError || error instanceof StoreFailedError) throw error
    if (!(error instanceof WorldRefusedError)) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new StoreFailedError(`world "${name}" cannot be read from the store: ${reason}`, { cause: error })
    }
    throw new HttpError(`world "${name}" cannot be opened: ${error.message}`, {
      status: 503,
      headers: { 'x-flowtwin-refused': 'store' },
    })
  }
}

function createLog({ store }: SharedDeps): OperationLog {
  return store === undefined ? new MemoryLog() : new StoredLog()
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
  deps: SharedDeps,
  shared: SharedDataset,
  { clock, settings, runs = [] }: WorldOptions,
): ServedWorld {
  const world = new World({ ...shared, log: createLog(deps), realClock: readRealClock, clockMode: clock })
  const hasSettings = Object.keys(settings).length > 0
  if (!hasSettings && runs.length === 0) return serveWorld(name, deps, world)
  if (hasSettings) world.applyOperation({ kind: 'configure', settings })
  if (runs.length > 0) deps.insertOwnRuns(world, runs)
  // The fork's initial state has the settings and runs, so a reset keeps them.
  return serveWorld(name, deps, world.fork())
}

function serveWorld(name: string, deps: SharedDeps, world: World, progress?: WebhookProgress): ServedWorld {
  const { requestLog } = deps
  const store = world.log instanceof StoredLog ? deps.store : undefined
  const servedWorld: ServedWorld = new ServedWorld({
    name,
    world,
    webhookDispatcher: new WebhookDispatcher({
      ...deps,
      world,
      waitTurn,
      progress,
      isStopping: () => deps.isStopping() || store?.isServing(name, world) === false,
      whenStored: deps.store === undefined ? undefined : (callback) => deps.store?.whenStored(callback),
      storeRecord: store && ((record) => store.addWebhookRecord(name, world, record)),
    }),
    journal: new Journal(readRealClock, undefined, requestLog && ((record) => requestLog.addRequest(name, record))),
    createOtherTenant: () => createOtherTenant(name, deps, world),
    createPastWorld: (at, nearest) => servePastWorld(servedWorld, deps, world.forkAt(at, nearest)),
  })
  return servedWorld
}

/** A past world has no webhook senders: the messages about its events were sent when they happened. */
function servePastWorld(servedWorld: ServedWorld, deps: SharedDeps, world: World): ServedWorld {
  return new ServedWorld({
    name: servedWorld.name,
    world,
    webhookDispatcher: new WebhookDispatcher({ ...deps, senders: [], world, waitTurn }),
    journal: servedWorld.journal,
    createOtherTenant: () => servedWorld.otherTenant.getPastWorld(world.now),
    createPastWorld: (at, nearest) => servePastWorld(servedWorld, deps, world.forkAt(at, nearest)),
    asOf: world.now,
  })
}

/** The world of another tenant: other contacts, other ids, no own data, the same time and quirks. */
function createOtherTenant(name: string, deps: SharedDeps, world: World): ServedWorld {
  const { parameters } = world.dataset
  const { seed, runs, every, start, arrivals } = parameters
  const shared = parameters.ownData === undefined ? parameters : { runs, every, start, arrivals }
  const otherTenant = new World({
    ...createSharedDataset({ ...shared, seed: `${seed}/another tenant` }),
    log: new MemoryLog(),
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

/** Creates the store of a twin. */
export function createWorldStore(logs: LogStore, report: (message: string) => void): WorldStore {
  const wait = (microseconds: number) =>
    new Promise<void>((resolve) => {
      startRealTimer(microseconds, resolve)
    })
  return new WorldStore({
    logs,
    realClock: readRealClock,
    calendarClock: readCalendarTime,
    waitTurn,
    startTimer: startRealTimer,
    wait,
    report,
  })
}

/** The stored worlds, as the registry of a twin uses them. */
export function createStoredWorlds(store: WorldStore, { openWorld }: WorldFactory): StoredWorlds {
  return {
    get names() {
      return store.worlds
    },
    isShared: store.shared !== undefined,
    mustOpen: (name) => store.mustOpen(name),
    hasWorld: (name) => store.hasWorld(name),
    openWorld,
    putWorld: ({ name, world }, isOnDemand) => store.putWorld(name, world, { isOnDemand }),
    deleteWorld: (name) => store.deleteWorld(name),
    unloadWorld: (name) => store.unloadWorld(name),
    noteUse: (name) => store.noteUse(name),
    // A store that fails now is asked again a minute later.
    forgetWorlds: () => void store.forgetWorlds().catch(() => undefined),
  }
}
