import { FLOW_ID, type IdnowRow } from '../twins/idnow.ts'
import { toJsonResponse } from '../twins/twin.ts'
import { changeBodies, changeRequests, type Mutation, respondInstead, setParameter } from './mutant.ts'

export type Session = Record<string, unknown>

export interface Page {
  content: Session[]
  page: { size: number; number: number; totalElements: number; totalPages: number }
}

export function changeSessionPages(change: (body: Page, url: URL) => unknown): Mutation<IdnowRow> {
  return changeBodies<IdnowRow>((body, { url }) => {
    if (Array.isArray((body as Page).content)) change(body as Page, url)
  })
}

export function changeSessions(change: (session: Session, index: number) => unknown): Mutation<IdnowRow> {
  return changeSessionPages(({ content }) => {
    for (const [index, session] of content.entries()) change(session, index)
  })
}

export function isSortedBy(url: URL, order: string): boolean {
  return url.searchParams.get('sortBy') === order
}

export function replaceSort(requested: string, applied: string): Mutation<IdnowRow> {
  return changeRequests((url) => isSortedBy(url, requested) && setParameter(url, 'sortBy', applied))
}

/** Splits pages in `pageOrder` and sorts each of them by `member`. */
export function sortWithinPages(requested: string, pageOrder: string, member: string): Mutation<IdnowRow> {
  return (twin, recordHit) =>
    changeSessionPages((body, url) => {
      if (!isSortedBy(url, requested)) return
      const sign = url.searchParams.get('sortDesc') === 'true' ? -1 : 1
      body.content.sort((left, right) => (String(left[member]) < String(right[member]) ? -sign : sign))
    })({ ...twin, fetch: replaceSort(requested, pageOrder)(twin, () => {}) }, recordHit)
}

export function failForParameter(name: string, value: string): Mutation<IdnowRow> {
  return respondInstead(({ url }, _, twin) =>
    url.searchParams.get(name) === value
      ? toJsonResponse(twin.clock.now(), { status: 500, body: { statusCode: 500, message: 'Internal server error' } })
      : null,
  )
}

export function repeatLastPage(): Mutation<IdnowRow> {
  return changeRequests((url) => {
    const [page, size] = [Number(url.searchParams.get('page')), Number(url.searchParams.get('size'))]
    const last = Math.ceil(260 / size)
    return size > 0 && page > last && page < 1000 && setParameter(url, 'page', String(last))
  })
}

/** Reverses ties on even pages, as a database without a tiebreaker may do. */
export function reverseTiesOnEvenPages(): Mutation<IdnowRow> {
  return (twin, recordHit) =>
    respondInstead<IdnowRow>(async (requested, request) => {
      const { url } = requested
      if (!isSortedBy(url, 'status') || Number(url.searchParams.get('page')) % 2 === 1) return null
      const [page, size] = [Number(url.searchParams.get('page')), Number(url.searchParams.get('size'))]
      const all: Session[] = []
      for (let number = 1; number <= 3; number++) {
        const pageUrl = new URL(url)
        pageUrl.searchParams.set('page', String(number))
        pageUrl.searchParams.set('size', '100')
        const body = (await (await twin.fetch(new Request(pageUrl, { headers: request.headers }))).json()) as Page
        all.push(...body.content)
      }
      const groups = [...new Set(all.map((session) => session['sessionStatus']))]
      const reversed = groups.flatMap((status) =>
        all.filter((session) => session['sessionStatus'] === status).toReversed(),
      )
      const content = reversed.slice((page - 1) * size, page * size)
      const totals = { totalElements: all.length, totalPages: Math.ceil(all.length / size) }
      return toJsonResponse(twin.clock.now(), {
        status: 200,
        body: { content, page: { size, number: page, ...totals } },
      })
    })(twin, recordHit)
}

export function sortUnknownByStatus(): Mutation<IdnowRow> {
  return changeRequests(
    (url) => url.searchParams.get('sortBy')?.startsWith('flowtwin') === true && setParameter(url, 'sortBy', 'status'),
  )
}

export function serveLiveForUnknownEnvironment(): Mutation<IdnowRow> {
  return (twin, recordHit) =>
    respondInstead<IdnowRow>(async ({ url }, request) => {
      if (!url.pathname.includes('flowtwin') || !url.pathname.endsWith('/sessions')) return null
      const live = new URL(`/api/v1/flows/${FLOW_ID}/live/sessions`, url)
      return await twin.fetch(new Request(live, { headers: request.headers }))
    })(twin, recordHit)
}
