import { EventEmitter, once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../../mock/store/open-store.ts'
import { createTwin } from '../../mock/twin.ts'
import { type ChildServer, startChild } from './child-server.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'
import { createRequest, startFlow } from './store-twin.ts'

type OpenedStore = Awaited<ReturnType<typeof openStore>>

let postgres: PostgresServer
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.remove())

/** Sends requests to a server, as if they came to the address of a load balancer. */
function createClient({ url }: ChildServer) {
  return {
    fetch: (request: Request) => {
      const { pathname, search } = new URL(request.url)
      return fetch(new Request(url + pathname + search, request))
    },
  }
}

async function request(server: ChildServer, method: string, path: string, body?: unknown) {
  const response = await createClient(server).fetch(createRequest(method, path, body))
  const text = await response.text()
  return { status: response.status, position: Number(response.headers.get('x-flowtwin-position')), text }
}

/** Starts servers with one database, and stops those that still run in the end. */
async function withServers(count: number, test: (servers: readonly ChildServer[]) => Promise<void>): Promise<void> {
  const servers = await Promise.all(Array.from({ length: count }, () => startChild(postgres.url)))
  try {
    await test(servers)
  } finally {
    for (const { child, kill } of servers) if (child.exitCode === null && child.signalCode === null) await kill()
  }
}

const CONTACTS = '/api/v2/contacts.json'

