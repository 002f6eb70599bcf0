import { describe, expect, it } from 'vitest'
import { ask, BEARER, controlledTwin, FEED } from './control-requests.ts'

const JOURNAL = '/_twin/v1/worlds/default/journal'
const RUNS = '/api/v2/runs.json'
const TOKEN = { authorization: 'Token mine' }

describe('the journal', () => {
  it('is filtered by everything that an entry says', async () => {
    const twin = controlledTwin()
    await ask(twin, FEED, { headers: BEARER })
    await ask(twin, `${RUNS}?flow=nobody`, { headers: TOKEN })
    await ask(twin, FEED, { method: 'HEAD', headers: BEARER })
    await ask(twin, FEED)
    const { json } = await ask(twin, JOURNAL)
    expect(json).toMatchObject({ total: 4, dropped: 0, bodiesDropped: 0, next: null })
    const sequences = async (query: string) =>
      (await ask(twin, `${JOURNAL}?${query}`)).json.entries.map((entry: { sequence: number }) => entry.sequence)
    expect(await sequences('vendor=qyvo')).toEqual([1, 3, 4])
    expect(await sequences('operation=listRuns')).toEqual([2])
    expect(await sequences('method=head')).toEqual([3])
    expect(await sequences('status=401')).toEqual([4])
    expect(await sequences('state=pending')).toEqual([])
    expect(await sequences('text=nobody')).toEqual([2])
    expect(await sequences(`credential=${json.entries[0].credential}`)).toEqual([1, 2, 3])
    expect(await sequences('after=2')).toEqual([3, 4])
  })

  it('is paged by sequence', async () => {
    const twin = controlledTwin()
    for (let at = 0; at < 7; at++) await ask(twin, FEED, { headers: BEARER })
    const seen: number[] = []
    let next: number | null = 0
    while (next !== null) {
      const { json } = await ask(twin, `${JOURNAL}?limit=3&after=${next}`)
      seen.push(...json.entries.map((entry: { sequence: number }) => entry.sequence))
      next = json.next
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7])
  })

  it('is cleared, and numbered on', async () => {
    const twin = controlledTwin()
    await ask(twin, FEED, { headers: BEARER })
    expect((await ask(twin, JOURNAL, { method: 'DELETE' })).status).toBe(204)
    await ask(twin, FEED, { headers: BEARER })
    expect((await ask(twin, JOURNAL)).json).toMatchObject({ total: 2, entries: [{ sequence: 2 }] })
  })

  it('of one world says nothing of another', async () => {
    const twin = controlledTwin()
    await ask(twin, `/w/one${FEED}`, { headers: BEARER })
    expect((await ask(twin, JOURNAL)).json.total).toBe(0)
    expect((await ask(twin, '/_twin/v1/worlds/one/journal')).json.total).toBe(1)
  })
})

describe('waiting', () => {
  const wait = `${JOURNAL}/wait`

  it('ends at once where everything is there, and as soon as it comes otherwise', async () => {
    const twin = controlledTwin()
    await ask(twin, FEED, { headers: BEARER })
    expect((await ask(twin, wait, { body: { operation: 'newFlowTriggered' } })).json).toEqual({
      count: 1,
      sequences: [1],
    })
    const waiting = ask(twin, wait, { body: { operation: 'newFlowTriggered', count: 3, timeout: '4m' } })
    for (let at = 0; at < 2; at++) await ask(twin, FEED, { headers: BEARER })
    expect((await waiting).json).toEqual({ count: 3, sequences: [1, 2, 3] })
  })

  it('is refused with what came near when its time is over', async () => {
    const twin = controlledTwin()
    await ask(twin, FEED)
    const { status, json } = await ask(twin, wait, {
      body: { operation: 'newFlowTriggered', status: 200, timeout: '1ms' },
    })
    expect(status).toBe(409)
    expect(json.error).toMatch(/^waited 1ms for 1 .*, 0 came; nearest: #1 GET .* -> 401 \(status is 401, not 200\)$/)
  })

  it.each([
    [{ operation: 'listRun' }, /did you mean "listRuns"/],
    [{ vendor: 'nobody' }, /there is no vendor "nobody"/],
    [{ timeout: 'long' }, /timeout "long"/],
    [{ timeout: '2h' }, /at most 4m/],
  ])('for %j is refused at once', async (body, error) => {
    const { status, json } = await ask(controlledTwin(), wait, { body })
    expect([status, json.error]).toEqual([400, expect.stringMatching(error)])
  })

  it('does not hold up a server that closes, nor a world that is reset', async () => {
    const twin = controlledTwin()
    const server = await twin.listen()
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"timeout":"4m"}' }
    const waiting = fetch(`${server.url}${wait}`, init)
    // Answered after the wait was: by then it has begun.
    await fetch(`${server.url}/_twin/v1/worlds`)
    await fetch(`${server.url}/_twin/v1/worlds/default/reset`, { method: 'POST' })
    expect((await waiting).status).toBe(409)
    const again = fetch(`${server.url}${wait}`, init)
    await fetch(`${server.url}/_twin/v1/worlds`)
    const closed = server.close()
    expect((await again).status).toBe(409)
    await closed
  })
})

