import { expect } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { type TestResponse, sendRequest } from '../../support/requests.ts'
import type { QuirkTests } from './query-quirk-cases.ts'
import { buildUpdate, buildCreate, findFlowAndThread, RUNS, sendDocument } from './write-requests.ts'

const UNKNOWN = 'eb4c92e9-2548-4e4c-95d5-adfb94270c3f'

/** Sends a creation with valid attributes and changes; undefined removes an attribute. */
async function sendCreate(twin: Twin, changes: object, more: object = {}): Promise<TestResponse> {
  const attributes = { ...(await findFlowAndThread(twin)), state: {}, initialMessage: {}, ...changes }
  return await sendDocument(twin, `POST ${RUNS}`, { data: { ...buildCreate(attributes).data, ...more } })
}

async function sendUpdate(twin: Twin, id: string, attributes: object): Promise<TestResponse> {
  return await sendDocument(twin, `PATCH ${RUNS}/${id}`, buildUpdate(id, attributes))
}

/** Returns the id of a run with a status. */
async function findRun(twin: Twin, status: string): Promise<string> {
  return (await sendRequest(twin, `${RUNS}?filter[status]=${status}&page[size]=1`)).json.data[0].id
}

const summarize = ({ status, json }: TestResponse) => [status, json.errors?.[0].source.pointer]
const TEXT = { type: 'text', text: { value: 'Good morning' } }

/** Finds the flow with a custom scheduling step. */
async function findSchedulingFlow(twin: Twin): Promise<object> {
  const { json } = await sendRequest(twin, '/public/v2/flows?filter[name]=Interview planner')
  return { flowId: json.data[0].id }
}

export const writeQuirkTests: QuirkTests = {
  'recrubo.plain-json': {
    async refused(twin) {
      const response = await sendRequest(twin, RUNS, {
        method: 'POST',
        body: {},
        headers: { 'content-type': 'application/json' },
      })
      expect(response.status).toBe(415)
    },
    async accepted(twin) {
      const body = buildCreate({ ...(await findFlowAndThread(twin)), state: {}, initialMessage: {} })
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
      expect(summarize(await sendCreate(twin, { cost: 5 }))).toEqual([403, '/data/attributes/cost'])
    },
    async 'bad-request'(twin) {
      const response = await sendCreate(twin, { cost: 5 })
      expect(summarize(response)).toEqual([400, '/data/attributes/cost'])
      expect(response.json.errors[0]).toMatchObject({ status: '400', code: 'bad_request' })
    },
  },
  'recrubo.opening-message': {
    async unprocessable(twin) {
      const response = await sendUpdate(twin, await findRun(twin, 'finished'), { initialMessage: {} })
      expect(summarize(response)).toEqual([422, '/data/attributes/initialMessage'])
    },
    async conflict(twin) {
      const response = await sendUpdate(twin, await findRun(twin, 'finished'), { initialMessage: {} })
      expect(summarize(response)).toEqual([409, '/data/attributes/initialMessage'])
      expect(response.json.errors[0].detail).toBe('opening message can not be updated')
    },
  },
  'recrubo.unknown-reference': {
    async 'not-found'(twin) {
      expect(summarize(await sendCreate(twin, { flowId: UNKNOWN }))).toEqual([404, '/data/attributes/flowId'])
    },
    async unprocessable(twin) {
      const response = await sendCreate(twin, { flowId: UNKNOWN, messageThreadId: UNKNOWN })
      expect(summarize(response)).toEqual([422, '/data/attributes/flowId'])
      expect(response.json.errors).toHaveLength(2)
    },
  },
  'recrubo.undocumented-attributes': {
    async refused(twin) {
      expect(summarize(await sendCreate(twin, { context: {} }))).toEqual([403, '/data/attributes/context'])
    },
    async ignored(twin) {
      const { status, json } = await sendCreate(twin, { context: {}, publicApiInitiated: true })
      expect([status, Object.keys(json.data.attributes)]).toEqual([201, expect.not.arrayContaining(['context'])])
      expect(summarize(await sendCreate(twin, { mood: 1 }))).toEqual([403, '/data/attributes/mood'])
    },
  },
  'recrubo.client-id': {
    async refused(twin) {
      expect(summarize(await sendCreate(twin, {}, { id: UNKNOWN }))).toEqual([403, '/data/id'])
    },
    async ignored(twin) {
      const { status, json } = await sendCreate(twin, {}, { id: UNKNOWN })
      expect([status, json.data.id]).toEqual([201, expect.not.stringMatching(UNKNOWN)])
    },
  },
  'recrubo.state-as-text': {
    async refused(twin) {
      expect(summarize(await sendCreate(twin, { state: '{"a":1}' }))).toEqual([422, '/data/attributes/state'])
    },
    async parsed(twin) {
      const { json } = await sendCreate(twin, { state: '{"a":1}' })
      expect(json.data.attributes.state).toEqual({ a: 1 })
      for (const state of ['a', '[1]', 'null', '{"scheduleId":[1]}', 5, null]) {
        expect(summarize(await sendCreate(twin, { state }))).toEqual([422, '/data/attributes/state'])
      }
      const replaced = await sendUpdate(twin, await findRun(twin, 'finished'), { state: '{"b":2}' })
      expect(replaced.json.data.attributes.state).toEqual({ b: 2 })
    },
  },
  'recrubo.missing-initial-message': {
    async refused(twin) {
      expect(summarize(await sendCreate(twin, { initialMessage: undefined }))).toEqual([422, '/data/attributes'])
    },
    async empty(twin) {
      const { json } = await sendCreate(twin, { initialMessage: undefined })
      expect(json.data.attributes.initialMessage).toEqual({})
      expect(summarize(await sendCreate(twin, { initialMessage: undefined, state: undefined }))).toEqual([
        422,
        '/data/attributes',
      ])
    },
  },
  'recrubo.whatsapp-template': {
    async required(twin) {
      expect(summarize(await sendCreate(twin, { initialMessage: TEXT }))).toEqual([
        422,
        '/data/attributes/initialMessage',
      ])
    },
    async optional(twin) {
      expect((await sendCreate(twin, { initialMessage: TEXT })).json.data.attributes.initialMessage).toEqual(TEXT)
    },
  },
  'recrubo.missing-schedule': {
    async accepted(twin) {
      expect((await sendCreate(twin, await findSchedulingFlow(twin))).status).toBe(201)
    },
    async refused(twin) {
      const flow = await findSchedulingFlow(twin)
      const response = await sendCreate(twin, flow)
      expect([...summarize(response), response.json.errors[0].meta.code]).toEqual([
        422,
        '/data/attributes/state',
        'schedule_required',
      ])
      for (const scheduleId of ['a', ['a', 'b']]) {
        expect((await sendCreate(twin, { ...flow, state: { scheduleId } })).status).toBe(201)
      }
      expect((await sendCreate(twin, {})).status).toBe(201)
    },
  },
  'recrubo.error-pointers': {
    async 'json-pointer'(twin) {
      expect(summarize(await sendCreate(twin, { cost: 5 }))).toEqual([403, '/data/attributes/cost'])
    },
    async graphiti(twin) {
      expect(summarize(await sendCreate(twin, { cost: 5 }))).toEqual([403, 'data/attributes/cost'])
      expect(summarize(await sendCreate(twin, { flowId: UNKNOWN }))).toEqual([404, 'data/attributes/flowId'])
    },
  },
}
