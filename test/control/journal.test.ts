import { describe, expect, it } from 'vitest'
import { sendRequest, BEARER, createControlTwin, FEED } from './control-requests.ts'

const JOURNAL = '/_twin/v1/worlds/default/journal'
const RUNS = '/api/v2/runs.json'
const TOKEN = { authorization: 'Token mine' }

describe('the journal', () => {
  it('can be filtered by every search field', async () => {
    const twin = createControlTwin()
    await sendRequest(twin, FEED, { headers: BEARER })
    await sendRequest(twin, `${RUNS}?flow=nobody`, { headers: TOKEN })
    await sendRequest(twin, FEED, { method: 'HEAD', headers: BEARER })
    await sendRequest(twin, FEED)
    const { json } = await sendRequest(twin, JOURNAL)
    expect(json).toMatchObject({ total: 4, dropped: 0, bodiesDropped: 0, next: null })
    const sequences = async (query: string) =>
      (await sendRequest(twin, `${JOURNAL}?${query}`)).json.entries.map((entry: { sequence: number }) => entry.sequence)
    expect(await sequences('vendor=qyvo')).toEqual([1, 3, 4])
    expect(await sequences('operation=listRuns')).toEqual([2])
    expect(await sequences('method=head')).toEqual([3])
    expect(await sequences('status=401')).toEqual([4])
    expect(await sequences('state=pending')).toEqual([])
    expect(await sequences('text=nobody')).toEqual([2])
    expect(await sequences(`credential=${json.entries[0].credential}`)).toEqual([1, 2, 3])
    expect(await sequences('after=2')).toEqual([3, 4])
  })

  it('is paged by sequence number', async () => {
    const twin = createControlTwin()
    for (let call = 0; call < 7; call++) await sendRequest(twin, FEED, { headers: BEARER })
    const seen: number[] = []
    let next: number | null = 0
    while (next !== null) {
      const { json } = await sendRequest(twin, `${JOURNAL}?limit=3&after=${next}`)
      seen.push(...json.entries.map((entry: { sequence: number }) => entry.sequence))
      next = json.next
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7])
  })

  it('continues its sequence numbers after it is cleared', async () => {
    const twin = createControlTwin()
    await sendRequest(twin, FEED, { headers: BEARER })
    expect((await sendRequest(twin, JOURNAL, { method: 'DELETE' })).status).toBe(204)
    await sendRequest(twin, FEED, { headers: BEARER })
    expect((await sendRequest(twin, JOURNAL)).json).toMatchObject({ total: 2, entries: [{ sequence: 2 }] })
  })

  it('has only the requests of its world', async () => {
    const twin = createControlTwin()
    await sendRequest(twin, `/w/one${FEED}`, { headers: BEARER })
    expect((await sendRequest(twin, JOURNAL)).json.total).toBe(0)
    expect((await sendRequest(twin, '/_twin/v1/worlds/one/journal')).json.total).toBe(1)
  })
})

describe('a wait', () => {
  const wait = `${JOURNAL}/wait`

  it('ends at once, or as soon as enough entries match', async () => {
    const twin = createControlTwin()
    await sendRequest(twin, FEED, { headers: BEARER })
    expect((await sendRequest(twin, wait, { body: { operation: 'newFlowTriggered' } })).json).toEqual({
      count: 1,
      sequences: [1],
    })
    const waiting = sendRequest(twin, wait, { body: { operation: 'newFlowTriggered', count: 3, timeout: '4m' } })
    for (let call = 0; call < 2; call++) await sendRequest(twin, FEED, { headers: BEARER })
    expect((await waiting).json).toEqual({ count: 3, sequences: [1, 2, 3] })
  })

  it('returns 409 with the nearest entries after its timeout', async () => {
    const twin = createControlTwin()
    await sendRequest(twin, FEED)
    const { status, json } = await sendRequest(twin, wait, {
      body: { operation: 'newFlowTriggered', status: 200, timeout: '1ms' },
    })
    expect(status).toBe(409)
    expect(json.error).toMatch(/^waited 1ms for 1 .*, got 0; nearest: #1 GET .* -> 401 \(status is 401, not 200\)$/)
  })

  it.each([
    [{ operation: 'listRun' }, /did you mean "listRuns"/],
    [{ vendor: 'nobody' }, /there is no vendor "nobody"/],
    [{ timeout: 'long' }, /`timeout` must be a duration .*"long"/],
    [{ timeout: '2h' }, /at most 4m/],
  ])('returns 400 at once for %j', async (body, error) => {
    const { status, json } = await sendRequest(createControlTwin(), wait, { body })
    expect([status, json.error]).toEqual([400, expect.stringMatching(error)])
  })

  it('ends when the server closes or the world is reset', async () => {
    const twin = createControlTwin()
    const server = await twin.listen()
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"timeout":"4m"}' }
    const waiting = fetch(`${server.url}${wait}`, init)
    // This response comes after the wait has started.
    await fetch(`${server.url}/_twin/v1/worlds`)
    await fetch(`${server.url}/_twin/v1/worlds/default/reset`, { ...init, body: '{}' })
    expect((await waiting).status).toBe(409)
    const again = fetch(`${server.url}${wait}`, init)
    await fetch(`${server.url}/_twin/v1/worlds`)
    const closed = server.close()
    expect((await again).status).toBe(409)
    await closed
  })
})

