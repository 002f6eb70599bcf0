/** A bare node:http server, the upper limit: sends the twin's bytes from prepared Buffers; reads, parses and stores creations. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { measureUsage, type UsageRequest, sendMessage } from './message.ts'

let bodies: ReadonlyMap<string, Buffer> = new Map()
const createdBodies: string[] = []

process.on('message', (usageRequest: UsageRequest) => {
  if (usageRequest.bodies !== undefined) {
    bodies = new Map(Object.entries(usageRequest.bodies).map(([target, text]) => [target, Buffer.from(text)]))
  }
  void measureUsage(usageRequest).then(sendMessage)
})

function handleRequest(request: IncomingMessage, response: ServerResponse): void {
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
    if (data.type === 'flowRuns') createdBodies.push(text)
    response.writeHead(201, { 'content-type': 'application/json', 'content-length': body?.length ?? 0 })
    response.end(body)
  })
}

const server = createServer(handleRequest)
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () =>
  sendMessage({ port: (server.address() as AddressInfo).port }),
)
