import type { Check, CheckSource } from '../../kit/check.ts'
import { checkOrder } from '../../kit/checks/order.ts'
import { checkEach, type Judgement } from '../../kit/finding.ts'
import type { CheckContext } from '../../kit/observation.ts'
import { findMissing, findDuplicates } from '../../kit/oracles/sets.ts'
import { createInconclusive } from '../../kit/outcome.ts'
import { contactWalk, flowWalk, splitWalks, respondedWalk, walk, isOlderThanWalk } from './slices.ts'
import { isWithin, getWalkItems, type Walk } from './walk.ts'

const source: CheckSource = { kind: 'vendor', statement: 'listRuns' }
const MORE_PAGES = 'more runs than fit on one page'

/** The walk along `next`: it ends, and it shows everything once and in order. */
export const walkChecks: readonly Check[] = [
  {
    id: 'CUR-005',
    level: 'MUST',
    source,
    title: 'Following next comes to an end, and no link comes back',
    unit: 'walk to the end',
    remedy: 'allow a walk of more pages',
    run: async ({ probeOnce, limits }) => {
      const { end, pages, failedExchange } = await probeOnce(walk)
      if (end === 'cap')
        throw createInconclusive(`the walk was stopped after ${limits.pages} pages`, 'allow a walk of more pages')
      const exchange = failedExchange ?? pages.at(-1)?.exchange
      const what = { loop: 'a next link leads back', broken: `page ${pages.length + 1} has no runs` }[end as string]
      if (what === undefined || exchange === undefined) return { evidence: 1, violations: [] }
      return { evidence: 1, violations: [{ message: what, pointer: '/next', exchange }] }
    },
  },
  {
    id: 'CUR-006',
    level: 'MUST',
    source,
    title: 'No run comes twice in a walk; one that is modified meanwhile moves to where the walk has been',
    unit: 'run in a walk of several pages',
    remedy: MORE_PAGES,
    run: async ({ probeOnce }) => {
      const { pages } = await probeOnce(walk)
      if (pages.length < 2) return { evidence: 0, violations: [] }
      const all = pages.flatMap(({ items, exchange }) => items.map(({ id }) => ({ id, exchange })))
      const { violations } = checkEach(findDuplicates(all.map(({ id }) => id)), (id) => {
        const last = all.findLast((one) => one.id === id)
        return last === undefined ? null : { message: 'a run comes twice', witness: id, exchange: last.exchange }
      })
      return { evidence: all.length, violations }
    },
  },
  {
    id: 'CUR-007',
    level: 'MUST',
    source,
    title: 'A walk shows every run that walks cut in other ways show',
    unit: 'run in a walk cut otherwise',
    remedy: MORE_PAGES,
    run: checkCompleteness,
  },
  {
    id: 'CUR-008',
    level: 'MUST',
    source,
    title: 'The run modified last stands first: modified_on never rises, also from page to page',
    unit: 'pair of neighbours in a walk',
    remedy: 'two runs or more',
    run: async ({ probeOnce }) => {
      const seen = await probeOnce(walk)
      const [first] = seen.pages
      return first === undefined
        ? { evidence: 0, violations: [] }
        : checkOrder(getWalkItems(seen), 'descending', first.exchange)
    },
  },
  {
    id: 'CUR-019',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'All pages but the last are equally long, and none with a next is empty',
    unit: 'page with a page after it',
    remedy: MORE_PAGES,
    run: async ({ probeOnce }) => {
      const { pages } = await probeOnce(walk)
      const size = pages[0]?.items.length ?? 0
      return checkEach(pages.slice(0, -1), ({ items, exchange }, index) => {
        if (items.length === size && size > 0) return null
        return {
          message: items.length === 0 ? 'an empty page with a next' : 'a shorter page with a next',
          witness: `page ${index + 1}: ${items.length} runs`,
          exchange,
        }
      })
    },
  },
]

async function checkCompleteness({ probeOnce, profile }: CheckContext): Promise<Judgement> {
  const reference = await probeOnce(walk)
  const others = await collectOtherWalks({ probeOnce })
  const seen = getWalkItems(reference).map(({ id }) => id)
  const due = others
    .flatMap(getWalkItems)
    .filter((run) => isOlderThanWalk(run, reference, profile.consistencySeconds) && isWithin(run, reference))
  const ids = [...new Set(due.map(({ id }) => id))]
  const [first] = reference.pages
  const { violations } = checkEach(findMissing(ids, seen), (id) => ({
    message: 'a run is missing from the walk',
    witness: `${id} of ${due.find((run) => run.id === id)?.timestamp}`,
    ...(first === undefined ? {} : { exchange: first.exchange }),
  }))
  return { evidence: reference.pages.length < 2 ? 0 : ids.length, violations }
}

async function collectOtherWalks({ probeOnce }: Pick<CheckContext, 'probeOnce'>): Promise<readonly Walk[]> {
  const cuts = (await probeOnce(splitWalks)) ?? []
  const filtered = [await probeOnce(flowWalk), await probeOnce(contactWalk), await probeOnce(respondedWalk)]
  return [...cuts.flatMap(({ before, after }) => [before, after]), ...filtered.flatMap((one) => one?.walk ?? [])]
}
