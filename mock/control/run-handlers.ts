import type { components, operations as Operations } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import type { ServedWorld } from '../http/served-world.ts'
import type { VendorDefinition, Vendor } from '../http/vendor.ts'
import { createBurst, serializeArrivals, setArrivals } from './arrivals.ts'
import { selectWorldAt, selectComparedWorlds, diffWorlds } from './diff.ts'
import { createRunLookup } from './run.ts'
import { createRunService } from './runs.ts'
import { type WorldDeps, requireWorld } from './worlds.ts'

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
  | 'diffWorld'
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
      return { status: 201, body: { runs: inserted.map((run) => runLookup.serializeRun(world, run)), coming } }
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
    burst({ path, body }) {
      const { world, webhookDispatcher } = findWorld(path)
      const arrivals = createBurst(world, body, flows)
      webhookDispatcher.dispatchDue()
      return { status: 200, body: arrivals }
    },
    diffWorld({ path, query }) {
      const worlds = selectComparedWorlds(findWorld(path), query, (name) => requireWorld(deps, name))
      return { status: 200, body: diffWorlds(worlds, query, runLookup) }
    },
  }
}
