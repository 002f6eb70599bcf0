import type { Check, Source } from '../../kit/check.ts'
import { judgeEach, type Judgement, type Violation } from '../../kit/finding.ts'
import { at } from '../../kit/json.ts'
import type { Context } from '../../kit/observation.ts'
import { lengthOfPage, pagesOf } from '../../kit/oracles/page-arithmetic.ts'
import { type PageRead, pageOf, placeOf, sessionsCall } from './sessions.ts'
import { byStatus, firstPage, oldestFirst, oldestFirstCutOtherwise, pageBase } from './walks.ts'

const MEMBERS = ['size', 'number', 'totalElements', 'totalPages']
const source: Source = { kind: 'vendor', statement: 'Page.totalPages' }
const common = { unit: 'page', remedy: 'let the run read a page' }

/** What a page says about itself. */
export const envelopeChecks: readonly Check[] = [
  {
    ...common,
    id: 'PAGE-001',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'listSessions/200' },
    title: 'A page has content and page, whose four members are integers and not negative',
    judge: (context) =>
      eachPage(context, ({ exchange }) => {
        if (!Array.isArray(at(exchange.body, 'content')))
          return { what: 'content is no array', pointer: '/content', exchange }
        return MEMBERS.flatMap((name) => {
          const value = at(exchange.body, 'page', name)
          if (Number.isInteger(value) && Number(value) >= 0) return []
          return [{ what: `${name} is no count`, pointer: `/page/${name}`, witness: JSON.stringify(value), exchange }]
        })
      }),
  },
  {
    ...common,
    id: 'PAGE-002',
    level: 'MUST',
    source,
    title: 'totalPages is totalElements divided by size, rounded up',
    judge: (context) =>
      eachPage(context, ({ exchange, size, totalElements, totalPages }) => {
        const due = totalElements === 0 ? context.profile.pagesOfNothing : [pagesOf(totalElements, size)]
        if (due.includes(totalPages)) return null
        const witness = `${totalElements} elements, ${size} to a page, ${totalPages} pages`
        return { what: 'totalPages is wrong', pointer: '/page/totalPages', witness, exchange }
      }),
  },
  {
    ...common,
    id: 'PAGE-003',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'Page.totalElements' },
    title: 'Every page is full but the last, which holds the rest',
    judge: lengths,
  },
  {
    ...common,
    id: 'PAGE-004',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'Page.number' },
    title: 'number is the page that was asked for',
    judge: async (context) => {
      const base = await context.observe(pageBase)
      return await walkedPages(context, ({ number, exchange }, index) =>
        number === base + index
          ? null
          : {
              what: 'number is another page',
              pointer: '/page/number',
              witness: `asked ${base + index}, told ${number}`,
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
    judge: (context) =>
      walkedPages(context, ({ size, items, exchange }, _, asked) =>
        size === asked || (size < asked && items.length <= size)
          ? null
          : { what: 'size is another size', pointer: '/page/size', witness: `asked ${asked}, told ${size}`, exchange },
      ),
  },
  {
    id: 'PAGE-006',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Parameters that are left out have the values that the answer states, each time',
    unit: 'answer to a request without parameters',
    remedy: 'let the run read a page',
    judge: defaults,
  },
]

async function eachPage(
  context: Context,
  judge: (page: PageRead) => Violation | readonly Violation[] | null,
): Promise<Judgement> {
  const walks = [
    await context.observe(oldestFirst),
    await context.observe(oldestFirstCutOtherwise),
    await context.observe(byStatus),
  ]
  return judgeEach([pageOf(await context.observe(firstPage)), ...walks.flatMap(({ pages }) => pages)], judge)
}

async function walkedPages(
  context: Context,
  judge: (page: PageRead, index: number, asked: number) => Violation | null,
): Promise<Judgement> {
  const walks = [
    await context.observe(oldestFirst),
    await context.observe(oldestFirstCutOtherwise),
    await context.observe(byStatus),
  ]
  const pages = walks.flatMap((walk) =>
    walk.pages.map((page, index) => ({ page, index, asked: Number(walk.query['size']) })),
  )
  return judgeEach(pages, ({ page, index, asked }) => judge(page, index, asked))
}

async function lengths(context: Context): Promise<Judgement> {
  return await walkedPages(context, ({ items, size, totalElements, exchange }, index) => {
    const due = lengthOfPage({ total: totalElements, size, index })
    if (Number.isNaN(due) || items.length === due) return null
    return {
      what: 'the page has the wrong length',
      pointer: '/content',
      witness: `${items.length} sessions instead of ${due}`,
      exchange,
    }
  })
}

async function defaults(context: Context): Promise<Judgement> {
  const first = pageOf(await context.observe(firstPage))
  const again = pageOf(await context.client.send(sessionsCall(placeOf(context))))
  const query = { page: String(first.number), size: String(first.size) }
  const stated = pageOf(await context.client.send(sessionsCall(placeOf(context), query)))
  return judgeEach([again, stated], ({ size, number, items, totalElements, exchange }) => {
    if (totalElements !== first.totalElements) return null
    if (size !== first.size || number !== first.number)
      return { what: 'the defaults differ from one time to the next', exchange }
    const same =
      items.every(({ stamp }, index) => stamp === first.items[index]?.stamp) && items.length === first.items.length
    return same ? null : { what: 'the stated values give another page', witness: JSON.stringify(query), exchange }
  })
}
