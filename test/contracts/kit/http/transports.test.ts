import { createServer, type Server, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { createNodeTransport } from '../../../../contracts/kit/http/node-transport.ts'
import {
  UnsupportedRequestError,
  createInMemoryTransport,
  type WireRequest,
} from '../../../../contracts/kit/http/transport.ts'
import { decodeContent } from '../../../../contracts/kit/http/content-coding.ts'

const nodeTransport = createNodeTransport()
const servers: Server[] = []

/** Starts a server that answers each connection with fixed bytes; returns its origin and the received bytes. */
async function startByteServer(
  answer: string | Buffer,
  end: (socket: Socket) => void = (socket) => socket.end(),
): Promise<{ readonly origin: string; readonly seen: () => string }> {
  let seen = ''
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', (bytes) => {
      seen += bytes.toString('latin1')
      socket.write(answer, () => end(socket))
    })
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, seen: () => seen }
}

function createWireRequest(origin: string, more: Partial<WireRequest> = {}): WireRequest {
  return { method: 'GET', origin, target: '/things', headers: [], timeoutSeconds: 300, ...more }
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

describe('the network transport', () => {
  it.each([
    [
      'a path with dot segments and encoded slashes',
      { target: '/a/../b%2f..%2fc/%00?q=a+b&q=%zz' },
      'GET /a/../b%2f..%2fc/%00?q=a+b&q=%zz HTTP/1.1',
    ],
    ['TRACE', { method: 'TRACE' }, 'TRACE /things HTTP/1.1'],
    ['a GET with content', { body: '{"a":1}' }, '\r\n\r\n{"a":1}'],
    [
      'a header twice',
      {
        headers: [
          ['X-Odd', 'one'],
          ['X-Odd', 'two'],
        ],
      },
      'X-Odd: one\r\nX-Odd: two\r\n',
    ],
  ] as const)('sends %s unchanged', async (_, more, line) => {
    const { origin, seen } = await startByteServer('HTTP/1.1 204 No Content\r\n\r\n')
    expect((await nodeTransport.send(createWireRequest(origin, more))).status).toBe(204)
    expect(seen()).toContain(line)
  })

  it('returns every header line in order', async () => {
    const { origin } = await startByteServer(
      'HTTP/1.1 200 OK\r\nX-b: 1\r\nx-A: 2\r\nX-b: 3\r\nContent-Length: 0\r\n\r\n',
    )
    const { headers } = await nodeTransport.send(createWireRequest(origin))
    expect(headers).toEqual([
      ['X-b', '1'],
      ['x-A', '2'],
      ['X-b', '3'],
      ['Content-Length', '0'],
    ])
  })

  it.each([
    ['content of the promised length', 'GET', 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n', 'four', 'four'],
    [
      'content in chunks',
      'GET',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n',
      '4\r\nfour\r\n0\r\n\r\n',
      'four',
    ],
    ['more than was promised', 'GET', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n', 'four', 'four'],
    ['less than was promised', 'GET', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n', 'four', 'four'],
    ['content behind a HEAD', 'HEAD', 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n', 'four', 'four'],
    ['content behind a 204', 'GET', 'HTTP/1.1 204 No Content\r\n\r\n', 'four', 'four'],
    [
      'the content after an informational response',
      'GET',
      'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n',
      'four',
      'four',
    ],
  ])('returns %s', async (...[, method, head, content, shown]) => {
    const { origin } = await startByteServer(head + content)
    const { bytes } = await nodeTransport.send(createWireRequest(origin, { method }))
    expect(Buffer.from(bytes).toString()).toBe(shown)
  })

  it('rejects a reset connection and invalid HTTP', async () => {
    const cut = await startByteServer('', (socket) => socket.resetAndDestroy())
    await expect(nodeTransport.send(createWireRequest(cut.origin))).rejects.toThrow(/hang up|ECONNRESET/)
    const torn = await startByteServer('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfour')
    await expect(nodeTransport.send(createWireRequest(torn.origin))).rejects.toThrow('Parse Error')
    const odd = await startByteServer('SSH-2.0-odd\r\n\r\n')
    await expect(nodeTransport.send(createWireRequest(odd.origin))).rejects.toThrow('Parse Error')
  })

  it('times out', async () => {
    const { origin } = await startByteServer('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nfour', () => {})
    await expect(nodeTransport.send(createWireRequest(origin, { timeoutSeconds: 0.05 }))).rejects.toThrow(/abort/i)
  })

  it('does not follow a redirect', async () => {
    const { origin } = await startByteServer(
      'HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n',
    )
    expect((await nodeTransport.send(createWireRequest(origin))).status).toBe(302)
  })

  it('does not support line breaks', async () => {
    await expect(nodeTransport.send(createWireRequest('http://127.0.0.1:1', { target: '/a b' }))).rejects.toThrow(
      UnsupportedRequestError,
    )
    await expect(
      nodeTransport.send(createWireRequest('http://127.0.0.1:1', { headers: [['X', 'a\r\nb']] })),
    ).rejects.toThrow(UnsupportedRequestError)
  })
})

describe('the in-memory transport', () => {
  it.each([
    ['TRACE', { method: 'TRACE' }],
    ['a GET with content', { body: '{}' }],
    ['dot segments', { target: '/a/../b' }],
    ['dot segments in disguise', { target: '/a/%2e%2E/b' }],
    ['a fragment', { target: '/a#b' }],
    [
      'a header twice',
      {
        headers: [
          ['X-Odd', 'one'],
          ['x-odd', 'two'],
        ],
      },
    ],
  ] as const)('does not support %s', async (_, more) => {
    await expect(
      createInMemoryTransport(() => Promise.resolve(new Response())).send(createWireRequest('http://t.test', more)),
    ).rejects.toThrow(UnsupportedRequestError)
  })

  it.each(['/a%2Fb/%00', "/a?filter[b]='c'", '/a?q="x"&r={1}', '/%C3%A9?b=%2B1+2'])('sends %s', async (target) => {
    let seen = ''
    const { send } = createInMemoryTransport((request) => {
      seen = request.url
      return Promise.resolve(new Response())
    })
    await send(createWireRequest('http://t.test', { target }))
    expect(decodeURI(seen)).toBe(decodeURI(`http://t.test${target}`))
  })
})

describe('encoded content', () => {
  it('is decoded, or returned unchanged when the coding is invalid', () => {
    const bytes = gzipSync('{"a":1}')
    const text = (coding: string, from: Uint8Array): string =>
      Buffer.from(decodeContent({ headers: [['content-encoding', coding]], bytes: from })).toString()
    expect(text('gzip', bytes)).toBe('{"a":1}')
    expect(text('gzip, gzip', gzipSync(bytes))).toBe('{"a":1}')
    expect(text('gzip', Buffer.from('plain'))).toBe('plain')
    expect(text('identity', Buffer.from('plain'))).toBe('plain')
  })
})
