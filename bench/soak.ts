import { FIXED_LIMITS, requestUsage, type Server, startServer } from './child.ts'
import { createRequestKinds, type RequestKind } from './memory.ts'
import { toRequest } from './workloads.ts'

const MEGABYTE = 1_048_576
/** New worlds have as many. */
const RUNS = 1000
const CLIENTS = 4
/** Each client writes to a world of its own, and deletes it after this many requests, as tests do. */
const REQUESTS_PER_WORLD = 500

/**
 * Resident megabytes of a server during a mixed load of four clients, after each minute: pages of all vendors, reads and
 * writes, in worlds that come and go and are deleted when memory is read. `growth` is what the last minute has above the first.
 */
export async function measureSoak(minutes: number): Promise<Readonly<Record<string, number>>> {
  const { pages, others } = await createRequestKinds(RUNS)
  const server = await startServer('twin-server.js', [String(RUNS)], [], FIXED_LIMITS)
  const state = { isRunning: true, sent: 0 }
  const megabytes: number[] = []
  try {
    for (let minute = 1; minute <= minutes; minute++) {
      state.isRunning = true
      const clients = Array.from({ length: CLIENTS }, (_, client) =>
        sendRequests(server, [...pages, ...others], `soak-${minute}-${client}`, state),
      )
      await Promise.race([new Promise((resolve) => setTimeout(resolve, 60_000)), ...clients])
      state.isRunning = false
      await Promise.all(clients)
      // All worlds of the load are deleted now: worlds of different ages would differ by several megabytes.
      megabytes.push(Math.round((await requestUsage(server, { collectsGarbage: true })).rss / MEGABYTE))
    }
  } finally {
    server.child.kill()
  }
  const figures = megabytes.map((value, index) => [`after minute ${index + 1}`, value] as const)
  const growth = (megabytes.at(-1) ?? 0) - (megabytes[0] ?? 0)
  return { ...Object.fromEntries(figures), growth, requests: state.sent }
}

/** Sends requests to one world after the other, and deletes each of them. */
async function sendRequests(
  server: Server,
  kinds: readonly RequestKind[],
  name: string,
  state: { isRunning: boolean; sent: number },
): Promise<void> {
  const origin = `http://127.0.0.1:${server.port}`
  for (let count = 0; state.isRunning; count++) {
    const world = `${name}-${count}`
    for (let at = 0; at < REQUESTS_PER_WORLD && state.isRunning; at++) {
      const kind = kinds[at % kinds.length]
      if (kind === undefined) throw new Error('there are no requests to send')
      const request = toRequest(`${origin}/w/${world}`, kind(at))
      const response = await fetch(request)
      await response.arrayBuffer()
      if (response.status >= 500) throw new Error(`${request.url} returned ${response.status}`)
      state.sent++
    }
    await (await fetch(`${origin}/_twin/v1/worlds/${world}`, { method: 'DELETE' })).arrayBuffer()
  }
}
