import { createTwin } from '../mock/index.ts'
import { FIXED_LIMITS, requestUsage, type Server, startServer } from './child.ts'
import { type BenchRequest, createWorkloads, toRequest } from './workloads.ts'

const MEGABYTE = 1_048_576
const REQUESTS = 10_000

type Figures = Record<string, number>

/**
 * Resident megabytes of a server, idle and after 10,000 requests, with no runs and with ten million. Mixed requests write
 * as well, so a world without runs gets some; pages alone show the cost of a large world. With the limits of the C library
 * fixed, the figures show what the server holds.
 */
export async function measureMemory(): Promise<Readonly<Figures>> {
  const figures: Figures = {}
  for (const runs of [0, 10_000_000]) {
    const { pages, others } = await createRequestKinds(runs)
    await measureRuns(runs, { pages, 'mixed requests': [...pages, ...others] }, figures)
  }
  return figures
}

/** Sends requests of all kinds in rotation, with a new number each time, to two new servers for each group. */
async function measureRuns(
  runs: number,
  requestsByName: Readonly<Record<string, readonly RequestKind[]>>,
  figures: Figures,
): Promise<void> {
  for (const [name, kinds] of Object.entries(requestsByName)) {
    for (const [limits, env] of Object.entries({ '': {}, ', fixed limits': FIXED_LIMITS })) {
      const server = await startServer('twin-server.js', [String(runs)], [], env)
      try {
        figures[`${runs} runs, idle${limits}`] = await measureResidentMemory(server)
        await sendRequests(server, kinds)
        figures[`${runs} runs, after ${REQUESTS} ${name}${limits}`] = await measureResidentMemory(server)
      } finally {
        server.child.kill()
      }
    }
  }
}

async function sendRequests({ port }: Server, kinds: readonly RequestKind[]): Promise<void> {
  for (let at = 0; at < REQUESTS; at++) {
    const kind = kinds[at % kinds.length]
    if (kind !== undefined) await (await fetch(toRequest(`http://127.0.0.1:${port}`, kind(at)))).arrayBuffer()
  }
}

async function measureResidentMemory(server: Server): Promise<number> {
  return Math.round((await requestUsage(server, { collectsGarbage: true })).rss / MEGABYTE)
}

/** Creates a different request for each number. */
export type RequestKind = (at: number) => BenchRequest

/** Requests for pages from all parts of the data, none of them cached, and other typical requests. */
export async function createRequestKinds(
  runs: number,
): Promise<{ readonly pages: readonly RequestKind[]; readonly others: readonly RequestKind[] }> {
  const [qyvo, recrubo, rapidpro, idnow] = createTwin().vendors.map(({ demo }) => demo)
  const workloads = await createWorkloads()
  const workRequests = ['read one', 'create'].flatMap(
    (name) => workloads.find((workload) => workload.name === name)?.requests ?? [],
  )
  const createGet = (target: string, demo: typeof qyvo): BenchRequest => ({
    method: 'GET',
    target,
    authorization: demo?.authorization ?? '',
  })
  const sessionsPath = idnow?.buildExamplePath(createTwin({ runs }).world).replace(/\?.*/, '') ?? ''
  const pickPage = (at: number) => 1 + ((at * 7919) % Math.max(1, Math.floor(runs / 25)))
  const pickDay = (at: number) => `${1990 + (at % 36)}-${pad(1 + (at % 12))}-${pad(1 + (at % 28))}`
  const finished = '/public/v2/flow-runs?filter[status]=finished&sort=-createdAt'
  return {
    pages: [
      (at) => createGet(`/public/v2/flow-runs?page[number]=${pickPage(at)}`, recrubo),
      (at) => createGet(`${finished}&page[number]=${Math.ceil(pickPage(at) / 3)}`, recrubo),
      (at) => createGet(`/api/v2/runs.json?before=${pickDay(at)}T00:00:00Z`, rapidpro),
      (at) => createGet(`/api/v1/triggers/new-flow-triggered?x=${at}`, qyvo),
      (at) => createGet(`${sessionsPath}?size=25&page=${Math.floor(pickPage(at) / 8)}`, idnow),
    ],
    others: [() => createGet('/api/v2/runs.json', rapidpro), ...workRequests.map((request) => () => request)],
  }
}

function pad(number: number): string {
  return String(number).padStart(2, '0')
}
