import type { IncomingMessage, ServerResponse } from 'node:http'

/** Bytes of a body that are read before its request is answered: most bodies have come by then, in one piece. */
const MOST_AHEAD = 65_536

/** A request whose body has been read; node-server looks for it under this name. */
type ReadAhead = IncomingMessage & { rawBody?: Buffer }

export type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => unknown

/**
 * Hands a request on once its body is there, so that it can be answered at once, without promises. One that tells no
 * length, or a large one, is handed on before.
 */
export function withBodyAhead(listener: Listener): Listener {
  return (incoming, outgoing) => {
    const length = Number(incoming.headers['content-length'] ?? 0)
    if (!(length > 0 && length <= MOST_AHEAD)) return listener(incoming, outgoing)
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    // Of a request that is broken off nothing comes any more, and nobody waits for an answer.
    incoming.on('end', () => {
      const [first] = chunks
      const whole: ReadAhead = incoming
      whole.rawBody = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks)
      void listener(incoming, outgoing)
    })
    return undefined
  }
}
