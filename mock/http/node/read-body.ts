import type { IncomingMessage, ServerResponse } from 'node:http'

/** Bytes of a body that are read before its request is answered: most bodies have come by then, in one piece. */
const MAX_BUFFERED_BYTES = 65_536

/** A request whose body has been read; node-server looks for it under this name. */
type BufferedRequest = IncomingMessage & { rawBody?: Buffer }

export type NodeListener = (incoming: IncomingMessage, outgoing: ServerResponse) => unknown

/**
 * Hands a request on once its body is there, so that it can be answered at once, without promises. One that tells no
 * length, or a large one, is handed on before.
 */
export function readBodyFirst(listener: NodeListener): NodeListener {
  return (request, response) => {
    const length = Number(request.headers['content-length'] ?? 0)
    if (!(length > 0 && length <= MAX_BUFFERED_BYTES)) return listener(request, response)
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    // Of a request that is broken off nothing comes any more, and nobody waits for an answer.
    request.on('end', () => {
      const [first] = chunks
      const buffered: BufferedRequest = request
      buffered.rawBody = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks)
      void listener(request, response)
    })
    return undefined
  }
}
