import { createTwin } from '../mock/twin.ts'
import { fareOf, type Server, startServer } from './child.ts'
import { type Asked, worksOf } from './work.ts'

const MEGABYTE = 1_048_576
const REQUESTS = 10_000

/** Resident megabytes of a server, idle and after 10,000 mixed requests, with no runs and with ten million. */
export async function measureMemory(): Promise<Readonly<Record<string, number>>> {
  const figures: Record<string, number> = {}
  for (const runs of [0, 10_000_000]) {
    const mix = await mixFor(runs)
    const server = await startServer('twin-server.js', [String(runs)])
    try {
      figures[`${runs} runs, idle`] = await residentOf(server)
      for (let at = 0; at < REQUESTS; at++) await send(server, mix(at))
      figures[`${runs} runs, after ${REQUESTS} requests`] = await residentOf(server)
    } finally {
      server.child.kill()
    }
  }
  return figures
}

async function residentOf(server: Server): Promise<number> {
  return Math.round((await fareOf(server, { collect: true })).rss / MEGABYTE)
}

/** Requests of all four vendors, most of them for pages that nobody has asked for before, from all over the world. */
async function mixFor(runs: number): Promise<(at: number) => Asked> {
  const [qyvo, recrubo, rapidpro, idnow] = createTwin().vendors.map(({ showcase }) => showcase)
  const works = await worksOf()
  const reading = works.find(({ name }) => name === 'read one')?.requests ?? []
  const creating = works.find(({ name }) => name === 'create')?.requests ?? []
  const get = (target: string, showcase: typeof qyvo): Asked => ({
    method: 'GET',
    target,
    authorization: showcase?.authorization ?? '',
  })
  const sessions = idnow?.example(createTwin({ runs }).world).replace(/\?.*/, '') ?? ''
  return (at) => {
    const page = 1 + ((at * 7919) % Math.max(1, Math.floor(runs / 25)))
    const day = `${1990 + (at % 36)}-${pad(1 + (at % 12))}-${pad(1 + (at % 28))}`
    const mix = [
      get(`/public/v2/flow-runs?page[number]=${page}`, recrubo),
      get(`/public/v2/flow-runs?filter[status]=finished&page[number]=${page}&sort=-createdAt`, recrubo),
      get(`/api/v2/runs.json?before=${day}T00:00:00Z`, rapidpro),
      get(`/api/v1/triggers/new-flow-triggered?x=${at}`, qyvo),
      get(`${sessions}?size=25&page=${Math.floor(page / 8)}`, idnow),
      get('/api/v2/runs.json', rapidpro),
      ...reading,
      ...creating,
    ]
    return mix[at % mix.length] ?? get('/', qyvo)
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
