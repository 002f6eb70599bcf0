import type { components, operations as Operations } from '../../spec/generated/control.types.ts'
import { getQuirkPosition, type Quirk, validateQuirkSettings } from '../http/quirk.ts'
import type { VendorDefinition } from '../http/vendor.ts'
import type { ServedWorld } from '../http/worlds/served-world.ts'
import { DATASET_VERSION } from '../world/random.ts'
import { exportOwnData } from '../own-data/export.ts'
import type { World } from '../world/world.ts'
import type { AccessPolicy } from '../http/access-policy.ts'
import { createBurst, serializeArrivals, setArrivals } from './arrivals.ts'
import { finishInTurns, serializeClock, prepareClockUpdate, type WaitTurn } from './clock.ts'
import { insertContact, listContacts, requireContact, serializeContact } from './contacts.ts'
import { iterateDeliveryReport } from './delivery-report.ts'
import { diffWorlds, selectComparedWorlds, selectWorldAt } from './diff.ts'
import { EventStreams, type EventStreamOptions } from './event-stream.ts'
import { replaceRules, serializeFaults } from './fault-rules.ts'
import { loadDocuments } from './fault-schemas.ts'
import { insertFlow, serializeFlows } from './flows.ts'
import { iterateHar } from './har.ts'
import { withProblems } from './input.ts'
import { insertRuns } from './insert-runs.ts'
import { readWaitResult, verifyEntries, waitForEntries } from './journal-assertions.ts'
import { serializeJournal } from './journal.ts'
import { addScenarioRules, clearScenarios, selectScenario, serializeScenarios } from './paging-scenarios.ts'
import { resetRateLimits, serializeRateLimits, setRateLimits } from './rate-limits.ts'
import { driveRun, listRuns, requireRun, serializeRun } from './runs.ts'
import { createSnapshot } from './snapshot.ts'
import { createWebhook, deleteWebhook, listWebhooks, serializeDeliveries } from './webhooks.ts'
import {
  createWorld,
  deleteWorld,
  importSnapshot,
  prepareWorlds,
  requireWorld,
  resetWorld,
  serializeEvictedWorlds,
  serializeWorld,
  type WorldDeps,
} from './worlds.ts'

export interface ControlDeps extends WorldDeps, EventStreamOptions {
  /** True when documented rate limits apply. */
  readonly limits: boolean
  readonly waitTurn: WaitTurn
  /** Returns the current policy, which changes when the server starts to listen. */
  readonly getAccessPolicy: () => AccessPolicy
}

type Handlers = VendorDefinition<Operations>['handlers']
type NewRun = components['schemas']['NewRun']

/** Creates one handler for each operation of spec/control.yaml. */
export function createControlHandlers(deps: ControlDeps): Handlers {
  const scope: HandlerScope = { ...deps, findWorld: (path) => requireWorld(deps, path.world) }
  return prepareWorlds(deps, {
    ...createWorldHandlers(scope),
    ...createRunHandlers(scope),
    ...createFaultHandlers(scope),
    ...createJournalHandlers(scope),
  })
}

interface HandlerScope extends ControlDeps {
  /** @throws {Problem} "not-found" */
  readonly findWorld: (path: { readonly world: string }) => ServedWorld
}