describe('servers with one database', () => {
  it('serve the same worlds, whichever of them is asked', async () => {
    await withServers(3, async (servers) => {
      for (const [index, server] of [...servers, ...servers].entries()) {
        const { status, position } = await request(server, 'POST', `/w/everywhere${CONTACTS}`, { name: `Ann ${index}` })
        expect([status, position]).toEqual([201, index + 1])
      }
      const lists = await Promise.all(servers.map((server) => request(server, 'GET', `/w/everywhere${CONTACTS}`)))
      for (const { text, position } of lists) {
        const { results } = JSON.parse(text) as { readonly results: readonly { readonly name: string | null }[] }
        const names = results.map(({ name }) => name).filter((name) => name?.startsWith('Ann ') === true)
        expect(names.toSorted()).toEqual([0, 1, 2, 3, 4, 5].map((index) => `Ann ${index}`))
        expect(position).toBe(6)
      }
    })
  })

  it.each([
    ['a vendor', (world: string) => `/w/${world}${CONTACTS}`, { name: 'Ann' }],
    ['the control API', (world: string) => `/_twin/v1/worlds/${world}/runs`, { flow: 0, contact: { name: 'Ann' } }],
    ['the clock', (world: string) => `/_twin/v1/worlds/${world}/clock`, { advance: '1s' }],
  ])(
    'count the operations of each of the requests to %s that a server receives at once',
    async (name, toPath, body) => {
      await withServers(2, async ([one, two]) => {
        const world = `at-once-${name.toLowerCase().replaceAll(' ', '-')}`
        await request(one!, 'POST', `/w/${world}${CONTACTS}`, { name: 'First' })
        await one!.stop()
        // The first requests of the other server wait for the same promises.
        const answers = await Promise.all(Array.from({ length: 8 }, () => request(two!, 'POST', toPath(world), body)))
        const positions = answers.map(({ position }) => position)
        expect(positions.toSorted((left, right) => left - right)).toEqual([2, 3, 4, 5, 6, 7, 8, 9])
      })
    },
  )

  it('fork, reset and delete worlds of each other', async () => {
    await withServers(2, async ([one, two]) => {
      await request(one!, 'POST', `/w/parent${CONTACTS}`, { name: 'Ann' })
      const forked = await request(two!, 'POST', '/_twin/v1/worlds', { name: 'child', from: 'parent' })
      expect(forked.status).toBe(201)
      expect((await request(two!, 'POST', '/_twin/v1/worlds', { name: 'parent' })).status).toBe(409)
      await request(two!, 'POST', `/w/child${CONTACTS}`, { name: 'Bob' })
      expect((await request(one!, 'POST', '/_twin/v1/worlds/child/reset', {})).text).toContain('"operationCount":1')
      expect((await request(one!, 'DELETE', '/_twin/v1/worlds/parent')).status).toBe(204)
      for (const server of [one!, two!])
        expect((await request(server, 'GET', '/_twin/v1/worlds/parent')).status).toBe(404)
      expect(await one!.stop()).toBe(0)
      expect((await request(two!, 'GET', '/_twin/v1/worlds/child')).text).toContain('"operationCount":1')
    })
  })

  it('leave names free for each other that were only looked for, or whose world was rejected', async () => {
    await withServers(2, async ([one, two]) => {
      expect((await request(one!, 'GET', '/_twin/v1/worlds/late')).status).toBe(404)
      expect((await request(one!, 'POST', '/_twin/v1/worlds', { name: 'later', runs: -1 })).status).toBe(400)
      for (const name of ['late', 'later'])
        expect((await request(two!, 'POST', '/_twin/v1/worlds', { name })).status).toBe(201)
    })
  })

  it('go on with the worlds of a server that was killed, and lose no acknowledged write', async () => {
    await withServers(2, async ([one, two]) => {
      expect((await startFlow(createClient(one!), ['+31612340001'], 'orphan')).status).toBe(201)
      const before = await request(two!, 'GET', `/w/orphan${CONTACTS}`)
      await one!.kill()
      // The request waits until the lease of the killed server has lapsed.
      const after = await request(two!, 'GET', `/w/orphan${CONTACTS}`)
      expect([after.status, after.position]).toEqual([200, before.position])
      expect((await startFlow(createClient(two!), ['+31612340002'], 'orphan')).status).toBe(201)
    })
  })

  it('hand their worlds over at a planned stop, without a failed request', async () => {
    await withServers(2, async ([one, two]) => {
      await request(one!, 'POST', `/w/handed${CONTACTS}`, { name: 'Ann' })
      expect(await one!.stop()).toBe(0)
      const { status, position } = await request(two!, 'POST', `/w/handed${CONTACTS}`, { name: 'Bob' })
      expect([status, position]).toEqual([201, 2])
    })
  })

  it('keep the journal of a world that a server opens while it is stopped', async () => {
    const serve = async (store: OpenedStore) => {
      const twin = createTwin({ runs: 60, limits: false, store })
      const server = await twin.listen()
      const send = async (method: string, path: string, body?: unknown) =>
        (await fetch(new Request(server.url + path, createRequest(method, path, body)))).json()
      return { send, stop: () => server.close().then(() => twin.close()) }
    }
    const first = await serve(await openStore(postgres.url))
    for (const name of ['Ann', 'Bob']) await first.send('POST', `/w/reopened${CONTACTS}`, { name })
    await first.stop()
    const store = await openStore(postgres.url)
    const progress = new EventEmitter()
    const reached = once(progress, 'reached')
    const takeServerState = store.takeServerState.bind(store)
    store.takeServerState = async (world) => {
      const state = await takeServerState(world)
      if (world !== 'reopened') return state
      progress.emit('reached')
      await once(progress, 'stopping')
      return state
    }
    const second = await serve(store)
    const answer = second.send('GET', `/w/reopened${CONTACTS}`)
    await reached
    const stopped = second.stop()
    progress.emit('stopping')
    await answer
    await stopped
    const third = await serve(await openStore(postgres.url))
    expect(await third.send('GET', '/_twin/v1/worlds/reopened/journal')).toMatchObject({ total: 3 })
    await third.stop()
  })

  it('answer after the database was restarted', async () => {
    await withServers(2, async ([one, two]) => {
      await request(one!, 'POST', `/w/steady${CONTACTS}`, { name: 'Ann' })
      await postgres.restart()
      expect((await request(two!, 'GET', `/w/steady${CONTACTS}`)).position).toBe(1)
      await expect
        .poll(async () => (await request(two!, 'POST', `/w/steady${CONTACTS}`, { name: 'Bob' })).status, {
          timeout: 600_000,
        })
        .toBe(201)
    })
  })

  it('reject a hop that no server of the store signed', async () => {
    await withServers(2, async ([one, two]) => {
      await request(one!, 'POST', `/w/signed${CONTACTS}`, { name: 'Ann' })
      const forged = createRequest('GET', `/w/signed${CONTACTS}`)
      forged.headers.set('x-flowtwin-hop', 'f'.repeat(64))
      const response = await createClient(two!).fetch(forged)
      // It is forwarded like any other request.
      expect([response.status, response.headers.get('x-flowtwin-world')]).toEqual([200, 'signed'])
    })
  })

  it('answer a write with 503 in the error format of its vendor when the owner breaks off', async () => {
    const owner = createServer((socket) => socket.on('data', () => socket.destroy())).listen(0, '127.0.0.1')
    await once(owner, 'listening')
    const ownerUrl = `http://127.0.0.1:${(owner.address() as AddressInfo).port}`
    await withServers(1, async ([server]) => {
      await postgres.query("insert into flowtwin.member values ('lost', $1, clock_timestamp() + interval '1 h')", [
        ownerUrl,
      ])
      await postgres.query("insert into flowtwin.world (name, owner) values ('broken', 'lost')")
      const client = createClient(server!)
      const writes = [
        createRequest('POST', `/w/broken${CONTACTS}`, { name: 'Ann' }),
        createRequest('POST', '/w/broken/public/v2/webhooks', {}),
        createRequest('POST', '/w/broken/api/v1/actions/create-contact', {}),
      ]
      const responses = await Promise.all(writes.map((write) => client.fetch(write)))
      const bodies = await Promise.all(responses.map((response) => response.text()))
      expect(bodies[0]).toBe('Server Error. Site administrators have been notified.')
      expect(JSON.parse(bodies[1]!)).toMatchObject({ errors: [{ code: 'service_unavailable', status: '503' }] })
      expect(JSON.parse(bodies[2]!)).toEqual({ message: 'Server Error' })
      for (const { status, headers } of responses)
        expect([
          status,
          headers.get('retry-after'),
          headers.get('x-flowtwin-refused'),
          headers.get('x-flowtwin-hint'),
        ]).toEqual([503, '1', 'store', `the connection to ${ownerUrl} broke; the request may have been carried out`])
    })
    await postgres.query("delete from flowtwin.world where name = 'broken'")
    await postgres.query("delete from flowtwin.member where id = 'lost'")
    owner.close()
  })

  it('answer 503 while the database is down, and print its password nowhere', async () => {
    const server = await startChild(postgres.url)
    const health = await request(server, 'GET', '/_twin/v1/health')
    expect(health.text).toContain('postgres://127.0.0.1/flowtwin')
    await postgres.stop()
    const [failed, control] = await Promise.all([
      request(server, 'POST', `/w/other${CONTACTS}`, { name: 'Ann' }),
      request(server, 'POST', '/_twin/v1/worlds/other/clock', { advance: '1s' }),
    ])
    await postgres.start()
    expect([failed.status, failed.text]).toEqual([503, 'Server Error. Site administrators have been notified.'])
    expect(control.status).toBe(503)
    await server.kill()
    const wrongUrl = postgres.url.replace(/:\d+\/flowtwin/, ':1/flowtwin')
    const unreachable = await startChild(wrongUrl).then(() => '', String)
    expect(unreachable).toContain('ECONNREFUSED')
    for (const text of [health.text, failed.text, control.text, server.readErrors(), unreachable])
      expect(text).not.toContain('secret-canary')
  })
})
