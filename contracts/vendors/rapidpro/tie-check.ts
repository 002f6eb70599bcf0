import type { Check } from '../../kit/check.ts'
import { keyed, type SeenItem } from '../../kit/checks/order.ts'
import { judgeEach, type Judgement, together } from '../../kit/finding.ts'
import { groupedBy } from '../../kit/grouping.ts'
import type { Context } from '../../kit/observation.ts'
import { readInstant, shifted, writeInstant } from '../../kit/oracles/instant.ts'
import { runsCall } from './runs.ts'
import { walk } from './slices.ts'
import { runsOfWalk, type Walk, walked } from './walk.ts'

/** Boundaries to look at: each costs a request or more. */
const MOST_BOUNDARIES = 10

/** Groups of ties to move a boundary to. */
const MOST_STEERED = 3

/**
 * The check of ties at page boundaries. Which runs are tied is asked from the target by a window of two microseconds,
 * because a cursor that drops ties leaves no trace of them in the walk itself.
 */
export const tieCheck: Check = {
  id: 'CUR-009',
  level: 'MUST',
  source: { kind: 'vendor', statement: 'listRuns' },
  title: 'Runs modified at the same instant are neither lost nor doubled where one page ends and the next begins',
  unit: 'group of ties that spans a page boundary',
  remedy: 'runs with one modified_on on both sides of a page boundary',
  judge: async (context) => {
    const reference = await context.observe(walk)
    const judged: Judgement[] = []
    for (let boundary = 1; boundary < Math.min(reference.pages.length, MOST_BOUNDARIES + 1); boundary++) {
      judged.push(await judgeBoundary(reference, boundary, context))
    }
    const found = together(judged)
    return found.evidence > 0 ? found : await steered(reference, context)
  },
}

/** Where no boundary happens to lie among ties, a bound moves the pages until one does. */
async function steered(reference: Walk, context: Context): Promise<Judgement> {
  const judged: Judgement[] = []
  for (const { bound, instant } of steeringBounds(reference).slice(0, MOST_STEERED)) {
    const moved = await walked(runsCall({ before: bound }), context, readInstant(instant))
    judged.push(await judgeBoundary(moved, 1, context))
  }
  return together(judged)
}

/** Values of `before` with which the first page would end inside a group of ties. */
function steeringBounds({ pages }: Walk): readonly { readonly bound: string; readonly instant: string }[] {
  const all = keyed(pages.flatMap(({ items }) => items))
  const size = pages.length < 2 ? Number.POSITIVE_INFINITY : (pages[0]?.items.length ?? 0)
  const groups = [...groupedBy(all, ({ key }) => key)].filter(([, group]) => group.length > 1)
  return groups.flatMap(([instant, group]) => {
    const start = all.findIndex(({ key }) => key === instant)
    const [lowest, highest] = [Math.max(1, start - size + 1), start + group.length - 1 - size]
    // A page begins with all runs of an instant, so only the first of them can stand on top.
    const tops = all
      .slice(lowest, Math.max(lowest, highest + 1))
      .filter(({ key }, index) => all[lowest + index - 1]?.key !== key)
    const top = tops[Math.floor(tops.length / 2)]
    return top === undefined ? [] : [{ bound: top.key, instant }]
  })
}

async function judgeBoundary(reference: Walk, boundary: number, context: Context): Promise<Judgement> {
  const [page, last] = [reference.pages[boundary], reference.pages[boundary - 1]?.items.at(-1)]
  const instant = readInstant(last?.stamp)
  if (page === undefined || instant === null) return { evidence: 0, violations: [] }
  const before = reference.pages.slice(0, boundary).flatMap(({ items }) => items.map(({ id }) => id))
  const group = await tiedAt(writeInstant(instant), context)
  const runs = runsOfWalk(reference)
  // A walk that was cut short inside the group cannot have shown all of it.
  const isCut = reference.end === 'cap' && runs.at(-1)?.stamp === last?.stamp
  if (isCut || group.length < 2 || group.every((id) => before.includes(id))) return { evidence: 0, violations: [] }
  const all = runs.map(({ id }) => id)
  const { violations } = judgeEach(group, (id) => {
    const times = all.filter((own) => own === id).length
    if (times === 1) return null
    const what = times === 0 ? 'a tied run is lost at a page boundary' : 'a tied run is doubled at a page boundary'
    return { what, witness: `${id} of ${last?.stamp}, page ${boundary + 1}`, exchange: page.exchange }
  })
  return { evidence: 1, violations }
}

async function tiedAt(instant: string, context: Context): Promise<readonly string[]> {
  const own = readInstant(instant)
  if (own === null) return []
  const bounds = { after: writeInstant(shifted(own, -1n)), before: writeInstant(shifted(own, 1n)) }
  const around: readonly SeenItem[] = runsOfWalk(await walked(runsCall(bounds), context, own))
  return keyed(around).flatMap(({ id, key }) => (key === instant ? [id] : []))
}
