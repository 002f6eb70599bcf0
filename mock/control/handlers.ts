import type { components, operations as Operations } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import { getQuirkPosition, validateQuirkSettings } from '../http/quirk.ts'
import type { Vendor, VendorDefinition } from '../http/vendor.ts'
import type { WebhookDispatcher } from '../http/webhook-dispatcher.ts'
import type { ServedWorld } from '../http/worlds/served-world.ts'
import { formatIsoMicroseconds } from '../wire/date-time.ts'
import { ParameterError } from '../world/dataset/parameters.ts'
import type { World } from '../world/world.ts'
import type { AccessPolicy } from './access-policy.ts'
import { createBurst, serializeArrivals, setArrivals } from './arrivals.ts'
import { moveClock, serializeClock } from './clock.ts'
import { createDeliveryReport } from './delivery-report.ts'
import { diffWorlds, selectComparedWorlds, selectWorldAt } from './diff.ts'
import { createStreamHandlers, type EventStreamOptions } from './event-stream.ts'
import { loadDocuments, replaceRules, serializeFaults } from './fault-rules.ts'
import { toHar } from './har.ts'
import { buildHealth } from './health.ts'
import { createRunService } from './insert-runs.ts'
import { readWaitResult, verifyEntries, waitForEntries, type WaitDeps } from './journal-assertions.ts'
import { serializeJournal } from './journal.ts'
import { createRunLookup } from './lookups.ts'
import { addScenarioRules, clearScenarios, selectScenario, serializeScenarios } from './paging-scenarios.ts'
import { resetLimits, serializeRateLimits, setLimits } from './rate-limits.ts'
import { createSnapshot } from './snapshot.ts'
import {
  createWorld,
  deleteWorld,
  importSnapshot,
  requireWorld,
  resetWorld,
  serializeDroppedWorlds,
  serializeWorld,
  type WorldDeps,
} from './worlds.ts'

interface FaultDeps {
  readonly vendors: readonly Vendor[]
  readonly findWorld: (path: { readonly world: string }) => ServedWorld
}

type FaultOperation = 'readFaults' | 'setFaults' | 'clearFaults' | 'listScenarios' | 'addScenario' | 'clearScenarios'

/** The handlers of everything that makes answers go wrong. */
export function createFaultHandlers({
  vendors,
  findWorld,
}: FaultDeps): Pick<VendorDefinition<Operations>['handlers'], FaultOperation> {
  return {
    readFaults: ({ path }) => ({ status: 200, body: serializeFaults(findWorld(path)) }),
    async setFaults({ path, body }) {
      const served = findWorld(path)
      await loadDocuments(vendors)
      replaceRules(vendors, served, body.rules)
      return { status: 200, body: serializeFaults(served) }
    },
    clearFaults({ path }) {
      findWorld(path).world.applyOperation({ kind: 'set-fault-rules', rules: [] })
      return { status: 204, body: null }
    },
    listScenarios: () => ({ status: 200, body: serializeScenarios() }),
    addScenario({ path, body }) {
      const served = findWorld(path)
      addScenarioRules(vendors, served, selectScenario(body))
      return { status: 200, body: serializeFaults(served) }
    },
    clearScenarios({ path }) {
      clearScenarios(findWorld(path))
      return { status: 204, body: null }
    },
  }
}

interface JournalDeps extends WaitDeps {
  readonly findWorld: (path: { readonly world: string }) => ServedWorld
}

type JournalOperation =
  | 'readJournal'
  | 'clearJournal'
  | 'waitForJournal'
  | 'verifyJournal'
  | 'exportHar'
  | 'readDeliveryReport'

/** The handlers of everything that looks at what was asked. */
export function createJournalHandlers({
  vendors,
  timer,
  findWorld,
}: JournalDeps): Pick<VendorDefinition<Operations>['handlers'], JournalOperation> {
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
    exportHar: ({ path }) => ({ status: 200, body: toHar(findWorld(path).journal) }),
    readDeliveryReport: ({ path, query }) => ({
      status: 200,
      body: createDeliveryReport(findWorld(path), query, vendors),
    }),
  }
}

