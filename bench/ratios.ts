import { afterWriteRatio } from './after-write.ts'
import type { Server } from './child.ts'
import { pinned } from './pinning.ts'
import { type Effort, pairedRatio, slice, withPair } from './slices.ts'
import { bodiesOf, type Work, worksOf } from './work.ts'

/**
 * For each kind of work: the twin's requests per CPU second, divided by the bare server's in the slices beside it; and
 * the same for a list after a write.
 */
export async function measureRatios(effort: Effort): Promise<Readonly<Record<string, number>>> {
  const works = await worksOf()
  const through = pinned()
  const bodies = await bodiesOf(works)
  const ratios: Record<string, number> = {}
  for (const work of works) {
    const setting = { bodies, clock: work.clock, through }
    const costOf = (server: Server, sliceMs: number) => slice(server, work, sliceMs)
    ratios[work.name] = rounded(await withPair(setting, [work], (pair) => pairedRatio(pair, effort, costOf)))
  }
  for (const [list, written] of listsAfter(works)) {
    const setting = { bodies, clock: written.both.clock, through }
    ratios[`${list}, after a write`] = rounded(await afterWriteRatio(written, setting, effort))
  }
  return ratios
}

/** The lists that are read after a creation, by name. */
function listsAfter(works: readonly Work[]) {
  const create = works.find(({ name }) => name === 'create')
  if (create === undefined) throw new Error('there is no creation to measure')
  const before = `${create.name}, then `
  return works.flatMap((both) =>
    both.name.startsWith(before) ? [[both.name.slice(before.length), { create, both }] as const] : [],
  )
}

function rounded(ratio: number): number {
  return Number(ratio.toFixed(3))
}
