import { afterEach, vi } from 'vitest'
import { proveMutants } from '../contracts/mutants/proof.ts'
import { createMockTarget } from '../mock-target.ts'
import { WORLD } from './break-function.ts'
import { generalMutants, listSeparateChecks, listVendorChecks, singleFaults, vendorMutants } from './index.ts'

const createTwin = () => createMockTarget('recrubo', { ...WORLD, runs: 120 })
const { ids } = createTwin()

afterEach(() => vi.restoreAllMocks())

proveMutants('recrubo', generalMutants.recrubo, { createTwin, checks: listVendorChecks('recrubo') })
proveMutants('recrubo', vendorMutants.recrubo, {
  createTwin,
  ids,
  checks: listSeparateChecks('recrubo', /^(?:JAPI|LIFE|ORD)-|^SCH-00[14]$/),
})
proveMutants('recrubo', singleFaults.recrubo, {
  // More runs than the largest page.
  createTwin: () => createMockTarget('recrubo', { ...WORLD, runs: 230 }),
  ids,
  checks: ['JAPI-030', 'JAPI-038', 'JAPI-100', 'JAPI-121', 'JAPI-128'],
})
