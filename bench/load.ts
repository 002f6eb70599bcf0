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

const HEAD_END = Buffer.from('\r\n\r\n')

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
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let sent = offset
    let missing = 0
    let head = Buffer.alloc(0)
    const next = () => {
      if (isOver()) {
        socket.end(resolve)
        return
      }
      const request = requests[sent++ % requests.length]
      if (request !== undefined) socket.write(request)
    }
    socket.on('connect', next)
    socket.on('error', reject)
    socket.on('data', (chunk) => {
      counted.bytes += chunk.length
      if (missing === 0) {
        head = head.length === 0 ? chunk : Buffer.concat([head, chunk])
        const end = head.indexOf(HEAD_END)
        if (end === -1) return
        missing = contentLength(head, end) - (head.length - end - HEAD_END.length)
        if (head[9] !== 0x32) counted.failed++
        head = Buffer.alloc(0)
      } else missing -= chunk.length
      if (missing === 0) {
        counted.answers++
        next()
      }
    })
  })
}

function contentLength(head: Buffer, end: number): number {
  const length = /content-length: (\d+)/i.exec(head.toString('latin1', 0, end))?.[1]
  if (length === undefined) throw new Error('an answer without Content-Length cannot be measured')
  return Number(length)
}
