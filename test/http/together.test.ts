import { createServer, get, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { BatchedResponse } from '../../mock/http/node/batched-response.ts'
import { acquireBuffer } from '../../mock/wire/buffer-pool.ts'

const SIZE = 200_000
/** So many pages that the system does not take them all from a client that does not read. */
const MANY = 100

/** Answers /n with a page full of the byte n, written where pages are written. */
const server: Server = createServer({ ServerResponse: BatchedResponse }, ({ url = '' }, response) => {
  response.writeHead(200, { 'content-length': SIZE })
  response.end(acquireBuffer(SIZE).fill(Number(url.slice(1))))
})

function portOf(): number {
  return (server.address() as AddressInfo).port
}

function asked(which: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    get({ port: portOf(), path: `/${which}` }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve(Buffer.concat(chunks)))
    }).on('error', reject)
  })
}

const isPage = (body: Buffer, which: number) => body.length === SIZE && body.every((byte) => byte === which)

const turn = () => new Promise((resolve) => void setImmediate(resolve))

/** Asks for many pages over one connection, and reads none of them before it is told to. */
async function slowClient(sends: 'at once' | 'one by one') {
  const socket = connect(portOf(), '127.0.0.1').pause()
  for (let which = 0; which < MANY; which++) {
    socket.write(`GET /${which} HTTP/1.1\r\nHost: h\r\n\r\n`)
    for (let turns = sends === 'one by one' ? 5 : 0; turns > 0; turns--) await turn()
  }
  const read = () =>
    new Promise<readonly Buffer[]>((resolve) => {
      let bytes = Buffer.alloc(0)
      const bodies: Buffer[] = []
      socket.on('data', (chunk: Buffer) => {
        bytes = Buffer.concat([bytes, chunk])
        for (let end = bytes.indexOf('\r\n\r\n'); end !== -1 && bytes.length >= end + 4 + SIZE;) {
          bodies.push(bytes.subarray(end + 4, end + 4 + SIZE))
          bytes = bytes.subarray(end + 4 + SIZE)
          end = bytes.indexOf('\r\n\r\n')
        }
        if (bodies.length === MANY) {
          socket.destroy()
          resolve(bodies)
        }
      })
      socket.resume()
    })
  return { socket, read }
}

describe('answers that go out together', () => {
  beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)))
  afterAll(() => void server.close())

  it.each(['at once', 'one by one'] as const)(
    'reach one who asks %s and reads late, whoever else asks',
    async (sends) => {
      const slow = await slowClient(sends)
      for (let which = 0; which < MANY; which++) expect(isPage(await asked(255 - which), 255 - which)).toBe(true)
      const bodies = await slow.read()
      expect(bodies.every((body, which) => isPage(body, which))).toBe(true)
    },
  )

  it('reach everybody else when a client goes away in the middle', async () => {
    const gone = await slowClient('at once')
    expect(isPage(await asked(3), 3)).toBe(true)
    gone.socket.destroy()
    const bodies = await Promise.all(Array.from({ length: 40 }, (_, which) => asked(which)))
    expect(bodies.every((body, which) => isPage(body, which))).toBe(true)
  })

  it('are written on the same sheets again once they have gone out', async () => {
    await asked(1)
    const allocations = vi.spyOn(Buffer, 'allocUnsafeSlow')
    for (let which = 0; which < 60; which++) await asked(which)
    expect(allocations.mock.calls.filter(([size]) => size > SIZE).length).toBeLessThan(4)
    allocations.mockRestore()
  })
})
