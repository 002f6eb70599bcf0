import { expect } from 'vitest'
import type { Twin } from '../../mock/twin.ts'
import { ask } from './control-requests.ts'
import { vendors } from '../../mock/vendors/index.ts'

export const WORLD = '/_twin/v1/worlds/default'
export const FEED = '/api/v1/triggers/new-flow-triggered'

/** Asks for one page; tells how to ask for the next, or that there is none. */
export type Page = (twin: Twin, at: string | null) => Promise<string | null>

export const scheme = (path: string) => ({
  authorization: path.startsWith('/api/v2') ? 'Token syncer' : 'Bearer syncer',
})

export async function read(twin: Twin, path: string) {
  const answer = await ask(twin, path, { headers: scheme(path) })
  expect(answer.status).toBe(200)
  return answer.json
}

/** For each vendor a client that reads everything, page by page. */
export const PAGES: Readonly<Record<string, Page>> = {
  qyvo: async (twin) => {
    await read(twin, FEED)
    return null
  },
  recrubo: async (twin, at) => {
    const number = Number(at ?? 1)
    const { meta } = await read(twin, `/public/v2/flow-runs?page[size]=17&page[number]=${number}&sort=createdAt`)
    return number < meta.maxPage ? String(number + 1) : null
  },
  rapidpro: async (twin, at) => {
    const { next } = await read(twin, at ?? '/api/v2/runs.json')
    return next === null ? null : next.replace(/^https?:\/\/[^/]+/, '')
  },
  idnow: async (twin, at) => {
    const lists = await sessionLists(twin)
    const [list, number] = (at ?? '0 1').split(' ').map(Number) as [number, number]
    const { page } = await read(twin, `${lists[list]}?size=10&page=${number}`)
    if (number < page.totalPages) return `${list} ${number + 1}`
    return list + 1 < lists.length ? `${list + 1} 1` : null
  },
}

async function sessionLists(twin: Twin): Promise<readonly string[]> {
  const idnow = twin.vendors.find(({ name }) => name === 'idnow')
  const base = idnow?.demo.buildExamplePath(twin.world).replace(/\/flows\/.*/, '/flows') ?? ''
  const ids = new Set<string>()
  for (const environment of ['live', 'staging']) {
    const { content } = await read(twin, `${base}/${environment}`)
    for (const { id } of content) ids.add(id)
  }
  return [...ids].flatMap((id) => ['live', 'staging'].map((environment) => `${base}/${id}/${environment}/sessions`))
}

export async function sync(twin: Twin, page: Page, most = Number.POSITIVE_INFINITY): Promise<string | null> {
  let next: string | null = null
  let asked = 0
  do {
    next = await page(twin, next)
    asked++
  } while (next !== null && asked < most)
  return next
}

export async function audited(twin: Twin, query = '') {
  const { status, json } = await ask(twin, `${WORLD}/delivery-report${query}`)
  expect(status).toBe(200)
  return json
}

export const idOf = (twin: Twin, vendor: string, number: number) => {
  const run = twin.world.findRun(number)
  return run && vendors.find(({ name }) => name === vendor)?.runs?.formatId(run, twin.world)
}

/** Every run's id, oldest first. */
export async function allIds(twin: Twin, vendor: string): Promise<readonly string[]> {
  const { json } = await ask(twin, `${WORLD}/snapshot`)
  const numbers = Array.from({ length: json.parameters.runs as number }, (_, at) => 2 * (at - json.parameters.runs))
  return numbers.map((number) => idOf(twin, vendor, number) ?? '')
}