export function serializeDeliveries({ deliveries }: WebhookDispatcher): {
  readonly deliveries: components['schemas']['Delivery'][]
} {
  return {
    deliveries: deliveries.map(({ number, vendor, message, state, dueAt, attempts }) => ({
      number,
      vendor,
      subscription: message.subscription,
      event: message.event,
      url: message.url,
      state,
      due: formatIsoMicroseconds(dueAt),
      attempts: attempts.map(({ at, status }) => ({ at: formatIsoMicroseconds(at), status })),
    })),
  }
}

type NewRun = components['schemas']['NewRun']

type RunHandlers = Pick<
  VendorDefinition<Operations>['handlers'],
  | 'listRuns'
  | 'insertRuns'
  | 'readRun'
  | 'driveRun'
  | 'listFlows'
  | 'listContacts'
  | 'insertContact'
  | 'readContact'
  | 'readArrivals'
  | 'setArrivals'
  | 'burst'
  | 'readDiff'
>

/** What is in a world: its runs, flows and people, and what is to come. */
export function createRunHandlers(
  deps: WorldDeps & { readonly vendors: readonly Vendor[] },
  findWorld: (path: { readonly world: string }) => ServedWorld,
): RunHandlers {
  const runLookup = createRunLookup(deps.vendors)
  const runService = createRunService(deps.vendors)
  const { flows, contacts } = runService
  return {
    listRuns({ path, query }) {
      const { world } = selectWorldAt(findWorld(path), query.at)
      const { runs: matches, total } = runService.listRuns(world, query)
      return { status: 200, body: { runs: matches.map((run) => runLookup.serializeRun(world, run)), total } }
    },
    insertRuns({ path, body }) {
      const { world, webhookDispatcher } = findWorld(path)
      // The document says "one or a list", which its types cannot.
      const newRuns = (Array.isArray(body) ? body : [body]) as readonly NewRun[]
      const { runs: inserted, coming } = runService.insertRuns(world, newRuns)
      webhookDispatcher.dispatchDue()
      return {
        status: 201,
        body: { runs: inserted.map((run) => runLookup.serializeRun(world, run)), scheduled: coming },
      }
    },
    readRun({ path, query }) {
      const { world } = selectWorldAt(findWorld(path), query.at)
      return { status: 200, body: runLookup.serializeRun(world, runLookup.findRun(world, path.run)) }
    },
    driveRun({ path, body }) {
      const { world, webhookDispatcher } = findWorld(path)
      const run =
        body.end === undefined ? runLookup.stepRun(world, path.run) : runLookup.endRun(world, path.run, body.end)
      webhookDispatcher.dispatchDue()
      return { status: 200, body: runLookup.serializeRun(world, run) }
    },
    listFlows: ({ path }) => ({ status: 200, body: { flows: flows.serializeFlows(findWorld(path).world) } }),
    listContacts({ path, query: { skip = 0, limit = 50 } }) {
      return { status: 200, body: contacts.listContacts(findWorld(path).world, { skip, limit }) }
    },
    insertContact: ({ path, body }) => ({ status: 201, body: contacts.insertContact(findWorld(path).world, body) }),
    readContact({ path }) {
      const { world } = findWorld(path)
      const contact = contacts.findContact(world, path.contact)
      if (contact !== undefined) return { status: 200, body: contacts.serializeContact(world, contact) }
      throw new Problem('not-found', { text: `no contact of this world has the number or phone "${path.contact}"` })
    },
    readArrivals: ({ path }) => ({ status: 200, body: serializeArrivals(findWorld(path).world) }),
    setArrivals: ({ path, body }) => ({ status: 200, body: setArrivals(findWorld(path).world, body, flows) }),
    createBurst({ path, body }) {
      const { world, webhookDispatcher } = findWorld(path)
      const arrivals = createBurst(world, body, flows)
      webhookDispatcher.dispatchDue()
      return { status: 200, body: arrivals }
    },
    readDiff({ path, query }) {
      const worlds = selectComparedWorlds(findWorld(path), query, (name) => requireWorld(deps, name))
      return { status: 200, body: diffWorlds(worlds, query, runLookup) }
    },
  }
}

