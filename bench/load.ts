import { connect } from 'node:net'

/** Raw HTTP/1.1 requests, sent in turn over each connection. */
export interface Load {
  readonly port: number
  readonly connections: number
  readonly requests: readonly Buffer[]
}

/** Answers counted in one slice. */
export interface Counted {
  readonly answers: number
  readonly bytes: number
  /** Answers whose status was not 2xx. */
  readonly failed: number
}

/** Keeps every connection busy, one request at a time, until the time is over; sleeps while it has nothing to do, as wrk does. */
export async function load(of: Load, milliseconds: number): Promise<Counted> {
  const counted = { answers: 0, bytes: 0, failed: 0 }
  let over = false
  const timer = setTimeout(() => (over = true), milliseconds)
  await Promise.all(
    Array.from({ length: of.connections }, (_, at) => keepBusy(of, at, { counted, isOver: () => over })),
  )
  clearTimeout(timer)
  return counted
}

interface Slice {
  readonly counted: { answers: number; bytes: number; failed: number }
  readonly isOver: () => boolean
}

function keepBusy({ port, requests }: Load, offset: number, { counted, isOver }: Slice): Promise<void> {
  return new Promise((resolve, reject) => {
    let sent = offset
    let missing = 0
    const next = () => {
      if (isOver()) {
        socket.end(resolve)
        return
      }
      const request = requests[sent++ % requests.length]
      if (request !== undefined) socket.write(request)
    }
    // One buffer for all that comes: the client has to be quicker than the servers that it measures.
    const buffer = Buffer.allocUnsafe(262_144)
    const callback = (length: number): boolean => {
      counted.bytes += length
      if (missing === 0) {
        missing = lengthOf(buffer, length) - length
        if (buffer[9] !== TWO) counted.failed++
      } else missing -= length
      if (missing === 0) {
        counted.answers++
        next()
      }
      return true
    }
    const socket = connect({ port, host: '127.0.0.1', noDelay: true, onread: { buffer, callback } })
    socket.on('connect', next)
    socket.on('error', reject)
  })
}

const HEAD_END = Buffer.from('\r\n\r\n')
/** "Content-Length" in whatever case, but for its first letters. */
const LENGTH = Buffer.from('ength: ')
const TWO = '2'.charCodeAt(0)
const ZERO = '0'.charCodeAt(0)

/** Bytes of a whole answer, whose head comes in one piece. */
function lengthOf(bytes: Buffer, end: number): number {
  const head = bytes.indexOf(HEAD_END)
  const field = bytes.indexOf(LENGTH)
  if (head === -1 || head >= end || field === -1 || field > head)
    throw new Error('an answer without a whole head and its Content-Length cannot be measured')
  let length = 0
  for (let at = field + LENGTH.length; at < head; at++) {
    const digit = bytes[at]! - ZERO
    if (digit < 0 || digit > 9) break
    length = 10 * length + digit
  }
  return head + HEAD_END.length + length
}
