import { afterEach, vi } from 'vitest'
import { proveMutants } from '../contracts/mutants/proof.ts'
import { createMockTarget } from '../mock-target.ts'
import { createSmallPageTarget, WORLD } from './break-function.ts'
import { generalMutants, listSeparateChecks, listVendorChecks, singleFaults, vendorMutants } from './index.ts'

const createTwin = () => createMockTarget('rapidpro', WORLD)
const { ids } = createTwin()

afterEach(() => vi.restoreAllMocks())

proveMutants('rapidpro', generalMutants.rapidpro, { createTwin, checks: listVendorChecks('rapidpro') })
proveMutants('rapidpro', vendorMutants.rapidpro, {
  createTwin,
  ids,
  checks: listSeparateChecks('rapidpro', /^(?:CUR|LIFE|ORD)-|^SCH-00[14]$/),
})
proveMutants('rapidpro', singleFaults.rapidpro, { createTwin: () => createSmallPageTarget(180), ids, checks: [] })
