import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { RunningServer } from '../../mock/http/node/server.ts'
import type { Send } from '../../client/index.ts'
import { createTwin } from '../../mock/index.ts'
import { replayRecording } from '../../testing/replay.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'

const FEED = '/api/v1/triggers/new-flow-triggered'
const BEARER = { authorization: 'Bearer mine' }

describe('a test server at a URL', () => {
  const twin = createTwin({ seed: 'of the server', runs: 7 })
  let server: RunningServer
  let testServer: TestServer
  beforeAll(async () => {
    server = await twin.listen()
    testServer = await startTestServer({ url: server.url })
  })
  afterAll(() => server.close())

  const listNames = async () => {
    const response = await fetch(`${server.url}/_twin/v1/worlds`)
    return ((await response.json()) as { worlds: { name: string }[] }).worlds.map(({ name }) => name)
  }

  it('creates worlds with the given options, not those of the server', async () => {
    const { world, close } = await testServer.openWorld({ runs: 3 })
    const response = await world.fetch(FEED, { headers: BEARER })
    const sameResponse = await createTwin({ runs: 3 }).fetch(
      new Request(`http://localhost${FEED}`, { headers: BEARER }),
    )
    expect(await response.text()).toBe(await sameResponse.text())
    await close()
  })

  it('can share a server with another test server', async () => {
    const other = await startTestServer({ url: server.url })
    const testWorlds = await Promise.all(
      [testServer, other, testServer, other].map((each) => each.openWorld({ runs: 4 })),
    )
    expect(new Set(testWorlds.map(({ world }) => world.name)).size).toBe(4)
    for (const { close } of testWorlds) await close()
    await other.close()
  })

  it('deletes a test’s world and its forks, unless the test has deleted them', async () => {
    const before = (await testServer.openWorld({}), await listNames())
    const { world, close } = await testServer.openWorld({})
    await world.fork()
    const copy = await world.fork('a-copy')
    await copy.delete()
    await close()
    expect(await listNames()).toEqual(before)
    const deleted = await testServer.openWorld({})
    await deleted.world.delete()
    await deleted.close()
    expect(await listNames()).toEqual(before)
  })

  it('records a test with writes, errors and forks, and replays it on another server', async () => {
    const { world, close, exportRecording } = await testServer.openWorld({
      runs: 300,
      quirks: { 'rapidpro.version': 'head' },
    })
    const headers = { authorization: world.getAuthorization('rapidpro'), 'content-type': 'application/json' }
    const page = await world.fetch('/api/v2/runs.json', { headers })
    const { next } = (await page.json()) as { next: string }
    await world.fetch(next, { headers })
    const body = JSON.stringify({ data: { client_id: 'x' } })
    await world.fetch('/api/v2/flow_starts.json', { method: 'POST', headers, body })
    const copy = await world.fork()
    await copy.clock.advance('PT1H')
    await copy.fetch(FEED, { headers: BEARER })
    await world.clock.advanceToNext()
    await world.reset()
    const recording = await exportRecording('a test')
    await close()
    expect(recording.exchanges).toHaveLength(8)
    expect(await replayRecording(recording, { server: createTwin() })).toMatchObject({
      requestCount: 8,
      differences: [],
    })
    const elsewhere = await createTwin({ seed: 5 }).listen()
    expect(await replayRecording(recording, { server: elsewhere.url, until: 7 })).toMatchObject({
      requestCount: 7,
      differences: [],
    })
    await elsewhere.close()
  })

  it('rejects a replay on a server with a world of the same name', async () => {
    const { world, close, exportRecording } = await testServer.openWorld({})
    const recording = await exportRecording('still there')
    await expect(replayRecording(recording, { server: server.url })).rejects.toThrow(
      `world "${world.name}" already exists; delete it with "flowtwin world delete --world ${world.name}"`,
    )
    await close()
    expect((await replayRecording(recording, { server: server.url })).differences).toEqual([])
  })

  it('uses FLOWTWIN_URL', async () => {
    vi.stubEnv('FLOWTWIN_URL', server.url)
    const fromVariable = await startTestServer({})
    const { world } = await fromVariable.openWorld({})
    expect([world.getUrl().startsWith(server.url), await listNames()]).toEqual([
      true,
      expect.arrayContaining([world.name]),
    ])
    await world.delete()
    await fromVariable.close()
    vi.unstubAllEnvs()
  })

  it('deletes all of its worlds', async () => {
    await testServer.close()
    expect((await listNames()).filter((name) => !/^default(-\d+-\d+)?$/.test(name))).toEqual([])
  })
})

describe('a test server in this process', () => {
  it('records the options for credentials and rate limits', async () => {
    const testServer = await startTestServer({ twin: { auth: 'strict', limits: false } })
    const { world, exportRecording } = await testServer.openWorld({})
    expect((await world.fetch(FEED, { headers: BEARER })).status).toBe(401)
    const recording = await exportRecording('strict')
    expect(recording.options).toEqual({ auth: 'strict', limits: false })
    expect((await replayRecording(recording, { server: createTwin() })).differences).toMatchObject([
      { exchange: 1, part: 'status' },
    ])
    expect((await replayRecording(recording, { server: createTwin(recording.options) })).differences).toEqual([])
  })

  it('records incomplete responses, which a replay must repeat', async () => {
    const breaking = new ReadableStream({ start: (stream) => stream.error(new Error('broken off')) })
    const wrapFetch = (send: Send): Send => {
      return async (request) => {
        if (request.url.includes('flow_id=cut')) throw new TypeError('cut')
        return request.url.includes('flow_id=broken') ? new Response(breaking) : send(request)
      }
    }
    const testServer = await startTestServer({ twin: { wrapFetch, limits: false } })
    const { world, exportRecording } = await testServer.openWorld({})
    await expect(world.fetch(`${FEED}?flow_id=cut`, { headers: BEARER })).rejects.toThrow('cut')
    await world.fetch(FEED, { headers: BEARER })
    await expect((await world.fetch(`${FEED}?flow_id=broken`, { headers: BEARER })).text()).rejects.toThrow()
    const recording = await exportRecording('broken off')
    expect(recording.exchanges.map(({ response }) => response === null)).toEqual([true, false, true])
    expect(
      (await replayRecording(recording, { server: createTwin({ wrapFetch, limits: false }) })).differences,
    ).toEqual([])
    const { differences } = await replayRecording(recording, { server: createTwin({ limits: false }) })
    expect(differences.map(({ exchange, part }) => [exchange, part])).toEqual([
      [1, 'response'],
      [3, 'response'],
    ])
  })

  it('records requests that do not use the world’s client, and binary bodies', async () => {
    const testServer = await startTestServer({ listen: true })
    const { world, exportRecording } = await testServer.openWorld({ runs: 2 })
    await fetch(world.getUrl('qyvo') + '/triggers/new-flow-triggered', { headers: BEARER })
    const body = Uint8Array.of(0xff, 0xfe, 0x22)
    const headers = { authorization: world.getAuthorization('recrubo'), 'content-type': 'application/vnd.api+json' }
    await fetch(`${world.getUrl('recrubo')}/flow-runs`, { method: 'POST', headers, body })
    const recording = await exportRecording('past the world')
    await testServer.close()
    expect(recording.exchanges.map(({ request }) => request.body)).toEqual([null, { base64: '//4i' }])
    expect((await replayRecording(recording, { server: createTwin() })).differences).toEqual([])
  })
})
