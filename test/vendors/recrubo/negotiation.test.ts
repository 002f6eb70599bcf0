import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { buildCreate, findFlowAndThread, RUNS } from './write-requests.ts'

const JSON_API = 'application/vnd.api+json'

describe('Recrubo: Accept', () => {
  it.each([
    [undefined, 200],
    ['', 200],
    ['*/*', 200],
    ['application/*', 200],
    ['application/json', 200],
    ['text/html', 200],
    [JSON_API, 200],
    [JSON_API.toUpperCase(), 200],
    [`${JSON_API};q=0.8`, 200],
    [`${JSON_API}; profile="https://example.com/a https://example.com/b,c"`, 200],
    [`${JSON_API}; charset=utf-8, ${JSON_API}`, 200],
    [`${JSON_API}; charset=utf-8`, 406],
    [`${JSON_API}; charset=utf-8; q=0.5, text/html`, 406],
    [`${JSON_API}; charset=utf-8, ${JSON_API}; version=1`, 406],
    [`${JSON_API}; ext="https://jsonapi.org/ext/atomic"`, 406],
    [`${JSON_API}; ext="https://jsonapi.org/ext/atomic", ${JSON_API}; charset=utf-8`, 406],
    [`${JSON_API}; ext="https://jsonapi.org/ext/atomic", ${JSON_API}; profile="https://example.com/a"`, 200],
  ])('%j returns %i', async (accept, expected) => {
    const { status, headers, json } = await sendRequest(
      createTestTwin(),
      RUNS,
      accept === undefined ? {} : { headers: { accept } },
    )
    expect([status, headers.get('content-type')]).toEqual([expected, JSON_API])
    if (expected === 406) expect(json.errors[0]).toMatchObject({ status: '406', source: { header: 'Accept' } })
  })
})

describe('Recrubo: Content-Type', () => {
  it.each([
    [JSON_API, 201],
    [JSON_API.toUpperCase(), 201],
    [`${JSON_API}; profile="https://example.com/a;b"`, 201],
    [`${JSON_API}; charset=utf-8`, 415],
    [`${JSON_API};q=1`, 415],
    [`${JSON_API}; ext="https://jsonapi.org/ext/atomic"`, 415],
    ['application/json', 415],
    ['text/plain', 415],
    ['', 415],
  ])('%j returns %i', async (type, expected) => {
    const twin = createTestTwin()
    const body = buildCreate({ ...(await findFlowAndThread(twin)), state: {}, initialMessage: {} })
    const { status, headers, json } = await sendRequest(twin, RUNS, {
      method: 'POST',
      body,
      headers: { 'content-type': type },
    })
    expect([status, headers.get('content-type')]).toEqual([expected, JSON_API])
    if (expected === 415) expect(json.errors[0]).toMatchObject({ status: '415', source: { header: 'Content-Type' } })
    expect((await sendRequest(twin, RUNS)).json.meta.total).toBe(expected === 201 ? 1001 : 1000)
  })

  it('is checked before the credential, and the credential before the body', async () => {
    const options = { method: 'POST', body: '{', anonymous: true } as const
    expect((await sendRequest(createTestTwin(), RUNS, options)).status).toBe(415)
    expect(
      (await sendRequest(createTestTwin(), RUNS, { ...options, headers: { 'content-type': JSON_API } })).status,
    ).toBe(401)
  })
})

describe('Recrubo: JSON:API documents, queries and keys', () => {
  it('sends no jsonapi, no top-level links, and included only on request', async () => {
    const twin = createTestTwin()
    const list = await sendRequest(twin, RUNS)
    expect(Object.keys(list.json)).toEqual(['data', 'meta'])
    expect(Object.keys((await sendRequest(twin, `${RUNS}?include=`)).json)).toEqual(['data', 'meta', 'included'])
    expect(Object.keys((await sendRequest(twin, `${RUNS}/${list.json.data[0].id}`)).json)).toEqual(['data', 'meta'])
  })

  it.each([
    ['foo=1', 400],
    ['foo[bar]=1', 400],
    ['fooBar=1', 200],
    ['foo-bar[x]=1', 200],
    ['x_y=1', 200],
    ['include=flow,', 400],
    ['include=flow.nodes', 400],
    ['include=flow,flow', 200],
    ['sort=', 400],
    ['sort=-status,-createdAt', 200],
    ['sort=createdAt,status', 400],
    ['fields[flowRuns]=status,noSuchField', 200],
    ['fields[nodes]=name', 200],
    ['page[cursor]=x', 400],
  ])('returns the expected status for ?%s: %i', async (query, expected) => {
    expect((await sendRequest(createTestTwin(), `${RUNS}?${query}`)).status).toBe(expected)
  })

  it('answers HEAD like GET, without a body', async () => {
    const { status, headers, text } = await sendRequest(createTestTwin(), RUNS, { method: 'HEAD' })
    expect([status, headers.get('content-type'), text]).toEqual([200, JSON_API, ''])
  })

  it.each([
    ['flowtwinexpired', 401],
    ['flowtwinrevoked', 401],
    ['flowtwinforbidden', 403],
    ['flowtwinnoworkspace', 401],
    ['flowtwinothertenant', 200],
  ])('returns the status for the key %s: %i', async (key, expected) => {
    const twin = createTestTwin()
    const { status, json } = await sendRequest(twin, RUNS, { headers: { authorization: `Bearer ${key}` } })
    expect(status).toBe(expected)
    if (expected !== 200) expect(json.errors[0].detail).toBe('access denied')
  })

  it('hides the runs of one organization from another, for reads and deletes', async () => {
    const twin = createTestTwin()
    const { json } = await sendRequest(twin, RUNS)
    const other = { headers: { authorization: 'Bearer flowtwinothertenant' } }
    const theirs = await sendRequest(twin, RUNS, other)
    expect(theirs.json.data.map(({ id }: { id: string }) => id)).not.toContain(json.data[0].id)
    for (const method of ['GET', 'DELETE']) {
      expect((await sendRequest(twin, `${RUNS}/${json.data[0].id}`, { ...other, method })).status).toBe(404)
    }
  })

  it('notes a partner key in the journal', async () => {
    const twin = createTestTwin()
    await sendRequest(twin, RUNS, { headers: { authorization: 'Bearer flowtwinnoworkspace' } })
    expect(twin.journal.listJournalEntries().at(-1)?.note).toContain('partner key')
  })
})
