import { afterEach, vi } from 'vitest'
import { proveMutants } from '../contracts/mutants/proof.ts'
import { mockTarget } from '../mock-target.ts'
import { further } from './index.ts'
import { WORLD } from './world.ts'

const { ids } = mockTarget('recrubo', WORLD)

afterEach(() => vi.restoreAllMocks())

proveMutants('recrubo', further.recrubo, {
  open: () => mockTarget('recrubo', { ...WORLD, runs: 120 }),
  ids,
  judged: ['JAPI-*', 'LIFE-*', 'ORD-*', 'SCH-001', 'SCH-004'],
})
