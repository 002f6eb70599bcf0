import type { Clock, Target, VendorName } from '../contracts/index.ts'
import { createTwin } from '../mock/index.ts'
import { getIds } from '../mock/vendors/idnow/ids.ts'

/** The mock in memory, as the suite meets a target; its clock goes on when the suite waits. */
export interface MockTarget {
  readonly target: Target & { readonly send: NonNullable<Target['send']> }
  readonly clock: Clock
}

/** A small world of one vendor in which nothing is in the way. */
export function createMockTarget(name: VendorName): MockTarget {
  const twin = createTwin({ seed: 42, runs: 400, clock: 'frozen', limits: false })
  const vendor = twin.vendors.find((one) => one.name === name)
  if (vendor === undefined) throw new Error(`the mock does not serve ${name}`)
  const { basePath, credential } = vendor.demo
  return {
    target: {
      baseUrl: `http://mock.invalid${basePath}`,
      credential,
      send: twin.fetch,
      ids: name === 'idnow' ? { flowId: getIds(twin.world).flow.encode(0) } : {},
    },
    clock: {
      now: () => twin.clock.now / 1000,
      sleep: (milliseconds) => {
        twin.clock.advance(Math.round(milliseconds * 1000))
        return Promise.resolve()
      },
    },
  }
}
