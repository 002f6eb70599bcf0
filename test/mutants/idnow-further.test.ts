import { afterEach, vi } from 'vitest'
import { proveMutants } from '../contracts/mutants/proof.ts'
import { mockTarget } from '../mock-target.ts'
import { further } from './index.ts'
import { WORLD } from './world.ts'

const { ids } = mockTarget('idnow', WORLD)

afterEach(() => vi.restoreAllMocks())

proveMutants('idnow', further.idnow, {
  open: () => mockTarget('idnow', WORLD),
  ids,
  judged: ['PAGE-*', 'LIFE-*', 'ORD-*', 'SCH-001', 'SCH-004'],
})
