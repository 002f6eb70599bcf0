import { afterEach, vi } from 'vitest'
import { proveMutants } from '../contracts/mutants/proof.ts'
import { createMockTarget } from '../mock-target.ts'
import { WORLD } from './break-function.ts'
import { generalMutants, listVendorChecks, vendorMutants } from './index.ts'

const createTwin = () => createMockTarget('recrubo', { ...WORLD, runs: 120 })
const { ids } = createTwin()

afterEach(() => vi.restoreAllMocks())

proveMutants('recrubo', generalMutants.recrubo, { createTwin, checks: listVendorChecks('recrubo') })
proveMutants('recrubo', vendorMutants.recrubo, {
  createTwin,
  ids,
  checks: ['JAPI-*', 'LIFE-*', 'ORD-*', 'SCH-001', 'SCH-004'],
})
