import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type InProcessServer, type TwinWorld } from '../../client/index.ts'
import { createTwin, type Twin } from '../../mock/twin.ts'
import type { RunningServer } from '../../mock/http/node/server.ts'

const FEED = '/api/v1/triggers/new-flow-triggered'

/** The same twin twice: asked in this process, and over the network. */
const OPTIONS = { seed: 7, runs: 300 }
let server: RunningServer
const ways: readonly (readonly [string, () => InProcessServer | string])[] = [
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

describe.each(ways)('a world %s', (_, to) => {
  let base: TwinWorld
  let world: TwinWorld
  beforeAll(async () => {
    base = await connect(to())
    world = await base.fork()
  })

  it('tells where its vendors are and how they let in', async () => {
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

  it('answers requests that are meant for the vendor’s own host', async () => {
    const request = new Request(`https://api.recrubo.example/public/v2/flow-runs/none`, {
      method: 'PATCH',
      headers: { authorization: world.getAuthorization('recrubo'), 'content-type': 'application/vnd.api+json' },
      body: '{',
    })
    const answer = await world.fetch(request)
    expect([answer.status, answer.headers.get('x-flowtwin-world')]).toEqual([400, world.name])
    expect((await base.fetch(`${world.getUrl().slice(-world.name.length - 3)}${FEED}`)).status).toBe(401)
  })

  it('moves its own time, and begins again', async () => {
    const began = await statuses(world)
    const now = await world.clock.readNow()
    const { events } = await world.clock.advance('31m')
    expect(events.length).toBeGreaterThan(0)
    expect(await statuses(world)).not.toEqual(began)
    expect(await statuses(base)).toEqual(began)
    const next = await world.clock.advanceToNext()
    expect(next.total).toBeGreaterThan(0)
    expect((await world.clock.advanceTo('2026-01-16T00:00:00Z')).now).toBe('2026-01-16T00:00:00.000000Z')
    expect((await world.clock.start('60x')).clock).toBe('60x')
    expect((await world.clock.freeze()).clock).toBe('frozen')
    await world.reset()
    expect([await world.clock.readNow(), await statuses(world)]).toEqual([now, began])
  })

  it('forks, is made from options or a capsule, and is forgotten', async () => {
    await world.clock.advance('10m')
    const fork = await world.fork()
    expect([fork.name, await statuses(fork)]).toEqual([`${world.name}-1`, await statuses(world)])
    const copy = await base.createWorld({ snapshot: await world.exportSnapshot() })
    expect(await statuses(copy)).toEqual(await statuses(world))
    const small = await world.createWorld({ runs: 3 })
    expect(await statuses(small)).toHaveLength(3)
    await fork.delete()
    await expect(fork.clock.readNow()).rejects.toThrow(`there is no world "${fork.name}"`)
    await expect(world.fork(small.name)).rejects.toThrow(`there is a world "${small.name}" already`)
  })

  it('tells what was asked, sets quirks, and does whatever else the control API does', async () => {
    const { entries } = await world.readJournal({ vendor: 'qyvo', status: 200 })
    expect(entries.at(-1)).toMatchObject({ operation: 'newFlowTriggered', target: FEED })
    expect((await world.readQuirks())['rapidpro.version']).toBe('v9')
    expect((await world.setQuirks({ 'rapidpro.version': 'head' }))['rapidpro.version']).toBe('head')
    expect((await base.readQuirks())['rapidpro.version']).toBe('v9')
    const { status, ids } = await world.callControl('readRun', { path: { run: '0' } })
    expect((await world.callControl('readRun', { path: { run: ids['qyvo']! } })).status).toBe(status)
    await expect(world.callControl('readRun', { path: { run: 'none' } })).rejects.toThrow('no run of this world')
    expect((await world.callControl('listWorlds')).worlds.map(({ name }) => name)).toContain(world.name)
  })
})

describe('connecting', () => {
  it('makes a world on its own terms, under the first free name', async () => {
    const twin: Twin = createTwin()
    const [one, two] = [await connect(twin, { world: { runs: 5 } }), await connect(twin, { world: { seed: 'x' } })]
    expect([one.name, two.name]).toEqual(['default-1', 'default-2'])
    expect(await statuses(one)).toHaveLength(5)
    expect(await statuses(two)).not.toEqual(await statuses(await connect(twin)))
  })

  it('says that nothing answers', async () => {
    await expect(connect('http://127.0.0.1:1')).rejects.toThrow('nothing answers at http://127.0.0.1:1; start one')
  })

  it('says that an address is none', async () => {
    await expect(connect('localhost:4010')).rejects.toThrow('"localhost:4010" is no address of a twin; give one such')
  })

  it('wants with each operation what its document wants', async () => {
    const world = await connect(createTwin())
    // @ts-expect-error a run has to be named
    await expect(world.callControl('readRun')).rejects.toThrow('no run of this world')
    // @ts-expect-error runs do not end like this
    const wrong = world.callControl('driveRun', { path: { run: '0' }, body: { end: 'lost' } })
    await expect(wrong).rejects.toThrow('"enum"')
  })

  it('says which vendors there are', async () => {
    const world = await connect(createTwin({ only: ['qyvo'] }))
    expect(() => world.getUrl('idnow')).toThrow('the twin does not serve idnow; it serves qyvo')
  })
})
