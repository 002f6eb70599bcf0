import { createHash } from 'node:crypto'
import { createTwin, type Twin } from '../mock/twin.ts'
import { randomInt, deriveKey } from '../mock/world/random.ts'

/**
 * Digests the responses to 1,000 requests to all vendors. Sixteen clients send them in an order that depends on `shuffle`;
 * the responses are digested in a fixed order.
 */
export async function digestResponses(seed: string | number, shuffle: number): Promise<string> {
  const twin = createTwin({ seed, runs: 3000, limits: false })
  const requests = await listRequests(twin)
  const key = deriveKey(shuffle, 'order')
  const order = requests
    .map((_, at) => at)
    .toSorted((left, right) => randomInt(key, left, 0) - randomInt(key, right, 0))
  const responses: string[] = Array.from({ length: requests.length }, () => '')
  const clients = Array.from({ length: 16 }, async (_, client) => {
    for (let turn = client; turn < order.length; turn += 16) {
      const at = order[turn] ?? 0
      responses[at] = await getResponseText(twin, requests[at] ?? '')
    }
  })
  await Promise.all(clients)
  return createHash('sha256').update(responses.join('\n')).digest('hex').slice(0, 24)
}

async function getResponseText(twin: Twin, target: string): Promise<string> {
  const scheme = target.startsWith('/api/v2') ? 'Token' : 'Bearer'
  const request = new Request(`http://localhost${target}`, { headers: { authorization: `${scheme} digest` } })
  const response = await twin.fetch(request)
  return `${target} ${response.status} ${response.headers.get('date')} ${await response.text()}`
}

/** Returns lists, pages, filters and single reads, invalid ones among them. */
async function listRequests(twin: Twin): Promise<readonly string[]> {
  const read = async (target: string) => (await getResponseText(twin, target)).replace(/^.*GMT /, '')
  const runs = JSON.parse(await read('/public/v2/flow-runs?page[size]=200')) as { data: readonly { id: string }[] }
  const feed = JSON.parse(await read('/api/v1/triggers/new-flow-triggered')) as readonly { flow_id: string }[]
  const pages = JSON.parse(await read('/api/v2/runs.json')) as { results: readonly { uuid: string }[]; next: string }
  const sessions = twin.vendors[3]?.demo.buildExamplePath(twin.world).replace(/\?.*/, '') ?? ''
  const templates: readonly ((at: number) => string)[] = [
    (at) => `/public/v2/flow-runs/${runs.data[at % 200]?.id}${at % 3 === 0 ? '?include=flow,messageThread' : ''}`,
    (at) => `/public/v2/flow-runs?page[number]=${at % 130}&sort=${['createdAt', '-updatedAt', 'status'][at % 3]}`,
    (at) =>
      `/public/v2/flow-runs?filter[status]=${['finished', 'timeout', 'running'][at % 3]}&page[size]=${1 + (at % 60)}`,
    (at) => `/api/v1/triggers/new-flow-triggered?flow_id=${feed[at % 100]?.flow_id}`,
    (at) => `/api/v2/runs.json?uuid=${pages.results[at % 250]?.uuid}`,
    (at) => `/api/v2/runs.json?before=2026-01-1${at % 6}T0${at % 10}:00:00Z&reverse=${at % 2}`,
    (at) => (at % 2 === 0 ? pages.next.replace('http://localhost', '') : `/api/v2/runs.json?id=${at}x`),
    (at) => `${sessions}?page=${at % 30}&size=${1 + (at % 50)}&sortBy=${at % 2 === 0 ? 'status' : 'createdAt'}`,
  ]
  return Array.from({ length: 1000 }, (_, at) => templates[at % templates.length]?.(at) ?? '')
}
