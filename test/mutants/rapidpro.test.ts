import { afterEach, vi } from 'vitest'
import { proveMutants } from '../contracts/mutants/proof.ts'
import { createMockTarget } from '../mock-target.ts'
import { WORLD } from './break-function.ts'
import { generalMutants, listVendorChecks, vendorMutants } from './index.ts'

const createTwin = () => createMockTarget('rapidpro', WORLD)
const { ids } = createTwin()

afterEach(() => vi.restoreAllMocks())

proveMutants('rapidpro', generalMutants.rapidpro, { createTwin, checks: listVendorChecks('rapidpro') })
proveMutants('rapidpro', vendorMutants.rapidpro, {
  createTwin,
  ids,
  checks: ['CUR-*', 'LIFE-*', 'ORD-*', 'SCH-001', 'SCH-004'],
})
