import { changeResponses, changeBodies, changeRequests, type Mutation } from '../mutants/mutant.ts'
import type { IdnowRow } from '../twins/idnow.ts'
import type { LegalVariant } from './legal-variant.ts'

/** Legal variants of numbered pages. */
export const idnowVariants: readonly LegalVariant<IdnowRow>[] = [
  { name: 'page numbers from 0', change: numberPagesFromZero() },
  {
    name: 'an empty list for an unknown flow',
    change: changeResponses(({ status }, { url, method }) =>
      status === 404 && method === 'GET' && url.pathname.endsWith('/sessions')
        ? { status: 200, text: '{"content":[],"page":{"size":10,"number":1,"totalElements":0,"totalPages":0}}' }
        : null,
    ),
  },
  {
    name: '404 for a page beyond the last',
    change: changeResponses(({ status, text }) =>
      status === 200 && text.includes('"content":[]')
        ? { status: 404, text: '{"statusCode":404,"message":"No such page"}' }
        : null,
    ),
    expectedOutcomes: { 'SCH-010': 'not-applicable' },
  },
  {
    name: 'a limited page size',
    change: changeRequests((url) => Number(url.searchParams.get('size')) > 100 && setSize(url, '100')),
  },
  {
    name: 'upper-case outcomes',
    change: changeBodies((body) => capitalizeOutcomes(body as { content?: Record<string, unknown>[] })),
  },
]

function numberPagesFromZero(): Mutation<IdnowRow> {
  return (twin, hit) => {
    const decrementNumber = changeBodies<IdnowRow>((body) => {
      const { page } = body as { page?: { number: number } }
      if (page !== undefined) page.number--
    })
    const incrementPage = changeRequests<IdnowRow>((url) => {
      const page = url.searchParams.get('page')
      return page !== null && /^\d+$/.test(page) && setPage(url, Number(page) + 1)
    })
    return decrementNumber({ ...twin, fetch: incrementPage(twin, hit) }, hit)
  }
}

function setPage(url: URL, page: number): true {
  url.searchParams.set('page', String(page))
  return true
}

function setSize(url: URL, size: string): true {
  url.searchParams.set('size', size)
  return true
}

function capitalizeOutcomes(body: { content?: Record<string, unknown>[] }): void {
  for (const item of [...(body.content ?? []), body as Record<string, unknown>])
    if (typeof item['outcome'] === 'string') item['outcome'] = item['outcome'].toUpperCase()
}