describe('a verification', () => {
  const verify = async (body: object) => {
    const twin = createControlTwin()
    await sendRequest(twin, FEED, { headers: BEARER })
    await sendRequest(twin, `${RUNS}?before=2026-01-01`, { headers: TOKEN })
    await sendRequest(twin, FEED)
    const { status, json } = await sendRequest(twin, `${JOURNAL}/verify`, { body })
    return [status, json]
  }

  it.each([
    { expectations: [{ operation: 'newFlowTriggered', exactly: 2 }] },
    { expectations: [{ operation: 'newFlowTriggered', atLeast: 1, status: 200 }] },
    { expectations: [{ vendor: 'idnow', atMost: 0 }] },
    {
      expectations: [{ text: 'before=2026' }],
      sequence: [{ vendor: 'qyvo' }, { vendor: 'rapidpro' }, { status: 401 }],
    },
  ])('passes for %j', async (body) => {
    expect(await verify(body)).toEqual([200, { passed: true, checkedEntries: 3 }])
  })

  it.each([
    [
      { expectations: [{ operation: 'newFlowTriggered', exactly: 1 }] },
      /expected exactly 1 of .*, got 2; found: #1 GET .*, #3 GET/,
    ],
    [
      { expectations: [{ operation: 'listRuns', status: 201 }] },
      /expected at least 1 of .*nearest: #2 .*\(status is 200, not 201\)/,
    ],
    [{ expectations: [{ status: 401, atMost: 0 }] }, /expected at most 0 of .*found: #3/],
    [
      { sequence: [{ vendor: 'rapidpro' }, { status: 200 }] },
      /step 2 .* is missing after #2; nearest: #3 .*; earlier: #1/,
    ],
    [
      { after: 2, expectations: [{ operation: 'listRuns' }] },
      /nearest: #3 .*vendor|nearest: #3 .*operation is newFlowTriggered/,
    ],
  ])('returns 409 with an explanation for %j', async (body, error) => {
    expect(await verify(body)).toEqual([409, { error: expect.stringMatching(error) }])
  })

  it('returns 400 for an unknown operation', async () => {
    expect(await verify({ expectations: [{ operation: 'createFlowRuns' }] })).toEqual([
      400,
      { error: 'there is no operation "createFlowRuns"; did you mean "createFlowRun"?' },
    ])
  })
})

describe('the HTTP archive', () => {
  it('contains every request and response in HAR format', async () => {
    const twin = createControlTwin()
    const body = { message_type: 'text' }
    const feed = await sendRequest(twin, `${FEED}?flow_id=&x=a%20b`, {
      headers: { ...BEARER, accept: 'application/json' },
    })
    await sendRequest(twin, '/api/v1/actions/create-contact', { body, headers: BEARER })
    const { json } = await sendRequest(twin, `${JOURNAL}.har`)
    expect(json.log).toMatchObject({ version: '1.2', creator: { name: 'flowtwin' } })
    const [read, write] = json.log.entries
    expect(read).toMatchObject({
      startedDateTime: '2026-01-15T09:00:00.000Z',
      request: { method: 'GET', url: `http://localhost${FEED}?flow_id=&x=a%20b` },
      response: { status: 200, content: { text: feed.text, size: Buffer.byteLength(feed.text) } },
    })
    expect(read.request.queryString).toContainEqual({ name: 'x', value: 'a b' })
    expect(read.request.headers).toContainEqual({ name: 'authorization', value: 'Bearer [redacted]' })
    expect(JSON.parse(write.request.postData.text)).toEqual(body)
    for (const entry of json.log.entries) {
      const total = Object.values(entry.timings as Record<string, number>).reduce((sum, part) => sum + part)
      expect(total).toBe(entry.time)
    }
  })
})
