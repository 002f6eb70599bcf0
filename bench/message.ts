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

/** CPU time so far in microseconds, and resident memory in bytes. */
export function fare({ collect = false }: Question): Message {
  // The second collection waits until what the first one has found is swept, which is done beside the program.
  for (let time = collect ? 2 : 0; time > 0; time--) globalThis.gc?.()
  const { user, system } = process.cpuUsage()
  return { cpu: user + system, rss: process.memoryUsage().rss }
}
