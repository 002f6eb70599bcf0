/** One server of the benchmark in a process of its own; tells its parent its port, and its CPU time when asked. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createTwin } from '../mock/twin.ts'

export type Message = { readonly port: number } | { readonly cpu: number; readonly rss: number }

const [kind, runs] = process.argv.slice(2)

function tell(message: Message): void {
  process.send?.(message)
}

process.on('message', (asked: { readonly bodies?: Readonly<Record<string, string>> }) => {
  if (asked.bodies !== undefined) bodies = prepared(asked.bodies)
  globalThis.gc?.()
  const { user, system } = process.cpuUsage()
  tell({ cpu: user + system, rss: process.memoryUsage().rss })
})

let bodies: ReadonlyMap<string, Buffer> = new Map()

function prepared(texts: Readonly<Record<string, string>>): ReadonlyMap<string, Buffer> {
  return new Map(Object.entries(texts).map(([target, text]) => [target, Buffer.from(text)]))
}

/** The limit of what node:http can do: the same bytes as the twin's, made before; a create is read, parsed and kept. */
function bare(): void {
  const kept: string[] = []
  const server = createServer((request, response) => {
    const body = bodies.get(`${request.method} ${request.url}`)
    if (request.method !== 'POST') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body?.length ?? 0 })
      response.end(body)
      return
    }
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      const { data } = JSON.parse(text) as { readonly data: { readonly type: string } }
      if (data.type === 'flowRuns') kept.push(text)
      response.writeHead(201, { 'content-type': 'application/json', 'content-length': body?.length ?? 0 })
      response.end(body)
    })
  })
  server.listen(0, '127.0.0.1', () => tell({ port: (server.address() as AddressInfo).port }))
}

async function twin(): Promise<void> {
  const made = createTwin({ runs: Number(runs), clock: 'live', limits: false })
  const { port } = await made.listen({ ownsProcess: true })
  tell({ port })
}

if (kind === 'bare') bare()
else await twin()
