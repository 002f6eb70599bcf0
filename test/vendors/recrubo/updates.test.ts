import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { buildUpdate, createRun, RUNS, sendDocument } from './write-requests.ts'

describe('Recrubo: updating and deleting a flow run', () => {
  it.each([
    ['finished', 'completed'],
    ['timeout', 'expired'],
    ['exception', 'failed'],
    ['cancelled', 'interrupted'],
  ])('ends a run as %s, for every vendor', async (status, exitType) => {
    const twin = createTestTwin()
    const id = await createRun(twin)
    twin.clock.advance('5s')
    const { json } = await sendDocument(twin, `PATCH ${RUNS}/${id}`, buildUpdate(id, { status }))
    expect(json.data.attributes).toMatchObject({ status, updatedAt: '2026-01-15T09:00:05+00:00' })
    expect((await sendRequest(twin, '/api/v2/runs.json')).json.results[0]).toMatchObject({
      exit_type: exitType,
      exited_on: '2026-01-15T09:00:05Z',
    })
    const again = await sendDocument(twin, `PATCH ${RUNS}/${id}`, buildUpdate(id, { status: 'finished' }))
    expect([again.status, again.json.errors[0].meta.code]).toEqual([422, 'ended'])
    twin.clock.advance('3h')
    expect((await sendRequest(twin, `${RUNS}/${id}`)).json.data).toEqual(json.data)
  })

  it('replaces the whole state of an ended run, in every response', async () => {
    const twin = createTestTwin()
    const { json } = await sendRequest(twin, `${RUNS}?filter[status]=finished&page[size]=1`)
    const { id, attributes } = json.data[0]
    expect(Object.keys(attributes.state).length).toBeGreaterThan(1)
    const erased = await sendDocument(twin, `PATCH ${RUNS}/${id}`, buildUpdate(id, { state: {} }))
    expect(erased.json.data.attributes).toEqual({ ...attributes, state: {}, updatedAt: '2026-01-15T09:00:00+00:00' })
    expect((await sendRequest(twin, `${RUNS}?filter[id]=${id}`)).json.data[0].attributes.state).toEqual({})
  })

  it('rejects a new state of a running run, and applies nothing of the request', async () => {
    const twin = createTestTwin()
    const { json } = await sendRequest(twin, `${RUNS}?filter[status]=running&page[size]=1`)
    const { id } = json.data[0]
    for (const attributes of [
      { state: {} },
      { state: {}, cost: 1 },
      { initialMessage: {} },
      { flowId: id },
      { status: 'running' },
      { status: null },
    ]) {
      const rejected = await sendDocument(twin, `PATCH ${RUNS}/${id}`, buildUpdate(id, attributes))
      expect(rejected.status, JSON.stringify(attributes)).toBeGreaterThanOrEqual(403)
    }
    expect((await sendRequest(twin, `${RUNS}/${id}`)).json.data).toEqual(json.data[0])
    const both = await sendDocument(
      twin,
      `PATCH ${RUNS}/${id}`,
      buildUpdate(id, { status: 'finished', state: { kept: 1 } }),
    )
    expect(both.json.data.attributes).toMatchObject({ status: 'finished', state: { kept: 1 } })
  })

  it('changes nothing without attributes', async () => {
    const twin = createTestTwin()
    const { json } = await sendRequest(twin, `${RUNS}?page[size]=1`)
    const { id } = json.data[0]
    const { status, json: updated } = await sendDocument(twin, `PATCH ${RUNS}/${id}`, {
      data: { type: 'flowRuns', id },
    })
    expect([status, updated.data]).toEqual([200, json.data[0]])
  })

  it.each([
    [(id: string) => ({ data: { type: 'runs', id, attributes: {} } }), 409],
    [() => ({ data: { type: 'flowRuns', id: 'eb4c92e9-2548-4e4c-95d5-adfb94270c3f', attributes: {} } }), 409],
    [() => ({ data: { type: 'flowRuns', attributes: {} } }), 400],
    [(id: string) => ({ data: { id, attributes: {} } }), 400],
    [(id: string) => buildUpdate(id, { cost: 1 }), 403],
    [(id: string) => buildUpdate(id, { initialMessage: {} }), 422],
    [(id: string) => buildUpdate(id, { status: 'paused' }), 422],
  ])('rejects invalid document %#', async (body, status) => {
    const twin = createTestTwin()
    const { json } = await sendRequest(twin, `${RUNS}?page[size]=1`)
    const { id } = json.data[0]
    expect((await sendDocument(twin, `PATCH ${RUNS}/${id}`, body(id))).status).toBe(status)
    expect((await sendRequest(twin, `${RUNS}/${id}`)).json.data).toEqual(json.data[0])
  })

  it('deletes a run once, from every list and every vendor', async () => {
    const twin = createTestTwin()
    const { json } = await sendRequest(twin, `${RUNS}?sort=-createdAt&page[size]=1`)
    const { id } = json.data[0]
    const newest = await sendRequest(twin, '/api/v1/triggers/new-flow-triggered')
    const deleted = await sendRequest(twin, `${RUNS}/${id}`, { method: 'DELETE' })
    expect([deleted.status, deleted.json]).toEqual([200, { meta: {} }])
    for (const method of ['GET', 'DELETE'])
      expect((await sendRequest(twin, `${RUNS}/${id}`, { method })).status).toBe(404)
    expect((await sendDocument(twin, `PATCH ${RUNS}/${id}`, buildUpdate(id, { status: 'finished' }))).status).toBe(404)
    expect((await sendRequest(twin, RUNS)).json.meta.total).toBe(999)
    const after = await sendRequest(twin, '/api/v1/triggers/new-flow-triggered')
    expect(after.json.slice(0, 99)).toEqual(newest.json.slice(1))
  })
})
