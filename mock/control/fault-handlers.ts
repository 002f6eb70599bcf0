import type { operations as Operations } from '../../spec/generated/control.types.ts'
import type { ServedWorld } from '../http/served-world.ts'
import type { Dialect, Vendor } from '../http/vendor.ts'
import { arm, faultsOf } from './faults.ts'
import { armHazard, clearHazards, metBy, sayHazards } from './hazards.ts'

interface FaultDesk {
  readonly vendors: readonly Vendor[]
  readonly worldOf: (path: { readonly world: string }) => ServedWorld
}

type FaultOperation = 'readFaults' | 'armFaults' | 'disarmFaults' | 'listHazards' | 'armHazard' | 'clearHazards'

/** The handlers of everything that makes answers go wrong. */
export function faultHandlers({ vendors, worldOf }: FaultDesk): Pick<Dialect<Operations>['handlers'], FaultOperation> {
  return {
    readFaults: ({ path }) => ({ status: 200, body: faultsOf(worldOf(path)) }),
    armFaults({ path, body }) {
      const served = worldOf(path)
      arm(vendors, served, body.rules)
      return { status: 200, body: faultsOf(served) }
    },
    disarmFaults({ path }) {
      worldOf(path).world.apply({ kind: 'arm', rules: [] })
      return { status: 204, body: null }
    },
    listHazards: () => ({ status: 200, body: sayHazards() }),
    armHazard({ path, body }) {
      const served = worldOf(path)
      armHazard(vendors, served, metBy(body))
      return { status: 200, body: faultsOf(served) }
    },
    clearHazards({ path }) {
      clearHazards(worldOf(path))
      return { status: 204, body: null }
    },
  }
}
