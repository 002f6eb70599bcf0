import type { Check } from '../../kit/check.ts'
import { toKeyedItems, type ListItem } from '../../kit/checks/order.ts'
import { checkEach, type Judgement, mergeJudgements } from '../../kit/finding.ts'
import { groupBy } from '../../kit/grouping.ts'
import type { CheckContext } from '../../kit/observation.ts'
import { parseInstant, addMicroseconds, formatInstant } from '../../kit/oracles/instant.ts'
import { buildRunsRequest } from './runs.ts'
import { walk } from './slices.ts'
import { getWalkItems, type Walk, walkPages } from './walk.ts'

/** Boundaries to look at: each costs a request or more. */
const MAX_BOUNDARIES = 10

/** Groups of ties to move a boundary to. */
const MAX_SHIFTED = 3

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
  run: async (context) => {
    const reference = await context.probeOnce(walk)
    const judged: Judgement[] = []
    for (let boundary = 1; boundary < Math.min(reference.pages.length, MAX_BOUNDARIES + 1); boundary++) {
      judged.push(await checkBoundary(reference, boundary, context))
    }
    const found = mergeJudgements(judged)
    return found.evidence > 0 ? found : await checkShiftedPages(reference, context)
  },
}

/** Where no boundary happens to lie among ties, a bound moves the pages until one does. */
async function checkShiftedPages(reference: Walk, context: CheckContext): Promise<Judgement> {
  const judged: Judgement[] = []
  for (const { bound, instant } of findShiftingBounds(reference).slice(0, MAX_SHIFTED)) {
    const moved = await walkPages(buildRunsRequest({ before: bound }), context, parseInstant(instant))
    judged.push(await checkBoundary(moved, 1, context))
  }
  return mergeJudgements(judged)
}

/** Values of `before` with which the first page would end inside a group of ties. */
function findShiftingBounds({ pages }: Walk): readonly { readonly bound: string; readonly instant: string }[] {
  const all = toKeyedItems(pages.flatMap(({ items }) => items))
  const size = pages.length < 2 ? Number.POSITIVE_INFINITY : (pages[0]?.items.length ?? 0)
  const groups = [...groupBy(all, ({ key }) => key)].filter(([, group]) => group.length > 1)
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

async function checkBoundary(reference: Walk, boundary: number, context: CheckContext): Promise<Judgement> {
  const [page, last] = [reference.pages[boundary], reference.pages[boundary - 1]?.items.at(-1)]
  const instant = parseInstant(last?.timestamp)
  if (page === undefined || instant === null) return { evidence: 0, violations: [] }
  const before = reference.pages.slice(0, boundary).flatMap(({ items }) => items.map(({ id }) => id))
  const group = await findTiedIds(formatInstant(instant), context)
  const runs = getWalkItems(reference)
  // A walk that was cut short inside the group cannot have shown all of it.
  const isCut = reference.end === 'cap' && runs.at(-1)?.timestamp === last?.timestamp
  if (isCut || group.length < 2 || group.every((id) => before.includes(id))) return { evidence: 0, violations: [] }
  const all = runs.map(({ id }) => id)
  const { violations } = checkEach(group, (id) => {
    const times = all.filter((own) => own === id).length
    if (times === 1) return null
    const what = times === 0 ? 'a tied run is lost at a page boundary' : 'a tied run is doubled at a page boundary'
    return { message: what, witness: `${id} of ${last?.timestamp}, page ${boundary + 1}`, exchange: page.exchange }
  })
  return { evidence: 1, violations }
}

async function findTiedIds(instant: string, context: CheckContext): Promise<readonly string[]> {
  const own = parseInstant(instant)
  if (own === null) return []
  const bounds = { after: formatInstant(addMicroseconds(own, -1n)), before: formatInstant(addMicroseconds(own, 1n)) }
  const around: readonly ListItem[] = getWalkItems(await walkPages(buildRunsRequest(bounds), context, own))
  return toKeyedItems(around).flatMap(({ id, key }) => (key === instant ? [id] : []))
}
