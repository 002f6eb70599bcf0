import { afterEach, vi } from 'vitest'
import { proveMutants } from '../contracts/mutants/proof.ts'
import { mockTarget } from '../mock-target.ts'
import { elderChecks } from './elder-checks.ts'
import { elder } from './index.ts'
import { WORLD } from './world.ts'

afterEach(() => vi.restoreAllMocks())

proveMutants('idnow', elder.idnow, {
  open: () => mockTarget('idnow', WORLD),
  ids: mockTarget('idnow', WORLD).ids,
  judged: elderChecks('idnow'),
})
