import { FLOW, type IdnowRow } from '../twins/idnow.ts'
import { json, uuid } from '../twins/twin.ts'
import { bodies, instead, type Mutant, requests, type Spoil } from './mutant.ts'

type Session = Record<string, unknown>

interface Page {
  content: Session[]
  page: { size: number; number: number; totalElements: number; totalPages: number }
}

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
        url.searchParams.set('size', String(10 + (++turn % 3)))
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
    kills: ['PAGE-015', 'PAGE-013'],
    spoil: requests((url) => url.searchParams.get('sortDesc') === 'true' && set(url, 'sortDesc', 'false')),
  },
  { name: 'ties by status stand in another order at every request', kills: ['PAGE-016'], spoil: unstable() },
  { name: 'an unknown sortBy gives another order', kills: ['PAGE-017'], spoil: unknownSort() },
  {
    name: 'sessions of another flow are mixed in',
    kills: ['PAGE-019'],
    spoil: session((one, index) => index % 9 === 4 && (one['flowId'] = uuid('00f3', 2))),
  },
  {
    name: 'sessions of another environment are mixed in',
    kills: ['PAGE-020'],
    spoil: session((one, index) => index % 9 === 4 && (one['environment'] = 'staging')),
  },
  {
    name: 'an unknown environment gives the live sessions',
    kills: ['PAGE-021', 'NEG-002'],
    also: [],
    spoil: environment(),
  },
  {
    name: 'a session stands twice on a page',
    kills: ['PAGE-023'],
    also: ['PAGE-007', 'PAGE-008', 'PAGE-009', 'PAGE-016', 'PAGE-015'],
    spoil: pages((body) => {
      if (body.content.length > 1) body.content[1] = body.content[0]!
    }),
  },
  {
    name: 'a final status without completedAt',
    kills: ['PAGE-024'],
    spoil: session((one) => (one['completedAt'] = null)),
  },
  {
    name: 'an expired session has an outcome',
    kills: ['PAGE-024'],
    also: ['PAGE-026'],
    spoil: session((one) => one['sessionStatus'] === 'CREATED' && (one['outcome'] = 'rejected')),
  },
  {
    name: 'a running session was never started',
    kills: ['PAGE-025'],
    spoil: session((one) => one['sessionStatus'] === 'RUNNING' && (one['startedAt'] = null)),
  },
  {
    name: 'a session expires before it was created',
    kills: ['PAGE-025'],
    spoil: session((one) => one['expiresAt'] !== null && (one['expiresAt'] = '2020-01-01T00:00:00.000Z')),
  },
  {
    name: 'a rejected session has no last step',
    kills: ['PAGE-026'],
    spoil: session((one) => one['outcome'] === 'rejected' && (one['lastStep'] = null)),
  },
  {
    name: 'flowVersion is a text',
    kills: ['PAGE-027'],
    also: ['SCH-001'],
    spoil: session((one) => (one['flowVersion'] = '3')),
  },
  {
    name: 'updated before started',
    kills: ['TIME-003'],
    spoil: session((one) => one['startedAt'] !== null && (one['updatedAt'] = '2020-01-01T00:00:00.000Z')),
  },
]

function pages(change: (body: Page, url: URL) => unknown): Spoil<IdnowRow> {
  return bodies<IdnowRow, Page>((body, { url }) => {
    if (Array.isArray(body.content)) change(body, url)
  })
}

function session(change: (one: Session, index: number) => unknown): Spoil<IdnowRow> {
  return pages(({ content }) => {
    for (const [index, one] of content.entries()) change(one, index)
  })
}

function by(url: URL, order: string): boolean {
  return url.searchParams.get('sortBy') === order
}

function set(url: URL, name: string, value: string): true {
  url.searchParams.set(name, value)
  return true
}

function sortedBy(asked: string, obeyed: string): Spoil<IdnowRow> {
  return requests((url) => by(url, asked) && set(url, 'sortBy', obeyed))
}

/** The pages are cut in one order, and each of them is then sorted in the other. */
function sortedWithin(asked: string, cut: string, member: string): Spoil<IdnowRow> {
  return (twin, hit) =>
    pages((body, url) => {
      if (!by(url, asked)) return
      const sign = url.searchParams.get('sortDesc') === 'true' ? -1 : 1
      body.content.sort((left, right) => (String(left[member]) < String(right[member]) ? -sign : sign))
    })({ ...twin, send: sortedBy(asked, cut)(twin, () => {}) }, hit)
}

function crashing(name: string, value: string): Spoil<IdnowRow> {
  return instead(({ url }, _, twin) =>
    url.searchParams.get(name) === value
      ? json(twin.clock.now(), { status: 500, body: { statusCode: 500, message: 'Internal server error' } })
      : null,
  )
}

function lastAgain(): Spoil<IdnowRow> {
  return requests((url) => {
    const [page, size] = [Number(url.searchParams.get('page')), Number(url.searchParams.get('size'))]
    const last = Math.ceil(260 / size)
    return size > 0 && page > last && page < 1000 && set(url, 'page', String(last))
  })
}

/** Without a tiebreak a database may give tied rows in any order, another one for each page. */
function unstable(): Spoil<IdnowRow> {
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
      const turned = groups.flatMap((status) => all.filter((one) => one['sessionStatus'] === status).reverse())
      const content = turned.slice((page - 1) * size, page * size)
      const totals = { totalElements: all.length, totalPages: Math.ceil(all.length / size) }
      return json(twin.clock.now(), { status: 200, body: { content, page: { size, number: page, ...totals } } })
    })(twin, hit)
}

function unknownSort(): Spoil<IdnowRow> {
  return requests(
    (url) => url.searchParams.get('sortBy')?.startsWith('flowtwin') === true && set(url, 'sortBy', 'status'),
  )
}

function environment(): Spoil<IdnowRow> {
  return (twin, hit) =>
    instead<IdnowRow>(async ({ url }, request) => {
      if (!url.pathname.includes('flowtwin') || !url.pathname.endsWith('/sessions')) return null
      const live = new URL(`/api/v1/flows/${FLOW}/live/sessions`, url)
      return await twin.send(new Request(live, { headers: request.headers }))
    })(twin, hit)
}
