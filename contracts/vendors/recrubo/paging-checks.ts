import type { CheckContext } from '../../kit/check-context.ts'
import { type Check, defineCheck, bestPractice, citeVendor } from '../../kit/check.ts'
import type { Exchange } from '../../kit/http/exchange.ts'
import { countPages, findDuplicates, findMissing } from '../../kit/oracles/list-items.ts'
import { checkEach, createInconclusive, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { readMeta } from './flow-runs.ts'
import { firstPage, getWalkItems, isUnchanged, newestFirst, oldestFirst, threadWalk, type Walk } from './walks.ts'

/** Page counts, totals and a walk over all pages. */
export const pagingChecks: readonly Check[] = [
  defineCheck('JAPI-047', citeVendor('SHOULD', 'CollectionMeta.total'), {
    title: '`total` counts the matching runs, is at most `totalUnfiltered`, and equals it without a filter',
    evidence: ['response or walk with a total', 'a readable list'],
    run: checkTotals,
  }),
  defineCheck('JAPI-048', citeVendor('SHOULD', 'CollectionMeta.maxPage'), {
    title: '`maxPage` is `total` / `currentSize` rounded up, at least 1; `currentPage` is between 1 and `maxPage`',
    evidence: ['response with a total', 'a readable list'],
    run: async (context) =>
      checkEach(await readListExchanges(context), (exchange): Violation | null => {
        const { total, currentSize, currentPage, maxPage } = readMeta(exchange)
        const example = `total ${total}, currentSize ${currentSize}, currentPage ${currentPage}, maxPage ${maxPage}`
        const expected = Math.max(1, countPages(total, currentSize))
        // AMB-B6: maxPage of an empty list is not documented.
        const isEmpty = total === 0 && maxPage === 0
        if (maxPage !== expected && !isEmpty)
          return { message: 'maxPage is wrong', pointer: '/meta/maxPage', example, exchange }
        return currentPage >= 1 && currentPage <= expected
          ? null
          : { message: 'currentPage is out of range', pointer: '/meta/currentPage', example, exchange }
      }),
  }),
  defineCheck('JAPI-049', bestPractice, {
    title: 'Paging returns every run once',
    evidence: ['run of a walk over several pages', 'more runs than fit on one page'],
    run: async ({ probeOnce }) => {
      const [oldest, newest] = [await probeOnce(oldestFirst), await probeOnce(newestFirst)]
      if (!isUnchanged(oldest, newest))
        throw createInconclusive('the runs changed while they were read', 'an organization without traffic')
      return oldest.pages.length < 2 ? { evidence: 0, violations: [] } : checkListedOnce(oldest, newest)
    },
  }),
]

async function checkTotals({ probeOnce }: CheckContext): Promise<Judgement> {
  const [oldest, thread] = [await probeOnce(oldestFirst), await probeOnce(threadWalk)]
  const unfiltered = [await probeOnce(firstPage), ...getExchanges(oldest)]
  const bounds = checkEach([...unfiltered, ...getExchanges(thread?.walk)], (exchange): Violation | null => {
    const { total, totalUnfiltered } = readMeta(exchange)
    const example = `total ${total}, totalUnfiltered ${totalUnfiltered}`
    const violation = { pointer: '/meta/total', example, exchange }
    if (total > totalUnfiltered) return { ...violation, message: 'total is greater than totalUnfiltered' }
    return total === totalUnfiltered || !unfiltered.includes(exchange)
      ? null
      : { ...violation, message: 'total is not totalUnfiltered without a filter' }
  })
  const walks = [oldest, ...(thread === null ? [] : [thread.walk])].filter(
    (walk) => walk.isComplete && isUnchanged(walk),
  )
  const counts = checkEach(walks, (walk): Violation | null => {
    const [last, count] = [walk.pages.at(-1), new Set(getWalkItems(walk).map(({ id }) => id)).size]
    if (last === undefined) return null
    const { total } = readMeta(last.exchange)
    if (total === count) return null
    const message = 'total is not the number of runs'
    return { message, pointer: '/meta/total', example: `total ${total}, ${count} runs`, exchange: last.exchange }
  })
  return mergeJudgements([bounds, counts])
}

async function readListExchanges({ probeOnce }: CheckContext): Promise<readonly Exchange[]> {
  const [thread, first] = [await probeOnce(threadWalk), await probeOnce(firstPage)]
  return [first, ...getExchanges(await probeOnce(oldestFirst)), ...getExchanges(thread?.walk)]
}

function getExchanges(walk: Walk | undefined): readonly Exchange[] {
  return (walk?.pages ?? []).map(({ exchange }) => exchange)
}

function checkListedOnce(walk: Walk, other: Walk): Judgement {
  const ids = getWalkItems(walk).map(({ id }) => id)
  const createViolation =
    (message: string) =>
    (id: string): Violation => {
      const page = walk.pages.findLast(({ items }) => items.some((run) => run.id === id)) ?? walk.pages[0]
      return { message, example: id, ...(page && { exchange: page.exchange }) }
    }
  // An incomplete walk can show duplicates only.
  const isComparable = walk.isComplete && other.isComplete
  const otherIds = getWalkItems(other).map(({ id }) => id)
  const missing = isComparable ? findMissing(otherIds, ids) : []
  return {
    evidence: ids.length,
    violations: [
      ...findDuplicates(ids).map(createViolation('a run is listed twice')),
      ...missing.map(createViolation('a run is missing')),
    ],
  }
}
