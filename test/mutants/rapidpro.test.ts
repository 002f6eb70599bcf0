import { afterEach, vi } from 'vitest'
import { proveMutants } from '../contracts/mutants/proof.ts'
import { mockTarget } from '../mock-target.ts'
import { tellingChecks } from './elder-checks.ts'
import { elder } from './index.ts'
import { WORLD } from './world.ts'

afterEach(() => vi.restoreAllMocks())

proveMutants('rapidpro', elder.rapidpro, {
  open: () => mockTarget('rapidpro', WORLD),
  judged: tellingChecks('rapidpro'),
})
