import { answers, bodies, requests, type Spoil } from '../mutants/mutant.ts'
import type { IdnowRow } from '../twins/idnow.ts'
import type { Cousin } from './legal-variant.ts'

/** Legal differences of numbered pages. */
export const idnowCousins: readonly Cousin<IdnowRow>[] = [
  { name: 'pages that count from 0', differ: zeroBased() },
  {
    name: 'an unknown flow that is empty',
    differ: answers(({ status }, { url, method }) =>
      status === 404 && method === 'GET' && url.pathname.endsWith('/sessions')
        ? { status: 200, text: '{"content":[],"page":{"size":10,"number":1,"totalElements":0,"totalPages":0}}' }
        : null,
    ),
  },
  {
    name: 'a page beyond the last that is refused',
    differ: answers(({ status, text }) =>
      status === 200 && text.includes('"content":[]')
        ? { status: 404, text: '{"statusCode":404,"message":"No such page"}' }
        : null,
    ),
    otherwise: { 'SCH-010': 'not-applicable' },
  },
  {
    name: 'a size that is cut, and says so',
    differ: requests((url) => Number(url.searchParams.get('size')) > 100 && cut(url, '100')),
  },
  { name: 'outcomes in capitals', differ: bodies((body) => capitals(body as { content?: Record<string, unknown>[] })) },
]

function zeroBased(): Spoil<IdnowRow> {
  return (twin, hit) => {
    const numbered = bodies<IdnowRow>((body) => {
      const { page } = body as { page?: { number: number } }
      if (page !== undefined) page.number--
    })
    const shift = requests<IdnowRow>((url) => {
      const page = url.searchParams.get('page')
      return page !== null && /^\d+$/.test(page) && cutPage(url, Number(page) + 1)
    })
    return numbered({ ...twin, send: shift(twin, hit) }, hit)
  }
}

function cutPage(url: URL, page: number): true {
  url.searchParams.set('page', String(page))
  return true
}

function cut(url: URL, size: string): true {
  url.searchParams.set('size', size)
  return true
}

function capitals(body: { content?: Record<string, unknown>[] }): void {
  for (const one of [...(body.content ?? []), body as Record<string, unknown>])
    if (typeof one['outcome'] === 'string') one['outcome'] = one['outcome'].toUpperCase()
}
