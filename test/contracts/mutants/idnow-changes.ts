import { FLOW, type IdnowRow } from '../twins/idnow.ts'
import { json } from '../twins/twin.ts'
import { bodies, instead, requests, type Spoil } from './mutant.ts'
import { set } from './url-change.ts'

export type Session = Record<string, unknown>

export interface Page {
  content: Session[]
  page: { size: number; number: number; totalElements: number; totalPages: number }
}

export function pages(change: (body: Page, url: URL) => unknown): Spoil<IdnowRow> {
  return bodies<IdnowRow>((body, { url }) => {
    if (Array.isArray((body as Page).content)) change(body as Page, url)
  })
}

export function session(change: (one: Session, index: number) => unknown): Spoil<IdnowRow> {
  return pages(({ content }) => {
    for (const [index, one] of content.entries()) change(one, index)
  })
}

export function by(url: URL, order: string): boolean {
  return url.searchParams.get('sortBy') === order
}

export function sortedBy(asked: string, obeyed: string): Spoil<IdnowRow> {
  return requests((url) => by(url, asked) && set(url, 'sortBy', obeyed))
}

/** The pages are cut in one order, and each of them is then sorted in the other. */
export function sortedWithin(asked: string, cut: string, member: string): Spoil<IdnowRow> {
  return (twin, hit) =>
    pages((body, url) => {
      if (!by(url, asked)) return
      const sign = url.searchParams.get('sortDesc') === 'true' ? -1 : 1
      body.content.sort((left, right) => (String(left[member]) < String(right[member]) ? -sign : sign))
    })({ ...twin, send: sortedBy(asked, cut)(twin, () => {}) }, hit)
}

export function crashing(name: string, value: string): Spoil<IdnowRow> {
  return instead(({ url }, _, twin) =>
    url.searchParams.get(name) === value
      ? json(twin.clock.now(), { status: 500, body: { statusCode: 500, message: 'Internal server error' } })
      : null,
  )
}

export function lastAgain(): Spoil<IdnowRow> {
  return requests((url) => {
    const [page, size] = [Number(url.searchParams.get('page')), Number(url.searchParams.get('size'))]
    const last = Math.ceil(260 / size)
    return size > 0 && page > last && page < 1000 && set(url, 'page', String(last))
  })
}

/** Without a tiebreak a database may give tied rows in any order, another one for each page. */
export function unstable(): Spoil<IdnowRow> {
  return (twin, hit) =>
    instead<IdnowRow>(async (asked, request) => {
      const { url } = asked
      if (!by(url, 'status') || Number(url.searchParams.get('page')) % 2 === 1) return null
      const [page, size] = [Number(url.searchParams.get('page')), Number(url.searchParams.get('size'))]
      const all: Session[] = []
      for (let number = 1; number <= 3; number++) {
        const whole = new URL(url)
        whole.searchParams.set('page', String(number))
        whole.searchParams.set('size', '100')
        const body = (await (await twin.send(new Request(whole, { headers: request.headers }))).json()) as Page
        all.push(...body.content)
      }
      const groups = [...new Set(all.map((one) => one['sessionStatus']))]
      const turned = groups.flatMap((status) => all.filter((one) => one['sessionStatus'] === status).toReversed())
      const content = turned.slice((page - 1) * size, page * size)
      const totals = { totalElements: all.length, totalPages: Math.ceil(all.length / size) }
      return json(twin.clock.now(), { status: 200, body: { content, page: { size, number: page, ...totals } } })
    })(twin, hit)
}

export function unknownSort(): Spoil<IdnowRow> {
  return requests(
    (url) => url.searchParams.get('sortBy')?.startsWith('flowtwin') === true && set(url, 'sortBy', 'status'),
  )
}

export function environment(): Spoil<IdnowRow> {
  return (twin, hit) =>
    instead<IdnowRow>(async ({ url }, request) => {
      if (!url.pathname.includes('flowtwin') || !url.pathname.endsWith('/sessions')) return null
      const live = new URL(`/api/v1/flows/${FLOW}/live/sessions`, url)
      return await twin.send(new Request(live, { headers: request.headers }))
    })(twin, hit)
}
