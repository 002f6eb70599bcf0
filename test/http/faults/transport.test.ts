import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunningServer } from '../../../mock/http/node/server.ts'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { armedTwin, LISTS } from './fault-requests.ts'

const { path } = LISTS.qyvo
const headers = (fault: string) => ({ authorization: 'Bearer mine', 'x-flowtwin-fault': fault })

describe('in process', () => {
  it('a delay lets real time pass, and none of the world’s', async () => {
    const waited: number[] = []
    const twin = await armedTwin([{ operation: LISTS.qyvo.operation, when: { first: 1 }, effect: 'delay=2s' }], {
      wait: async (duration) => void waited.push(duration),
    })
    const before = twin.clock.now
    const late = await sendRequest(twin, path)
    const usual = await sendRequest(twin, path)
    expect(waited).toEqual([2_000_000])
    expect([late.text, late.headers.get('x-flowtwin-fault')]).toEqual([usual.text, 'rule-1'])
    expect(twin.clock.now).toBe(before)
  })

  it('a reset is what fetch says of one', async () => {
    const twin = await armedTwin([{ operation: 'qyvo.*', effect: 'reset' }])
    await expect(sendRequest(twin, path)).rejects.toMatchObject({
      name: 'TypeError',
      message: 'fetch failed',
      cause: { code: 'ECONNRESET' },
    })
    expect(twin.journal.listJournalEntries()).toMatchObject([{ status: 200, fault: 'rule-1' }])
  })

  it('an answer that hangs ends when the client gives up', async () => {
    const twin = await armedTwin([{ operation: 'qyvo.*', effect: 'hang' }])
    const patience = new AbortController()
    const answer = twin.fetch(
      new Request(`http://localhost${path}`, { headers: headers('hang'), signal: patience.signal }),
    )
    patience.abort()
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('a truncated answer breaks off where it is told to', async () => {
    const twin = createTestTwin({ runs: 20 })
    const whole = await sendRequest(twin, path)
    for (const [fault, kept] of [
      ['truncate=17', 17],
      ['truncate=50%', Math.floor(Buffer.byteLength(whole.text) / 2)],
      ['truncate=0', 0],
    ] as const) {
      const response = await twin.fetch(new Request(`http://localhost${path}`, { headers: headers(fault) }))
      expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength(whole.text)))
      const { bytes, error } = await readOf(response)
      expect([bytes.length, error]).toEqual([kept, 'terminated'])
      expect(whole.text.startsWith(bytes.toString('latin1'))).toBe(true)
    }
  })

  it('a dripping answer is whole, and comes piece by piece', async () => {
    let waits = 0
    const twin = createTestTwin({ runs: 20, wait: async () => void waits++ })
    const whole = await sendRequest(twin, path)
    const response = await twin.fetch(new Request(`http://localhost${path}`, { headers: headers('drip=100/50ms') }))
    expect(await response.text()).toBe(whole.text)
    expect(waits).toBe(Math.ceil(Buffer.byteLength(whole.text) / 100) - 1)
  })
})

describe('over a connection', () => {
  const twin = createTestTwin({ runs: 20, wait: async () => undefined })
  let server: RunningServer

  beforeAll(async () => {
    server = await twin.listen()
  })
  afterAll(() => server.close())

  const asked = (fault: string, init: RequestInit = {}) =>
    fetch(`${server.url}${path}`, { ...init, headers: headers(fault) })

  it('a reset gives nothing', async () => {
    await expect(asked('reset')).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
    expect(await rawLength('reset')).toBe(0)
  })

  it('a truncated answer promises more than it gives', async () => {
    const response = await asked('truncate=40')
    expect(response.status).toBe(200)
    const { bytes, error } = await readOf(response)
    expect([bytes.length, error]).toEqual([40, 'terminated'])
  })

  it('a dripping answer is whole', async () => {
    const whole = await (await fetch(`${server.url}${path}`, { headers: { authorization: 'Bearer mine' } })).text()
    expect(await (await asked('drip=64/10ms')).text()).toBe(whole)
  })

  it('an answer that hangs leaves others alone', async () => {
    const patience = new AbortController()
    const hanging = asked('hang', { signal: patience.signal })
    expect((await asked('status=503')).status).toBe(503)
    patience.abort()
    await expect(hanging).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('a delayed answer is the usual one', async () => {
    expect((await asked('delay=10ms')).status).toBe(200)
  })

  /** How many bytes come back over a bare socket before it ends. */
  function rawLength(fault: string): Promise<number> {
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

/** What arrives of a body before it ends or breaks. */
async function readOf(response: Response): Promise<{ readonly bytes: Buffer; readonly error: string | null }> {
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
