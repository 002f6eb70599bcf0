import { expect } from 'vitest'
import type { Twin } from '../../mock/twin.ts'
import { sendRequest } from './control-requests.ts'

export const WORLD = '/_twin/v1/worlds/default'
export const FEED = '/api/v1/triggers/new-flow-triggered'

/** Reads one page. Returns the position of the next page; null for none. */
export type PageReader = (twin: Twin, at: string | null) => Promise<string | null>

export const createHeaders = (path: string) => ({
  authorization: path.startsWith('/api/v2') ? 'Token syncer' : 'Bearer syncer',
})

export async function readPage(twin: Twin, path: string) {
  const response = await sendRequest(twin, path, { headers: createHeaders(path) })
  expect(response.status).toBe(200)
  return response.json
}

/** A client for each vendor that reads all pages. */
export const PAGE_READERS: Readonly<Record<string, PageReader>> = {
  qyvo: async (twin) => {
    await readPage(twin, FEED)
    return null
  },
  recrubo: async (twin, position) => {
    const number = Number(position ?? 1)
    const { meta } = await readPage(twin, `/public/v2/flow-runs?page[size]=17&page[number]=${number}&sort=createdAt`)
    return number < meta.maxPage ? String(number + 1) : null
  },
  rapidpro: async (twin, position) => {
    const { next } = await readPage(twin, position ?? '/api/v2/runs.json')
    return next === null ? null : next.replace(/^https?:\/\/[^/]+/, '')
  },
  idnow: async (twin, position) => {
    const lists = await listSessionPaths(twin)
    const [list, number] = (position ?? '0 1').split(' ').map(Number) as [number, number]
    const { page } = await readPage(twin, `${lists[list]}?size=10&page=${number}`)
    if (number < page.totalPages) return `${list} ${number + 1}`
    return list + 1 < lists.length ? `${list + 1} 1` : null
  },
}

async function listSessionPaths(twin: Twin): Promise<readonly string[]> {
  const idnow = twin.vendors.find(({ name }) => name === 'idnow')
  const base = idnow?.demo.buildExamplePath(twin.world).replace(/\/flows\/.*/, '/flows') ?? ''
  const ids = new Set<string>()
  for (const environment of ['live', 'staging']) {
    const { content } = await readPage(twin, `${base}/${environment}`)
    for (const { id } of content) ids.add(id)
  }
  return [...ids].flatMap((id) => ['live', 'staging'].map((environment) => `${base}/${id}/${environment}/sessions`))
}

export async function readAllPages(
  twin: Twin,
  page: PageReader,
  maxPages = Number.POSITIVE_INFINITY,
): Promise<string | null> {
  let next: string | null = null
  let pageCount = 0
  do {
    next = await page(twin, next)
    pageCount++
  } while (next !== null && pageCount < maxPages)
  return next
}

export async function readReport(twin: Twin, query = '') {
  const { status, json } = await sendRequest(twin, `${WORLD}/delivery-report${query}`)
  expect(status).toBe(200)
  return json
}

/** A run, with its ids by vendor. */
export interface TestRun {
  readonly number: number
  readonly ids: Readonly<Record<string, string>>
}

/** Returns all runs, oldest first. */
export async function listRuns(twin: Twin): Promise<readonly TestRun[]> {
  const { json } = await sendRequest(twin, `${WORLD}/runs?limit=1000`)
  return (json.runs as readonly TestRun[]).toReversed()
}

/** Creates runs of contacts, at the present instant. */
export async function createRuns(twin: Twin, contacts: readonly number[]): Promise<readonly TestRun[]> {
  const { status, json } = await sendRequest(twin, `${WORLD}/runs`, {
    body: contacts.map((contact) => ({ flow: 0, contact })),
  })
  expect(status).toBe(201)
  return json.runs
}

/** Returns the bodies of all responses in the journal, by the HTTP archive, which has them whole. */
export async function readBodies(twin: Twin): Promise<readonly string[]> {
  const { json } = await sendRequest(twin, `${WORLD}/journal.har`)
  return json.log.entries.map((entry: HarEntry) => entry.response.content.text ?? '')
}

interface HarEntry {
  readonly response: { readonly content: { readonly text?: string } }
}
