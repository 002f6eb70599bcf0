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

/** @param options `host` is the Host header of all requests to the servers; by default that of the client */
export async function startLoadBalancer(
  serverUrls: readonly string[],
  options: { readonly host?: string } = {},
): Promise<LoadBalancer> {
  const servers = [...serverUrls]
  let turn = 0
  const forward = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { method, url = '/' } = incoming
    const headers = { ...incoming.headers, ...options }
    const server = servers[turn++ % servers.length]
    const hop = sendRequest(`${server}${url}`, { method, headers, agent: false }, (response) => {
      const {
        connection: _connection,
        'keep-alive': _keepAlive,
        'transfer-encoding': _encoding,
        ...others
      } = response.headers
      outgoing.writeHead(response.statusCode ?? 502, others)
      response.pipe(outgoing)
      // A response that ends early is passed on as one.
      response.on('aborted', () => {
        outgoing.flushHeaders()
        outgoing.socket?.destroySoon()
      })
    })
    hop.on('error', (error: NodeJS.ErrnoException) => {
      if (outgoing.headersSent) outgoing.destroy()
      else if (error.code === 'ECONNRESET') incoming.socket.resetAndDestroy()
      else outgoing.writeHead(502).end()
    })
    outgoing.on('close', () => hop.destroy())
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
