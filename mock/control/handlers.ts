import type { operations as Operations } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import { getQuirkPosition, validateQuirkSettings } from '../http/quirk.ts'
import type { VendorDefinition } from '../http/vendor.ts'
import { ParameterError } from '../world/parameters.ts'
import type { World } from '../world/world.ts'
import { createSnapshot } from './capsule.ts'
import type { AccessPolicy } from './door.ts'
import { serializeClock, moveClock } from './clock.ts'
import { createFaultHandlers } from './fault-handlers.ts'
import { buildHealth } from './health.ts'
import { createJournalHandlers } from './journal-handlers.ts'
import { resetLimits, serializeRateLimits, setLimits } from './limits.ts'
import { serializeDeliveries } from './records.ts'
import { createRunHandlers } from './run-handlers.ts'
import type { EventStreamOptions } from './streams.ts'
import { createStreamHandlers } from './watch-handlers.ts'
import {
  createWorld,
  deleteWorld,
  importSnapshot,
  resetWorld,
  serializeDroppedWorlds,
  serializeWorld,
  type WorldDeps,
  requireWorld,
} from './worlds.ts'

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
      body: { worlds: deps.worlds.all.map(serializeWorld), dropped: serializeDroppedWorlds(deps) },
    }),
    createWorld: ({ body }) => ({ status: 201, body: serializeWorld(createWorld(deps, body)) }),
    readWorld: ({ path }) => ({ status: 200, body: serializeWorld(findWorld(path)) }),
    deleteWorld({ path }) {
      deleteWorld(deps, findWorld(path))
      return { status: 204, body: null }
    },
    resetWorld: ({ path }) => ({ status: 200, body: serializeWorld(resetWorld(deps, findWorld(path))) }),
    readClock: ({ path }) => ({ status: 200, body: serializeClock(findWorld(path).world) }),
    moveClock: ({ path, body }) => ({ status: 200, body: moveClock(findWorld(path), body) }),
    ...createRunHandlers(deps, findWorld),
    readQuirks: ({ path }) => ({ status: 200, body: readPositions(findWorld(path).world) }),
    setQuirks({ path, body }) {
      const { world } = findWorld(path)
      world.applyOperation({ kind: 'configure', settings: parseSettings(deps, body) })
      return { status: 200, body: readPositions(world) }
    },
    ...createFaultHandlers({ vendors: deps.vendors, findWorld: findWorld }),
    readLimits: ({ path }) => ({ status: 200, body: serializeRateLimits(deps.vendors, findWorld(path), deps.limits) }),
    setLimits({ path, body }) {
      const served = findWorld(path)
      setLimits(deps.vendors, served, body)
      return { status: 200, body: serializeRateLimits(deps.vendors, served, deps.limits) }
    },
    forgetLimits({ path }) {
      resetLimits(findWorld(path))
      return { status: 204, body: null }
    },
    ...createStreamHandlers(deps, findWorld),
    ...createJournalHandlers({ vendors: deps.vendors, findWorld: findWorld }),
    readDeliveries: ({ path }) => ({ status: 200, body: serializeDeliveries(findWorld(path).webhookDispatcher) }),
    importCapsule: ({ path, body }) => ({ status: 200, body: serializeWorld(importSnapshot(deps, path.world, body)) }),
    readCapsule: ({ path }) => ({ status: 200, body: createSnapshot(findWorld(path).world) }),
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