describe('verifying', () => {
  const verify = async (body: object) => {
    const twin = controlledTwin()
    await ask(twin, FEED, { headers: BEARER })
    await ask(twin, `${RUNS}?before=2026-01-01`, { headers: TOKEN })
    await ask(twin, FEED)
    const { status, json } = await ask(twin, `${JOURNAL}/verify`, { body })
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
  ])('finds that %j holds', async (body) => {
    expect(await verify(body)).toEqual([200, { passed: true, checkedEntries: 3 }])
  })

  it.each([
    [
      { expectations: [{ operation: 'newFlowTriggered', exactly: 1 }] },
      /exactly 1 expected .*, 2 came; they are #1 GET .*, #3 GET/,
    ],
    [
      { expectations: [{ operation: 'listRuns', status: 201 }] },
      /at least 1 expected .*nearest: #2 .*\(status is 200, not 201\)/,
    ],
    [{ expectations: [{ status: 401, atMost: 0 }] }, /at most 0 expected .*they are #3/],
    [
      { sequence: [{ vendor: 'rapidpro' }, { status: 200 }] },
      /step 2 .* did not come after #2; nearest: #3 .*; before that came #1/,
    ],
    [
      { after: 2, expectations: [{ operation: 'listRuns' }] },
      /nearest: #3 .*vendor|nearest: #3 .*operation is newFlowTriggered/,
    ],
  ])('finds that %j does not, and explains', async (body, error) => {
    expect(await verify(body)).toEqual([409, { error: expect.stringMatching(error) }])
  })

  it('refuses what can never hold', async () => {
    expect(await verify({ expectations: [{ operation: 'createFlowRuns' }] })).toEqual([
      400,
      { error: 'there is no operation "createFlowRuns"; did you mean "createFlowRun"?' },
    ])
  })
})

describe('the archive', () => {
  it('holds every request and answer in the form that browsers read', async () => {
    const twin = controlledTwin()
    const sent = { message_type: 'text' }
    const feed = await ask(twin, `${FEED}?flow_id=&x=a%20b`, { headers: { ...BEARER, accept: 'application/json' } })
    await ask(twin, '/api/v1/actions/create-contact', { body: sent, headers: BEARER })
    const { json } = await ask(twin, `${JOURNAL}.har`)
    expect(json.log).toMatchObject({ version: '1.2', creator: { name: 'flowtwin' } })
    const [read, made] = json.log.entries
    expect(read).toMatchObject({
      startedDateTime: '2026-01-15T09:00:00.000Z',
      request: { method: 'GET', url: `http://localhost${FEED}?flow_id=&x=a%20b` },
      response: { status: 200, content: { text: feed.text, size: Buffer.byteLength(feed.text) } },
    })
    expect(read.request.queryString).toContainEqual({ name: 'x', value: 'a b' })
    expect(read.request.headers).toContainEqual({ name: 'authorization', value: 'Bearer [redacted]' })
    expect(JSON.parse(made.request.postData.text)).toEqual(sent)
    for (const entry of json.log.entries) {
      const timed = Object.values(entry.timings as Record<string, number>).reduce((sum, part) => sum + part)
      expect(timed).toBe(entry.time)
    }
  })
})
