import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { IncomingRequest } from '../../mock/http/request.ts'
import type { ServedWorld } from '../../mock/http/worlds/served-world.ts'
import { WorldRegistry } from '../../mock/http/worlds/world-registry.ts'
import { createTwin } from '../../mock/twin.ts'
import type { RealTime } from '../../mock/world/time.ts'
import { sendRequest, BEARER, createControlTwin, FEED } from '../control/control-requests.ts'

const JSON_TYPE = { 'content-type': 'application/json' }

/** Sends raw bytes and resolves with the response once the connection has closed. */
function sendRaw(port: number, chunks: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let received = ''
    socket.on('data', (data) => {
      received += data.toString()
      socket.end()
    })
    socket.on('close', () => resolve(received))
    socket.on('error', (error) => (received === '' ? reject(error) : resolve(received)))
    for (const chunk of chunks) socket.write(chunk)
  })
}

describe('a body', () => {
  it('with a length above the limit gets 413 before it is read', async () => {
    const twin = createTwin({ runs: 5 })
    const server = await twin.listen()
    const head = (path: string, length: number) =>
      `POST ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer mine\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`
    for (const [path, length] of [
      ['/_twin/v1/worlds', 32 * 1024 * 1024 + 1],
      ['/api/v1/actions/trigger-flow', 1024 * 1024 + 1],
    ] as const) {
      const received = await sendRaw(server.port, [head(path, length)])
      expect(received).toMatch(/^HTTP\/1.1 413 /)
      expect(received).toContain(`the body is larger than ${(length - 1) / 1024 / 1024} MiB`)
      expect(received.toLowerCase()).toContain('x-flowtwin-refused: body')
    }
    expect(twin.journal.listJournalEntries().map(({ operation, status }) => [operation, status])).toEqual([
      ['triggerFlow', 413],
    ])
    await server.close()
  })

  it('in chunks gets 413 at the limit, and is read below it', async () => {
    const server = await createTwin({ runs: 5 }).listen()
    const chunked = (size: number) => {
      const piece = new TextEncoder().encode(' '.repeat(1024 * 1024))
      let left = size
      return new ReadableStream({
        pull(controller) {
          if (left-- > 0) controller.enqueue(piece)
          else controller.close()
        },
      })
    }
    const send = async (size: number) => {
      const init = { method: 'POST', headers: { ...BEARER, ...JSON_TYPE }, body: chunked(size), duplex: 'half' }
      return fetch(`${server.url}/api/v1/actions/trigger-flow`, init as RequestInit)
    }
    expect((await send(1)).status).not.toBe(413)
    const refused = await send(64).catch((error: unknown) => error)
    // The server closes the connection while the client still sends: fetch sees the response or an error.
    if (!(refused instanceof Error)) expect(refused).toMatchObject({ status: 413 })
    await server.close()
  })

  it.each(['__proto__', 'constructor', 'prototype'])('with a member %s is rejected at any depth', async (name) => {
    const twin = createControlTwin({ runs: 5 })
    const before = (await sendRequest(twin, '/_twin/v1/worlds/default/snapshot')).text
    const world = '/_twin/v1/worlds/default'
    const member = `"${name}":{"polluted":true}`
    const requests: readonly [string, string, string][] = [
      ['POST', '/_twin/v1/worlds', `{"name":"x",${member}}`],
      ['POST', '/_twin/v1/worlds', `{"name":"x","quirks":{${member}}}`],
      ['POST', `${world}/runs`, `{"flow":0,"contact":1,"variables":{"a":{${member}}}}`],
      ['POST', `${world}/runs`, `[{"flow":0,"contact":{"name":"A",${member}}}]`],
      ['POST', `${world}/runs/-2`, `{"end":"failed",${member}}`],
      ['POST', `${world}/contacts`, `{"name":"A",${member}}`],
      ['POST', `${world}/bursts`, `{"count":1,${member}}`],
      ['PUT', `${world}/arrivals`, `{"every":null,${member}}`],
      ['POST', `${world}/clock`, `{"advance":"1m",${member}}`],
      ['PATCH', `${world}/quirks`, `{${member}}`],
      ['PUT', `${world}/snapshot`, before.replace('"parameters":{', `"parameters":{${member},`)],
    ]
    for (const [method, path, body] of requests) {
      const refused = await sendRequest(twin, path, { method, body })
      expect([path, refused.status, refused.json.error]).toEqual([
        path,
        400,
        expect.stringContaining(`a field named "${name}"`),
      ])
    }
    expect((await sendRequest(twin, '/_twin/v1/worlds/default/snapshot')).text).toBe(before)
    expect((await sendRequest(twin, '/_twin/v1/worlds')).json.worlds).toHaveLength(1)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('the limit of worlds', () => {
  it('rejects further worlds with the reason and keeps the others', async () => {
    const twin = createControlTwin({ runs: 5 })
    const responses = await Promise.all(
      Array.from({ length: 10_000 }, async (_, at) =>
        sendRequest(twin, '/_twin/v1/worlds', { body: { name: `w${at}`, from: 'default' } }),
      ),
    )
    expect(responses.filter(({ status }) => status === 201)).toHaveLength(999)
    const refused = responses.filter(({ status }) => status !== 201)
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([400]))
    expect(refused[0]?.json.error).toContain('there are 1000 worlds already')
    expect((await sendRequest(twin, `/w/w5${FEED}`, { headers: BEARER })).json).toHaveLength(5)
  })
})

describe('an idle world', () => {
  it('is evicted for a new one and counted, and a strict server explains its absence', () => {
    let now = 0
    const messages: string[] = []
    const webhookDispatcher = { dispatchDue: () => undefined }
    const createServed = (name: string) => ({ name, webhookDispatcher }) as unknown as ServedWorld
    const worlds = new WorldRegistry({
      createWorld: createServed,
      isStrict: true,
      maxWorlds: 3,
      realClock: () => now as RealTime,
      onEvicted: (message) => messages.push(message),
    })
    const selectWorld = (name: string) =>
      worlds.selectWorld(new IncomingRequest(new Request(`http://localhost/w/${name}/x`)))
    worlds.putWorld(createServed('one'))
    worlds.putWorld(createServed('two'))
    expect(() => worlds.putWorld(createServed('three'))).toThrow('there are 3 worlds already')
    now = 11 * 60 * 1_000_000
    void selectWorld('two')
    worlds.putWorld(createServed('three'))
    expect(worlds.evicted).toEqual({ count: 1, latest: [{ name: 'one', idleFor: now, evictedAgo: 0 }] })
    expect(messages).toEqual([expect.stringContaining('world "one" was deleted to make room for "three"')])
    now += 5_000_000
    expect(() => selectWorld('one')).toThrow(
      'world "one" was deleted 5 seconds ago, after 11 minutes without a request',
    )
    expect(() => selectWorld('never')).toThrow('there is no world "never"')
  })
})

describe('the control API', () => {
  it('is not served with control: off, except for health', async () => {
    const server = await createTwin({ runs: 5 }).listen({ control: 'off' })
    expect(server.controlUrl).toBeNull()
    expect((await fetch(`${server.url}/_twin/v1/health`)).status).toBe(200)
    for (const path of ['/_twin/v1/worlds', '/w/x/_twin/v1/worlds', '/_twin/v1/worlds/default/snapshot', '/_twin']) {
      expect([path, (await fetch(server.url + path)).status]).toEqual([path, 404])
    }
    expect((await fetch(server.url + FEED, { headers: BEARER })).status).toBe(200)
    await server.close()
  })

  it('is served alone on its own port', async () => {
    const server = await createTwin({ runs: 5 }).listen({ control: 0 })
    expect(server.controlUrl).not.toBe(server.url)
    expect((await fetch(`${server.controlUrl}/_twin/v1/worlds`)).status).toBe(200)
    expect((await fetch(server.controlUrl + FEED, { headers: BEARER })).status).toBe(404)
    const refused = await fetch(`${server.url}/_twin/v1/worlds`)
    expect([refused.status, await refused.text()]).toEqual([404, expect.stringContaining(String(server.controlUrl))])
    expect((await fetch(server.url + FEED, { headers: BEARER })).status).toBe(200)
    await server.close()
  })
})
