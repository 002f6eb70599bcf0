import type { IdnowRow } from '../twins/idnow.ts'
import { json } from '../twins/twin.ts'
import {
  by,
  crashing,
  lastAgain,
  type Page,
  pages,
  type Session,
  sortedBy,
  sortedWithin,
  unknownSort,
  unstable,
} from './idnow-changes.ts'
import { instead, type Mutant, requests } from './mutant.ts'
import { set } from './url-change.ts'

/** Servers that get pages, sorting or a session wrong. */
export const idnowMutants: readonly Mutant<IdnowRow>[] = [
  {
    name: 'totalPages is missing',
    kills: ['PAGE-001'],
    also: ['PAGE-002', 'SCH-001'],
    spoil: pages(({ page }) => delete (page as Partial<Page['page']>).totalPages),
  },
  {
    name: 'totalPages is rounded down',
    kills: ['PAGE-002'],
    spoil: pages(({ page }) => (page.totalPages = Math.floor(page.totalElements / page.size))),
  },
  {
    name: 'totalPages is one too many when the division has no rest',
    kills: ['PAGE-002'],
    spoil: pages(({ page }) => (page.totalPages = Math.floor(page.totalElements / page.size) + 1)),
  },
  {
    name: 'the last page is filled up with repeats',
    kills: ['PAGE-003', 'PAGE-008'],
    also: ['PAGE-009', 'PAGE-013', 'PAGE-016', 'PAGE-023', 'ORD-001', 'PAGE-015'],
    spoil: pages((body) => {
      const { size, number, totalPages } = body.page
      if (number === totalPages) body.content = [...body.content, ...body.content].slice(0, size)
    }),
  },
  {
    name: 'number counts from 0 when sorted by status',
    kills: ['PAGE-004'],
    spoil: pages(({ page }, url) => by(url, 'status') && page.number--),
  },
  {
    name: 'size tells the default',
    kills: ['PAGE-005'],
    also: ['PAGE-002', 'PAGE-003'],
    spoil: pages(({ page }) => (page.size = 10)),
  },
  {
    name: 'the default size differs from one request to the next',
    kills: ['PAGE-006'],
    spoil: (twin, hit) => {
      let turn = 0
      return requests<IdnowRow>((url) => {
        if (url.search !== '') return false
        url.searchParams.set('size', String(10 + ++turn))
        return true
      })(twin, hit)
    },
  },
  {
    name: 'the totals count all environments',
    kills: ['PAGE-007'],
    also: ['PAGE-003'],
    spoil: pages(({ page }) => {
      page.totalElements = 300
      page.totalPages = Math.ceil(300 / page.size)
    }),
  },
  {
    name: 'a page repeats the session before it',
    kills: ['PAGE-008'],
    also: ['PAGE-007', 'PAGE-016', 'PAGE-009', 'PAGE-015'],
    spoil: (twin, hit) => {
      let last: Session | undefined
      return pages((body) => {
        if (body.page.number > 1 && last !== undefined && body.content.length > 0)
          body.content = [last, ...body.content.slice(1)]
        last = body.content.at(-1)
      })(twin, hit)
    },
  },
  {
    name: 'the size of the pages changes the order',
    kills: ['PAGE-009'],
    spoil: pages((body, url) => {
      if (by(url, 'createdAt') && body.page.size < 40 && body.content.length > 20) body.content.reverse()
    }),
  },
  { name: 'beyond the last page comes the last page again', kills: ['PAGE-010'], spoil: lastAgain() },
  {
    name: 'size=-1 crashes',
    kills: ['PAGE-011', 'NEG-008'],
    spoil: crashing('size', '-1'),
  },
  { name: 'page=2147483648 crashes', kills: ['NEG-008'], spoil: crashing('page', '2147483648') },
  {
    name: 'the size is cut silently',
    kills: ['PAGE-012'],
    spoil: (twin, hit) =>
      instead<IdnowRow>(async (asked, request) => {
        if (Number(asked.url.searchParams.get('size')) <= 100) return null
        asked.url.searchParams.set('size', '100')
        const body = (await (await twin.send(new Request(asked.url, { headers: request.headers }))).json()) as Page
        return json(twin.clock.now(), { status: 200, body: { ...body, page: { ...body.page, size: 1_000_000_000 } } })
      })(twin, hit),
  },
  {
    name: 'page 0 is page 1 under another name',
    kills: ['PAGE-012'],
    spoil: (twin, hit) =>
      instead<IdnowRow>(async (asked, request) => {
        if (asked.url.searchParams.get('page') !== '0') return null
        asked.url.searchParams.set('page', '1')
        const body = (await (await twin.send(new Request(asked.url, { headers: request.headers }))).json()) as Page
        return json(twin.clock.now(), { status: 200, body: { ...body, page: { ...body.page, number: 0 } } })
      })(twin, hit),
  },
  {
    name: 'sortBy=createdAt is ignored',
    kills: ['PAGE-013', 'ORD-001', 'ORD-002'],
    spoil: sortedBy('createdAt', 'status'),
  },
  {
    name: 'sorting is applied within each page only',
    kills: ['PAGE-013', 'ORD-002'],
    also: ['PAGE-009', 'PAGE-015'],
    spoil: sortedWithin('createdAt', 'status', 'createdAt'),
  },
  {
    name: 'sorting by status is applied within each page only',
    kills: ['PAGE-014'],
    spoil: sortedWithin('status', 'createdAt', 'sessionStatus'),
  },
  {
    name: 'sortDesc is ignored',
    kills: ['PAGE-015', 'PAGE-013', 'ORD-004'],
    spoil: requests((url) => url.searchParams.get('sortDesc') === 'true' && set(url, 'sortDesc', 'false')),
  },
  { name: 'ties by status stand in another order at every request', kills: ['PAGE-016'], spoil: unstable() },
  { name: 'an unknown sortBy gives another order', kills: ['PAGE-017', 'ORD-005'], spoil: unknownSort() },
]
