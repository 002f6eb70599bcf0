import { ApiError, sendRequest } from '../control-api.ts'

type EventListener = (name: string, data: unknown) => void

/**
 * Reads server-sent events until the stream ends. Uses fetch, because EventSource cannot send the control token.
 * @throws {ApiError} for an error status
 */
export async function readEventStream(path: string, listener: EventListener, abort: AbortSignal): Promise<void> {
  const response = await sendRequest({ method: 'GET', path, headers: { accept: 'text/event-stream' } }, abort)
  if (!response.ok || response.body === null) throw new ApiError(await response.text())
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    const blocks = `${rest}${value}`.split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) emitEvent(block, listener)
  }
}

function emitEvent(block: string, listener: EventListener): void {
  const lines = block.split('\n')
  const name = lines.find((line) => line.startsWith('event: '))?.slice(7)
  const data = lines.find((line) => line.startsWith('data: '))?.slice(6)
  if (name !== undefined && data !== undefined) listener(name, JSON.parse(data))
}
