import type { PageFetcher } from './list-client.ts'

/** A list with numbered pages. */
export interface NumberedList {
  /** The requested page size. */
  readonly size: number
  page(number: number): Promise<{
    readonly ids: readonly string[]
    readonly pages: number
    readonly total: number
  }>
}

/** A list with links to the next page. */
export interface LinkedList {
  readonly size: number
  readonly first: string
  page(path: string): Promise<{
    readonly ids: readonly string[]
    readonly next: string | null
    /** The time of the response. */
    readonly at: string
  }>
  /** Returns the path of the runs that have changed since an instant, inclusive. */
  since(at: string): string
  /** Returns the list of one flow. */
  openFlowList(): Promise<LinkedList>
  /** Returns the path of the page at a cursor. */
  at(cursor: string): string
}

/** A list sorted by time, newest first. */
export interface DatedList {
  /** Returns the rows up to an instant, inclusive; null for the newest. */
  readUpTo(instant: string | null): Promise<readonly { readonly id: string; readonly instant: string }[]>
}

/** A list of the newest rows only. */
export interface Feed {
  poll(): Promise<readonly { readonly id: string; readonly instant: string }[]>
}

const SIZE = 25
type Row = Readonly<Record<string, string>>

/** Numbered lists of runs. */
export const numberedLists: Readonly<
  Record<'recrubo' | 'idnow', (ask: PageFetcher, order?: 'changed' | 'status') => NumberedList>
> = {
  recrubo(ask, order) {
    const sort = order === undefined ? '-createdAt' : order === 'status' ? 'status' : '-updatedAt'
    return {
      size: SIZE,
      async page(number) {
        const { json } = await ask(`/public/v2/flow-runs?sort=${sort}&page[size]=${SIZE}&page[number]=${number}`)
        return { ids: json.data.map(({ id }: Row) => id), pages: json.meta.maxPage, total: json.meta.total }
      },
    }
  },
  idnow(ask, order) {
    const sortBy = order === 'status' ? 'status' : 'createdAt'
    let path: string | undefined
    return {
      size: SIZE,
      async page(number) {
        path ??= await findSessionsPath(ask)
        const { json } = await ask(`${path}?sortBy=${sortBy}&sortDesc=true&size=${SIZE}&page=${number}`)
        const { totalPages, totalElements } = json.page
        return { ids: json.content.map(({ sessionId }: Row) => sessionId), pages: totalPages, total: totalElements }
      },
    }
  },
}

/** RapidPro's runs, of all flows or one. */
export function createLinkedList(ask: PageFetcher, flow?: string): LinkedList {
  const filter = flow === undefined ? '' : `flow=${flow}`
  const page = async (path: string) => {
    const { json, headers } = await ask(path)
    return {
      ids: json.results.map(({ uuid }: Row) => uuid),
      next: json.next === null ? null : toPath(json.next),
      at: new Date(headers.get('date') ?? '').toISOString(),
    }
  }
  return {
    size: 250,
    first: `/api/v2/runs.json?${filter}`,
    page,
    since: (at) => `/api/v2/runs.json?after=${at}&${filter}`,
    async openFlowList() {
      const { json } = await ask('/api/v2/runs.json')
      return createLinkedList(ask, json.results[0].flow.uuid)
    },
    at: (cursor) => `/api/v2/runs.json?cursor=${encodeURIComponent(cursor)}&${filter}`,
  }
}

/** Lists with a time filter. */
export const datedLists: Readonly<Record<'recrubo' | 'rapidpro', (ask: PageFetcher) => DatedList>> = {
  recrubo: (ask) => ({
    async readUpTo(instant) {
      const filter = instant === null ? '' : `&filter[createdAt][lte]=${encodeURIComponent(instant)}`
      const { json } = await ask(`/public/v2/flow-runs?sort=-createdAt&page[size]=200${filter}`)
      return json.data.map(({ id, attributes }: { readonly id: string; readonly attributes: Row }) => ({
        id,
        instant: attributes['createdAt'],
      }))
    },
  }),
  rapidpro: (ask) => ({
    async readUpTo(instant) {
      const { json } = await ask(`/api/v2/runs.json?${instant === null ? '' : `before=${instant}`}`)
      return json.results.map((row: Row) => ({ id: row['uuid'], instant: row['modified_on'] }))
    },
  }),
}

/** Creates a client for Qyvo's feed. */
export function createFeed(ask: PageFetcher): Feed {
  return {
    async poll() {
      const { json } = await ask('/api/v1/triggers/new-flow-triggered')
      return json.map((row: Row) => ({ id: row['id'], instant: row['created_at'] }))
    },
  }
}

/** Returns the path of the first flow, in which the scenarios create runs. */
async function findSessionsPath(ask: PageFetcher): Promise<string> {
  const { json } = await ask('/api/v1/flows/live')
  return `/api/v1/flows/${json.content[0].id}/live/sessions`
}

function toPath(url: string): string {
  return url.replace(/^https?:\/\/[^/]+\/w\/[^/]+/, '')
}
