/** A run is to write to a host that nobody named: a slip in a variable must not fill a production system. */
export class HostNotAllowedError extends Error {
  override readonly name = 'HostNotAllowed'
}

/**
 * Whoever wants to write beyond this machine names the host, too.
 * @throws {HostNotAllowed}
 */
export function assertHostAllowed(baseUrl: string, allowed: readonly string[]): void {
  const { hostname, host } = new URL(baseUrl)
  if (isLoopback(hostname) || allowed.includes(hostname) || allowed.includes(host)) return
  throw new HostNotAllowedError(
    `writing to ${host} needs leave by name; add --allow-host ${host} if that is a system to test on`,
  )
}

function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname === '[::1]' ||
    hostname.endsWith('.localhost') ||
    /^127(\.\d+){3}$/.test(hostname)
  )
}
