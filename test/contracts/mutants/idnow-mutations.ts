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

export function changeSessions(change: (one: Session, index: number) => unknown): Mutation<IdnowRow> {
  return changeSessionPages(({ content }) => {
    for (const [index, one] of content.entries()) change(one, index)
  })
}

export function isSortedBy(url: URL, order: string): boolean {
  return url.searchParams.get('sortBy') === order
}

export function replaceSort(asked: string, obeyed: string): Mutation<IdnowRow> {
  return changeRequests((url) => isSortedBy(url, asked) && setParameter(url, 'sortBy', obeyed))
}

/** The pages are cut in one order, and each of them is then sorted in the other. */
export function sortWithinPages(asked: string, cut: string, member: string): Mutation<IdnowRow> {
  return (twin, hit) =>
    changeSessionPages((body, url) => {
      if (!isSortedBy(url, asked)) return
      const sign = url.searchParams.get('sortDesc') === 'true' ? -1 : 1
      body.content.sort((left, right) => (String(left[member]) < String(right[member]) ? -sign : sign))
    })({ ...twin, fetch: replaceSort(asked, cut)(twin, () => {}) }, hit)
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

/** Without a tiebreak a database may give tied rows in any order, another one for each page. */
export function reverseTiesOnEvenPages(): Mutation<IdnowRow> {
  return (twin, hit) =>
    respondInstead<IdnowRow>(async (asked, request) => {
      const { url } = asked
      if (!isSortedBy(url, 'status') || Number(url.searchParams.get('page')) % 2 === 1) return null
      const [page, size] = [Number(url.searchParams.get('page')), Number(url.searchParams.get('size'))]
      const all: Session[] = []
      for (let number = 1; number <= 3; number++) {
        const whole = new URL(url)
        whole.searchParams.set('page', String(number))
        whole.searchParams.set('size', '100')
        const body = (await (await twin.fetch(new Request(whole, { headers: request.headers }))).json()) as Page
        all.push(...body.content)
      }
      const groups = [...new Set(all.map((one) => one['sessionStatus']))]
      const turned = groups.flatMap((status) => all.filter((one) => one['sessionStatus'] === status).toReversed())
      const content = turned.slice((page - 1) * size, page * size)
      const totals = { totalElements: all.length, totalPages: Math.ceil(all.length / size) }
      return toJsonResponse(twin.clock.now(), {
        status: 200,
        body: { content, page: { size, number: page, ...totals } },
      })
    })(twin, hit)
}

export function sortUnknownByStatus(): Mutation<IdnowRow> {
  return changeRequests(
    (url) => url.searchParams.get('sortBy')?.startsWith('flowtwin') === true && setParameter(url, 'sortBy', 'status'),
  )
}

export function serveLiveForUnknownEnvironment(): Mutation<IdnowRow> {
  return (twin, hit) =>
    respondInstead<IdnowRow>(async ({ url }, request) => {
      if (!url.pathname.includes('flowtwin') || !url.pathname.endsWith('/sessions')) return null
      const live = new URL(`/api/v1/flows/${FLOW_ID}/live/sessions`, url)
      return await twin.fetch(new Request(live, { headers: request.headers }))
    })(twin, hit)
}
