import type { IdnowRow } from '../twins/idnow.ts'
import { toJsonResponse } from '../twins/twin.ts'
import {
  isSortedBy,
  failForParameter,
  repeatLastPage,
  type Page,
  changeSessionPages,
  type Session,
  replaceSort,
  sortWithinPages,
  sortUnknownByStatus,
  reverseTiesOnEvenPages,
} from './idnow-mutations.ts'
import { changeRequests, type Mutant, respondInstead, setParameter } from './mutant.ts'

/** Mutants of pages and sorting. */
export const idnowPageMutants: readonly Mutant<IdnowRow>[] = [
  {
    name: 'totalPages is missing',
    killedBy: ['PAGE-001'],
    alsoKilledBy: ['PAGE-002', 'SCH-001'],
    mutate: changeSessionPages(({ page }) => delete (page as Partial<Page['page']>).totalPages),
  },
  {
    name: 'totalPages is rounded down',
    killedBy: ['PAGE-002'],
    mutate: changeSessionPages(({ page }) => (page.totalPages = Math.floor(page.totalElements / page.size))),
  },
  {
    name: 'totalPages is one too many for full pages',
    killedBy: ['PAGE-002'],
    mutate: changeSessionPages(({ page }) => (page.totalPages = Math.floor(page.totalElements / page.size) + 1)),
  },
  {
    name: 'the last page is filled up with repeats',
    killedBy: ['PAGE-003', 'PAGE-008'],
    alsoKilledBy: ['PAGE-009', 'PAGE-013', 'PAGE-016', 'PAGE-023', 'ORD-001', 'PAGE-015'],
    mutate: changeSessionPages((body) => {
      const { size, number, totalPages } = body.page
      if (number === totalPages) body.content = [...body.content, ...body.content].slice(0, size)
    }),
  },
  {
    name: 'number counts from 0 when sorted by status',
    killedBy: ['PAGE-004'],
    mutate: changeSessionPages(({ page }, url) => isSortedBy(url, 'status') && page.number--),
  },
  {
    name: 'size always returns the default',
    killedBy: ['PAGE-005'],
    alsoKilledBy: ['PAGE-002', 'PAGE-003'],
    mutate: changeSessionPages(({ page }) => (page.size = 10)),
  },
  {
    name: 'the default size differs from one request to the next',
    killedBy: ['PAGE-006'],
    mutate: (twin, recordHit) => {
      let turn = 0
      return changeRequests<IdnowRow>((url) => {
        if (url.search !== '') return false
        url.searchParams.set('size', String(10 + ++turn))
        return true
      })(twin, recordHit)
    },
  },
  {
    name: 'totalElements counts all environments',
    killedBy: ['PAGE-007'],
    alsoKilledBy: ['PAGE-003'],
    mutate: changeSessionPages(({ page }) => {
      page.totalElements = 300
      page.totalPages = Math.ceil(300 / page.size)
    }),
  },
  {
    name: 'a page starts with the last session of the page before',
    killedBy: ['PAGE-008'],
    alsoKilledBy: ['PAGE-007', 'PAGE-016', 'PAGE-009', 'PAGE-015'],
    mutate: (twin, recordHit) => {
      let last: Session | undefined
      return changeSessionPages((body) => {
        if (body.page.number > 1 && last !== undefined && body.content.length > 0)
          body.content = [last, ...body.content.slice(1)]
        last = body.content.at(-1)
      })(twin, recordHit)
    },
  },
  {
    name: 'the page size changes the order',
    killedBy: ['PAGE-009'],
    mutate: changeSessionPages((body, url) => {
      if (isSortedBy(url, 'createdAt') && body.page.size < 40 && body.content.length > 20) body.content.reverse()
    }),
  },
  { name: 'pages out of range repeat the last page', killedBy: ['PAGE-010'], mutate: repeatLastPage() },
  {
    name: 'size=-1 causes 500',
    killedBy: ['PAGE-011', 'NEG-008'],
    mutate: failForParameter('size', '-1'),
  },
  { name: 'page=2147483648 causes 500', killedBy: ['NEG-008'], mutate: failForParameter('page', '2147483648') },
  {
    name: 'a large size is silently limited to 100',
    killedBy: ['PAGE-012'],
    mutate: (twin, recordHit) =>
      respondInstead<IdnowRow>(async (requested, request) => {
        if (Number(requested.url.searchParams.get('size')) <= 100) return null
        requested.url.searchParams.set('size', '100')
        const body = (await (await twin.fetch(new Request(requested.url, { headers: request.headers }))).json()) as Page
        return toJsonResponse(twin.clock.now(), {
          status: 200,
          body: { ...body, page: { ...body.page, size: 1_000_000_000 } },
        })
      })(twin, recordHit),
  },
  {
    name: 'page 0 returns page 1 with number 0',
    killedBy: ['PAGE-012'],
    mutate: (twin, recordHit) =>
      respondInstead<IdnowRow>(async (requested, request) => {
        if (requested.url.searchParams.get('page') !== '0') return null
        requested.url.searchParams.set('page', '1')
        const body = (await (await twin.fetch(new Request(requested.url, { headers: request.headers }))).json()) as Page
        return toJsonResponse(twin.clock.now(), { status: 200, body: { ...body, page: { ...body.page, number: 0 } } })
      })(twin, recordHit),
  },
  {
    name: 'sortBy=createdAt is ignored',
    killedBy: ['PAGE-013', 'ORD-001', 'ORD-002'],
    mutate: replaceSort('createdAt', 'status'),
  },
  {
    name: 'sortBy=createdAt sorts only within pages',
    killedBy: ['PAGE-013', 'ORD-002'],
    alsoKilledBy: ['PAGE-009', 'PAGE-015'],
    mutate: sortWithinPages('createdAt', 'status', 'createdAt'),
  },
  {
    name: 'sortBy=status sorts only within pages',
    killedBy: ['PAGE-014'],
    mutate: sortWithinPages('status', 'createdAt', 'sessionStatus'),
  },
  {
    name: 'sortDesc is ignored',
    killedBy: ['PAGE-015', 'PAGE-013', 'ORD-004'],
    mutate: changeRequests(
      (url) => url.searchParams.get('sortDesc') === 'true' && setParameter(url, 'sortDesc', 'false'),
    ),
  },
  {
    name: 'ties by status are reversed on even pages',
    killedBy: ['PAGE-016'],
    mutate: reverseTiesOnEvenPages(),
  },
  { name: 'an unknown sortBy changes the order', killedBy: ['PAGE-017', 'ORD-005'], mutate: sortUnknownByStatus() },
]
