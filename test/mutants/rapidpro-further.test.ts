import { afterEach, vi } from 'vitest'
import { proveMutants } from '../contracts/mutants/proof.ts'
import { mockTarget } from '../mock-target.ts'
import { further } from './index.ts'
import { WORLD } from './world.ts'

const { ids } = mockTarget('rapidpro', WORLD)

afterEach(() => vi.restoreAllMocks())

proveMutants('rapidpro', further.rapidpro, {
  open: () => mockTarget('rapidpro', WORLD),
  ids,
  judged: ['CUR-*', 'LIFE-*', 'ORD-*', 'SCH-001', 'SCH-004'],
})