/** What the handlers work with. */
export interface ControlDeps extends WorldDeps, EventStreamOptions {
  /** Whether documented quotas are enforced. */
  readonly limits: boolean
  /** From where requests may come; asked at each, because a twin may begin to listen at any time. */
  readonly getAccessPolicy: () => AccessPolicy
}

/** One handler for each operation of the control API. */
export function createControlHandlers(deps: ControlDeps): VendorDefinition<Operations>['handlers'] {
  const findWorld = (path: { readonly world: string }) => requireWorld(deps, path.world)
  const readPositions = (world: World) =>
    Object.fromEntries(deps.quirks.map((quirk) => [quirk.id, getQuirkPosition(world, quirk)]))
  return {
    readHealth: (_, { world, request: { origin } }) => {
      const { isReadOnly } = deps.getAccessPolicy()
      return { status: 200, body: buildHealth(world, { vendors: deps.vendors, origin, readOnly: isReadOnly }) }
    },
    listWorlds: () => ({
      status: 200,
      body: { worlds: deps.worlds.all.map(serializeWorld), evicted: serializeDroppedWorlds(deps) },
    }),
    createWorld: ({ body }) => ({ status: 201, body: serializeWorld(createWorld(deps, body)) }),
    readWorld: ({ path }) => ({ status: 200, body: serializeWorld(findWorld(path)) }),
    deleteWorld({ path }) {
      deleteWorld(deps, findWorld(path))
      return { status: 204, body: null }
    },
    resetWorld: ({ path }) => ({ status: 200, body: serializeWorld(resetWorld(deps, findWorld(path))) }),
    readClock: ({ path }) => ({ status: 200, body: serializeClock(findWorld(path).world) }),
    updateClock: ({ path, body }) => ({ status: 200, body: moveClock(findWorld(path), body) }),
    ...createRunHandlers(deps, findWorld),
    readQuirks: ({ path }) => ({ status: 200, body: readPositions(findWorld(path).world) }),
    setQuirks({ path, body }) {
      const { world } = findWorld(path)
      world.applyOperation({ kind: 'configure', settings: parseSettings(deps, body) })
      return { status: 200, body: readPositions(world) }
    },
    ...createFaultHandlers({ vendors: deps.vendors, findWorld: findWorld }),
    readRateLimits: ({ path }) => ({
      status: 200,
      body: serializeRateLimits(deps.vendors, findWorld(path), deps.limits),
    }),
    setRateLimits({ path, body }) {
      const served = findWorld(path)
      setLimits(deps.vendors, served, body)
      return { status: 200, body: serializeRateLimits(deps.vendors, served, deps.limits) }
    },
    resetRateLimits({ path }) {
      resetLimits(findWorld(path))
      return { status: 204, body: null }
    },
    ...createStreamHandlers(deps, findWorld),
    ...createJournalHandlers({ vendors: deps.vendors, timer: deps.timer, findWorld }),
    readDeliveries: ({ path }) => ({ status: 200, body: serializeDeliveries(findWorld(path).webhookDispatcher) }),
    importSnapshot: ({ path, body }) => ({ status: 200, body: serializeWorld(importSnapshot(deps, path.world, body)) }),
    readSnapshot: ({ path }) => ({ status: 200, body: createSnapshot(findWorld(path).world) }),
  }
}

function parseSettings({ quirks }: WorldDeps, positions: Readonly<Record<string, string>>) {
  try {
    return validateQuirkSettings(quirks, positions)
  } catch (error) {
    if (error instanceof ParameterError) throw new Problem('invalid', { text: error.message })
    throw error
  }
}
