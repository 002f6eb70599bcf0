import { expect } from 'vitest'
import type { Twin } from '../../mock/twin.ts'
import { type TestResponse, sendRequest } from '../support/requests.ts'
import type { Positions } from './recrubo-asking-positions.ts'
import { change, created, RUNS, write } from './recrubo-writing.ts'

async function changing(twin: Twin, id: string, attributes: object): Promise<TestResponse> {
  return await write(twin, `PATCH ${RUNS}/${id}`, change(id, attributes))
}

/** The id of a run of a kind that exists. */
async function some(twin: Twin, status: string): Promise<string> {
  return (await sendRequest(twin, `${RUNS}?filter[status]=${status}&page[size]=1`)).json.data[0].id
}

const told = ({ status, json }: TestResponse) => [status, json.errors?.[0].source.pointer]

export const changingPositions: Positions = {
  'recrubo.status-of-an-ended-run': {
    async refused(twin) {
      const answer = await changing(twin, await some(twin, 'timeout'), { status: 'finished' })
      expect(told(answer)).toEqual([422, '/data/attributes/status'])
    },
    async ignored(twin) {
      const id = await some(twin, 'timeout')
      const before = await sendRequest(twin, `${RUNS}/${id}`)
      expect((await changing(twin, id, { status: 'finished' })).json.data).toEqual(before.json.data)
      const both = await changing(twin, id, { status: 'finished', state: {} })
      expect(both.json.data.attributes).toMatchObject({ status: 'timeout', state: {} })
    },
  },
  'recrubo.state-while-queued': {
    async accepted(twin) {
      const answer = await changing(twin, await created(twin, { a: 1 }), { state: { b: 2 } })
      expect(answer.json.data.attributes).toMatchObject({ status: 'queued', state: { b: 2 } })
    },
    async refused(twin) {
      const id = await created(twin, { a: 1 })
      expect(told(await changing(twin, id, { state: { b: 2 } }))).toEqual([422, '/data/attributes/state'])
      expect((await sendRequest(twin, `${RUNS}/${id}`)).json.data.attributes.state).toEqual({ a: 1 })
      expect((await changing(twin, id, { status: 'cancelled', state: {} })).status).toBe(200)
    },
  },
  'recrubo.status-with-state': {
    async 'status-first'(twin) {
      const answer = await changing(twin, await some(twin, 'running'), { status: 'finished', state: {} })
      expect(answer.json.data.attributes).toMatchObject({ status: 'finished', state: {} })
    },
    async 'state-first'(twin) {
      const id = await some(twin, 'running')
      expect(told(await changing(twin, id, { status: 'finished', state: {} }))).toEqual([422, '/data/attributes/state'])
      expect((await sendRequest(twin, `${RUNS}/${id}`)).json.data.attributes.status).toBe('running')
    },
  },
  'recrubo.state-replacement': {
    async whole(twin) {
      const answer = await changing(twin, await some(twin, 'finished'), { state: { b: 2 } })
      expect(answer.json.data.attributes.state).toEqual({ b: 2 })
    },
    async merged(twin) {
      const id = await some(twin, 'finished')
      const before = (await sendRequest(twin, `${RUNS}/${id}`)).json.data.attributes.state
      const answer = await changing(twin, id, { state: { b: 2, vacancy: 'none' } })
      expect(answer.json.data.attributes.state).toEqual({ ...before, b: 2, vacancy: 'none' })
    },
  },
  'recrubo.deletion': {
    async meta(twin) {
      const answer = await sendRequest(twin, `${RUNS}/${await some(twin, 'finished')}`, { method: 'DELETE' })
      expect([answer.status, answer.json]).toEqual([200, { meta: {} }])
    },
    async 'no-content'(twin) {
      const id = await some(twin, 'finished')
      const answer = await sendRequest(twin, `${RUNS}/${id}`, { method: 'DELETE' })
      expect([answer.status, answer.text, answer.headers.get('content-type')]).toEqual([204, '', null])
      expect((await sendRequest(twin, `${RUNS}/${id}`)).status).toBe(404)
    },
  },
}
