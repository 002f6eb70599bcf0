import { afterEach, vi } from 'vitest'
import { proveMutants } from '../contracts/mutants/proof.ts'
import { mockTarget } from '../mock-target.ts'
import { mockMutants } from './index.ts'
import { WORLD } from './world.ts'

afterEach(() => vi.restoreAllMocks())

proveMutants('idnow', mockMutants.idnow, {
  open: () => mockTarget('idnow', WORLD),
  ids: mockTarget('idnow', WORLD).ids,
})
