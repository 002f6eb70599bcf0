import type { Check } from '../../kit/check.ts'
import type { SeenPage } from '../../kit/checks/order.ts'
import type { Exchange } from '../../kit/exchange.ts'
import { judgeEach, type Judgement, type Violation } from '../../kit/finding.ts'
import type { Context } from '../../kit/observation.ts'
import { pagesOf } from '../../kit/oracles/page-arithmetic.ts'
import { missing, repeated } from '../../kit/oracles/sets.ts'
import { inconclusive } from '../../kit/outcome.ts'
import { metaOf } from './flow-runs.ts'
import { firstPage, isQuiet, newestFirst, oldestFirst, oneThread, runsOfWalk, type Walk } from './walks.ts'

/** The arithmetic of pages, and the walk over them. */
export const pagingChecks: readonly Check[] = [
  {
    id: 'JAPI-047',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'CollectionMeta.total' },
    title:
      'total counts what matches: never more than totalUnfiltered, the same without a filter, and as many as can be reached',
    unit: 'answer or walk with a total',
    remedy: 'let the run read the list',
    judge: totals,
  },
  {
    id: 'JAPI-048',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'CollectionMeta.maxPage' },
    title: 'maxPage is total divided by currentSize, rounded up and never below 1, and currentPage lies within',
    unit: 'answer with a total',
    remedy: 'let the run read the list',
    judge: async (context) =>
      judgeEach(await listings(context), (exchange): Violation | null => {
        const { total, currentSize, currentPage, maxPage } = metaOf(exchange)
        const witness = `total ${total}, currentSize ${currentSize}, currentPage ${currentPage}, maxPage ${maxPage}`
        const due = Math.max(1, pagesOf(total, currentSize))
        // AMB-B6 and the empty list: nobody says what maxPage is when nothing matches.
        const empty = total === 0 && maxPage === 0
        if (maxPage !== due && !empty) return { what: 'maxPage is wrong', pointer: '/meta/maxPage', witness, exchange }
        return currentPage >= 1 && currentPage <= due
          ? null
          : { what: 'currentPage lies outside', pointer: '/meta/currentPage', witness, exchange }
      }),
  },
  {
    id: 'JAPI-049',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A walk over all pages shows every run once',
    unit: 'run in a walk of several pages',
    remedy: 'more runs than fit on one page',
    judge: async ({ observe }) => {
      const [one, other] = [await observe(oldestFirst), await observe(newestFirst)]
      if (!isQuiet(one, other))
        throw inconclusive('the runs changed while they were read', 'an organization without traffic')
      return one.pages.length < 2 ? { evidence: 0, violations: [] } : once(one, other)
    },
  },
]

async function totals(context: Context): Promise<Judgement> {
  const thread = await context.observe(oneThread)
  const unfiltered = [await context.observe(firstPage), ...exchangesOf(await context.observe(oldestFirst))]
  const bounds = judgeEach([...unfiltered, ...exchangesOf(thread?.walk)], (exchange): Violation | null => {
    const { total, totalUnfiltered } = metaOf(exchange)
    const violation = {
      pointer: '/meta/total',
      witness: `total ${total}, totalUnfiltered ${totalUnfiltered}`,
      exchange,
    }
    if (total > totalUnfiltered) return { ...violation, what: 'total is more than totalUnfiltered' }
    const same = total === totalUnfiltered || !unfiltered.includes(exchange)
    return same ? null : { ...violation, what: 'total is not totalUnfiltered although nothing is filtered' }
  })
  const walks = [await context.observe(oldestFirst), ...(thread === null ? [] : [thread.walk])].filter(
    (walk) => walk.whole && isQuiet(walk),
  )
  const reached = judgeEach(walks, (walk): Violation | null => {
    const [last, count] = [walk.pages.at(-1), new Set(runsOfWalk(walk).map(({ id }) => id)).size]
    if (last === undefined || metaOf(last.exchange).total === count) return null
    const witness = `total ${metaOf(last.exchange).total}, ${count} runs`
    return { what: 'total is not the number of runs', pointer: '/meta/total', witness, exchange: last.exchange }
  })
  return { evidence: bounds.evidence + reached.evidence, violations: [...bounds.violations, ...reached.violations] }
}

async function listings(context: Context): Promise<readonly Exchange[]> {
  const thread = await context.observe(oneThread)
  const first = await context.observe(firstPage)
  return [first, ...exchangesOf(await context.observe(oldestFirst)), ...exchangesOf(thread?.walk)]
}

function exchangesOf(walk: Walk | undefined): readonly Exchange[] {
  return (walk?.pages ?? []).map(({ exchange }) => exchange)
}

function once(one: Walk, other: Walk): Judgement {
  const ids = runsOfWalk(one).map(({ id }) => id)
  const pageWith = (id: string): SeenPage | undefined =>
    one.pages.findLast(({ items }) => items.some((run) => run.id === id))
  const breach =
    (what: string) =>
    (id: string): Violation => {
      const page = pageWith(id) ?? one.pages[0]
      return { what, witness: id, ...(page === undefined ? {} : { exchange: page.exchange }) }
    }
  // Of walks that were cut short nobody can say what is lost, only what came twice.
  const lost =
    !one.whole || !other.whole
      ? []
      : missing(
          runsOfWalk(other).map(({ id }) => id),
          ids,
        )
  return {
    evidence: ids.length,
    violations: [...repeated(ids).map(breach('a run comes twice')), ...lost.map(breach('a run is missing'))],
  }
}
