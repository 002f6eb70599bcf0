import { lookup } from 'node:dns/promises'
import { BlockList } from 'node:net'
import { networkInterfaces } from 'node:os'
import { isHostListed, isLoopbackHost } from '../access-policy.ts'
import type { PostWebhook } from '../webhook-dispatcher.ts'

/** The time that a webhook subscriber has to respond. */
const WEBHOOK_TIMEOUT_MS = 10_000

/**
 * Creates a function that posts webhook messages over the network; it does not follow redirects. It rejects with the
 * reason for a host that is neither this machine nor listed, and for the server itself.
 * @param hosts the list of further hosts, as in `isHostListed`
 * @param ownPorts the ports on which the server listens
 * @param getStopSignal returns the signal that ends requests when the server stops
 */
export function createWebhookPoster(
  hosts: readonly string[],
  ownPorts: ReadonlySet<number>,
  getStopSignal: () => AbortSignal,
): PostWebhook {
  return async (request) => {
    const url = new URL(request.url)
    if (!isLoopbackHost(url.hostname) && !isHostListed(url.hostname, hosts))
      throw new Error(`webhooks to ${url.hostname} are off; start the server with --webhook-hosts ${url.hostname}`)
    if (ownPorts.has(getPort(url)) && (await isThisMachine(url.hostname)))
      throw new Error('webhooks to the server itself are not sent')
    const signal = AbortSignal.any([AbortSignal.timeout(WEBHOOK_TIMEOUT_MS), getStopSignal()])
    const response = await fetch(request, { signal, redirect: 'manual' })
    // Only the status matters; an unread body would keep the connection.
    await response.body?.cancel()
    return response
  }
}

/** Returns the port of a URL, also where it is the protocol's own. */
export function getPort({ port, protocol }: URL): number {
  if (port !== '') return Number(port)
  return protocol === 'https:' ? 443 : 80
}

/** True for a name or an address that leads to a network interface of this machine. */
async function isThisMachine(hostname: string): Promise<boolean> {
  const own = new BlockList()
  own.addSubnet('127.0.0.0', 8)
  own.addAddress('0.0.0.0')
  own.addAddress('::', 'ipv6')
  for (const { address, family } of Object.values(networkInterfaces()).flatMap((list) => list ?? []))
    own.addAddress(address, family === 'IPv6' ? 'ipv6' : 'ipv4')
  const addresses = await lookup(hostname.replace(/^\[|\]$/g, ''), { all: true })
  return addresses.some(({ address, family }) => own.check(address, family === 6 ? 'ipv6' : 'ipv4'))
}
