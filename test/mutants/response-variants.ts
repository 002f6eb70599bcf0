import {
  changeBodies,
  changeRequests,
  changeResponses,
  type Mutation,
  type RequestParts,
} from '../contracts/mutants/mutant.ts'
import type { MockMutant } from './break-function.ts'

type Item = Record<string, unknown>
type Variants = readonly MockMutant[]

const endsWith =
  (path: string) =>
  ({ pathname }: URL): boolean =>
    pathname.endsWith(path)

const shift = (value: unknown, seconds: number): string =>
  new Date(Date.parse(String(value)) + seconds * 1000).toISOString().replace('.000Z', '+00:00')

/** Removes headers of some responses. */
function removeHeaders(
  names: readonly string[],
  applies: (parts: RequestParts, text: string) => boolean,
): Mutation<never> {
  return changeResponses(({ text }, parts) =>
    applies(parts, text) ? { headers: Object.fromEntries(names.map((name) => [name, ''])) } : null,
  )
}

/** Returns another status in place of one. */
function replaceStatus(
  status: number,
  replacement: number,
  applies: (parts: RequestParts) => boolean,
): Mutation<never> {
  return changeResponses((response, parts) =>
    response.status === status && applies(parts) ? { status: replacement } : null,
  )
}

/** Changes the items of a list whose path and query apply. */
function changeItems(
  applies: (url: URL) => boolean,
  listOf: (body: never) => Item[],
  change: (item: Item) => unknown,
): Mutation<never> {
  return changeBodies((body, { url, method }) => {
    if (method === 'GET' && applies(url)) for (const item of listOf(body as never)) change(item)
  })
}

/** Counts the requests of each URL, so that a fault begins with the second one. */
function changeRepeated(change: (body: unknown, url: URL) => unknown): Mutation<never> {
  return (twin, recordHit) => {
    const seen = new Set<string>()
    return changeBodies((body, { url, method }) => {
      const isRepeated = method === 'GET' && seen.has(url.href)
      seen.add(url.href)
      if (isRepeated) change(body, url)
    })(twin, recordHit)
  }
}

/** Puts other items in place of those of a list. */
function replaceItems(list: Item[], items: readonly Item[]): void {
  list.splice(0, list.length, ...items)
}

const isFeed = endsWith('/new-flow-triggered')
const listSessions = (body: Item[]): Item[] => body

/** Faults of single variants of Qyvo's responses. */
export const qyvoVariants: Variants = [
  {
    name: 'the feed of one flow lacks the rate limit headers',
    killedBy: ['POLL-052'],
    mutate: removeHeaders(
      ['x-ratelimit-limit', 'x-ratelimit-remaining'],
      ({ url, status }) => isFeed(url) && url.searchParams.has('flow_id') && status === 200,
    ),
  },
  {
    name: 'failed sessions fail in the future',
    killedBy: ['TIME-004'],
    mutate: changeItems(
      isFeed,
      listSessions,
      (session) =>
        session['status'] === 'failed' && Object.assign(session, { completed_at: '2035-01-01T00:00:00+00:00' }),
    ),
  },
  {
    name: 'running sessions have an end',
    killedBy: ['POLL-011'],
    mutate: changeItems(
      isFeed,
      listSessions,
      (session) => session['status'] === 'running' && Object.assign(session, { completed_at: session['created_at'] }),
    ),
  },
  {
    name: 'a start answers with 201',
    killedBy: ['POLL-054'],
    mutate: replaceStatus(200, 201, ({ url }) => endsWith('/actions/trigger-flow')(url)),
  },
  {
    name: 'a created contact is answered with 202',
    killedBy: ['POLL-061'],
    mutate: changeResponses(({ status }, { url }) =>
      endsWith('/actions/create-contact')(url) && status < 300 ? { status: 202 } : null,
    ),
  },
  {
    name: 'a feed that is read again is sorted by contact',
    killedBy: ['POLL-015'],
    mutate: changeRepeated((body, url) => {
      const sessions = body as Item[]
      const byContact = sessions.toSorted((left, right) =>
        String(left['contact_id']).localeCompare(String(right['contact_id'])),
      )
      if (isFeed(url)) replaceItems(sessions, byContact)
    }),
  },
  {
    name: 'the feed of one flow is without time zones',
    killedBy: ['TIME-001'],
    mutate: changeItems(
      (url) => isFeed(url) && url.searchParams.has('flow_id'),
      listSessions,
      (session) => (session['created_at'] = String(session['created_at']).replace('+00:00', '')),
    ),
  },
  {
    name: 'messages that are read again lack the second one',
    killedBy: ['POLL-048'],
    mutate: changeRepeated(
      (body, url) =>
        endsWith('/new-message-received')(url) && (body as Item[]).length > 2 && (body as Item[]).splice(1, 1),
    ),
  },
]

