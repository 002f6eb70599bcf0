import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Listening } from '../../mock/http/listen.ts'
import type { Send } from '../../client/index.ts'
import { createTwin } from '../../mock/index.ts'
import { replay } from '../../testing/replay.ts'
import { openStage, type Stage } from '../../testing/stage.ts'

const FEED = '/api/v1/triggers/new-flow-triggered'
const BEARER = { authorization: 'Bearer mine' }

describe('a stage on a server', () => {
  const twin = createTwin({ seed: 'of the server', runs: 7 })
  let server: Listening
  let stage: Stage
  beforeAll(async () => {
    server = await twin.listen()
    stage = await openStage({ url: server.url })
  })
  afterAll(() => server.close())

  const names = async () => {
    const answer = await fetch(`${server.url}/_twin/v1/worlds`)
    return ((await answer.json()) as { worlds: { name: string }[] }).worlds.map(({ name }) => name)
  }

  it('gives worlds of its own options, not of the server’s', async () => {
    const { world, leave } = await stage.enter({ runs: 3 })
    const answer = await world.fetch(FEED, { headers: BEARER })
    const alike = await createTwin({ runs: 3 }).fetch(new Request(`http://localhost${FEED}`, { headers: BEARER }))
    expect(await answer.text()).toBe(await alike.text())
    await leave()
  })

  it('shares a server with another stage', async () => {
    const other = await openStage({ url: server.url })
    const visits = await Promise.all([stage, other, stage, other].map((each) => each.enter({ runs: 4 })))
    expect(new Set(visits.map(({ world }) => world.name)).size).toBe(4)
    for (const { leave } of visits) await leave()
    await other.close()
  })

  it('forgets a test’s world and those forked off it, even where the test has done so', async () => {
    const before = (await stage.enter({}), await names())
    const { world, leave } = await stage.enter({})
    await world.fork()
    const copy = await world.fork('a-copy')
    await copy.delete()
    await leave()
    expect(await names()).toEqual(before)
    const gone = await stage.enter({})
    await gone.world.delete()
    await gone.leave()
    expect(await names()).toEqual(before)
  })

  it('records what a test does, writes and refusals and forks included, so that it comes out the same elsewhere', async () => {
    const { world, leave, recording } = await stage.enter({ runs: 300, quirks: { 'rapidpro.version': 'head' } })
    const headers = { authorization: world.authorization('rapidpro'), 'content-type': 'application/json' }
    const page = await world.fetch('/api/v2/runs.json', { headers })
    const { next } = (await page.json()) as { next: string }
    await world.fetch(next, { headers })
    const body = JSON.stringify({ data: { client_id: 'x' } })
    await world.fetch('/api/v2/flow_starts.json', { method: 'POST', headers, body })
    const copy = await world.fork()
    await copy.clock.advance('PT1H')
    await copy.fetch(FEED, { headers: BEARER })
    await world.clock.next()
    await world.reset()
    const kept = await recording('a test')
    await leave()
    expect(kept.exchanges).toHaveLength(8)
    expect(await replay(kept, { to: createTwin() })).toMatchObject({ asked: 8, differences: [] })
    const elsewhere = await createTwin({ seed: 5 }).listen()
    expect(await replay(kept, { to: elsewhere.url, until: 7 })).toMatchObject({ asked: 7, differences: [] })
    await elsewhere.close()
  })

  it('is not replayed there where a world of its name is, and says how to forget that one', async () => {
    const { world, leave, recording } = await stage.enter({})
    const kept = await recording('still there')
    await expect(replay(kept, { to: server.url })).rejects.toThrow(
      `there is a world "${world.name}" already; "flowtwin world delete --world ${world.name}" forgets it`,
    )
    await leave()
    expect((await replay(kept, { to: server.url })).differences).toEqual([])
  })

  it('is found by FLOWTWIN_URL', async () => {
    vi.stubEnv('FLOWTWIN_URL', server.url)
    const found = await openStage({})
    const { world } = await found.enter({})
    expect([world.url().startsWith(server.url), await names()]).toEqual([true, expect.arrayContaining([world.name])])
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
    const stage = await openStage({ twin: { auth: 'strict', limits: false } })
    const { world, recording } = await stage.enter({})
    expect((await world.fetch(FEED, { headers: BEARER })).status).toBe(401)
    const kept = await recording('strict')
    expect(kept.twin).toEqual({ auth: 'strict', limits: false })
    expect((await replay(kept, { to: createTwin() })).differences).toMatchObject([{ exchange: 1, part: 'status' }])
    expect((await replay(kept, { to: createTwin(kept.twin) })).differences).toEqual([])
  })

  it('writes down that no whole answer came, which a replay wants to see again', async () => {
    const breaking = new ReadableStream({ start: (stream) => stream.error(new Error('broken off')) })
    const around = (answer: Send): Send => {
      return async (request) => {
        if (request.url.includes('flow_id=cut')) throw new TypeError('cut')
        return request.url.includes('flow_id=broken') ? new Response(breaking) : answer(request)
      }
    }
    const stage = await openStage({ twin: { around, limits: false } })
    const { world, recording } = await stage.enter({})
    await expect(world.fetch(`${FEED}?flow_id=cut`, { headers: BEARER })).rejects.toThrow('cut')
    await world.fetch(FEED, { headers: BEARER })
    await expect((await world.fetch(`${FEED}?flow_id=broken`, { headers: BEARER })).text()).rejects.toThrow()
    const kept = await recording('broken off')
    expect(kept.exchanges.map(({ response }) => response === null)).toEqual([true, false, true])
    expect((await replay(kept, { to: createTwin({ around, limits: false }) })).differences).toEqual([])
    const { differences } = await replay(kept, { to: createTwin({ limits: false }) })
    expect(differences.map(({ exchange, part }) => [exchange, part])).toEqual([
      [1, 'answer'],
      [3, 'answer'],
    ])
  })

  it('writes down what goes past the world, and keeps bytes that are no text', async () => {
    const stage = await openStage({ listen: true })
    const { world, recording } = await stage.enter({ runs: 2 })
    await fetch(world.url('qyvo') + '/triggers/new-flow-triggered', { headers: BEARER })
    const body = Uint8Array.of(0xff, 0xfe, 0x22)
    const headers = { authorization: world.authorization('recrubo'), 'content-type': 'application/vnd.api+json' }
    await fetch(`${world.url('recrubo')}/flow-runs`, { method: 'POST', headers, body })
    const kept = await recording('past the world')
    await stage.close()
    expect(kept.exchanges.map(({ request }) => request.body)).toEqual([null, { base64: '//4i' }])
    expect((await replay(kept, { to: createTwin() })).differences).toEqual([])
  })
})
