import { describe, expect, it } from 'vitest'
import { createTwin } from '../../mock/twin.ts'
import { operations } from '../../spec/generated/control.operations.ts'
import { sendRequest, BEARER, createControlTwin, FEED } from './control-requests.ts'

describe('the clock', () => {
  it('advances by a duration, to an instant or to the next event, and returns the events', async () => {
    const twin = createControlTwin()
    const clock = '/_twin/v1/worlds/default/clock'
    const moved = await sendRequest(twin, clock, { body: { advance: 'PT31M' } })
    expect(moved.json.now).toBe('2026-01-15T09:31:00.000000Z')
    expect(moved.json.total).toBe(moved.json.events.length)
    const instants = moved.json.events.map((event: { at: string }) => event.at)
    expect(instants).toEqual(instants.toSorted())
    expect(moved.json.events.map((event: { type: string }) => event.type)).toContain('created')
    const to = await sendRequest(twin, clock, { body: { to: '2026-01-15T10:00:00Z', clock: '60x' } })
    expect(to.json.clock).toBe('60x')
    await sendRequest(twin, clock, { body: { clock: 'frozen' } })
    const next = await sendRequest(twin, clock, { body: { next: 'event' } })
    expect(next.json.total).toBeGreaterThan(0)
    expect((await sendRequest(twin, FEED, { headers: BEARER })).headers.get('date')).toMatch(/^Thu, 15 Jan 2026 1\d:/)
  })

  it.each([
    [{ advance: 'soon' }, 400],
    [{ to: 'noon' }, 400],
    [{ to: '2020-01-01T00:00:00Z' }, 409],
    [{ advance: '1m', next: 'event' }, 400],
    [{ clock: '0x' }, 400],
    [{}, 400],
  ])('does not move for the invalid update %j', async (body, status) => {
    const twin = createControlTwin()
    const answer = await sendRequest(twin, '/_twin/v1/worlds/default/clock', { body })
    expect([answer.status, answer.json.error]).toEqual([status, expect.stringMatching(/\w{3}/)])
    expect(twin.clock.now).toBe(createTwin().clock.now)
  })
})

describe('a snapshot', () => {
  it('recreates the world on another server, byte for byte', async () => {
    const twin = createControlTwin({ runs: 10_000_000 })
    const path = '/w/story/public/v2/flow-runs'
    const list = await sendRequest(twin, `${path}?page[size]=1`, { headers: BEARER })
    const { flowId, messageThreadId } = list.json.data[0].attributes
    const attributes = { flowId, messageThreadId, state: { source: 'snapshot' }, initialMessage: {} }
    for (let write = 0; write < 50; write++) {
      const headers = { ...BEARER, 'content-type': 'application/vnd.api+json' }
      const created = await sendRequest(twin, path, { body: { data: { type: 'flowRuns', attributes } }, headers })
      expect(created.status).toBe(201)
      await sendRequest(twin, '/_twin/v1/worlds/story/clock', { body: { advance: '7s' } })
    }
    const snapshot = await sendRequest(twin, '/_twin/v1/worlds/story/snapshot')
    expect(snapshot.text.length).toBeLessThan(20_000)
    const elsewhere = createControlTwin({ seed: 7, runs: 5 })
    const opened = await sendRequest(elsewhere, '/_twin/v1/worlds', {
      body: { name: 'story', snapshot: snapshot.json },
    })
    expect(opened.json).toMatchObject({ runs: 10_000_000, operationCount: 100 })
    for (const target of [`${path}?sort=-createdAt`, `/w/story${FEED}`]) {
      const [here, there] = [
        await sendRequest(twin, target, { headers: BEARER }),
        await sendRequest(elsewhere, target, { headers: BEARER }),
      ]
      expect(there.text).toBe(here.text)
    }
  })

  it('of another dataset version, or with an invalid operation, is rejected and creates no world', async () => {
    const twin = createControlTwin()
    const { json } = await sendRequest(twin, '/_twin/v1/worlds/default/snapshot')
    const rejected = async (snapshot: object) => {
      const answer = await sendRequest(twin, '/_twin/v1/worlds', { body: { name: 'x', snapshot } })
      expect((await sendRequest(twin, '/_twin/v1/worlds/x')).status).toBe(404)
      return [answer.status, answer.json.error]
    }
    expect(await rejected({ ...json, dataSetVersion: 99 })).toEqual([
      400,
      expect.stringContaining('dataset version 99'),
    ])
    const operation = (one: object) => ({ ...json, operations: [{ at: json.now, operation: one }] })
    const settings = { 'nobody.knows': 'it' }
    expect(await rejected(operation({ kind: 'configure', settings }))).toEqual([
      400,
      expect.stringContaining('there is no quirk'),
    ])
    expect(await rejected(operation({ kind: 'explode' }))).toEqual([400, expect.stringContaining('explode')])
    expect(await rejected(operation({ kind: 'delete', run: 5_000_001 }))).toEqual([
      400,
      expect.stringContaining('unknown-run'),
    ])
    expect(await rejected({ ...json, parameters: { ...json.parameters, runs: -1 } })).toEqual([
      400,
      expect.stringContaining('runs is -1'),
    ])
  })
})

