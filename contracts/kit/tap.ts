import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'

const END_OF_HEAD = Buffer.from('\r\n\r\n')

/** Listens to the bytes of one answer beside the parser, which drops what HTTP does not allow. */
export class RawSocketReader {
  readonly #chunks: Buffer[] = []
  #socket: Socket | null = null
  /** Whether the other side closed the connection in good order. */
  hasEnded = false

  readonly #onData = (chunk: Buffer): void => {
    this.#chunks.push(chunk)
  }

  readonly #onEnd = (): void => {
    this.hasEnded = true
  }

  /** Before the parser's own listener, so that nothing is parsed which was not taken. */
  attachTo(socket: Socket): void {
    this.#socket = socket
    socket.prependListener('data', this.#onData)
    socket.prependListener('end', this.#onEnd)
  }

  detach(): void {
    this.#socket?.off('data', this.#onData)
    this.#socket?.off('end', this.#onEnd)
  }

  /** The content of an answer: what the parser gave, or with bytes that it dropped as too many. */
  getContent({ headers }: IncomingMessage, parsed: Buffer): Buffer {
    if (headers['transfer-encoding'] !== undefined) return parsed
    const raw = skipHeads(Buffer.concat(this.#chunks))
    return raw.length > parsed.length ? raw : parsed
  }
}

/** What follows the head of the answer; informational answers before it have heads only. */
function skipHeads(bytes: Buffer): Buffer {
  for (let rest = bytes; ;) {
    const end = rest.indexOf(END_OF_HEAD)
    if (end < 0) return Buffer.alloc(0)
    const informational = /^HTTP\/1\.\d 1\d\d/.test(rest.subarray(0, 12).toString('latin1'))
    rest = rest.subarray(end + END_OF_HEAD.length)
    if (!informational) return rest
  }
}
