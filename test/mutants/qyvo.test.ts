import { afterEach, vi } from 'vitest'
import { proveMutants } from '../contracts/mutants/proof.ts'
import { createMockTarget } from '../mock-target.ts'
import { WORLD } from './break-function.ts'
import { generalMutants, listFastChecks, listSeparateChecks, singleFaults, vendorMutants } from './index.ts'

const createTwin = () => createMockTarget('qyvo', WORLD)
const { ids } = createTwin()

afterEach(() => vi.restoreAllMocks())

proveMutants('qyvo', generalMutants.qyvo, { createTwin, checks: listFastChecks('qyvo') })
proveMutants('qyvo', vendorMutants.qyvo, {
  createTwin,
  ids,
  checks: listSeparateChecks('qyvo', /^(?:POLL|LIFE|ORD)-|^SCH-00[14]$/),
})
proveMutants('qyvo', singleFaults.qyvo, { createTwin, ids, checks: ['POLL-029', 'POLL-036', 'POLL-045'] })
