import { expect } from 'vitest'
import type { Twin } from '../../mock/twin.ts'
import { type TestResponse, sendRequest } from '../support/requests.ts'
import type { Positions } from './recrubo-asking-positions.ts'
import { change, creation, places, RUNS, write } from './recrubo-writing.ts'

const UNKNOWN = 'eb4c92e9-2548-4e4c-95d5-adfb94270c3f'

/** Creates a run from attributes that would do, with some of them changed; undefined takes one away. */
async function starting(twin: Twin, changes: object, more: object = {}): Promise<TestResponse> {
  const attributes = { ...(await places(twin)), state: {}, initialMessage: {}, ...changes }
  return await write(twin, `POST ${RUNS}`, { data: { ...creation(attributes).data, ...more } })
}

async function changing(twin: Twin, id: string, attributes: object): Promise<TestResponse> {
  return await write(twin, `PATCH ${RUNS}/${id}`, change(id, attributes))
}

/** The id of a run of a kind that exists. */
async function some(twin: Twin, status: string): Promise<string> {
  return (await sendRequest(twin, `${RUNS}?filter[status]=${status}&page[size]=1`)).json.data[0].id
}

const told = ({ status, json }: TestResponse) => [status, json.errors?.[0].source.pointer]
const TEXT = { type: 'text', text: { value: 'Good morning' } }

/** The flow that has a custom scheduling step. */
async function planner(twin: Twin): Promise<object> {
  const { json } = await sendRequest(twin, '/public/v2/flows?filter[name]=Interview planner')
  return { flowId: json.data[0].id }
}

export const writingPositions: Positions = {
  'recrubo.plain-json': {
    async refused(twin) {
      const answer = await sendRequest(twin, RUNS, {
        method: 'POST',
        body: {},
        headers: { 'content-type': 'application/json' },
      })
      expect(answer.status).toBe(415)
    },
    async accepted(twin) {
      const body = creation({ ...(await places(twin)), state: {}, initialMessage: {} })
      const plain = { 'content-type': 'application/json; charset=utf-8' }
      expect((await sendRequest(twin, RUNS, { method: 'POST', body, headers: plain })).status).toBe(201)
      const parameterised = { 'content-type': 'application/vnd.api+json; charset=utf-8' }
      expect((await sendRequest(twin, RUNS, { method: 'POST', body, headers: parameterised })).status).toBe(415)
      expect(
        (await sendRequest(twin, RUNS, { method: 'POST', body, headers: { 'content-type': 'text/plain' } })).status,
      ).toBe(415)
    },
  },
  'recrubo.unwritable-attribute': {
    async forbidden(twin) {
      expect(told(await starting(twin, { cost: 5 }))).toEqual([403, '/data/attributes/cost'])
    },
    async 'bad-request'(twin) {
      const answer = await starting(twin, { cost: 5 })
      expect(told(answer)).toEqual([400, '/data/attributes/cost'])
      expect(answer.json.errors[0]).toMatchObject({ status: '400', code: 'bad_request' })
    },
  },
  'recrubo.opening-message': {
    async unprocessable(twin) {
      const answer = await changing(twin, await some(twin, 'finished'), { initialMessage: {} })
      expect(told(answer)).toEqual([422, '/data/attributes/initialMessage'])
    },
    async conflict(twin) {
      const answer = await changing(twin, await some(twin, 'finished'), { initialMessage: {} })
      expect(told(answer)).toEqual([409, '/data/attributes/initialMessage'])
      expect(answer.json.errors[0].detail).toBe('opening message can not be updated')
    },
  },
  'recrubo.unknown-reference': {
    async 'not-found'(twin) {
      expect(told(await starting(twin, { flowId: UNKNOWN }))).toEqual([404, '/data/attributes/flowId'])
    },
    async unprocessable(twin) {
      const answer = await starting(twin, { flowId: UNKNOWN, messageThreadId: UNKNOWN })
      expect(told(answer)).toEqual([422, '/data/attributes/flowId'])
      expect(answer.json.errors).toHaveLength(2)
    },
  },
  'recrubo.undocumented-attributes': {
    async refused(twin) {
      expect(told(await starting(twin, { context: {} }))).toEqual([403, '/data/attributes/context'])
    },
    async ignored(twin) {
      const { status, json } = await starting(twin, { context: {}, publicApiInitiated: true })
      expect([status, Object.keys(json.data.attributes)]).toEqual([201, expect.not.arrayContaining(['context'])])
      expect(told(await starting(twin, { mood: 1 }))).toEqual([403, '/data/attributes/mood'])
    },
  },
  'recrubo.client-id': {
    async refused(twin) {
      expect(told(await starting(twin, {}, { id: UNKNOWN }))).toEqual([403, '/data/id'])
    },
    async ignored(twin) {
      const { status, json } = await starting(twin, {}, { id: UNKNOWN })
      expect([status, json.data.id]).toEqual([201, expect.not.stringMatching(UNKNOWN)])
    },
  },
  'recrubo.state-as-text': {
    async refused(twin) {
      expect(told(await starting(twin, { state: '{"a":1}' }))).toEqual([422, '/data/attributes/state'])
    },
    async parsed(twin) {
      const { json } = await starting(twin, { state: '{"a":1}' })
      expect(json.data.attributes.state).toEqual({ a: 1 })
      for (const state of ['a', '[1]', 'null', '{"scheduleId":[1]}', 5, null]) {
        expect(told(await starting(twin, { state }))).toEqual([422, '/data/attributes/state'])
      }
      const replaced = await changing(twin, await some(twin, 'finished'), { state: '{"b":2}' })
      expect(replaced.json.data.attributes.state).toEqual({ b: 2 })
    },
  },
  'recrubo.missing-initial-message': {
    async refused(twin) {
      expect(told(await starting(twin, { initialMessage: undefined }))).toEqual([422, '/data/attributes'])
    },
    async empty(twin) {
      const { json } = await starting(twin, { initialMessage: undefined })
      expect(json.data.attributes.initialMessage).toEqual({})
      expect(told(await starting(twin, { initialMessage: undefined, state: undefined }))).toEqual([
        422,
        '/data/attributes',
      ])
    },
  },
  'recrubo.whatsapp-template': {
    async required(twin) {
      expect(told(await starting(twin, { initialMessage: TEXT }))).toEqual([422, '/data/attributes/initialMessage'])
    },
    async optional(twin) {
      expect((await starting(twin, { initialMessage: TEXT })).json.data.attributes.initialMessage).toEqual(TEXT)
    },
  },
  'recrubo.missing-schedule': {
    async accepted(twin) {
      expect((await starting(twin, await planner(twin))).status).toBe(201)
    },
    async refused(twin) {
      const flow = await planner(twin)
      const answer = await starting(twin, flow)
      expect([...told(answer), answer.json.errors[0].meta.code]).toEqual([
        422,
        '/data/attributes/state',
        'schedule_required',
      ])
      for (const scheduleId of ['a', ['a', 'b']]) {
        expect((await starting(twin, { ...flow, state: { scheduleId } })).status).toBe(201)
      }
      expect((await starting(twin, {})).status).toBe(201)
    },
  },
  'recrubo.error-pointers': {
    async 'json-pointer'(twin) {
      expect(told(await starting(twin, { cost: 5 }))).toEqual([403, '/data/attributes/cost'])
    },
    async graphiti(twin) {
      expect(told(await starting(twin, { cost: 5 }))).toEqual([403, 'data/attributes/cost'])
      expect(told(await starting(twin, { flowId: UNKNOWN }))).toEqual([404, 'data/attributes/flowId'])
    },
  },
}
