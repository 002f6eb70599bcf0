import type { Check, CheckSource } from '../../kit/check.ts'
import { checkEach, type Judgement, type Violation } from '../../kit/outcome.ts'
import { getPath } from '../../kit/json.ts'
import type { CheckContext } from '../../kit/check-context.ts'
import { computePageLength, countPages } from '../../kit/oracles/list-items.ts'
import { type SessionPage, readPage, readScope, buildSessionsRequest } from './sessions.ts'
import { byStatus, firstPage, oldestFirst, oldestFirstOtherSize, pageBase } from './walks.ts'

const PAGE_FIELDS = ['size', 'number', 'totalElements', 'totalPages']
const source: CheckSource = { kind: 'vendor', statement: 'Page.totalPages' }
const common = { unit: 'page', hint: 'let the run read a page' }

/** What a page says about itself. */
export const pageChecks: readonly Check[] = [
  {
    ...common,
    id: 'PAGE-001',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'listSessions/200' },
    title: 'A page has content and page, whose four members are integers and not negative',
    run: (context) =>
      checkEachPage(context, ({ exchange }) => {
        if (!Array.isArray(getPath(exchange.body, 'content')))
          return { message: 'content is no array', pointer: '/content', exchange }
        return PAGE_FIELDS.flatMap((name) => {
          const value = getPath(exchange.body, 'page', name)
          if (Number.isInteger(value) && Number(value) >= 0) return []
          return [
            { message: `${name} is no count`, pointer: `/page/${name}`, example: JSON.stringify(value), exchange },
          ]
        })
      }),
  },
  {
    ...common,
    id: 'PAGE-002',
    level: 'MUST',
    source,
    title: 'totalPages is totalElements divided by size, rounded up',
    run: (context) =>
      checkEachPage(context, ({ exchange, size, totalElements, totalPages }) => {
        const due = totalElements === 0 ? context.profile.emptyPageCounts : [countPages(totalElements, size)]
        if (due.includes(totalPages)) return null
        const example = `${totalElements} elements, ${size} to a page, ${totalPages} pages`
        return { message: 'totalPages is wrong', pointer: '/page/totalPages', example: example, exchange }
      }),
  },
  {
    ...common,
    id: 'PAGE-003',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'Page.totalElements' },
    title: 'Every page is full but the last, which holds the rest',
    run: checkPageLengths,
  },
  {
    ...common,
    id: 'PAGE-004',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'Page.number' },
    title: 'number is the page that was asked for',
    run: async (context) => {
      const base = await context.probeOnce(pageBase)
      return await checkEachWalkPage(context, ({ number, exchange }, index) =>
        number === base + index
          ? null
          : {
              message: 'number is another page',
              pointer: '/page/number',
              example: `asked ${base + index}, told ${number}`,
              exchange,
            },
      )
    },
  },
  {
    ...common,
    id: 'PAGE-005',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'Page.size' },
    title: 'size is what was asked for, or the lower limit that was applied instead',
    run: (context) =>
      checkEachWalkPage(context, ({ size, items, exchange }, _, asked) =>
        size === asked || (size < asked && items.length <= size)
          ? null
          : {
              message: 'size is another size',
              pointer: '/page/size',
              example: `asked ${asked}, told ${size}`,
              exchange,
            },
      ),
  },
  {
    id: 'PAGE-006',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'Parameters that are left out have the values that the answer states, each time',
    unit: 'answer to a request without parameters',
    hint: 'let the run read a page',
    run: checkDefaults,
  },
]

async function checkEachPage(
  context: CheckContext,
  judge: (page: SessionPage) => Violation | readonly Violation[] | null,
): Promise<Judgement> {
  const walks = [
    await context.probeOnce(oldestFirst),
    await context.probeOnce(oldestFirstOtherSize),
    await context.probeOnce(byStatus),
  ]
  return checkEach([readPage(await context.probeOnce(firstPage)), ...walks.flatMap(({ pages }) => pages)], judge)
}

async function checkEachWalkPage(
  context: CheckContext,
  judge: (page: SessionPage, index: number, asked: number) => Violation | null,
): Promise<Judgement> {
  const walks = [
    await context.probeOnce(oldestFirst),
    await context.probeOnce(oldestFirstOtherSize),
    await context.probeOnce(byStatus),
  ]
  const pages = walks.flatMap((walk) =>
    walk.pages.map((page, index) => ({ page, index, asked: Number(walk.query['size']) })),
  )
  return checkEach(pages, ({ page, index, asked }) => judge(page, index, asked))
}

async function checkPageLengths(context: CheckContext): Promise<Judgement> {
  return await checkEachWalkPage(context, ({ items, size, totalElements, exchange }, index) => {
    const due = computePageLength({ total: totalElements, size, index })
    if (Number.isNaN(due) || items.length === due) return null
    return {
      message: 'the page has the wrong length',
      pointer: '/content',
      example: `${items.length} sessions instead of ${due}`,
      exchange,
    }
  })
}

async function checkDefaults(context: CheckContext): Promise<Judgement> {
  const first = readPage(await context.probeOnce(firstPage))
  const again = readPage(await context.client.sendRequest(buildSessionsRequest(readScope(context))))
  const query = { page: String(first.number), size: String(first.size) }
  const stated = readPage(await context.client.sendRequest(buildSessionsRequest(readScope(context), query)))
  return checkEach([again, stated], ({ size, number, items, totalElements, exchange }) => {
    if (totalElements !== first.totalElements) return null
    if (size !== first.size || number !== first.number)
      return { message: 'the defaults differ from one time to the next', exchange }
    const same =
      items.every(({ timestamp }, index) => timestamp === first.items[index]?.timestamp) &&
      items.length === first.items.length
    return same ? null : { message: 'the stated values give another page', example: JSON.stringify(query), exchange }
  })
}