describe('a request', () => {
  it('is in the journal of its world, with the reason that the vendor does not return', async () => {
    const twin = createControlTwin()
    await sendRequest(twin, FEED)
    await sendRequest(twin, FEED, { headers: BEARER })
    const journal = await sendRequest(twin, '/_twin/v1/worlds/default/journal?status=401')
    expect(journal.json).toMatchObject({
      total: 2,
      entries: [{ sequence: 1, vendor: 'qyvo', note: expect.stringContaining('Authorization') }],
    })
    expect((await sendRequest(twin, '/_twin/v1/worlds/default/journal?after=1')).json.entries).toHaveLength(1)
  })
})

describe('a run', () => {
  it('can be read by any vendor’s id and by its number, and ended', async () => {
    const twin = createControlTwin()
    const runs = '/_twin/v1/worlds/default/runs'
    const { json } = await sendRequest(twin, `${runs}/-2`)
    expect(Object.keys(json.ids)).toEqual(['qyvo', 'recrubo', 'rapidpro', 'idnow'])
    for (const id of Object.values(json.ids))
      expect((await sendRequest(twin, `${runs}/${String(id)}`)).json).toEqual(json)
    expect((await sendRequest(twin, `${runs}/${json.ids.qyvo.replace(/.$/, 'x')}`)).status).toBe(404)
    const made = twin.world.applyOperation({ kind: 'create', flow: 0, contact: 1, environment: 'live', input: null })
    const ended = await sendRequest(twin, `${runs}/${made?.number}`, { body: { end: 'failed' } })
    expect(ended.json).toMatchObject({ status: 'failed', nextChangeAt: null })
    expect((await sendRequest(twin, `${runs}/${made?.number}`, { body: { end: 'failed' } })).status).toBe(409)
  })
})

describe('quirks', () => {
  it('of a world are all set or none', async () => {
    const twin = createControlTwin()
    const path = '/_twin/v1/worlds/default/quirks'
    const rejected = await sendRequest(twin, path, { method: 'PATCH', body: { 'nobody.knows': 'it' } })
    expect([rejected.status, rejected.json.error]).toEqual([400, expect.stringContaining('there is no quirk')])
    expect(twin.world.revision).toBe(0)
  })

  it('are listed with their question, the meaning of each position, the default, and the position in a world', async () => {
    const twin = createControlTwin()
    await sendRequest(twin, '/_twin/v1/worlds', { body: { name: 'newer', quirks: { 'rapidpro.version': 'head' } } })
    const readQuirk = async (query: string): Promise<Record<string, unknown>> => {
      const { json } = await sendRequest(twin, `/_twin/v1/quirks${query}`)
      expect(json.quirks).toHaveLength(twin.vendors.flatMap(({ quirks }) => quirks).length)
      return json.quirks.find(({ id }: { id: string }) => id === 'rapidpro.version')
    }
    const versions = await readQuirk('?world=newer')
    expect(versions).toMatchObject({ vendor: 'rapidpro', default: 'v9', current: 'head' })
    expect(versions['question']).toContain('?')
    const positions = versions['positions'] as readonly { position: string; meaning: string }[]
    expect(positions.map(({ position }) => position)).toEqual(expect.arrayContaining(['v9', 'head']))
    expect(positions.every(({ meaning }) => meaning.length > 5)).toBe(true)
    expect((await readQuirk(''))['current']).toBe('v9')
    expect((await sendRequest(twin, '/_twin/v1/quirks?world=none')).status).toBe(404)
  })
})

