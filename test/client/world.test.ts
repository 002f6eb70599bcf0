import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type InProcessServer, type TwinWorld } from '../../client/index.ts'
import { createTwin, type Twin } from '../../mock/twin.ts'
import type { RunningServer } from '../../mock/http/node/server.ts'

const FEED = '/api/v1/triggers/new-flow-triggered'

/** The same server in this process and over the network. */
const OPTIONS = { seed: 7, runs: 300 }
let server: RunningServer
const connections: readonly (readonly [string, () => InProcessServer | string])[] = [
  ['in process', () => createTwin(OPTIONS)],
  ['on a server', () => server.url],
]

beforeAll(async () => {
  server = await createTwin(OPTIONS).listen()
})
afterAll(() => server.close())

async function statuses(world: TwinWorld): Promise<readonly string[]> {
  const headers = { authorization: world.getAuthorization('qyvo') }
  const answer = await world.fetch(FEED, { headers })
  return ((await answer.json()) as { status: string }[]).map(({ status }) => status)
}

describe.each(connections)('a world %s', (_, getServer) => {
  let base: TwinWorld
  let world: TwinWorld
  beforeAll(async () => {
    base = await connect(getServer())
    world = await base.fork()
  })

  it('has the URLs and credentials of its vendors', async () => {
    expect(world.name).toMatch(/^default-\d+$/)
    for (const vendor of ['qyvo', 'recrubo', 'rapidpro', 'idnow'] as const) {
      expect(world.getUrl(vendor)).toMatch(new RegExp(`^${world.getUrl()}/(api/v[12]|public/v2)$`))
      expect(world.getAuthorization(vendor)).toMatch(new RegExp(`^(Bearer|Token) ${world.getCredential(vendor)}$`))
    }
    const headers = { authorization: world.getAuthorization('rapidpro') }
    const answer = await world.fetch(`${world.getUrl('rapidpro')}/runs.json`, { headers })
    const { next } = (await answer.json()) as { next: string }
    expect([answer.status, answer.headers.get('x-flowtwin-world')]).toEqual([200, world.name])
    expect(next.startsWith(`${world.getUrl('rapidpro')}/runs.json?cursor=`)).toBe(true)
    expect((await world.fetch(next, { headers })).status).toBe(200)
  })

  it('receives requests to the vendor’s own host', async () => {
    const request = new Request(`https://api.recrubo.example/public/v2/flow-runs/none`, {
      method: 'PATCH',
      headers: { authorization: world.getAuthorization('recrubo'), 'content-type': 'application/vnd.api+json' },
      body: '{',
    })
    const answer = await world.fetch(request)
    expect([answer.status, answer.headers.get('x-flowtwin-world')]).toEqual([400, world.name])
    expect((await base.fetch(`${world.getUrl().slice(-world.name.length - 3)}${FEED}`)).status).toBe(401)
  })

  it('has its own clock and can be reset', async () => {
    const initial = await statuses(world)
    const now = await world.clock.readNow()
    const { events } = await world.clock.advance('31m')
    expect(events.length).toBeGreaterThan(0)
    expect(await statuses(world)).not.toEqual(initial)
    expect(await statuses(base)).toEqual(initial)
    const next = await world.clock.advanceToNext()
    expect(next.total).toBeGreaterThan(0)
    expect((await world.clock.advanceTo('2026-01-16T00:00:00Z')).now).toBe('2026-01-16T00:00:00.000000Z')
    expect((await world.clock.start('60x')).clock).toBe('60x')
    expect((await world.clock.freeze()).clock).toBe('frozen')
    await world.reset()
    expect([await world.clock.readNow(), await statuses(world)]).toEqual([now, initial])
  })

  it('can be forked, created from options or a snapshot, and deleted', async () => {
    await world.clock.advance('10m')
    const fork = await world.fork()
    expect([fork.name, await statuses(fork)]).toEqual([`${world.name}-1`, await statuses(world)])
    const copy = await base.createWorld({ snapshot: await world.exportSnapshot() })
    expect(await statuses(copy)).toEqual(await statuses(world))
    const small = await world.createWorld({ runs: 3 })
    expect(await statuses(small)).toHaveLength(3)
    await fork.delete()
    await expect(fork.clock.readNow()).rejects.toThrow(`there is no world "${fork.name}"`)
    await expect(world.fork(small.name)).rejects.toThrow(`world "${small.name}" already exists`)
  })

  it('reads the journal, sets quirks, and calls any control operation', async () => {
    const { entries } = await world.readJournal({ vendor: 'qyvo', status: 200 })
    expect(entries.at(-1)).toMatchObject({ operation: 'newFlowTriggered', target: FEED })
    expect((await world.readQuirks())['rapidpro.version']).toBe('v9')
    expect((await world.setQuirks({ 'rapidpro.version': 'head' }))['rapidpro.version']).toBe('head')
    expect((await base.readQuirks())['rapidpro.version']).toBe('v9')
    const { status, ids } = await world.callControl('readRun', { path: { run: '0' } })
    expect((await world.callControl('readRun', { path: { run: ids['qyvo']! } })).status).toBe(status)
    await expect(world.callControl('readRun', { path: { run: 'none' } })).rejects.toThrow('there is no run with the id')
    expect((await world.callControl('listWorlds')).worlds.map(({ name }) => name)).toContain(world.name)
  })
})

describe('connecting', () => {
  it('creates a world with options, under the first free name', async () => {
    const twin: Twin = createTwin()
    const [one, two] = [await connect(twin, { world: { runs: 5 } }), await connect(twin, { world: { seed: 'x' } })]
    expect([one.name, two.name]).toEqual(['default-1', 'default-2'])
    expect(await statuses(one)).toHaveLength(5)
    expect(await statuses(two)).not.toEqual(await statuses(await connect(twin)))
  })

  it('rejects where there is no server', async () => {
    await expect(connect('http://127.0.0.1:1')).rejects.toThrow('there is no server at http://127.0.0.1:1; start one')
  })

  it('rejects an invalid URL', async () => {
    await expect(connect('localhost:4010')).rejects.toThrow(
      '"localhost:4010" is not the URL of a server; give one such',
    )
  })

  it('types the input of each operation', async () => {
    const world = await connect(createTwin())
    // @ts-expect-error the run is required
    await expect(world.callControl('readRun')).rejects.toThrow('there is no run with the id')
    // @ts-expect-error not a valid end
    const wrong = world.callControl('driveRun', { path: { run: '0' }, body: { end: 'lost' } })
    await expect(wrong).rejects.toThrow('`end` must be one of completed, expired, failed, cancelled')
  })

  it('names the served vendors for another one', async () => {
    const world = await connect(createTwin({ only: ['qyvo'] }))
    expect(() => world.getUrl('idnow')).toThrow('the server does not serve idnow; it serves qyvo')
  })
})
