/** What a server of the benchmark tells its parent. */
export type ServerMessage = { readonly port: number } | { readonly cpu: number; readonly rss: number }

/** What its parent asks: bodies to send, or just how it fares. */
export interface UsageRequest {
  readonly bodies?: Readonly<Record<string, string>>
  /** Whether to collect garbage first, so that memory can be compared; it would weigh on CPU time. */
  readonly collectsGarbage?: boolean
}

export function sendMessage(message: ServerMessage): void {
  process.send?.(message)
}

const SWEEP_MS = 300

/** CPU time so far in microseconds, and resident memory in bytes. */
export async function measureUsage({ collectsGarbage = false }: UsageRequest): Promise<ServerMessage> {
  // What a collection has found is swept beside the program; pages that this empties are given back after the next one.
  for (let time = collectsGarbage ? 2 : 0; time > 0; time--) {
    globalThis.gc?.()
    await new Promise((resolve) => setTimeout(resolve, SWEEP_MS))
  }
  const { user, system } = process.cpuUsage()
  return { cpu: user + system, rss: process.memoryUsage().rss }
}
