import type { Check, Source } from '../../kit/check.ts'
import { orderOf } from '../../kit/checks/order.ts'
import { judgeEach, type Judgement } from '../../kit/finding.ts'
import type { Context } from '../../kit/observation.ts'
import { missing, repeated } from '../../kit/oracles/sets.ts'
import { inconclusive } from '../../kit/outcome.ts'
import { byContact, byFlow, halves, responded, walk, wasThere } from './slices.ts'
import { isWithin, runsOfWalk, type Walk } from './walk.ts'

const source: Source = { kind: 'vendor', statement: 'listRuns' }
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
    judge: async ({ observe, limits }) => {
      const { end, pages, broken } = await observe(walk)
      if (end === 'cap')
        throw inconclusive(`the walk was stopped after ${limits.pages} pages`, 'allow a walk of more pages')
      const exchange = broken ?? pages.at(-1)?.exchange
      const what = { loop: 'a next link leads back', broken: `page ${pages.length + 1} has no runs` }[end as string]
      if (what === undefined || exchange === undefined) return { evidence: 1, violations: [] }
      return { evidence: 1, violations: [{ what, pointer: '/next', exchange }] }
    },
  },
  {
    id: 'CUR-006',
    level: 'MUST',
    source,
    title: 'No run comes twice in a walk; one that is modified meanwhile moves to where the walk has been',
    unit: 'run in a walk of several pages',
    remedy: MORE_PAGES,
    judge: async ({ observe }) => {
      const { pages } = await observe(walk)
      if (pages.length < 2) return { evidence: 0, violations: [] }
      const all = pages.flatMap(({ items, exchange }) => items.map(({ id }) => ({ id, exchange })))
      const { violations } = judgeEach(repeated(all.map(({ id }) => id)), (id) => {
        const last = all.findLast((one) => one.id === id)
        return last === undefined ? null : { what: 'a run comes twice', witness: id, exchange: last.exchange }
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
    judge: complete,
  },
  {
    id: 'CUR-008',
    level: 'MUST',
    source,
    title: 'The run modified last stands first: modified_on never rises, also from page to page',
    unit: 'pair of neighbours in a walk',
    remedy: 'two runs or more',
    judge: async ({ observe }) => {
      const seen = await observe(walk)
      const [first] = seen.pages
      return first === undefined
        ? { evidence: 0, violations: [] }
        : orderOf(runsOfWalk(seen), 'descending', first.exchange)
    },
  },
  {
    id: 'CUR-019',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'All pages but the last are equally long, and none with a next is empty',
    unit: 'page with a page after it',
    remedy: MORE_PAGES,
    judge: async ({ observe }) => {
      const { pages } = await observe(walk)
      const size = pages[0]?.items.length ?? 0
      return judgeEach(pages.slice(0, -1), ({ items, exchange }, index) => {
        if (items.length === size && size > 0) return null
        return {
          what: items.length === 0 ? 'an empty page with a next' : 'a shorter page with a next',
          witness: `page ${index + 1}: ${items.length} runs`,
          exchange,
        }
      })
    },
  },
]

async function complete({ observe, profile }: Context): Promise<Judgement> {
  const reference = await observe(walk)
  const others = await slices({ observe })
  const seen = runsOfWalk(reference).map(({ id }) => id)
  const due = others
    .flatMap(runsOfWalk)
    .filter((run) => wasThere(run, reference, profile.consistencySeconds) && isWithin(run, reference))
  const ids = [...new Set(due.map(({ id }) => id))]
  const [first] = reference.pages
  const { violations } = judgeEach(missing(ids, seen), (id) => ({
    what: 'a run is missing from the walk',
    witness: `${id} of ${due.find((run) => run.id === id)?.stamp}`,
    ...(first === undefined ? {} : { exchange: first.exchange }),
  }))
  return { evidence: reference.pages.length < 2 ? 0 : ids.length, violations }
}

async function slices({ observe }: Pick<Context, 'observe'>): Promise<readonly Walk[]> {
  const cuts = (await observe(halves)) ?? []
  const filtered = [await observe(byFlow), await observe(byContact), await observe(responded)]
  return [...cuts.flatMap(({ before, after }) => [before, after]), ...filtered.flatMap((one) => one?.walk ?? [])]
}
