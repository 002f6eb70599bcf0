import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

const servers: Server[] = []

/** Starts a server on a free port of this machine; returns its origin. */
export async function listen(server: Server): Promise<string> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Closes the started servers. */
export function closeServers(): void {
  for (const server of servers.splice(0)) server.close()
}
