import type { Ask } from './list-client.ts'

/** A list whose pages are asked for by number. */
export interface Numbered {
  /** Rows that are asked for. */
  readonly size: number
  page(number: number): Promise<{
    readonly ids: readonly string[]
    readonly pages: number
    readonly total: number
  }>
}

/** A list whose pages link to the next one. */
export interface Linked {
  readonly size: number
  readonly first: string
  page(path: string): Promise<{
    readonly ids: readonly string[]
    readonly next: string | null
    /** When it was answered. */
    readonly at: string
  }>
  /** The list of those that have changed since an instant, this one included. */
  since(at: string): string
  /** The list of one flow only, and the same place in it. */
  ofFlow(): Promise<Linked>
  /** A list's first page as somebody asks for it who has kept a cursor. */
  at(cursor: string): string
}

/** Rows in order of an instant, the latest first. */
export interface Dated {
  /** Those of an instant and before; the latest of all without one. */
  upTo(instant: string | null): Promise<readonly { readonly id: string; readonly instant: string }[]>
}

/** The newest rows, and nothing else. */
export interface Feed {
  poll(): Promise<readonly { readonly id: string; readonly instant: string }[]>
}

const SIZE = 25
type Row = Readonly<Record<string, string>>

/** Numbered lists of runs, each in the order of its vendor's words. */
export const numbered: Readonly<Record<'recrubo' | 'idnow', (ask: Ask, order?: 'changed' | 'status') => Numbered>> = {
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
        path ??= await sessionsOf(ask)
        const { json } = await ask(`${path}?sortBy=${sortBy}&sortDesc=true&size=${SIZE}&page=${number}`)
        const { totalPages, totalElements } = json.page
        return { ids: json.content.map(({ sessionId }: Row) => sessionId), pages: totalPages, total: totalElements }
      },
    }
  },
}

/** RapidPro's runs, of one flow where it is given. */
export function linked(ask: Ask, flow?: string): Linked {
  const filter = flow === undefined ? '' : `flow=${flow}`
  const page = async (path: string) => {
    const { json, headers } = await ask(path)
    return {
      ids: json.results.map(({ uuid }: Row) => uuid),
      next: json.next === null ? null : pathOf(json.next),
      at: new Date(headers.get('date') ?? '').toISOString(),
    }
  }
  return {
    size: 250,
    first: `/api/v2/runs.json?${filter}`,
    page,
    since: (at) => `/api/v2/runs.json?after=${at}&${filter}`,
    async ofFlow() {
      const { json } = await ask('/api/v2/runs.json')
      return linked(ask, json.results[0].flow.uuid)
    },
    at: (cursor) => `/api/v2/runs.json?cursor=${encodeURIComponent(cursor)}&${filter}`,
  }
}

/** Lists that can be asked for what was up to an instant. */
export const dated: Readonly<Record<'recrubo' | 'rapidpro', (ask: Ask) => Dated>> = {
  recrubo: (ask) => ({
    async upTo(instant) {
      const filter = instant === null ? '' : `&filter[createdAt][lte]=${encodeURIComponent(instant)}`
      const { json } = await ask(`/public/v2/flow-runs?sort=-createdAt&page[size]=200${filter}`)
      return json.data.map(({ id, attributes }: { readonly id: string; readonly attributes: Row }) => ({
        id,
        instant: attributes['createdAt'],
      }))
    },
  }),
  rapidpro: (ask) => ({
    async upTo(instant) {
      const { json } = await ask(`/api/v2/runs.json?${instant === null ? '' : `before=${instant}`}`)
      return json.results.map((row: Row) => ({ id: row['uuid'], instant: row['modified_on'] }))
    },
  }),
}

/** Qyvo's feed of sessions. */
export function feed(ask: Ask): Feed {
  return {
    async poll() {
      const { json } = await ask('/api/v1/triggers/new-flow-triggered')
      return json.map((row: Row) => ({ id: row['id'], instant: row['created_at'] }))
    },
  }
}

/** The first of the flows that the vendor lists is the one in which hazards let runs begin. */
async function sessionsOf(ask: Ask): Promise<string> {
  const { json } = await ask('/api/v1/flows/live')
  return `/api/v1/flows/${json.content[0].id}/live/sessions`
}

function pathOf(url: string): string {
  return url.replace(/^https?:\/\/[^/]+\/w\/[^/]+/, '')
}