const isRuns = (url: URL): boolean => url.pathname.endsWith('/flow-runs')
const getPage = (url: URL): number => Number(url.searchParams.get('page[number]') ?? '1')
interface Resource {
  id: string
  attributes: Item
}
const listResources = ({ data }: { data: Resource[] }): Item[] => [data].flat().map(({ attributes }) => attributes)

/** Faults of single variants of Recrubo's responses. */
export const recruboVariants: Variants = [
  {
    name: 'later pages have the media type application/json',
    killedBy: ['JAPI-001'],
    mutate: changeResponses(({ status }, { url, method }) =>
      isRuns(url) && method === 'GET' && status === 200 && getPage(url) > 1
        ? { headers: { 'content-type': 'application/json' } }
        : null,
    ),
  },
  { name: 'a creation returns 202', killedBy: ['JAPI-060'], mutate: replaceStatus(201, 202, ({ url }) => isRuns(url)) },
  {
    name: 'a subscription is created with 200',
    killedBy: ['JAPI-117'],
    mutate: replaceStatus(201, 200, ({ url }) => url.pathname.endsWith('/webhooks')),
  },
  {
    name: 'an update returns 202',
    killedBy: ['JAPI-080'],
    mutate: replaceStatus(200, 202, ({ method }) => method === 'PATCH'),
  },
  {
    name: 'updatedAt on later pages is before createdAt',
    killedBy: ['TIME-003'],
    mutate: changeItems(
      (url) => isRuns(url) && getPage(url) > 1,
      listResources,
      (run) => (run['updatedAt'] = shift(run['createdAt'], -60)),
    ),
  },
  {
    name: 'finished runs are updated in the future',
    killedBy: ['TIME-004'],
    mutate: changeItems(
      isRuns,
      listResources,
      (run) => run['status'] === 'finished' && (run['updatedAt'] = '2035-01-01T00:00:00.000Z'),
    ),
  },
  {
    name: 'a page that is read again lacks its last run',
    killedBy: ['JAPI-128'],
    mutate: changeRepeated(
      (body, url) =>
        isRuns(url) && url.searchParams.has('page[size]') && void (body as { data: Resource[] }).data.pop(),
    ),
  },
  {
    name: 'a read with fields returns the first status of a run',
    killedBy: ['JAPI-040'],
    mutate: changeBodies((body, { url }) => {
      if (url.search.includes('fields'))
        for (const run of listResources(body as never)) if ('status' in run) run['status'] = 'queued'
    }),
  },
]

const isRapidproRuns = endsWith('/runs.json')
const listResults = ({ results }: { results: Item[] }): Item[] => results
const isCursor = (url: URL): boolean => url.searchParams.has('cursor')

