import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunningServer } from '../../../mock/http/node/server.ts'
import { createTwin, type Twin } from '../../../mock/twin.ts'
import { FEED, getFlowId } from '../../vendors/qyvo/requests.ts'

let twin: Twin
let server: RunningServer
beforeAll(async () => {
  twin = createTwin({ runs: 20 })
  server = await twin.listen()
})
afterAll(() => server.close())

function buildRequest(method: string, path: string, body = ''): string {
  const type = body === '' ? '' : 'Content-Type: application/json\r\n'
  const head = `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer pipelined\r\nAccept: application/json\r\n`
  return `${head}${type}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

/** Writes all requests at once on one connection. @returns the JSON bodies of the responses, in the order of arrival */
async function sendPipelined(requests: readonly string[]): Promise<readonly unknown[]> {
  const bodies: unknown[] = []
  await new Promise<void>((resolve, reject) => {
    let text = Buffer.alloc(0)
    const socket = connect(server.port, '127.0.0.1', () => socket.write(requests.join('')))
    socket.on('error', reject)
    socket.on('close', () => resolve())
    socket.on('data', (chunk) => {
      text = Buffer.concat([text, chunk])
      for (;;) {
        const end = text.indexOf('\r\n\r\n')
        const size = end === -1 ? null : /content-length: (\d+)/i.exec(text.toString('latin1', 0, end))
        if (size === null || text.length < end + 4 + Number(size[1])) break
        bodies.push(JSON.parse(text.toString('utf8', end + 4, end + 4 + Number(size[1]))))
        text = text.subarray(end + 4 + Number(size[1]))
      }
      if (bodies.length === requests.length) socket.end()
    })
  })
  return bodies
}

/** Builds a start for a new phone number, and a read of the feed. */
function buildPair(index: number): readonly string[] {
  const body = JSON.stringify({ flow_id: getFlowId(twin), phone: `+3161200${1000 + index}` })
  return [buildRequest('POST', '/api/v1/actions/trigger-flow', body), buildRequest('GET', FEED)]
}

describe('requests that a client sends on one connection without waiting', () => {
  it.each([
    ['two', 1],
    ['twenty', 10],
  ])('are handled in their order: %s', async (_, pairs) => {
    const requests = Array.from({ length: pairs }, (__, index) => buildPair(100 * pairs + index)).flat()
    const bodies = await sendPipelined(requests)
    expect(bodies).toHaveLength(requests.length)
    for (let index = 0; index < bodies.length; index += 2) {
      const started = bodies[index] as { id: string; status: string }
      const feed = bodies[index + 1] as readonly { id: string }[]
      expect(started.status).toBe('started')
      // All were created in the same instant of the frozen clock; the newest ones come first.
      expect(feed.map(({ id }) => id)).toContain(started.id)
      const later = bodies.slice(index + 2).filter((__, place) => place % 2 === 0) as readonly { id: string }[]
      for (const { id } of later) expect(feed.map((row) => row.id)).not.toContain(id)
    }
  })

  it('do not wait for those of another connection', async () => {
    const [first, second] = await Promise.all([sendPipelined(buildPair(5001)), sendPipelined(buildPair(5002))])
    expect([first.length, second.length]).toEqual([2, 2])
  })
})
