import { createHandlers } from 'flowtwin/msw'
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type TwinWorld } from '../../client/index.ts'
import { createTwin } from '../../mock/index.ts'
import type { RunningServer } from '../../mock/http/node/server.ts'

const RECRUBO = 'https://api.recrubo.example'
const RAPIDPRO = 'https://textit.example/api/v2'
const msw = setupServer()
let server: RunningServer
beforeAll(async () => {
  server = await createTwin({ seed: 3, runs: 300 }).listen()
})
afterAll(() => server.close())

const connections: readonly (readonly [string, () => Promise<TwinWorld>])[] = [
  ['in process', async () => connect(createTwin({ seed: 3, runs: 300 }))],
  ['on a server', async () => connect(server.url)],
]

describe.each(connections)('msw handlers of a world %s', (_, connectWorld) => {
  let world: TwinWorld
  beforeAll(async () => {
    world = await (await connectWorld()).fork()
    msw.listen({ onUnhandledRequest: 'bypass' })
    msw.use(...createHandlers(world, [`${RECRUBO}/`, RAPIDPRO]))
  })
  afterAll(() => {
    msw.resetHandlers()
    msw.close()
  })

  it('redirect reads and writes from the vendor’s own host', async () => {
    const headers = { authorization: world.getAuthorization('recrubo'), 'content-type': 'application/vnd.api+json' }
    const listed = await fetch(`${RECRUBO}/public/v2/flow-runs?page[size]=1`, { headers })
    const { data } = (await listed.json()) as { data: { id: string }[] }
    expect([listed.status, listed.headers.get('x-flowtwin-world')]).toEqual([200, world.name])
    const rejected = await fetch(`${RECRUBO}/public/v2/flow-runs/${data[0]!.id}`, {
      headers,
      method: 'PATCH',
      body: '{',
    })
    expect(rejected.status).toBe(400)
    expect((await world.readJournal({ vendor: 'recrubo' })).entries.map(({ method }) => method)).toEqual([
      'GET',
      'PATCH',
    ])
  })

  it('return links that can be followed', async () => {
    const headers = { authorization: world.getAuthorization('rapidpro') }
    const seen = new Set<string>()
    let next: string | null = `${RAPIDPRO}/runs.json`
    while (next !== null) {
      const answer: Response = await fetch(next, { headers })
      const page = (await answer.json()) as { next: string | null; results: { uuid: string }[] }
      for (const { uuid } of page.results) seen.add(uuid)
      next = page.next
    }
    expect(seen.size).toBe(300)
  })

  it('pass other requests', async () => {
    msw.use(http.get('https://textit.example/other', () => HttpResponse.text('mine')))
    expect(await (await fetch('https://textit.example/other')).text()).toBe('mine')
  })
})

describe('msw handlers', () => {
  it('accept a mock server without a world', async () => {
    const twin = createTwin()
    const other = setupServer(...createHandlers(twin, [RECRUBO]))
    other.listen()
    const answer = await fetch(`${RECRUBO}/public/v2/flow-runs`, { headers: { authorization: 'Bearer mine' } })
    expect([answer.status, twin.journal.count]).toEqual([200, 1])
    other.close()
  })

  it('throw for an invalid URL', () => {
    expect(() => createHandlers(createTwin(), ['api.recrubo.example'])).toThrow(
      '"api.recrubo.example" is not an HTTP URL',
    )
  })
})