/** Faults of single variants of RapidPro's responses. */
export const rapidproVariants: Variants = [
  {
    name: 'X-Temba-Org is missing on later pages',
    killedBy: ['HTTP-036'],
    mutate: removeHeaders(['x-temba-org'], ({ url }) => isRapidproRuns(url) && isCursor(url)),
  },
  {
    name: 'a start is created with 200',
    killedBy: ['CUR-057'],
    mutate: replaceStatus(201, 200, ({ url }) => endsWith('/flow_starts.json')(url)),
  },
  {
    name: 'interrupted runs exit before they begin',
    killedBy: ['CUR-077'],
    mutate: changeItems(
      isRapidproRuns,
      listResults,
      (run) => run['exit_type'] === 'interrupted' && (run['exited_on'] = shift(run['created_on'], -60)),
    ),
  },
  {
    name: 'steps of the path of a run go backwards',
    killedBy: ['CUR-077'],
    mutate: changeItems(isRapidproRuns, listResults, (run) => {
      const path = run['path'] as Item[] | null
      if (path !== null && path.length > 2) path.reverse()
    }),
  },
  {
    name: 'active runs have an exit type',
    killedBy: ['CUR-052'],
    mutate: changeItems(
      isRapidproRuns,
      listResults,
      (run) => run['exited_on'] === null && (run['exit_type'] = 'completed'),
    ),
  },
  {
    name: 'the last page has no previous',
    killedBy: ['CUR-072'],
    mutate: changeBodies((body, { url }) => {
      const page = body as { next: unknown; previous: unknown }
      if (isRapidproRuns(url) && page.next === null) page.previous = null
    }),
  },
  {
    name: 'previous of a page after the second leads to the page itself',
    killedBy: ['CUR-011'],
    mutate: (twin, recordHit) =>
      changeBodies((body, { url }) => {
        const page = body as { previous: string | null; next: string | null }
        if (isRapidproRuns(url) && page.previous !== null && page.next === null) page.previous = url.href
      })(twin, recordHit),
  },
  {
    name: 'responded=TRUE is no filter',
    killedBy: ['CUR-076'],
    mutate: changeRequests(
      (url) => url.searchParams.get('responded') === 'TRUE' && (url.searchParams.delete('responded'), true),
    ),
  },
  {
    name: 'a list of contacts that is read again is reversed',
    killedBy: ['CUR-079'],
    mutate: changeRepeated((body, url) => {
      if (!endsWith('/contacts.json')(url)) return
      const { results } = body as { results: Item[] }
      replaceItems(results, results.toReversed())
    }),
  },
  {
    name: 'a reversed list has other steps',
    killedBy: ['CUR-074'],
    mutate: changeItems(
      (url) => isRapidproRuns(url) && url.searchParams.has('reverse'),
      listResults,
      (run) => {
        const path = run['path'] as Item[] | null
        if (path !== null && path.length > 1) path.pop()
      },
    ),
  },
]

const isSessions = ({ pathname }: URL): boolean => pathname.endsWith('/sessions')
const listContent = ({ content }: { content: Item[] }): Item[] => content

/** Faults of single variants of IDnow's responses. */
export const idnowVariants: Variants = [
  {
    name: 'a creation returns 200',
    killedBy: ['PAGE-031'],
    mutate: replaceStatus(201, 200, ({ url }) => isSessions(url)),
  },
  {
    name: 'later pages state the number before theirs',
    killedBy: ['PAGE-004'],
    mutate: changeBodies((body, { url }) => {
      const { page } = body as { page?: { number: number } }
      if (isSessions(url) && page !== undefined && page.number > 1) page.number -= 1
    }),
  },
  {
    name: 'sessions of later pages were updated before they began',
    killedBy: ['PAGE-047'],
    mutate: changeItems(
      (url) => isSessions(url) && Number(url.searchParams.get('page')) > 1,
      listContent,
      (session) => (session['updatedAt'] = new Date(Date.parse(String(session['createdAt'])) - 60_000).toISOString()),
    ),
  },
  {
    name: 'created sessions have a last step',
    killedBy: ['PAGE-049'],
    mutate: (twin, recordHit) => {
      let step: unknown = null
      return changeItems(isSessions, listContent, (session) => {
        step ??= session['lastStep']
        if (session['sessionStatus'] === 'CREATED') session['lastStep'] = step
      })(twin, recordHit)
    },
  },
  {
    name: 'the session that is read again has another status',
    killedBy: ['LIFE-002'],
    mutate: changeRepeated(
      (body, url) =>
        /\/sessions\/[^/]+$/.test(url.pathname) &&
        (body as Item)['sessionStatus'] === 'COMPLETED' &&
        void ((body as Item)['sessionStatus'] = 'REJECTED'),
    ),
  },
  {
    name: 'totalElements of the last page counts one less',
    killedBy: ['PAGE-029'],
    mutate: changeBodies((body, { url }) => {
      const { page } = body as { page?: { number: number; totalPages: number; totalElements: number } }
      if (isSessions(url) && page !== undefined && page.number > 1 && page.number === page.totalPages)
        page.totalElements -= 1
    }),
  },
  {
    name: 'data blocks have the media type of a file',
    killedBy: ['HTTP-003'],
    mutate: changeResponses(({ status }, { url }) =>
      url.pathname.endsWith('/datablocks') && status === 200
        ? { headers: { 'content-type': 'application/octet-stream' } }
        : null,
    ),
  },
]
