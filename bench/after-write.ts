import type { Server } from './child.ts'
import { median } from './median.ts'
import { type Effort, pairedRatio, type Setting, slice, withPair } from './slices.ts'
import type { Work } from './work.ts'

/** A creation by itself, and one that is followed by a list. */
export interface Written {
  readonly create: Work
  readonly both: Work
}

/**
 * The ratio of a list after a write: what is left of a creation and a list together without the creation. The four
 * slices that it takes lie side by side, because a difference of figures from different minutes is mostly noise.
 */
export async function afterWriteRatio(written: Written, setting: Setting, effort: Effort): Promise<number> {
  const works = [written.create, written.both]
  const costOf = (server: Server, sliceMs: number) => listCost(server, written, sliceMs)
  const ratios: number[] = []
  for (let turn = 0; turn < effort.turns; turn++) {
    ratios.push(await withPair(setting, works, (pair) => pairedRatio(pair, effort, costOf)))
  }
  return median(ratios)
}

/** Microseconds of CPU time for a list after a creation. */
async function listCost(server: Server, { create, both }: Written, sliceMs: number): Promise<number> {
  const alone = await slice(server, create, sliceMs / 2)
  return 2 * (await slice(server, both, sliceMs / 2)) - alone
}
