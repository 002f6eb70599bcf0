import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { RunningServer } from '../../mock/http/node/server.ts'
import type { Send } from '../../client/index.ts'
import { createTwin } from '../../mock/index.ts'
import { replayRecording } from '../../testing/replay.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'

const FEED = '/api/v1/triggers/new-flow-triggered'
const BEARER = { authorization: 'Bearer mine' }

describe('a stage on a server', () => {
  const twin = createTwin({ seed: 'of the server', runs: 7 })
  let server: RunningServer
  let stage: TestServer
  beforeAll(async () => {
    server = await twin.listen()
    stage = await startTestServer({ url: server.url })
  })
  afterAll(() => server.close())

  const names = async () => {
    const answer = await fetch(`${server.url}/_twin/v1/worlds`)
    return ((await answer.json()) as { worlds: { name: string }[] }).worlds.map(({ name }) => name)
  }

  it('gives worlds of its own options, not of the server’s', async () => {
    const { world, close } = await stage.openWorld({ runs: 3 })
    const answer = await world.fetch(FEED, { headers: BEARER })
    const alike = await createTwin({ runs: 3 }).fetch(new Request(`http://localhost${FEED}`, { headers: BEARER }))
    expect(await answer.text()).toBe(await alike.text())
    await close()
  })

  it('shares a server with another stage', async () => {
    const other = await startTestServer({ url: server.url })
    const visits = await Promise.all([stage, other, stage, other].map((each) => each.openWorld({ runs: 4 })))
    expect(new Set(visits.map(({ world }) => world.name)).size).toBe(4)
    for (const { close } of visits) await close()
    await other.close()
  })

  it('forgets a test’s world and those forked off it, even where the test has done so', async () => {
    const before = (await stage.openWorld({}), await names())
    const { world, close } = await stage.openWorld({})
    await world.fork()
    const copy = await world.fork('a-copy')
    await copy.delete()
    await close()
    expect(await names()).toEqual(before)
    const gone = await stage.openWorld({})
    await gone.world.delete()
    await gone.close()
    expect(await names()).toEqual(before)
  })

  it('records what a test does, writes and refusals and forks included, so that it comes out the same elsewhere', async () => {
    const { world, close, exportRecording } = await stage.openWorld({
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
    const kept = await exportRecording('a test')
    await close()
    expect(kept.exchanges).toHaveLength(8)
    expect(await replayRecording(kept, { server: createTwin() })).toMatchObject({ requestCount: 8, differences: [] })
    const elsewhere = await createTwin({ seed: 5 }).listen()
    expect(await replayRecording(kept, { server: elsewhere.url, until: 7 })).toMatchObject({
      requestCount: 7,
      differences: [],
    })
    await elsewhere.close()
  })

  it('is not replayed there where a world of its name is, and says how to forget that one', async () => {
    const { world, close, exportRecording } = await stage.openWorld({})
    const kept = await exportRecording('still there')
    await expect(replayRecording(kept, { server: server.url })).rejects.toThrow(
      `there is a world "${world.name}" already; "flowtwin world delete --world ${world.name}" forgets it`,
    )
    await close()
    expect((await replayRecording(kept, { server: server.url })).differences).toEqual([])
  })

  it('is found by FLOWTWIN_URL', async () => {
    vi.stubEnv('FLOWTWIN_URL', server.url)
    const found = await startTestServer({})
    const { world } = await found.openWorld({})
    expect([world.getUrl().startsWith(server.url), await names()]).toEqual([true, expect.arrayContaining([world.name])])
    await world.delete()
    await found.close()
    vi.unstubAllEnvs()
  })

  it('leaves nothing behind', async () => {
    await stage.close()
    expect((await names()).filter((name) => !/^default(-\d+-\d+)?$/.test(name))).toEqual([])
  })
})

describe('a stage in this process', () => {
  it('records with strict credentials and without limits, and its recording knows', async () => {
    const stage = await startTestServer({ twin: { auth: 'strict', limits: false } })
    const { world, exportRecording } = await stage.openWorld({})
    expect((await world.fetch(FEED, { headers: BEARER })).status).toBe(401)
    const kept = await exportRecording('strict')
    expect(kept.options).toEqual({ auth: 'strict', limits: false })
    expect((await replayRecording(kept, { server: createTwin() })).differences).toMatchObject([
      { exchange: 1, part: 'status' },
    ])
    expect((await replayRecording(kept, { server: createTwin(kept.options) })).differences).toEqual([])
  })

  it('writes down that no whole answer came, which a replay wants to see again', async () => {
    const breaking = new ReadableStream({ start: (stream) => stream.error(new Error('broken off')) })
    const around = (answer: Send): Send => {
      return async (request) => {
        if (request.url.includes('flow_id=cut')) throw new TypeError('cut')
        return request.url.includes('flow_id=broken') ? new Response(breaking) : answer(request)
      }
    }
    const stage = await startTestServer({ twin: { wrapFetch: around, limits: false } })
    const { world, exportRecording } = await stage.openWorld({})
    await expect(world.fetch(`${FEED}?flow_id=cut`, { headers: BEARER })).rejects.toThrow('cut')
    await world.fetch(FEED, { headers: BEARER })
    await expect((await world.fetch(`${FEED}?flow_id=broken`, { headers: BEARER })).text()).rejects.toThrow()
    const kept = await exportRecording('broken off')
    expect(kept.exchanges.map(({ response }) => response === null)).toEqual([true, false, true])
    expect(
      (await replayRecording(kept, { server: createTwin({ wrapFetch: around, limits: false }) })).differences,
    ).toEqual([])
    const { differences } = await replayRecording(kept, { server: createTwin({ limits: false }) })
    expect(differences.map(({ exchange, part }) => [exchange, part])).toEqual([
      [1, 'response'],
      [3, 'response'],
    ])
  })

  it('writes down what goes past the world, and keeps bytes that are no text', async () => {
    const stage = await startTestServer({ listen: true })
    const { world, exportRecording } = await stage.openWorld({ runs: 2 })
    await fetch(world.getUrl('qyvo') + '/triggers/new-flow-triggered', { headers: BEARER })
    const body = Uint8Array.of(0xff, 0xfe, 0x22)
    const headers = { authorization: world.getAuthorization('recrubo'), 'content-type': 'application/vnd.api+json' }
    await fetch(`${world.getUrl('recrubo')}/flow-runs`, { method: 'POST', headers, body })
    const kept = await exportRecording('past the world')
    await stage.close()
    expect(kept.exchanges.map(({ request }) => request.body)).toEqual([null, { base64: '//4i' }])
    expect((await replayRecording(kept, { server: createTwin() })).differences).toEqual([])
  })
})
