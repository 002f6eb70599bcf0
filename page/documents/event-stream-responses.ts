import { scheduleOnce } from '../timers.ts'

const STREAM_SECONDS = 1

/**
 * Ends responses with server-sent events after a second, since the explorer shows a response only once it is complete.
 * Other responses stay as they are.
 */
export function limitEventStreams(): void {
  const fetchResponse = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const response = await fetchResponse(input, init)
    if (response.headers.get('content-type')?.startsWith('text/event-stream') !== true) return response
    const { status, headers } = response
    return new Response(await readStart(response), { status, headers })
  }
}

async function readStart({ body }: Response): Promise<string> {
  if (body === null) return ''
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  scheduleOnce(STREAM_SECONDS * 1000, () => void reader.cancel())
  let text = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return text
    text += value
  }
}
