import { afterEach, vi } from 'vitest'
import { proveMutants } from '../contracts/mutants/proof.ts'
import { mockTarget } from '../mock-target.ts'
import { further } from './index.ts'
import { WORLD } from './world.ts'

const { ids } = mockTarget('qyvo', WORLD)

afterEach(() => vi.restoreAllMocks())

proveMutants('qyvo', further.qyvo, {
  open: () => mockTarget('qyvo', WORLD),
  ids,
  judged: ['POLL-*', 'LIFE-*', 'ORD-*', 'SCH-001', 'SCH-004'],
})
