import type { Server } from './child.ts'
import { computeMedian } from './median.ts'
import { type Effort, measurePairedRatio, type MeasurementSetup, measureSlice, withPair } from './slices.ts'
import type { Workload } from './work.ts'

/** A creation by itself, and one that is followed by a list. */
export interface CreateThenList {
  readonly create: Workload
  readonly createAndList: Workload
}

/**
 * The ratio of a list after a write: what is left of a creation and a list together without the creation. The four
 * slices that it takes lie side by side, because a difference of figures from different minutes is mostly noise.
 */
export async function measureAfterWriteRatio(
  written: CreateThenList,
  setting: MeasurementSetup,
  effort: Effort,
): Promise<number> {
  const works = [written.create, written.createAndList]
  const measureCost = (server: Server, sliceMs: number) => measureListCost(server, written, sliceMs)
  const ratios: number[] = []
  for (let turn = 0; turn < effort.turns; turn++) {
    ratios.push(await withPair(setting, works, (pair) => measurePairedRatio(pair, effort, measureCost)))
  }
  return computeMedian(ratios)
}

/** Microseconds of CPU time for a list after a creation. */
async function measureListCost(
  server: Server,
  { create, createAndList }: CreateThenList,
  sliceMs: number,
): Promise<number> {
  const alone = await measureSlice(server, create, sliceMs / 2)
  return 2 * (await measureSlice(server, createAndList, sliceMs / 2)) - alone
}
