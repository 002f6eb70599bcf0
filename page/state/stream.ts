import { sendRequest } from '../control.ts'

/** What a stream of server-sent events brings. */
export type StreamListener = (name: string, data: unknown) => void

/**
 * Reads a stream of server-sent events until it ends. By fetch and not by EventSource, because that one cannot send the
 * token that a server beyond this machine wants.
 */
export async function readEventStream(path: string, listener: StreamListener, abort: AbortSignal): Promise<void> {
  const response = await sendRequest({ method: 'GET', path, headers: { accept: 'text/event-stream' } }, abort)
  if (!response.ok || response.body === null) throw new Error(await response.text())
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    const parts = `${rest}${value}`.split('\n\n')
    rest = parts.pop() ?? ''
    for (const part of parts) emitEvent(part, listener)
  }
}

function emitEvent(part: string, listener: StreamListener): void {
  const lines = part.split('\n')
  const name = lines.find((line) => line.startsWith('event: '))?.slice(7)
  const data = lines.find((line) => line.startsWith('data: '))?.slice(6)
  if (name !== undefined && data !== undefined) listener(name, JSON.parse(data))
}
