import { expect } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { type TestResponse, sendRequest } from '../../support/requests.ts'
import type { QuirkTests } from './query-quirk-cases.ts'
import { buildUpdate, createRun, RUNS, sendDocument } from './write-requests.ts'

async function sendUpdate(twin: Twin, id: string, attributes: object): Promise<TestResponse> {
  return await sendDocument(twin, `PATCH ${RUNS}/${id}`, buildUpdate(id, attributes))
}

/** Returns the id of a run with a status. */
async function findRun(twin: Twin, status: string): Promise<string> {
  return (await sendRequest(twin, `${RUNS}?filter[status]=${status}&page[size]=1`)).json.data[0].id
}

const summarize = ({ status, json }: TestResponse) => [status, json.errors?.[0].source.pointer]

export const updateQuirkTests: QuirkTests = {
  'recrubo.status-of-an-ended-run': {
    async refused(twin) {
      const response = await sendUpdate(twin, await findRun(twin, 'timeout'), { status: 'finished' })
      expect(summarize(response)).toEqual([422, '/data/attributes/status'])
    },
    async ignored(twin) {
      const id = await findRun(twin, 'timeout')
      const before = await sendRequest(twin, `${RUNS}/${id}`)
      expect((await sendUpdate(twin, id, { status: 'finished' })).json.data).toEqual(before.json.data)
      const both = await sendUpdate(twin, id, { status: 'finished', state: {} })
      expect(both.json.data.attributes).toMatchObject({ status: 'timeout', state: {} })
    },
  },
  'recrubo.state-while-queued': {
    async accepted(twin) {
      const response = await sendUpdate(twin, await createRun(twin, { a: 1 }), { state: { b: 2 } })
      expect(response.json.data.attributes).toMatchObject({ status: 'queued', state: { b: 2 } })
    },
    async refused(twin) {
      const id = await createRun(twin, { a: 1 })
      expect(summarize(await sendUpdate(twin, id, { state: { b: 2 } }))).toEqual([422, '/data/attributes/state'])
      expect((await sendRequest(twin, `${RUNS}/${id}`)).json.data.attributes.state).toEqual({ a: 1 })
      expect((await sendUpdate(twin, id, { status: 'cancelled', state: {} })).status).toBe(200)
    },
  },
  'recrubo.status-with-state': {
    async 'status-first'(twin) {
      const response = await sendUpdate(twin, await findRun(twin, 'running'), { status: 'finished', state: {} })
      expect(response.json.data.attributes).toMatchObject({ status: 'finished', state: {} })
    },
    async 'state-first'(twin) {
      const id = await findRun(twin, 'running')
      expect(summarize(await sendUpdate(twin, id, { status: 'finished', state: {} }))).toEqual([
        422,
        '/data/attributes/state',
      ])
      expect((await sendRequest(twin, `${RUNS}/${id}`)).json.data.attributes.status).toBe('running')
    },
  },
  'recrubo.state-replacement': {
    async whole(twin) {
      const response = await sendUpdate(twin, await findRun(twin, 'finished'), { state: { b: 2 } })
      expect(response.json.data.attributes.state).toEqual({ b: 2 })
    },
    async merged(twin) {
      const id = await findRun(twin, 'finished')
      const before = (await sendRequest(twin, `${RUNS}/${id}`)).json.data.attributes.state
      const response = await sendUpdate(twin, id, { state: { b: 2, vacancy: 'none' } })
      expect(response.json.data.attributes.state).toEqual({ ...before, b: 2, vacancy: 'none' })
    },
  },
  'recrubo.deletion': {
    async meta(twin) {
      const response = await sendRequest(twin, `${RUNS}/${await findRun(twin, 'finished')}`, { method: 'DELETE' })
      expect([response.status, response.json]).toEqual([200, { meta: {} }])
    },
    async 'no-content'(twin) {
      const id = await findRun(twin, 'finished')
      const response = await sendRequest(twin, `${RUNS}/${id}`, { method: 'DELETE' })
      expect([response.status, response.text, response.headers.get('content-type')]).toEqual([204, '', null])
      expect((await sendRequest(twin, `${RUNS}/${id}`)).status).toBe(404)
    },
  },
}
