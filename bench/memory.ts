import { createTwin } from '../mock/twin.ts'
import { fareOf, type Server, startServer } from './child.ts'
import { type Asked, worksOf } from './work.ts'

const MEGABYTE = 1_048_576
const REQUESTS = 10_000

type Figures = Record<string, number>

/**
 * Resident megabytes of a server, idle and after 10,000 requests, with no runs and with ten million. Mixed requests write
 * as well, so that a world without runs comes to have some; pages alone tell most about what a large world costs.
 */
export async function measureMemory(): Promise<Readonly<Figures>> {
  const figures: Figures = {}
  for (const runs of [0, 10_000_000]) {
    const { pages, others } = await requestsFor(runs)
    await measure(runs, { pages, 'mixed requests': [...pages, ...others] }, figures)
  }
  return figures
}

/** Asks in turn what is of each kind, with a number that is another one each time. */
async function measure(runs: number, asked: Readonly<Record<string, readonly Kind[]>>, into: Figures): Promise<void> {
  for (const [name, kinds] of Object.entries(asked)) {
    const server = await startServer('twin-server.js', [String(runs)])
    try {
      into[`${runs} runs, idle`] = await residentOf(server)
      for (let at = 0; at < REQUESTS; at++) {
        const kind = kinds[at % kinds.length]
        if (kind !== undefined) await send(server, kind(at))
      }
      into[`${runs} runs, after ${REQUESTS} ${name}`] = await residentOf(server)
    } finally {
      server.child.kill()
    }
  }
}

async function residentOf(server: Server): Promise<number> {
  return Math.round((await fareOf(server, { collect: true })).rss / MEGABYTE)
}

/** One kind of request, which is about something else for each number. */
type Kind = (at: number) => Asked

/** Pages that nobody has asked for before, from all over the world, and what else clients of four vendors ask. */
async function requestsFor(
  runs: number,
): Promise<{ readonly pages: readonly Kind[]; readonly others: readonly Kind[] }> {
  const [qyvo, recrubo, rapidpro, idnow] = createTwin().vendors.map(({ showcase }) => showcase)
  const works = await worksOf()
  const worked = ['read one', 'create'].flatMap((name) => works.find((work) => work.name === name)?.requests ?? [])
  const get = (target: string, showcase: typeof qyvo): Asked => ({
    method: 'GET',
    target,
    authorization: showcase?.authorization ?? '',
  })
  const sessions = idnow?.example(createTwin({ runs }).world).replace(/\?.*/, '') ?? ''
  const pageAt = (at: number) => 1 + ((at * 7919) % Math.max(1, Math.floor(runs / 25)))
  const dayAt = (at: number) => `${1990 + (at % 36)}-${pad(1 + (at % 12))}-${pad(1 + (at % 28))}`
  const finished = '/public/v2/flow-runs?filter[status]=finished&sort=-createdAt'
  return {
    pages: [
      (at) => get(`/public/v2/flow-runs?page[number]=${pageAt(at)}`, recrubo),
      (at) => get(`${finished}&page[number]=${Math.ceil(pageAt(at) / 3)}`, recrubo),
      (at) => get(`/api/v2/runs.json?before=${dayAt(at)}T00:00:00Z`, rapidpro),
      (at) => get(`/api/v1/triggers/new-flow-triggered?x=${at}`, qyvo),
      (at) => get(`${sessions}?size=25&page=${Math.floor(pageAt(at) / 8)}`, idnow),
    ],
    others: [() => get('/api/v2/runs.json', rapidpro), ...worked.map((request) => () => request)],
  }
}

function pad(number: number): string {
  return String(number).padStart(2, '0')
}

async function send({ port }: Server, { method, target, authorization, body }: Asked): Promise<void> {
  const headers = { authorization, 'content-type': 'application/vnd.api+json' }
  const sent = body === undefined ? {} : { body }
  const answer = await fetch(`http://127.0.0.1:${port}${target}`, { method, headers, ...sent })
  await answer.arrayBuffer()
}
