import { afterEach, vi } from 'vitest'
import { proveMutants } from '../contracts/mutants/proof.ts'
import { mockTarget } from '../mock-target.ts'
import { tellingChecks } from './elder-checks.ts'
import { elder } from './index.ts'
import { WORLD } from './world.ts'

afterEach(() => vi.restoreAllMocks())

proveMutants('recrubo', elder.recrubo, {
  open: () => mockTarget('recrubo', { ...WORLD, runs: 120 }),
  judged: tellingChecks('recrubo'),
})
