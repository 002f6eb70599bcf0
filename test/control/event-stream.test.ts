import { describe, expect, it } from 'vitest'
import { createTwin, type Twin } from '../../mock/index.ts'

const NOW = '2026-01-15T09:00:00Z'
const EVENTS = 'http://localhost/_twin/v1/worlds/default/events'

interface Told {
  readonly name: string
  readonly data: unknown
}

type Reader = ReadableStreamDefaultReader<Uint8Array>

/** Reads events off a stream until one of a name comes, and gives them all. */
async function until(name: string, reader: Reader): Promise<readonly Told[]> {
  const decoder = new TextDecoder()
  let text = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) throw new Error(`the stream ended without ${name}: ${text}`)
    text += decoder.decode(value, { stream: true })
    const told = text.split('\n\n').flatMap(eventOf)
    if (told.some((one) => one.name === name)) return told
  }
}

function eventOf(part: string): readonly Told[] {
  const [, name, data] = /^event: (.+)\ndata: (.+)$/.exec(part) ?? []
  return name === undefined || data === undefined ? [] : [{ name, data: JSON.parse(data) as unknown }]
}

async function listened(twin: Twin): Promise<Reader> {
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
  it('tells the clock first, then what happens to runs as time passes, in order', async () => {
    const twin = createTwin({ now: NOW, seed: 'stream', runs: 60 })
    const reader = await listened(twin)
    const [first] = await until('clock', reader)
    expect(first?.data).toEqual({ now: '2026-01-15T09:00:00.000000Z', clock: 'frozen', operationCount: 0 })
    const moved = (await (await twin.fetch(post('/worlds/default/clock', { advance: '10m' }))).json()) as {
      readonly events: readonly { readonly at: string; readonly run: number }[]
    }
    const told = (await until('runs', reader)).find(({ name }) => name === 'runs')?.data as {
      readonly events: readonly { readonly at: string; readonly run: { readonly number: number } }[]
    }
    expect(told.events.map(({ at, run }) => ({ at, run: run.number }))).toEqual(
      moved.events.map(({ at, run }) => ({ at, run })),
    )
    await reader.cancel()
  })

  it('tells each request once, with what the journal knows of it', async () => {
    const twin = createTwin({ now: NOW })
    const reader = await listened(twin)
    await until('clock', reader)
    await twin.fetch(new Request('http://localhost/api/v1/me', { headers: { authorization: 'Bearer mine' } }))
    const told = (await until('requests', reader)).filter(({ name }) => name === 'requests')
    expect(told).toMatchObject([
      { data: { total: 1, entries: [{ sequence: 1, operation: 'me', state: 'completed' }] } },
    ])
    await reader.cancel()
  })

  it('says that it has jumped when more has arrived than is told one by one', async () => {
    const twin = createTwin({ now: NOW, every: '1s' })
    const reader = await listened(twin)
    await until('clock', reader)
    twin.clock.advance('3h')
    const told = await until('gap', reader)
    expect(told.map(({ name }) => name)).toEqual(['clock', 'gap'])
    await reader.cancel()
  })

  it('says that the world began anew, and ends when the world is gone', async () => {
    const twin = createTwin({ now: NOW })
    await twin.fetch(post('/worlds', { name: 'short' }))
    const response = await twin.fetch(new Request(EVENTS.replace('default', 'short')))
    const reader = response.body!.getReader()
    await until('clock', reader)
    await twin.fetch(post('/worlds/short/reset', {}))
    await until('reset', reader)
    await twin.fetch(new Request('http://localhost/_twin/v1/worlds/short', { method: 'DELETE' }))
    await until('end', reader)
    expect((await reader.read()).done).toBe(true)
  })

  it('refuses one stream too many, and takes another when one is closed', async () => {
    const twin = createTwin({ now: NOW })
    const readers = await Promise.all(Array.from({ length: 32 }, () => listened(twin)))
    expect((await twin.fetch(new Request(EVENTS))).status).toBe(409)
    await readers[0]!.cancel()
    await (await listened(twin)).cancel()
    for (const reader of readers) await reader.cancel()
  })

  it('opens nothing for a HEAD', async () => {
    const twin = createTwin({ now: NOW })
    for (let asked = 0; asked < 40; asked++) {
      const response = await twin.fetch(new Request(EVENTS, { method: 'HEAD' }))
      expect(response.status).toBe(200)
    }
  })

  it('ends with the server, which need not wait for it', async () => {
    const twin = createTwin({ now: NOW })
    const listening = await twin.listen()
    const response = await fetch(`${listening.url}/_twin/v1/worlds/default/events`)
    const reader = response.body!.getReader()
    await until('clock', reader)
    await Promise.all([until('end', reader), listening.close()])
  })
})
