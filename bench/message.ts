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
  if (collect) globalThis.gc?.()
  const { user, system } = process.cpuUsage()
  return { cpu: user + system, rss: process.memoryUsage().rss }
}
