import { afterEach, vi } from 'vitest'
import { proveMutants } from '../contracts/mutants/proof.ts'
import { createMockTarget } from '../mock-target.ts'
import { WORLD } from './break-function.ts'
import { generalMutants, listFastChecks, vendorMutants } from './index.ts'

const createTwin = () => createMockTarget('idnow', WORLD)
const { ids } = createTwin()

afterEach(() => vi.restoreAllMocks())

proveMutants('idnow', generalMutants.idnow, { createTwin, ids, checks: listFastChecks('idnow') })
proveMutants('idnow', vendorMutants.idnow, {
  createTwin,
  ids,
  checks: ['PAGE-*', 'LIFE-*', 'ORD-*', 'SCH-001', 'SCH-004'],
})
