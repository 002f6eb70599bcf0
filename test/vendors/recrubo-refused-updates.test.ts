import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../support/requests.ts'
import { at, change, created, errorsOf, RUNS, write } from './recrubo-writing.ts'

const UNKNOWN = 'eb4c92e9-2548-4e4c-95d5-adfb94270c3f'

/** Changes that are refused for a running run, each with its status and errors. */
const UPDATES: readonly (readonly [string, object, number, readonly unknown[]])[] = [
  ['the state', { state: {} }, 422, [['/data/attributes/state', 'running']]],
  ['a status that is none', { status: 'done' }, 422, [['/data/attributes/status', 'inclusion']]],
  [
    'the status with an unfit state',
    { status: 'finished', state: 'x' },
    422,
    [['/data/attributes/state', 'type_error']],
  ],
  [
    'the status and the cost',
    { status: 'finished', cost: 0 },
    403,
    [['/data/attributes/cost', 'unwritable_attribute']],
  ],
  [
    'the status and the opening message',
    { status: 'finished', initialMessage: {} },
    422,
    [['/data/attributes/initialMessage', 'unwritable_attribute']],
  ],
  [
    'the status and the flow',
    { status: 'finished', flowId: UNKNOWN },
    403,
    [['/data/attributes/flowId', 'unwritable_attribute']],
  ],
]

describe('Recrubo: a refused update', () => {
  it.each(UPDATES)('of %s applies nothing and moves no instant', async (...[, attributes, status, errors]) => {
    const twin = createTestTwin({ dataset: { arrivals: false } })
    const id = await created(twin, { a: 1 })
    twin.clock.advance('6s')
    const before = await sendRequest(twin, `${RUNS}/${id}`)
    expect(before.json.data.attributes.status).toBe('running')
    const { revision } = twin.world
    const document = change(id, attributes)
    const answer = await write(twin, `PATCH ${RUNS}/${id}`, document)
    expect([answer.status, errorsOf(answer)]).toEqual([status, errors])
    for (const [pointer] of errorsOf(answer)) expect(at(document, pointer), pointer).not.toBeUndefined()
    expect((await sendRequest(twin, `${RUNS}/${id}`)).text).toBe(before.text)
    expect(twin.world.revision).toBe(revision)
  })

  it('of a relationship or of another run names what is wrong', async () => {
    const twin = createTestTwin()
    const id = await created(twin)
    const related = { data: { ...change(id, {}).data, relationships: { messageThread: { data: null } } } }
    const answer = await write(twin, `PATCH ${RUNS}/${id}`, related)
    expect([answer.status, errorsOf(answer)]).toEqual([
      403,
      [['/data/relationships/messageThread', 'unwritable_relationship']],
    ])
    for (const [other, status] of [
      [UNKNOWN, 409],
      ['x', 409],
      [5, 400],
    ] as const) {
      const wrong = await write(twin, `PATCH ${RUNS}/${id}`, { data: { type: 'flowRuns', id: other } })
      expect([wrong.status, errorsOf(wrong)[0]?.[0]]).toEqual([status, '/data/id'])
    }
  })

  it('of a parameter that nobody knows is 400, before anything is done', async () => {
    const twin = createTestTwin()
    const id = await created(twin)
    const answer = await write(twin, `PATCH ${RUNS}/${id}?force=1`, change(id, { status: 'finished' }))
    expect([answer.status, answer.json.errors[0].source]).toEqual([400, { parameter: 'force' }])
    expect((await sendRequest(twin, `${RUNS}/${id}?force=1`, { method: 'DELETE' })).status).toBe(400)
    expect((await sendRequest(twin, `${RUNS}/${id}`)).json.data.attributes.status).toBe('queued')
  })
})
