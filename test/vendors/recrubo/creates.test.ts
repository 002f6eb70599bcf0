import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { createRun, buildCreate, findFlowAndThread, RUNS, sendDocument } from './write-requests.ts'

describe('Recrubo: creating a flow run', () => {
  it('returns 201 with the queued run, which is then at Location and in every list', async () => {
    const twin = createTestTwin()
    const attributes = {
      ...(await findFlowAndThread(twin)),
      state: { nested: { a: [1, null, 'é😀'] } },
      initialMessage: {},
    }
    const before = await sendRequest(twin, RUNS)
    const { status, headers, json } = await sendDocument(twin, `POST ${RUNS}`, buildCreate(attributes))
    expect(status).toBe(201)
    expect(json.data.attributes).toMatchObject({ ...attributes, status: 'queued', cost: 0 })
    expect(headers.get('location')).toBe(`${RUNS}/${json.data.id}`)
    expect((await sendRequest(twin, headers.get('location')!)).json).toEqual(json)
    const after = await sendRequest(twin, `${RUNS}?sort=-createdAt&page[size]=1`)
    expect([after.json.data[0], after.json.meta.total]).toEqual([json.data, before.json.meta.total + 1])
    const thread = await sendRequest(
      twin,
      `${RUNS}?filter[messageThreadId]=${attributes.messageThreadId}&sort=-createdAt`,
    )
    expect(thread.json.data[0]).toEqual(json.data)
  })

  it('runs, costs credits, keeps its state and ends as time passes', async () => {
    const twin = createTestTwin()
    const id = await createRun(twin, { source: 'test' })
    twin.clock.advance('10s')
    const running = await sendRequest(twin, `${RUNS}/${id}`)
    expect(running.json.data.attributes).toMatchObject({
      status: expect.not.stringMatching('queued'),
      cost: expect.any(Number),
    })
    twin.clock.advance('3h')
    const ended = await sendRequest(twin, `${RUNS}/${id}`)
    expect(['finished', 'timeout', 'exception', 'cancelled']).toContain(ended.json.data.attributes.status)
    expect(ended.json.data.attributes.state.source).toBe('test')
  })

  it('shows the run with the same contact through the other vendors', async () => {
    const twin = createTestTwin()
    await createRun(twin)
    const feed = await sendRequest(twin, '/api/v1/triggers/new-flow-triggered')
    const runs = await sendRequest(twin, '/api/v2/runs.json')
    expect(feed.json[0]).toMatchObject({ status: 'running', created_at: '2026-01-15T09:00:00+00:00' })
    expect(runs.json.results[0]).toMatchObject({ exit_type: null, created_on: '2026-01-15T09:00:00Z', path: [] })
    expect(runs.json.results[0].contact.urn).toBe(`tel:${feed.json[0].contact_phone}`)
  })

  it('creates two runs from two identical requests', async () => {
    const twin = createTestTwin()
    expect(await createRun(twin)).not.toBe(await createRun(twin))
  })

  it.each([
    ['flowId', '/data/attributes', 422],
    ['messageThreadId', '/data/attributes', 422],
    ['state', '/data/attributes', 422],
    ['initialMessage', '/data/attributes', 422],
  ])('rejects a body without %s', async (name, pointer, status) => {
    const twin = createTestTwin()
    const complete = { ...(await findFlowAndThread(twin)), state: {}, initialMessage: {} }
    const incomplete = Object.fromEntries(Object.entries(complete).filter(([key]) => key !== name))
    const response = await sendDocument(twin, `POST ${RUNS}`, buildCreate(incomplete))
    expect([response.status, response.json.errors]).toMatchObject([
      status,
      [{ source: { pointer }, meta: { attribute: name, code: 'missing' } }],
    ])
  })

  it.each([
    [{ cost: 5 }, 403, '/data/attributes/cost'],
    [{ status: 'running' }, 403, '/data/attributes/status'],
    [{ priority: 1 }, 403, '/data/attributes/priority'],
    [{ state: '{}' }, 422, '/data/attributes/state'],
    [{ flowId: 'x' }, 422, '/data/attributes/flowId'],
    [{ flowId: 'eb4c92e9-2548-4e4c-95d5-adfb94270c3f' }, 404, '/data/attributes/flowId'],
    [{ messageThreadId: 'eb4c92e9-2548-4e4c-95d5-adfb94270c3f' }, 404, '/data/attributes/messageThreadId'],
    [{ initialMessage: { type: 'text', text: { value: 'Hello' } } }, 422, '/data/attributes/initialMessage'],
    [{ initialMessage: { type: 'template' } }, 422, '/data/attributes/initialMessage'],
  ])('rejects %j with %i, and creates nothing', async (changes, status, pointer) => {
    const twin = createTestTwin()
    const attributes = { ...(await findFlowAndThread(twin)), state: {}, initialMessage: {}, ...changes }
    const response = await sendDocument(twin, `POST ${RUNS}`, buildCreate(attributes))
    expect([response.status, response.json.errors[0].source]).toEqual([status, { pointer }])
    expect((await sendRequest(twin, RUNS)).json.meta.total).toBe(1000)
  })

  it.each([
    ['{', 400],
    ['[]', 400],
    [{}, 400],
    [{ data: {} }, 400],
    [{ data: { type: 'runs', attributes: {} } }, 409],
    [{ data: { type: 'flowRuns', id: 'x', attributes: {} } }, 403],
  ])('rejects the document %j with %i', async (body, status) => {
    const response = await sendDocument(createTestTwin(), `POST ${RUNS}`, body)
    expect([response.status, response.json.errors[0].status]).toEqual([status, String(status)])
  })

  it.each(['application/json', 'application/vnd.api+json; charset=utf-8'])(
    'rejects a body of type %s',
    async (type) => {
      const response = await sendRequest(createTestTwin(), RUNS, {
        method: 'POST',
        body: {},
        headers: { 'content-type': type },
      })
      expect([response.status, response.json.errors[0].source]).toEqual([415, { header: 'Content-Type' }])
    },
  )
})
