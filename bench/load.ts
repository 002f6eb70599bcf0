import { connect } from 'node:net'

/** Raw HTTP/1.1 requests, sent in rotation over each connection. */
export interface LoadOptions {
  readonly port: number
  readonly connections: number
  readonly requests: readonly Buffer[]
}

/** The responses of one slice. */
export interface LoadResult {
  readonly responses: number
  /** Responses with a status other than 2xx. */
  readonly failed: number
}

/** Sends one request at a time over every connection until the time is over; idle between responses, as wrk is. */
export async function runLoad(options: LoadOptions, milliseconds: number): Promise<LoadResult> {
  const counted = { responses: 0, failed: 0 }
  let isOver = false
  const timer = setTimeout(() => (isOver = true), milliseconds)
  await Promise.all(
    Array.from({ length: options.connections }, (_, at) =>
      runConnection(options, at, { counted, isOver: () => isOver }),
    ),
  )
  clearTimeout(timer)
  return counted
}

interface LoadProgress {
  readonly counted: { responses: number; failed: number }
  readonly isOver: () => boolean
}

function runConnection(
  { port, requests }: LoadOptions,
  offset: number,
  { counted, isOver }: LoadProgress,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let sent = offset
    let missingBytes = 0
    const sendNext = () => {
      if (isOver()) {
        socket.end(resolve)
        return
      }
      const request = requests[sent++ % requests.length]
      if (request !== undefined) socket.write(request)
    }
    // One buffer per connection: the client must be faster than the servers that it measures.
    const buffer = Buffer.allocUnsafe(262_144)
    const callback = (length: number): boolean => {
      if (missingBytes === 0) {
        missingBytes = parseResponseLength(buffer, length) - length
        if (buffer[9] !== DIGIT_TWO) counted.failed++
      } else missingBytes -= length
      if (missingBytes === 0) {
        counted.responses++
        sendNext()
      }
      return true
    }
    const socket = connect({ port, host: '127.0.0.1', noDelay: true, onread: { buffer, callback } })
    socket.on('connect', sendNext)
    socket.on('error', reject)
  })
}

const HEAD_END = Buffer.from('\r\n\r\n')
/** The end of "Content-Length: ", without its first letters, whose case varies. */
const CONTENT_LENGTH = Buffer.from('ength: ')
const DIGIT_TWO = '2'.charCodeAt(0)
const DIGIT_ZERO = '0'.charCodeAt(0)

/** The bytes of a complete response whose head is in the first chunk. */
function parseResponseLength(bytes: Buffer, end: number): number {
  const head = bytes.indexOf(HEAD_END)
  const field = bytes.indexOf(CONTENT_LENGTH)
  if (head === -1 || head >= end || field === -1 || field > head)
    throw new Error('a response has no complete head with Content-Length in its first chunk')
  let length = 0
  for (let at = field + CONTENT_LENGTH.length; at < head; at++) {
    const digit = bytes[at]! - DIGIT_ZERO
    if (digit < 0 || digit > 9) break
    length = 10 * length + digit
  }
  return head + HEAD_END.length + length
}
