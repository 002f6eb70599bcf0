import { createTwin, type Twin } from '../mock/index.ts'
import { computeMedian } from './median.ts'
import { measureMemory } from './memory.ts'

const SIZES = [1_000, 100_000, 10_000_000]

/** Measures the cost of size: pages in process, early and late writes, and memory. */
export async function measureWorlds() {
  const pages: Record<string, Readonly<Record<string, number>>> = {}
  for (const runs of SIZES) pages[runs] = await measurePages(createTwin({ runs, limits: false }))
  return {
    pageMs: pages,
    deepPageMs: await measureDeepPage(),
    writeUs: measureWrites(),
    memoryMb: await measureMemory(),
  }
}

/** Returns the milliseconds of pages that are not cached. */
async function measurePages(twin: Twin): Promise<Readonly<Record<string, number>>> {
  const { runs } = twin.world.dataset.parameters
  const before = new Date(twin.world.dataset.schedule.getCreatedAt(-Math.floor(runs / 2)) / 1000).toISOString()
  const targets: Readonly<Record<string, (at: number) => string>> = {
    'Recrubo, page in the middle': (at) => `/public/v2/flow-runs?page[number]=${pickMiddlePage(runs, at)}`,
    'Recrubo, filtered by status': (at) => `/public/v2/flow-runs?filter[status]=timeout&page[number]=${1 + at}`,
    'Recrubo, sorted by updatedAt': (at) =>
      `/public/v2/flow-runs?sort=updatedAt&page[number]=${pickMiddlePage(runs, at)}`,
    'RapidPro, cursor in the middle': (at) => `/api/v2/runs.json?before=${before.replace(/\d{3}Z/, `${100 + at}Z`)}`,
    'Qyvo, one flow': () => buildFeedPath(twin),
  }
  const times: Record<string, number> = {}
  for (const [name, target] of Object.entries(targets)) times[name] = await measureTime(twin, target)
  return times
}

/** The number of a page of 25 around the middle, a different one for each `at`. */
function pickMiddlePage(runs: number, at: number): number {
  return Math.max(1, Math.floor(runs / 50) - 10 + at)
}

function buildFeedPath(twin: Twin): string {
  // Without a change the page would come from the cache.
  twin.clock.advance('5m')
  return twin.vendors[0]?.demo.buildExamplePath(twin.world) ?? ''
}

/** Measures page 399,999 of 25 sessions of one flow, in a world of 75 million runs. */
async function measureDeepPage(): Promise<Readonly<Record<string, number>>> {
  const twin = createTwin({ runs: 75_000_000, limits: false })
  const path = twin.vendors[3]?.demo.buildExamplePath(twin.world).replace(/\?.*/, '') ?? ''
  const { json } = await fetchJson(twin, `${path}?size=25&page=399999`)
  const rows = (json as { content: readonly unknown[] }).content.length
  if (rows !== 25) throw new Error(`page 399,999 has ${rows} rows; the world is too small to measure it`)
  return {
    'IDnow, page 399,999 of 25': await measureTime(twin, (at) => `${path}?size=25&page=${399_998 - at}`),
    'RapidPro, first page': await measureTime(twin, (at) => `/api/v2/runs.json?x=${at}`),
  }
}

async function measureTime(twin: Twin, target: (at: number) => string): Promise<number> {
  const times: number[] = []
  for (let at = 0; at < 21; at++) {
    const path = target(at)
    const startedAt = performance.now()
    await fetchJson(twin, path)
    times.push(performance.now() - startedAt)
  }
  return Number(computeMedian(times).toFixed(2))
}

async function fetchJson(twin: Twin, target: string): Promise<{ readonly json: unknown }> {
  const scheme = target.startsWith('/api/v2') ? 'Token' : 'Bearer'
  const response = await twin.fetch(new Request(`http://h${target}`, { headers: { authorization: `${scheme} bench` } }))
  if (!response.ok) throw new Error(`${target} returned ${response.status}`)
  return { json: await response.json() }
}

/** Returns the microseconds of a write followed by a read, in a new world and after 100,000 others. */
function measureWrites(): Readonly<Record<string, number>> {
  const { world } = createTwin()
  const applyCreations = (count: number) => {
    const startedAt = performance.now()
    for (let at = 0; at < count; at++) {
      world.applyOperation({ kind: 'create', flow: at % 8, contact: at % 256, environment: 'live', input: null })
      world.view()
    }
    return Number((((performance.now() - startedAt) * 1000) / count).toFixed(1))
  }
  applyCreations(2000)
  const early = applyCreations(5000)
  applyCreations(93_000)
  return { 'after 2,000': early, 'after 100,000': applyCreations(5000) }
}
