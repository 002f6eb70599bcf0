import { send } from '../control.ts'

/** What a stream of server-sent events brings. */
export type Listener = (name: string, data: unknown) => void

/**
 * Reads a stream of server-sent events until it ends. By fetch and not by EventSource, because that one cannot send the
 * token that a server beyond this machine wants.
 */
export async function readStream(path: string, listener: Listener, abort: AbortSignal): Promise<void> {
  const response = await send({ method: 'GET', path, headers: { accept: 'text/event-stream' } }, abort)
  if (!response.ok || response.body === null) throw new Error(await response.text())
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    const parts = `${rest}${value}`.split('\n\n')
    rest = parts.pop() ?? ''
    for (const part of parts) tell(part, listener)
  }
}

function tell(part: string, listener: Listener): void {
  const lines = part.split('\n')
  const name = lines.find((line) => line.startsWith('event: '))?.slice(7)
  const data = lines.find((line) => line.startsWith('data: '))?.slice(6)
  if (name !== undefined && data !== undefined) listener(name, JSON.parse(data))
}
