import { bestPractice, citeVendor, type Check, defineCheck } from '../../kit/check.ts'
import { checkEach, type Judgement, type Violation } from '../../kit/outcome.ts'
import { getPath } from '../../kit/json.ts'
import { type CheckContext, defineProbe } from '../../kit/check-context.ts'
import { computePageLength, countPages } from '../../kit/oracles/list-items.ts'
import { type SessionPage, readPage, readScope, buildSessionsRequest } from './sessions.ts'
import { byStatus, firstPage, oldestFirst, oldestFirstOtherSize, pageBase } from './walks.ts'

const PAGE_FIELDS = ['size', 'number', 'totalElements', 'totalPages']
const common = { evidence: ['page', 'let the run read a page'] } as const

/** Checks of the pages and their `page` member. */
export const pageChecks: readonly Check[] = [
  defineCheck('PAGE-001', citeVendor('MUST', 'listSessions/200'), {
    ...common,
    title: 'A page has content and page, whose four fields are non-negative integers',
    run: (context) =>
      checkEachPage(context, ({ exchange }) => {
        if (!Array.isArray(getPath(exchange.body, 'content')))
          return { message: 'content is not an array', pointer: '/content', exchange }
        return PAGE_FIELDS.flatMap((name) => {
          const value = getPath(exchange.body, 'page', name)
          if (Number.isInteger(value) && Number(value) >= 0) return []
          const message = `${name} is not a non-negative integer`
          return [{ message, pointer: `/page/${name}`, example: JSON.stringify(value), exchange }]
        })
      }),
  }),
  defineCheck('PAGE-002', citeVendor('MUST', 'Page.totalPages'), {
    ...common,
    title: 'totalPages is totalElements divided by size, rounded up',
    run: (context) =>
      checkEachPage(context, ({ exchange, size, totalElements, totalPages }) => {
        const expected = totalElements === 0 ? context.profile.emptyPageCounts : [countPages(totalElements, size)]
        if (expected.includes(totalPages)) return null
        const example = `${totalElements} elements, ${size} per page, ${totalPages} pages`
        return { message: 'totalPages is wrong', pointer: '/page/totalPages', example, exchange }
      }),
  }),
  defineCheck('PAGE-003', citeVendor('MUST', 'Page.totalElements'), {
    ...common,
    title: 'Every page before the last is full; the last contains the rest',
    run: (context) =>
      checkEachWalkPage(context, ({ items, size, totalElements, exchange }, index) => {
        const expected = computePageLength({ total: totalElements, size, index })
        if (Number.isNaN(expected) || items.length === expected) return null
        const example = `${items.length} sessions instead of ${expected}`
        return { message: 'the page has the wrong length', pointer: '/content', example, exchange }
      }),
  }),
  defineCheck('PAGE-004', citeVendor('SHOULD', 'Page.number'), {
    ...common,
    title: 'number is the requested page',
    run: async (context) => {
      const base = await context.probeOnce(pageBase)
      return await checkEachWalkPage(context, ({ number, exchange }, index) => {
        if (number === base + index) return null
        const example = `requested ${base + index}, got ${number}`
        return { message: 'number is not the requested page', pointer: '/page/number', example, exchange }
      })
    },
  }),
  defineCheck('PAGE-005', citeVendor('SHOULD', 'Page.size'), {
    ...common,
    title: 'size is the requested size, or a lower limit that was applied',
    run: (context) =>
      checkEachWalkPage(context, ({ size, items, exchange }, _, requestedSize) => {
        if (size === requestedSize || (size < requestedSize && items.length <= size)) return null
        const example = `requested ${requestedSize}, got ${size}`
        return { message: 'size is not the size of the page', pointer: '/page/size', example, exchange }
      }),
  }),
  defineCheck('PAGE-006', bestPractice, {
    title: 'Omitted parameters have the default values that the response states, in every request',
    evidence: ['response to a request without parameters', 'let the run read a page'],
    run: checkDefaults,
  }),
]

/** A page of a walk, with its position and the requested size. */
interface WalkPage {
  readonly page: SessionPage
  readonly index: number
  readonly requestedSize: number
}

const walkPages = defineProbe<readonly WalkPage[]>('walking with explicit page sizes', async ({ probeOnce }) => {
  const walks = [await probeOnce(oldestFirst), await probeOnce(oldestFirstOtherSize), await probeOnce(byStatus)]
  return walks.flatMap(({ pages, query }) =>
    pages.map((page, index) => ({ page, index, requestedSize: Number(query['size']) })),
  )
})

async function checkEachPage(
  { probeOnce }: CheckContext,
  validate: (page: SessionPage) => Violation | readonly Violation[] | null,
): Promise<Judgement> {
  const pages = (await probeOnce(walkPages)).map(({ page }) => page)
  return checkEach([readPage(await probeOnce(firstPage)), ...pages], validate)
}

async function checkEachWalkPage(
  { probeOnce }: CheckContext,
  validate: (page: SessionPage, index: number, requestedSize: number) => Violation | null,
): Promise<Judgement> {
  return checkEach(await probeOnce(walkPages), ({ page, index, requestedSize }) => validate(page, index, requestedSize))
}

async function checkDefaults(context: CheckContext): Promise<Judgement> {
  const first = readPage(await context.probeOnce(firstPage))
  const repeated = readPage(await context.client.sendRequest(buildSessionsRequest(readScope(context))))
  const query = { page: String(first.number), size: String(first.size) }
  const explicit = readPage(await context.client.sendRequest(buildSessionsRequest(readScope(context), query)))
  return checkEach([repeated, explicit], ({ size, number, items, totalElements, exchange }) => {
    if (totalElements !== first.totalElements) return null
    if (size !== first.size || number !== first.number) return { message: 'the default values change', exchange }
    const isSamePage =
      items.every(({ timestamp }, index) => timestamp === first.items[index]?.timestamp) &&
      items.length === first.items.length
    return isSamePage
      ? null
      : { message: 'the stated default values return another page', example: JSON.stringify(query), exchange }
  })
}
