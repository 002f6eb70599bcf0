import { once } from 'node:events'
import { createServer, type IncomingMessage, request as sendRequest, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Sends each request to the next server, whichever client it is from. */
export interface LoadBalancer {
  readonly url: string
  add(serverUrl: string): void
  /** Sends no further requests to a server. */
  remove(serverUrl: string): void
  readonly close: () => void
}

export async function startLoadBalancer(serverUrls: readonly string[]): Promise<LoadBalancer> {
  const servers = [...serverUrls]
  let turn = 0
  const forward = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { method, url = '/', headers } = incoming
    const server = servers[turn++ % servers.length]
    const hop = sendRequest(`${server}${url}`, { method, headers, agent: false }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.rawHeaders)
      response.pipe(outgoing)
    })
    hop.on('error', () => outgoing.writeHead(502).end())
    incoming.pipe(hop)
  }
  const balancer = createServer(forward).listen(0, '127.0.0.1')
  await once(balancer, 'listening')
  return {
    url: `http://127.0.0.1:${(balancer.address() as AddressInfo).port}`,
    add: (serverUrl) => void servers.push(serverUrl),
    remove: (serverUrl) => void servers.splice(servers.indexOf(serverUrl), 1),
    close: () => {
      balancer.close()
      balancer.closeAllConnections()
    },
  }
}
