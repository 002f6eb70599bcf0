import { afterEach, vi } from 'vitest'
import { proveMutants } from '../contracts/mutants/proof.ts'
import { mockTarget } from '../mock-target.ts'
import { elderChecks } from './elder-checks.ts'
import { elder } from './index.ts'
import { WORLD } from './world.ts'

afterEach(() => vi.restoreAllMocks())

proveMutants('qyvo', elder.qyvo, { open: () => mockTarget('qyvo', WORLD), judged: elderChecks('qyvo') })
