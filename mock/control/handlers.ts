import type { operations as Operations } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import { positionOf, settingsFor } from '../http/quirk.ts'
import type { Dialect } from '../http/vendor.ts'
import { ParameterError } from '../world/parameters.ts'
import type { World } from '../world/world.ts'
import { capsuleOf } from './capsule.ts'
import type { Door } from './door.ts'
import { clockOf, moveClock } from './clock.ts'
import { faultHandlers } from './fault-handlers.ts'
import { healthOf } from './health.ts'
import { journalHandlers } from './journal-handlers.ts'
import { forgetLimits, limitsOf, setLimits } from './limits.ts'
import { deliveriesOf } from './records.ts'
import { runHandlers } from './run-handlers.ts'
import type { StreamsOptions } from './streams.ts'
import { watchHandlers } from './watch-handlers.ts'
import {
  createWorld,
  deleteWorld,
  importCapsule,
  resetWorld,
  sayDropped,
  sayWorld,
  type WorldDesk,
  worldNamed,
} from './worlds.ts'

/** What the handlers work with. */
export interface ControlDesk extends WorldDesk, StreamsOptions {
  /** Whether documented quotas are enforced. */
  readonly limits: boolean
  /** From where requests may come; asked at each, because a twin may begin to listen at any time. */
  readonly door: () => Door
}

/** One handler for each operation of the control API. */
export function handlersOf(desk: ControlDesk): Dialect<Operations>['handlers'] {
  const worldOf = (path: { readonly world: string }) => worldNamed(desk, path.world)
  const positions = (world: World) =>
    Object.fromEntries(desk.quirks.map((quirk) => [quirk.id, positionOf(world, quirk)]))
  return {
    readHealth: (_, { world, incoming: { origin } }) => {
      const { readOnly } = desk.door()
      return { status: 200, body: healthOf(world, { vendors: desk.vendors, origin, readOnly }) }
    },
    listWorlds: () => ({
      status: 200,
      body: { worlds: desk.worlds.all.map(sayWorld), dropped: sayDropped(desk) },
    }),
    createWorld: ({ body }) => ({ status: 201, body: sayWorld(createWorld(desk, body)) }),
    readWorld: ({ path }) => ({ status: 200, body: sayWorld(worldOf(path)) }),
    deleteWorld({ path }) {
      deleteWorld(desk, worldOf(path))
      return { status: 204, body: null }
    },
    resetWorld: ({ path }) => ({ status: 200, body: sayWorld(resetWorld(desk, worldOf(path))) }),
    readClock: ({ path }) => ({ status: 200, body: clockOf(worldOf(path).world) }),
    moveClock: ({ path, body }) => ({ status: 200, body: moveClock(worldOf(path), body) }),
    ...runHandlers(desk, worldOf),
    readQuirks: ({ path }) => ({ status: 200, body: positions(worldOf(path).world) }),
    setQuirks({ path, body }) {
      const { world } = worldOf(path)
      world.apply({ kind: 'configure', settings: settingsOf(desk, body) })
      return { status: 200, body: positions(world) }
    },
    ...faultHandlers({ vendors: desk.vendors, worldOf }),
    readLimits: ({ path }) => ({ status: 200, body: limitsOf(desk.vendors, worldOf(path), desk.limits) }),
    setLimits({ path, body }) {
      const served = worldOf(path)
      setLimits(desk.vendors, served, body)
      return { status: 200, body: limitsOf(desk.vendors, served, desk.limits) }
    },
    forgetLimits({ path }) {
      forgetLimits(worldOf(path))
      return { status: 204, body: null }
    },
    ...watchHandlers(desk, worldOf),
    ...journalHandlers({ vendors: desk.vendors, worldOf }),
    readDeliveries: ({ path }) => ({ status: 200, body: deliveriesOf(worldOf(path).courier) }),
    importCapsule: ({ path, body }) => ({ status: 200, body: sayWorld(importCapsule(desk, path.world, body)) }),
    readCapsule: ({ path }) => ({ status: 200, body: capsuleOf(worldOf(path).world) }),
  }
}

function settingsOf({ quirks }: WorldDesk, wanted: Readonly<Record<string, string>>) {
  try {
    return settingsFor(quirks, wanted)
  } catch (error) {
    if (error instanceof ParameterError) throw new Problem('invalid', { text: error.message })
    throw error
  }
}
