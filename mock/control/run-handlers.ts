import type { components, operations as Operations } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import type { ServedWorld } from '../http/served-world.ts'
import type { Dialect, Vendor } from '../http/vendor.ts'
import { burst, sayArrivals, setArrivals } from './arrivals.ts'
import { atInstant, comparedOf, diffOf } from './diff.ts'
import { runDesk } from './run.ts'
import { tellingOf } from './runs.ts'
import { type WorldDesk, worldNamed } from './worlds.ts'

type NewRun = components['schemas']['NewRun']

type Handlers = Pick<
  Dialect<Operations>['handlers'],
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
export function runHandlers(
  desk: WorldDesk & { readonly vendors: readonly Vendor[] },
  worldOf: (path: { readonly world: string }) => ServedWorld,
): Handlers {
  const runs = runDesk(desk.vendors)
  const telling = tellingOf(desk.vendors)
  const { flows, people } = telling
  return {
    listRuns({ path, query }) {
      const { world } = atInstant(worldOf(path), query.at)
      const { runs: found, total } = telling.list(world, query)
      return { status: 200, body: { runs: found.map((run) => runs.say(world, run)), total } }
    },
    insertRuns({ path, body }) {
      const { world, courier } = worldOf(path)
      // The document says "one or a list", which its types cannot.
      const told = (Array.isArray(body) ? body : [body]) as readonly NewRun[]
      const { runs: made, coming } = telling.insert(world, told)
      courier.look()
      return { status: 201, body: { runs: made.map((run) => runs.say(world, run)), coming } }
    },
    readRun({ path, query }) {
      const { world } = atInstant(worldOf(path), query.at)
      return { status: 200, body: runs.say(world, runs.find(world, path.run)) }
    },
    driveRun({ path, body }) {
      const { world, courier } = worldOf(path)
      const run = body.end === undefined ? runs.step(world, path.run) : runs.end(world, path.run, body.end)
      courier.look()
      return { status: 200, body: runs.say(world, run) }
    },
    listFlows: ({ path }) => ({ status: 200, body: { flows: flows.say(worldOf(path).world) } }),
    listContacts({ path, query: { skip = 0, limit = 50 } }) {
      return { status: 200, body: people.list(worldOf(path).world, { skip, limit }) }
    },
    insertContact: ({ path, body }) => ({ status: 201, body: people.insert(worldOf(path).world, body) }),
    readContact({ path }) {
      const { world } = worldOf(path)
      const contact = people.find(world, path.contact)
      if (contact !== undefined) return { status: 200, body: people.say(world, contact) }
      throw new Problem('not-found', { text: `no contact of this world has the number or phone "${path.contact}"` })
    },
    readArrivals: ({ path }) => ({ status: 200, body: sayArrivals(worldOf(path).world) }),
    setArrivals: ({ path, body }) => ({ status: 200, body: setArrivals(worldOf(path).world, body, flows) }),
    burst({ path, body }) {
      const { world, courier } = worldOf(path)
      const arrivals = burst(world, body, flows)
      courier.look()
      return { status: 200, body: arrivals }
    },
    diffWorld({ path, query }) {
      const compared = comparedOf(worldOf(path), query, (name) => worldNamed(desk, name))
      return { status: 200, body: diffOf(compared, query, runs) }
    },
  }
}
