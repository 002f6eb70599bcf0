import { measureAfterWriteRatio } from './after-write.ts'
import type { Server } from './child.ts'
import { pinProcess } from './pinning.ts'
import { type Effort, measurePairedRatio, measureSlice, withPair } from './slices.ts'
import { fetchBodies, type Workload, createWorkloads } from './work.ts'

/**
 * For each kind of work: the twin's requests per CPU second, divided by the bare server's in the slices beside it; and
 * the same for a list after a write.
 */
export async function measureRatios(effort: Effort): Promise<Readonly<Record<string, number>>> {
  const works = await createWorkloads()
  const through = pinProcess()
  const bodies = await fetchBodies(works)
  const ratios: Record<string, number> = {}
  for (const work of works) {
    const setting = { bodies, clock: work.clock, command: through }
    const measureCost = (server: Server, sliceMs: number) => measureSlice(server, work, sliceMs)
    ratios[work.name] = roundRatio(
      await withPair(setting, [work], (pair) => measurePairedRatio(pair, effort, measureCost)),
    )
  }
  for (const [list, written] of findAfterWriteWorkloads(works)) {
    const setting = { bodies, clock: written.both.clock, command: through }
    ratios[`${list}, after a write`] = roundRatio(await measureAfterWriteRatio(written, setting, effort))
  }
  return ratios
}

/** The lists that are read after a creation, by name. */
function findAfterWriteWorkloads(works: readonly Workload[]) {
  const create = works.find(({ name }) => name === 'create')
  if (create === undefined) throw new Error('there is no creation to measure')
  const before = `${create.name}, then `
  return works.flatMap((both) =>
    both.name.startsWith(before) ? [[both.name.slice(before.length), { create, createAndList: both }] as const] : [],
  )
}

function roundRatio(ratio: number): number {
  return Number(ratio.toFixed(3))
}