describe('the control API', () => {
  it.each([
    ['from another origin', { headers: { origin: 'http://evil.test' } }, 403],
    ['with another media type', { body: '{"name":"x"}', headers: { 'content-type': 'text/plain' } }, 415],
    ['with invalid JSON', { body: '{' }, 400],
    ['with unknown fields', { body: { name: 'x', __proto__x: 1 } }, 400],
    ['with an invalid world name', { body: { name: '../x' } }, 400],
    ['with an unsupported method', { method: 'PUT' }, 405],
  ] as const)('rejects requests %s, and nothing changes', async (_, init, status) => {
    const twin = createControlTwin()
    const server = await twin.listen()
    try {
      const headers = 'headers' in init ? init.headers : {}
      const body = 'body' in init ? (typeof init.body === 'string' ? init.body : JSON.stringify(init.body)) : undefined
      const method = 'method' in init ? init.method : body === undefined ? 'GET' : 'POST'
      const sent = { method, headers: { 'content-type': 'application/json', ...headers } as Record<string, string> }
      const response = await twin.fetch(
        new Request(`${server.url}/_twin/v1/worlds`, body === undefined ? sent : { ...sent, body }),
      )
      expect(response.status).toBe(status)
      expect(((await response.json()) as { error: string }).error).toMatch(/\w{3}/)
      expect((await sendRequest(twin, '/_twin/v1/worlds', { headers: {} })).json.worlds).toHaveLength(1)
    } finally {
      await server.close()
    }
  })

  it('requires its token on network addresses', async () => {
    const twin = createControlTwin()
    const server = await twin.listen({ host: '0.0.0.0', controlToken: 'secret-of-the-day' })
    try {
      const statusOf = async (headers: Record<string, string>) =>
        (await sendRequest(twin, '/_twin/v1/worlds', { headers })).status
      expect(await statusOf({})).toBe(403)
      expect((await sendRequest(twin, '/_twin/v1/health')).status).toBe(200)
      expect(await statusOf({ authorization: 'Bearer guess' })).toBe(403)
      expect(await statusOf({ authorization: 'Bearer secret-of-the-day' })).toBe(200)
    } finally {
      await server.close()
    }
  })
})

describe('a path of the control API', () => {
  const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']
  const PATHS = [...new Set(operations.map(({ path }) => path))]

  it.each(PATHS)('%s returns 405 with Allow for each method that it lacks', async (path) => {
    const twin = createControlTwin()
    const documented = operations
      .filter((operation) => operation.path === path)
      .map(({ method }) => method.toUpperCase())
    const allowed = [...documented, ...(documented.includes('GET') ? ['HEAD'] : [])]
    const target = path.replace('{world}', 'default').replaceAll(/\{\w+\}/g, '1')
    for (const method of METHODS.filter((name) => !allowed.includes(name))) {
      const response = await twin.fetch(new Request(`http://localhost${target}`, { method }))
      expect([method, response.status]).toEqual([method, 405])
      expect(response.headers.get('allow')?.split(', ').toSorted()).toEqual(allowed.toSorted())
      const text = await response.text()
      if (method !== 'HEAD') expect(JSON.parse(text).error).toContain(`${method} is not allowed`)
    }
  })
})