function createWorldHandlers(deps: HandlerScope) {
  const { vendors, findWorld } = deps
  const streams = new EventStreams(deps)
  return {
    readHealth(_, { world, request: { origin, publicPrefix } }) {
      const store = deps.getStoreStatus()
      const body: components['schemas']['Health'] = {
        status: 'ready',
        dataSetVersion: DATASET_VERSION,
        seed: world.dataset.parameters.seed,
        ...serializeClock(world),
        readOnly: deps.getAccessPolicy().isReadOnly,
        vendors: vendors.map(({ name, demo: { basePath, credential, authorization } }) => {
          return { name, url: `${origin}${publicPrefix}${basePath}`, credential, authorization }
        }),
        ...(store === undefined ? {} : { store }),
      }
      return { status: 200, body }
    },
    listWorlds() {
      const worlds = deps.worlds.all.map(serializeWorld)
      const { unopened } = deps.worlds
      const body = { worlds, evicted: serializeEvictedWorlds(deps), ...(unopened.length === 0 ? {} : { unopened }) }
      return { status: 200, body }
    },
    createWorld: ({ body }) => ({ status: 201, body: serializeWorld(createWorld(deps, body)) }),
    readWorld: ({ path }) => ({ status: 200, body: serializeWorld(findWorld(path)) }),
    deleteWorld({ path }) {
      deleteWorld(deps, findWorld(path))
      return { status: 204, body: null }
    },
    resetWorld: ({ path }) => ({ status: 200, body: serializeWorld(resetWorld(deps, findWorld(path))) }),
    exportData: ({ path }) => ({ status: 200, body: { ...exportOwnData(findWorld(path).world, vendors) } }),
    readSnapshot: ({ path }) => ({ status: 200, body: createSnapshot(findWorld(path).world) }),
    importSnapshot: ({ path, body }) => ({ status: 200, body: serializeWorld(importSnapshot(deps, path.world, body)) }),
    readDiff({ path, query }) {
      const worlds = selectComparedWorlds(findWorld(path), query, (name) => requireWorld(deps, name))
      return { status: 200, body: diffWorlds(worlds, query, vendors) }
    },
    readClock: ({ path }) => ({ status: 200, body: serializeClock(findWorld(path).world) }),
    async updateClock({ path, body }) {
      const update = await prepareClockUpdate(findWorld(path), body, deps.waitTurn)
      return () => ({ status: 200, body: update(findWorld(path)) })
    },
    streamEvents({ path }, { request }) {
      const { name } = findWorld(path)
      const reply = { status: 200, body: '', headers: { 'cache-control': 'no-cache' } } as const
      // A HEAD request must not open a stream.
      if (request.method === 'HEAD') return reply
      return { ...reply, stream: streams.openStream(() => deps.worlds.touchWorld(name)) }
    },
  } satisfies Partial<Handlers>
}

function createRunHandlers({ vendors, findWorld }: HandlerScope) {
  const createContext = (path: { readonly world: string }) => ({ vendors, world: findWorld(path).world })
  return {
    listRuns({ path, query }) {
      const { world } = selectWorldAt(findWorld(path), query.at)
      return { status: 200, body: listRuns({ vendors, world }, query) }
    },
    insertRuns({ path, body }) {
      const context = createContext(path)
      // The document says "one or a list", which its types do not express.
      const newRuns = (Array.isArray(body) ? body : [body]) as readonly NewRun[]
      const { runs, scheduled } = insertRuns(context, newRuns)
      findWorld(path).webhookDispatcher.dispatchDue()
      return { status: 201, body: { runs: runs.map((run) => serializeRun(context, run)), scheduled } }
    },
    readRun({ path, query }) {
      const context = { vendors, world: selectWorldAt(findWorld(path), query.at).world }
      return { status: 200, body: serializeRun(context, requireRun(context, path.run)) }
    },
    driveRun({ path, body }) {
      const context = createContext(path)
      const run = driveRun(context, path.run, body)
      findWorld(path).webhookDispatcher.dispatchDue()
      return { status: 200, body: serializeRun(context, run) }
    },
    listFlows: ({ path }) => ({ status: 200, body: { flows: serializeFlows(createContext(path)) } }),
    insertFlow: ({ path, body }) => ({ status: 201, body: insertFlow(createContext(path), body) }),
    listContacts: ({ path, query }) => ({ status: 200, body: listContacts(createContext(path), query) }),
    insertContact: ({ path, body }) => ({ status: 201, body: insertContact(createContext(path), body) }),
    readContact({ path }) {
      const context = createContext(path)
      return { status: 200, body: serializeContact(context, requireContact(context.world, path.contact)) }
    },
    readArrivals: ({ path }) => ({ status: 200, body: serializeArrivals(findWorld(path).world) }),
    setArrivals: ({ path, body }) => ({ status: 200, body: setArrivals(createContext(path), body) }),
    createBurst({ path, body }) {
      const arrivals = createBurst(createContext(path), body)
      findWorld(path).webhookDispatcher.dispatchDue()
      return { status: 200, body: arrivals }
    },
  } satisfies Partial<Handlers>
}

