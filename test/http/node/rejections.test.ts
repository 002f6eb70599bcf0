import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RunningServer } from '../../../mock/http/node/server.ts'
import { createTwin } from '../../../mock/twin.ts'

const twin = createTwin({ runs: 5, clock: 'frozen' })
let server: RunningServer

beforeAll(async () => {
  server = await twin.listen()
})
afterAll(async () => server.close())
beforeEach(() => twin.journal.clearJournal())

/** Sends bytes and resolves with all that comes back until the server closes or a response is complete. */
function exchange(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1')
    let received = ''
    socket.on('data', (chunk) => {
      received += chunk.toString()
      const length = /content-length: (\d+)/i.exec(received)?.[1]
      const body = received.split('\r\n\r\n')[1]
      if (length !== undefined && Buffer.byteLength(body ?? '') >= Number(length)) socket.destroy()
    })
    socket.on('close', () => resolve(received)).on('error', reject)
    socket.write(Buffer.from(text, 'latin1'))
  })
}

describe('a request that never reaches a handler', () => {
  it.each([
    [
      'raw UTF-8 in its URL',
      'GET /api/v1/\xc3\xbc HTTP/1.1\r\nHost: a\r\n\r\n',
      400,
      'percent-encoded',
      'GET',
      '/api/v1/\u00fc',
    ],
    ['a backslash in its path', 'GET /a\\b HTTP/1.1\r\nHost: localhost\r\n\r\n', 400, '%5C', 'GET', '/a\\b'],
    ['no Host', 'GET /x HTTP/1.1\r\n\r\n', 400, 'requires a Host header', 'GET', '/x'],
    ['an invalid Host', 'GET /x HTTP/1.1\r\nHost: a b\r\n\r\n', 400, 'Host header is invalid', 'GET', '/x'],
    [
      'too large headers',
      `GET /x HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'larger than 16 KiB',
      'GET',
      '/x',
    ],
    [
      'an invalid length',
      'POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: y\r\n\r\n',
      400,
      'Content-Length',
      'POST',
      '/x',
    ],
    [
      'an unknown expectation',
      'GET /x HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n\r\n',
      417,
      'only 100-continue',
      'GET',
      '/x',
    ],
    ['CONNECT', 'CONNECT example.org:443 HTTP/1.1\r\nHost: a\r\n\r\n', 405, 'no proxy', 'CONNECT', '/example.org:443'],
    ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400, '--tls-cert', '-', '/'],
  ])('with %s gets one sentence and stands in the journal', async (_, text, status, sentence, method, target) => {
    const received = await exchange(text)
    const [head = '', body = ''] = received.split('\r\n\r\n')
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} \\w`))
    expect(head.toLowerCase()).toContain('content-type: application/json')
    expect((JSON.parse(body) as { readonly error: string }).error).toContain(sentence)
    const entries = twin.journal.listJournalEntries()
    expect(entries.map((entry) => [entry.method, entry.target, entry.status])).toEqual([[method, target, status]])
    expect(entries[0]?.note).toContain(sentence)
  })
})

describe('a health check of HTTP/1.0 without Host', () => {
  it('gets 200, with URLs of this server', async () => {
    const received = await exchange('GET /_twin/v1/health HTTP/1.0\r\n\r\n')
    expect(received).toMatch(/^HTTP\/1\.1 200 /)
    expect(received).toContain(`"url":"${server.url}/api/v1"`)
  })
})
