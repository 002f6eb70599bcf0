/** What a server of the benchmark tells its parent. */
export type Message = { readonly port: number } | { readonly cpu: number; readonly rss: number }

/** What its parent asks: bodies to send, or just how it fares. */
export interface Question {
  readonly bodies?: Readonly<Record<string, string>>
  /** Whether to collect garbage first, so that memory can be compared; it would weigh on CPU time. */
  readonly collect?: boolean
}

export function tell(message: Message): void {
  process.send?.(message)
}

const SWEEPING_MS = 300

/** CPU time so far in microseconds, and resident memory in bytes. */
export async function fare({ collect = false }: Question): Promise<Message> {
  // What a collection has found is swept beside the program; pages that this empties are given back after the next one.
  for (let time = collect ? 2 : 0; time > 0; time--) {
    globalThis.gc?.()
    await new Promise((resolve) => setTimeout(resolve, SWEEPING_MS))
  }
  const { user, system } = process.cpuUsage()
  return { cpu: user + system, rss: process.memoryUsage().rss }
}
