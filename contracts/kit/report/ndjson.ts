import type { RunEvent } from '../run-event.ts'

/** One event as one line; what an answer held stays out, its size stays. The last line is the whole result. */
export function renderNdjsonLine(event: RunEvent): string {
  if (event.event !== 'exchange') return `${JSON.stringify(event)}\n`
  const { content: _, sentBody: __, ...exchange } = event.exchange
  return `${JSON.stringify({ event: 'exchange', exchange })}\n`
}