function serializeQuirk(quirk: Quirk, world: World): components['schemas']['Quirk'] {
  const { id, question, source, evidence, defaultPosition, positions } = quirk
  return {
    id,
    vendor: id.split('.')[0] ?? id,
    question,
    source,
    evidence,
    default: defaultPosition,
    current: getQuirkPosition(world, quirk),
    positions: Object.entries(positions).map(([position, meaning]) => ({ position, meaning })),
  }
}

function createFaultHandlers({ vendors, quirks, limits, findWorld }: HandlerScope) {
  const readPositions = (world: World) =>
    Object.fromEntries(quirks.map((quirk) => [quirk.id, getQuirkPosition(world, quirk)]))
  return {
    listQuirks({ query: { world: name = 'default' } }) {
      const { world } = findWorld({ world: name })
      return { status: 200, body: { world: name, quirks: quirks.map((quirk) => serializeQuirk(quirk, world)) } }
    },
    readQuirks: ({ path }) => ({ status: 200, body: readPositions(findWorld(path).world) }),
    setQuirks({ path, body }) {
      const { world } = findWorld(path)
      const settings = withProblems(() => validateQuirkSettings(quirks, body))
      world.applyOperation({ kind: 'configure', settings })
      return { status: 200, body: readPositions(world) }
    },
    readFaults: ({ path }) => ({ status: 200, body: serializeFaults(findWorld(path)) }),
    async setFaults({ path, body }) {
      await loadDocuments(vendors)
      return () => {
        const served = findWorld(path)
        replaceRules(vendors, served.world, body.rules)
        return { status: 200, body: serializeFaults(served) }
      }
    },
    clearFaults({ path }) {
      findWorld(path).world.applyOperation({ kind: 'set-fault-rules', rules: [] })
      return { status: 204, body: null }
    },
    listScenarios: () => ({ status: 200, body: serializeScenarios() }),
    addScenario({ path, body }) {
      const served = findWorld(path)
      addScenarioRules(vendors, served.world, selectScenario(body))
      return { status: 200, body: serializeFaults(served) }
    },
    clearScenarios({ path }) {
      clearScenarios(findWorld(path).world)
      return { status: 204, body: null }
    },
    readRateLimits: ({ path }) => ({ status: 200, body: serializeRateLimits(vendors, findWorld(path), limits) }),
    setRateLimits({ path, body }) {
      const served = findWorld(path)
      setRateLimits(vendors, served, body)
      return { status: 200, body: serializeRateLimits(vendors, served, limits) }
    },
    resetRateLimits({ path }) {
      resetRateLimits(findWorld(path))
      return { status: 204, body: null }
    },
  } satisfies Partial<Handlers>
}

function createJournalHandlers({ vendors, timer, waitTurn, findWorld }: HandlerScope) {
  const createContext = (path: { readonly world: string }) => ({ vendors, world: findWorld(path).world })
  return {
    readJournal: ({ path, query }) => ({ status: 200, body: serializeJournal(findWorld(path).journal, query) }),
    clearJournal({ path }) {
      findWorld(path).journal.clearJournal()
      return { status: 204, body: null }
    },
    async waitForJournal({ path, body }) {
      const { journal } = findWorld(path)
      await waitForEntries(journal, body, { vendors, timer })
      return { status: 200, body: readWaitResult(journal, body) }
    },
    verifyJournal: ({ path, body }) => ({ status: 200, body: verifyEntries(findWorld(path).journal, body, vendors) }),
    exportHar: async ({ path }) => {
      return { status: 200, body: await finishInTurns(iterateHar(findWorld(path).journal), waitTurn) }
    },
    readDeliveryReport: async ({ path, query }) => {
      const slices = iterateDeliveryReport(findWorld(path), query, vendors)
      return { status: 200, body: await finishInTurns(slices, waitTurn) }
    },
    readDeliveries({ path }) {
      return { status: 200, body: { deliveries: serializeDeliveries(findWorld(path).webhookDispatcher) } }
    },
    listWebhooks: ({ path }) => ({ status: 200, body: { webhooks: listWebhooks(createContext(path)) } }),
    createWebhook({ path, body }) {
      const webhook = createWebhook(createContext(path), body)
      findWorld(path).webhookDispatcher.dispatchDue()
      return { status: 201, body: webhook }
    },
    deleteWebhook({ path }) {
      deleteWebhook(createContext(path), path.webhook)
      return { status: 204, body: null }
    },
  } satisfies Partial<Handlers>
}
