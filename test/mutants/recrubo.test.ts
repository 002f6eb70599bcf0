import { afterEach, vi } from 'vitest'
import { proveMutants } from '../contracts/mutants/proof.ts'
import { mockTarget } from '../mock-target.ts'
import { mockMutants } from './index.ts'
import { WORLD } from './world.ts'

// How answers are written costs the most to judge and is proven with smaller ones; here it is what they say.
const judged = ['JAPI-*', 'ORD-*', 'NEG-002', 'ERR-002', 'ERR-004', 'AUTH-001', 'AUTH-002', 'SCH-001', 'TIME-003']

afterEach(() => vi.restoreAllMocks())

proveMutants('recrubo', mockMutants.recrubo, { open: () => mockTarget('recrubo', { ...WORLD, runs: 120 }), judged })
