import { EventEmitter, once } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { LogStore } from '../../mock/store/log-store.ts'
import { openStore } from '../../mock/store/open-store.ts'
import { createTwin, type Twin } from '../../mock/twin.ts'
import { createFolder, createRequest, openTwin, readWorld, startFlow } from './store-twin.ts'

/** A store whose disk is full while `isFull` is true. */
class FullStore {
  isFull = false
  readonly #logs: LogStore

  constructor(logs: LogStore) {
    this.#logs = logs
  }

  /** The store as a twin uses it. */
  get logs(): LogStore {
    return new Proxy(this.#logs, {
      get: (logs, name) => {
        if (name === 'flush') return () => this.#flush(logs)
        if (name === 'probe') return () => !this.isFull
        const member: unknown = Reflect.get(logs, name)
        return typeof member === 'function' ? (member.bind(logs) as unknown) : member
      },
    })
  }

  #flush(logs: LogStore): Promise<void> | null {
    if (this.isFull) throw new Error('ENOSPC: no space left on device, write')
    return logs.flush()
  }
}

/** Serves a folder over HTTP whose disk can become full. */
async function serveFullStore() {
  const folder = createFolder()
  const disk = new FullStore(await openStore(folder))
  const twin = createTwin({ runs: 60, store: disk.logs })
  await twin.ready()
  const server = await twin.listen()
  onTestFinished(() => server.close())
  const client = {
    fetch: (request: Request) => fetch(new Request(server.url + request.url.slice('http://localhost'.length), request)),
  }
  return { folder, disk, twin, server, client }
}

const WRITES: Readonly<Record<string, string>> = {
  qyvo: '/api/v1/actions/create-contact',
  idnow: '/api/v1/flows/12345/live/sessions',
}

/** Creates a write with the example credential of a vendor. */
function createVendorRequest({ vendors }: Twin, name: string): Request {
  const { demo } = vendors.find((vendor) => vendor.name === name)!
  const headers = { authorization: demo.authorization, 'content-type': 'application/json' }
  return new Request(`http://localhost${WRITES[name]}`, { method: 'POST', headers, body: '{}' })
}

const RUN = { flowId: '00000000-0000-4000-8000-000000000000', messageThreadId: '00000000-0000-4000-8000-000000000000' }

