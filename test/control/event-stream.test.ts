import { describe, expect, it } from 'vitest'
import { createTwin, type Twin } from '../../mock/index.ts'

const NOW = '2026-01-15T09:00:00Z'
const EVENTS = 'http://localhost/_twin/v1/worlds/default/events'

interface ServerSentEvent {
  readonly name: string
  readonly data: unknown
}

type Reader = ReadableStreamDefaultReader<Uint8Array>

/** Reads a stream until an event with a name, and returns all events. */
async function readUntil(name: string, reader: Reader): Promise<readonly ServerSentEvent[]> {
  const decoder = new TextDecoder()
  let text = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) throw new Error(`the stream ended without ${name}: ${text}`)
    text += decoder.decode(value, { stream: true })
    const events = text.split('\n\n').flatMap(parseEvent)
    if (events.some((event) => event.name === name)) return events
  }
}

function parseEvent(part: string): readonly ServerSentEvent[] {
  const [, name, data] = /^event: (.+)\ndata: (.+)$/.exec(part) ?? []
  return name === undefined || data === undefined ? [] : [{ name, data: JSON.parse(data) as unknown }]
}

async function openStream(twin: Twin): Promise<Reader> {
  const response = await twin.fetch(new Request(EVENTS))
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  return response.body!.getReader()
}

const post = (path: string, body: unknown) =>
  new Request(`http://localhost/_twin/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

describe('the stream of events', () => {
  it('begins with the clock and sends run events in order', async () => {
    const twin = createTwin({ now: NOW, seed: 'stream', runs: 60 })
    const reader = await openStream(twin)
    const [first] = await readUntil('clock', reader)
    expect(first?.data).toEqual({ now: '2026-01-15T09:00:00.000000Z', clock: 'frozen', operationCount: 0 })
    const moved = (await (await twin.fetch(post('/worlds/default/clock', { advance: '10m' }))).json()) as {
      readonly events: readonly { readonly at: string; readonly run: number }[]
    }
    const runEvents = (await readUntil('runs', reader)).find(({ name }) => name === 'runs')?.data as {
      readonly events: readonly { readonly at: string; readonly run: { readonly number: number } }[]
    }
    expect(runEvents.events.map(({ at, run }) => ({ at, run: run.number }))).toEqual(
      moved.events.map(({ at, run }) => ({ at, run })),
    )
    await reader.cancel()
  })

  it('sends each request once, as a journal entry', async () => {
    const twin = createTwin({ now: NOW })
    const reader = await openStream(twin)
    await readUntil('clock', reader)
    await twin.fetch(new Request('http://localhost/api/v1/me', { headers: { authorization: 'Bearer mine' } }))
    const requests = (await readUntil('requests', reader)).filter(({ name }) => name === 'requests')
    expect(requests).toMatchObject([
      { data: { total: 1, entries: [{ sequence: 1, operation: 'me', state: 'completed' }] } },
    ])
    await reader.cancel()
  })

  it('sends a gap for more new runs than it sends one by one', async () => {
    const twin = createTwin({ now: NOW, every: '1s' })
    const reader = await openStream(twin)
    await readUntil('clock', reader)
    twin.clock.advance('3h')
    const events = await readUntil('gap', reader)
    expect(events.map(({ name }) => name)).toEqual(['clock', 'gap'])
    await reader.cancel()
  })

  it('sends a reset, and ends when the world is deleted', async () => {
    const twin = createTwin({ now: NOW })
    await twin.fetch(post('/worlds', { name: 'short' }))
    const response = await twin.fetch(new Request(EVENTS.replace('default', 'short')))
    const reader = response.body!.getReader()
    await readUntil('clock', reader)
    await twin.fetch(post('/worlds/short/reset', {}))
    await readUntil('reset', reader)
    await twin.fetch(new Request('http://localhost/_twin/v1/worlds/short', { method: 'DELETE' }))
    await readUntil('end', reader)
    expect((await reader.read()).done).toBe(true)
  })

  it('returns 409 for one stream too many, and opens another when one is closed', async () => {
    const twin = createTwin({ now: NOW })
    const readers = await Promise.all(Array.from({ length: 32 }, () => openStream(twin)))
    expect((await twin.fetch(new Request(EVENTS))).status).toBe(409)
    await readers[0]!.cancel()
    await (await openStream(twin)).cancel()
    for (const reader of readers) await reader.cancel()
  })

  it('is not opened for a HEAD request', async () => {
    const twin = createTwin({ now: NOW })
    for (let call = 0; call < 40; call++) {
      const response = await twin.fetch(new Request(EVENTS, { method: 'HEAD' }))
      expect(response.status).toBe(200)
    }
  })

  it('ends when the server closes', async () => {
    const twin = createTwin({ now: NOW })
    const server = await twin.listen()
    const response = await fetch(`${server.url}/_twin/v1/worlds/default/events`)
    const reader = response.body!.getReader()
    await readUntil('clock', reader)
    await Promise.all([readUntil('end', reader), server.close()])
  })
})
