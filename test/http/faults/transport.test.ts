import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunningServer } from '../../../mock/http/node/server.ts'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { createFaultTwin, LISTS, readJournal } from './fault-requests.ts'

const { path } = LISTS.qyvo
const headers = (fault: string) => ({ authorization: 'Bearer mine', 'x-flowtwin-fault': fault })

describe('in process', () => {
  it('a delay takes real time, but no virtual time', async () => {
    const waits: number[] = []
    const twin = await createFaultTwin([{ operation: LISTS.qyvo.operation, when: { first: 1 }, effect: 'delay=2s' }], {
      wait: async (duration) => void waits.push(duration),
    })
    const before = twin.clock.now
    const delayed = await sendRequest(twin, path)
    const original = await sendRequest(twin, path)
    expect(waits).toEqual([2_000_000])
    expect([delayed.text, delayed.headers.get('x-flowtwin-fault')]).toEqual([original.text, 'rule-1'])
    expect(twin.clock.now).toBe(before)
  })

  it('a reset rejects as `fetch` does', async () => {
    const twin = await createFaultTwin([{ operation: 'qyvo.*', effect: 'reset' }])
    await expect(sendRequest(twin, path)).rejects.toMatchObject({
      name: 'TypeError',
      message: 'fetch failed',
      cause: { code: 'ECONNRESET' },
    })
    expect(await readJournal(twin)).toMatchObject([{ status: 200, fault: 'rule-1' }])
  })

  it('a hanging response ends when the client aborts', async () => {
    const twin = await createFaultTwin([{ operation: 'qyvo.*', effect: 'hang' }])
    const controller = new AbortController()
    const response = twin.fetch(
      new Request(`http://localhost${path}`, { headers: headers('hang'), signal: controller.signal }),
    )
    controller.abort()
    await expect(response).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('a truncated response ends at the given byte', async () => {
    const twin = createTestTwin({ runs: 20 })
    const complete = await sendRequest(twin, path)
    for (const [fault, length] of [
      ['truncate=17', 17],
      ['truncate=50%', Math.floor(Buffer.byteLength(complete.text) / 2)],
      ['truncate=0', 0],
    ] as const) {
      const response = await twin.fetch(new Request(`http://localhost${path}`, { headers: headers(fault) }))
      expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength(complete.text)))
      const { bytes, error } = await readBytes(response)
      expect([bytes.length, error]).toEqual([length, 'terminated'])
      expect(complete.text.startsWith(bytes.toString('latin1'))).toBe(true)
    }
  })

  it('a drip sends the complete response in pieces', async () => {
    let waits = 0
    const twin = createTestTwin({ runs: 20, wait: async () => void waits++ })
    const complete = await sendRequest(twin, path)
    const response = await twin.fetch(new Request(`http://localhost${path}`, { headers: headers('drip=100/50ms') }))
    expect(await response.text()).toBe(complete.text)
    expect(waits).toBe(Math.ceil(Buffer.byteLength(complete.text) / 100) - 1)
  })
})

describe('over a connection', () => {
  const twin = createTestTwin({ runs: 20, wait: async () => undefined })
  let server: RunningServer

  beforeAll(async () => {
    server = await twin.listen()
  })
  afterAll(() => server.close())

  const fetchWithFault = (fault: string, init: RequestInit = {}) =>
    fetch(`${server.url}${path}`, { ...init, headers: headers(fault) })

  it('a reset sends nothing', async () => {
    await expect(fetchWithFault('reset')).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
    expect(await readRawLength('reset')).toBe(0)
  })

  it('a truncated response is shorter than its content-length', async () => {
    const response = await fetchWithFault('truncate=40')
    expect(response.status).toBe(200)
    const { bytes, error } = await readBytes(response)
    expect([bytes.length, error]).toEqual([40, 'terminated'])
  })

  it('a drip sends the complete response', async () => {
    const complete = await (await fetch(`${server.url}${path}`, { headers: { authorization: 'Bearer mine' } })).text()
    expect(await (await fetchWithFault('drip=64/10ms')).text()).toBe(complete)
  })

  it('a hanging response does not block others', async () => {
    const controller = new AbortController()
    const hanging = fetchWithFault('hang', { signal: controller.signal })
    expect((await fetchWithFault('status=503')).status).toBe(503)
    controller.abort()
    await expect(hanging).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('a delayed response has status 200', async () => {
    expect((await fetchWithFault('delay=10ms')).status).toBe(200)
  })

  /** Returns the number of bytes that a raw socket receives. */
  function readRawLength(fault: string): Promise<number> {
    return new Promise((resolve) => {
      let length = 0
      const socket = connect(server.port, '127.0.0.1')
      socket.on('data', (chunk) => (length += chunk.length))
      socket.on('error', () => undefined)
      socket.on('close', () => resolve(length))
      const lines = [
        `GET ${path} HTTP/1.1`,
        'Host: localhost',
        'Authorization: Bearer mine',
        `X-Flowtwin-Fault: ${fault}`,
      ]
      socket.write(`${lines.join('\r\n')}\r\n\r\n`)
    })
  }
})

/** Reads a body until it ends or the connection is closed. */
async function readBytes(response: Response): Promise<{ readonly bytes: Buffer; readonly error: string | null }> {
  const reader = response.body?.getReader()
  const chunks: Uint8Array[] = []
  try {
    for (let step = await reader?.read(); step?.value !== undefined; step = await reader?.read())
      chunks.push(step.value)
    return { bytes: Buffer.concat(chunks), error: null }
  } catch (error) {
    return { bytes: Buffer.concat(chunks), error: (error as Error).message }
  }
}