describe('a store that cannot write', () => {
  it('undoes the operations, answers reads from the state before, and 503 to writes', async () => {
    const { disk, client, twin } = await serveFullStore()
    expect((await startFlow(client, ['+31612340001'])).status).toBe(201)
    const before = await readWorld(client)
    disk.isFull = true
    const answers = await Promise.all([
      startFlow(client, ['+31612340002']),
      ...Array.from({ length: 4 }, () => readWorld(client)),
      startFlow(client, ['+31612340003']),
    ])
    const [first, ...others] = answers
    for (const write of [first, others.pop()]) expect(write).toMatchObject({ status: 503 })
    for (const read of others) expect(read).toEqual(before)
    expect(await readWorld(client)).toEqual(before)
    disk.isFull = false
    await twin.close()
  })

  it('answers 503 in the error format of each vendor, with Retry-After', async () => {
    const { disk, client, twin } = await serveFullStore()
    disk.isFull = true
    await startFlow(client, ['+31612340002'])
    const requests = [
      createRequest('POST', '/api/v2/contacts.json', { name: 'Ann' }),
      createRequest('POST', '/public/v2/flow-runs', { data: { type: 'flowRuns', attributes: RUN } }),
      createRequest('POST', '/_twin/v1/worlds', { name: 'new' }),
      ...['qyvo', 'idnow'].map((name) => createVendorRequest(twin, name)),
    ]
    const responses = await Promise.all(requests.map((request) => client.fetch(request)))
    const bodies = await Promise.all(responses.map((response) => response.text()))
    const heads = responses.map(({ status, headers }) => [
      status,
      headers.get('retry-after'),
      headers.get('x-flowtwin-refused'),
    ])
    for (const head of heads) expect(head).toEqual([503, '1', 'store'])
    expect(bodies[0]).toBe('Server Error. Site administrators have been notified.')
    expect(JSON.parse(bodies[1]!)).toEqual({
      errors: [
        {
          code: 'service_unavailable',
          status: '503',
          title: 'Service Unavailable',
          detail: 'the server could not answer this request; try again later',
        },
      ],
    })
    expect(JSON.parse(bodies[2]!)).toEqual({
      error: 'the store does not accept writes: ENOSPC: no space left on device, write',
    })
    expect(bodies.slice(3).map((body) => JSON.parse(body) as object)).toEqual([
      { message: 'Server Error' },
      { statusCode: 503, message: 'Service Unavailable' },
    ])
    disk.isFull = false
    await twin.close()
  })

  it('reports the reason in health, and accepts writes again by itself', async () => {
    const { folder, disk, client, twin } = await serveFullStore()
    const readStore = async () => {
      const response = await client.fetch(createRequest('GET', '/_twin/v1/health'))
      return ((await response.json()) as { readonly store: object }).store
    }
    const place = `folder ${folder}`
    const counts = { stored: 0, loaded: 0, opening: 0 }
    expect(await readStore()).toEqual({ place, state: 'ready', failure: null, ...counts })
    disk.isFull = true
    await startFlow(client, ['+31612340002'])
    const failure = 'ENOSPC: no space left on device, write'
    expect(await readStore()).toEqual({ place, state: 'failing', failure, ...counts })
    disk.isFull = false
    await expect.poll(async () => (await startFlow(client, ['+31612340004'])).status, { timeout: 600_000 }).toBe(201)
    expect(await readStore()).toEqual({ place, state: 'ready', failure: null, stored: 1, loaded: 1, opening: 0 })
    const before = await readWorld(twin)
    await twin.close()
    const again = await openTwin(folder)
    expect(await readWorld(again)).toEqual(before)
    await again.close()
  })

  it('tells no subscriber of operations that were undone', async () => {
    const posted: string[] = []
    const disk = new FullStore(await openStore(createFolder()))
    const twin = createTwin({
      runs: 60,
      store: disk.logs,
      postWebhook: async (request) => {
        posted.push(await request.text())
        return new Response(null, { status: 200 })
      },
    })
    await twin.ready()
    const webhook = { resourceType: 'flowRuns', event: 'create', webhookUrl: 'http://localhost:9/hook' }
    const created = await twin.fetch(
      createRequest('POST', '/public/v2/webhooks', { data: { type: 'webhooks', attributes: webhook } }),
    )
    expect(created.status).toBe(201)
    const insert = () =>
      twin.fetch(createRequest('POST', '/_twin/v1/worlds/default/runs', { flow: 0, contact: { name: 'Ann' } }))
    disk.isFull = true
    expect((await insert()).status).toBe(503)
    await twin.waitForDeliveries()
    expect(posted).toEqual([])
    disk.isFull = false
    await expect.poll(async () => (await insert()).status, { timeout: 600_000 }).toBe(201)
    await twin.waitForDeliveries()
    expect(posted).toHaveLength(1)
    await twin.close()
  })
})

describe('a world that is opened while the disk is full', () => {
  it('keeps its journal when operations of another one are undone', async () => {
    const folder = createFolder()
    const first = await openTwin(folder)
    for (const world of ['opened', 'other'])
      await first.fetch(createRequest('POST', `/w/${world}/api/v2/contacts.json`, { name: 'Ann' }))
    await first.close()
    const logs = await openStore(folder)
    const disk = new FullStore(logs)
    const progress = new EventEmitter()
    const reached = once(progress, 'reached')
    const takeServerState = logs.takeServerState.bind(logs)
    logs.takeServerState = async (world) => {
      const state = await takeServerState(world)
      if (world !== 'opened' || state === undefined) return state
      progress.emit('reached')
      await once(progress, 'undone')
      return state
    }
    const twin = createTwin({ runs: 60, store: disk.logs })
    await twin.ready()
    const server = await twin.listen()
    const send = (method: string, path: string, body?: unknown) =>
      fetch(new Request(server.url + path, createRequest(method, path, body)))
    expect((await send('GET', '/w/other/api/v2/contacts.json')).status).toBe(200)
    const opening = send('GET', '/w/opened/api/v2/contacts.json')
    await reached
    disk.isFull = true
    expect((await send('POST', '/w/other/api/v2/contacts.json', { name: 'Bob' })).status).toBe(503)
    disk.isFull = false
    progress.emit('undone')
    expect((await opening).status).toBe(200)
    expect(await (await send('GET', '/_twin/v1/worlds/opened/journal')).json()).toMatchObject({ total: 2 })
    await server.close()
    await twin.close()
  })
})
