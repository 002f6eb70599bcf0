import { afterEach, vi } from 'vitest'
import { proveMutants } from '../contracts/mutants/proof.ts'
import { createMockTarget } from '../mock-target.ts'
import { WORLD } from './break-function.ts'
import { generalMutants, listFastChecks, listSeparateChecks, singleFaults, vendorMutants } from './index.ts'

const createTwin = () => createMockTarget('idnow', WORLD)
const { ids } = createTwin()

afterEach(() => vi.restoreAllMocks())

proveMutants('idnow', generalMutants.idnow, { createTwin, ids, checks: listFastChecks('idnow') })
proveMutants('idnow', vendorMutants.idnow, {
  createTwin,
  ids,
  checks: listSeparateChecks('idnow', /^(?:PAGE|LIFE|ORD)-|^SCH-00[14]$/),
})
proveMutants('idnow', singleFaults.idnow, {
  createTwin: () => createMockTarget('idnow', { ...WORLD, runs: 1200 }),
  ids,
  checks: [],
})
