import type { Check } from '../../kit/check.ts'
import type { ListPage } from '../../kit/checks/list-order.ts'
import type { Exchange } from '../../kit/http/exchange.ts'
import { checkEach, createInconclusive, type Judgement, type Violation } from '../../kit/outcome.ts'
import type { CheckContext } from '../../kit/check-context.ts'
import { countPages, findDuplicates, findMissing } from '../../kit/oracles/list-items.ts'
import { readMeta } from './flow-runs.ts'
import { firstPage, isUnchanged, newestFirst, oldestFirst, threadWalk, getWalkItems, type Walk } from './walks.ts'

/** The arithmetic of pages, and the walk over them. */
export const pagingChecks: readonly Check[] = [
  {
    id: 'JAPI-047',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'CollectionMeta.total' },
    title:
      'total counts what matches: never more than totalUnfiltered, the same without a filter, and as many as can be reached',
    unit: 'answer or walk with a total',
    hint: 'let the run read the list',
    run: checkTotals,
  },
  {
    id: 'JAPI-048',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'CollectionMeta.maxPage' },
    title: 'maxPage is total divided by currentSize, rounded up and never below 1, and currentPage lies within',
    unit: 'answer with a total',
    hint: 'let the run read the list',
    run: async (context) =>
      checkEach(await readListExchanges(context), (exchange): Violation | null => {
        const { total, currentSize, currentPage, maxPage } = readMeta(exchange)
        const example = `total ${total}, currentSize ${currentSize}, currentPage ${currentPage}, maxPage ${maxPage}`
        const due = Math.max(1, countPages(total, currentSize))
        // AMB-B6 and the empty list: nobody says what maxPage is when nothing matches.
        const empty = total === 0 && maxPage === 0
        if (maxPage !== due && !empty)
          return { message: 'maxPage is wrong', pointer: '/meta/maxPage', example: example, exchange }
        return currentPage >= 1 && currentPage <= due
          ? null
          : { message: 'currentPage lies outside', pointer: '/meta/currentPage', example: example, exchange }
      }),
  },
  {
    id: 'JAPI-049',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'A walk over all pages shows every run once',
    unit: 'run in a walk of several pages',
    hint: 'more runs than fit on one page',
    run: async ({ probeOnce }) => {
      const [one, other] = [await probeOnce(oldestFirst), await probeOnce(newestFirst)]
      if (!isUnchanged(one, other))
        throw createInconclusive('the runs changed while they were read', 'an organization without traffic')
      return one.pages.length < 2 ? { evidence: 0, violations: [] } : checkEachOnce(one, other)
    },
  },
]

async function checkTotals(context: CheckContext): Promise<Judgement> {
  const thread = await context.probeOnce(threadWalk)
  const unfiltered = [await context.probeOnce(firstPage), ...getExchanges(await context.probeOnce(oldestFirst))]
  const bounds = checkEach([...unfiltered, ...getExchanges(thread?.walk)], (exchange): Violation | null => {
    const { total, totalUnfiltered } = readMeta(exchange)
    const violation = {
      pointer: '/meta/total',
      example: `total ${total}, totalUnfiltered ${totalUnfiltered}`,
      exchange,
    }
    if (total > totalUnfiltered) return { ...violation, message: 'total is more than totalUnfiltered' }
    const same = total === totalUnfiltered || !unfiltered.includes(exchange)
    return same ? null : { ...violation, message: 'total is not totalUnfiltered although nothing is filtered' }
  })
  const walks = [await context.probeOnce(oldestFirst), ...(thread === null ? [] : [thread.walk])].filter(
    (walk) => walk.isComplete && isUnchanged(walk),
  )
  const reached = checkEach(walks, (walk): Violation | null => {
    const [last, count] = [walk.pages.at(-1), new Set(getWalkItems(walk).map(({ id }) => id)).size]
    if (last === undefined || readMeta(last.exchange).total === count) return null
    const example = `total ${readMeta(last.exchange).total}, ${count} runs`
    return {
      message: 'total is not the number of runs',
      pointer: '/meta/total',
      example: example,
      exchange: last.exchange,
    }
  })
  return { evidence: bounds.evidence + reached.evidence, violations: [...bounds.violations, ...reached.violations] }
}

async function readListExchanges(context: CheckContext): Promise<readonly Exchange[]> {
  const thread = await context.probeOnce(threadWalk)
  const first = await context.probeOnce(firstPage)
  return [first, ...getExchanges(await context.probeOnce(oldestFirst)), ...getExchanges(thread?.walk)]
}

function getExchanges(walk: Walk | undefined): readonly Exchange[] {
  return (walk?.pages ?? []).map(({ exchange }) => exchange)
}

function checkEachOnce(one: Walk, other: Walk): Judgement {
  const ids = getWalkItems(one).map(({ id }) => id)
  const findPage = (id: string): ListPage | undefined =>
    one.pages.findLast(({ items }) => items.some((run) => run.id === id))
  const createViolation =
    (what: string) =>
    (id: string): Violation => {
      const page = findPage(id) ?? one.pages[0]
      return { message: what, example: id, ...(page === undefined ? {} : { exchange: page.exchange }) }
    }
  // Of walks that were cut short nobody can say what is lost, only what came twice.
  const lost =
    !one.isComplete || !other.isComplete
      ? []
      : findMissing(
          getWalkItems(other).map(({ id }) => id),
          ids,
        )
  return {
    evidence: ids.length,
    violations: [
      ...findDuplicates(ids).map(createViolation('a run comes twice')),
      ...lost.map(createViolation('a run is missing')),
    ],
  }
}
