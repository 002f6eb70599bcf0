import { createServer, get, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BatchedResponse } from '../../../mock/http/node/server.ts'

const SIZE = 200_000
/** More responses than the system buffers for a client that does not read. */
const COUNT = 100

/** Answers /n with a body full of the byte n. */
const server: Server = createServer({ ServerResponse: BatchedResponse }, ({ url = '' }, response) => {
  response.writeHead(200, { 'content-length': SIZE })
  response.end(Buffer.alloc(SIZE, Number(url.slice(1))))
})

function getPort(): number {
  return (server.address() as AddressInfo).port
}

function read(byte: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    get({ port: getPort(), path: `/${byte}` }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve(Buffer.concat(chunks)))
    }).on('error', reject)
  })
}

const isFilledWith = (body: Buffer, byte: number) => body.length === SIZE && body.every((one) => one === byte)

const waitForTurn = () => new Promise((resolve) => void setImmediate(resolve))

/** Sends many requests over one connection and reads no response until `readBodies` is called. */
async function createSlowClient(sends: 'at once' | 'one by one') {
  const socket = connect(getPort(), '127.0.0.1').pause()
  for (let byte = 0; byte < COUNT; byte++) {
    socket.write(`GET /${byte} HTTP/1.1\r\nHost: h\r\n\r\n`)
    for (let turns = sends === 'one by one' ? 5 : 0; turns > 0; turns--) await waitForTurn()
  }
  const readBodies = () =>
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
        if (bodies.length === COUNT) {
          socket.destroy()
          resolve(bodies)
        }
      })
      socket.resume()
    })
  return { socket, readBodies }
}

describe('batched responses', () => {
  beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)))
  afterAll(() => void server.close())

  it.each(['at once', 'one by one'] as const)(
    'reach a client that sends %s and reads late, whatever others send meanwhile',
    async (sends) => {
      const slow = await createSlowClient(sends)
      for (let byte = 0; byte < COUNT; byte++) expect(isFilledWith(await read(255 - byte), 255 - byte)).toBe(true)
      const bodies = await slow.readBodies()
      expect(bodies.every((body, byte) => isFilledWith(body, byte))).toBe(true)
    },
  )

  it('reach the other clients when one disconnects in the middle', async () => {
    const gone = await createSlowClient('at once')
    expect(isFilledWith(await read(3), 3)).toBe(true)
    gone.socket.destroy()
    const bodies = await Promise.all(Array.from({ length: 40 }, (_, byte) => read(byte)))
    expect(bodies.every((body, byte) => isFilledWith(body, byte))).toBe(true)
  })
})
