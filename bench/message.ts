/** A message of a benchmark server to its parent process: its port, or CPU microseconds and resident bytes. */
export type ServerMessage = { readonly port: number } | { readonly cpu: number; readonly rss: number }

/** A message of the parent process, answered with the usage. */
export interface UsageRequest {
  /** The bodies that a bare server sends from now on, by method and target. */
  readonly bodies?: Readonly<Record<string, string>>
  /** Collect garbage first, for comparable memory; costs CPU time. */
  readonly collectsGarbage?: boolean
}

export function sendMessage(message: ServerMessage): void {
  process.send?.(message)
}

const SWEEP_MS = 300

/** Returns the CPU time so far in microseconds, and the resident memory in bytes. */
export async function measureUsage({ collectsGarbage = false }: UsageRequest): Promise<ServerMessage> {
  // Sweeping runs concurrently after a collection, and the next one returns the freed pages to the system.
  for (let time = collectsGarbage ? 2 : 0; time > 0; time--) {
    globalThis.gc?.()
    await new Promise((resolve) => setTimeout(resolve, SWEEP_MS))
  }
  const { user, system } = process.cpuUsage()
  return { cpu: user + system, rss: process.memoryUsage().rss }
}
