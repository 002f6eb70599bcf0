import type { operations as Operations } from '../../spec/generated/control.types.ts'
import type { ServedWorld } from '../http/served-world.ts'
import type { VendorDefinition, Vendor } from '../http/vendor.ts'
import { replaceRules, serializeFaults } from './faults.ts'
import { addScenarioRules, clearScenarios, selectScenario, serializeScenarios } from './hazards.ts'

interface FaultDeps {
  readonly vendors: readonly Vendor[]
  readonly findWorld: (path: { readonly world: string }) => ServedWorld
}

type FaultOperation = 'readFaults' | 'armFaults' | 'disarmFaults' | 'listHazards' | 'armHazard' | 'clearHazards'

/** The handlers of everything that makes answers go wrong. */
export function createFaultHandlers({
  vendors,
  findWorld,
}: FaultDeps): Pick<VendorDefinition<Operations>['handlers'], FaultOperation> {
  return {
    readFaults: ({ path }) => ({ status: 200, body: serializeFaults(findWorld(path)) }),
    armFaults({ path, body }) {
      const served = findWorld(path)
      replaceRules(vendors, served, body.rules)
      return { status: 200, body: serializeFaults(served) }
    },
    disarmFaults({ path }) {
      findWorld(path).world.applyOperation({ kind: 'arm', rules: [] })
      return { status: 204, body: null }
    },
    listHazards: () => ({ status: 200, body: serializeScenarios() }),
    armHazard({ path, body }) {
      const served = findWorld(path)
      addScenarioRules(vendors, served, selectScenario(body))
      return { status: 200, body: serializeFaults(served) }
    },
    clearHazards({ path }) {
      clearScenarios(findWorld(path))
      return { status: 204, body: null }
    },
  }
}
