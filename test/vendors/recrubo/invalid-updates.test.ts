import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { resolvePointer, buildUpdate, createRun, listErrors, RUNS, sendDocument } from './write-requests.ts'

const UNKNOWN = 'eb4c92e9-2548-4e4c-95d5-adfb94270c3f'

/** Invalid changes of a running run, with the status and errors of the response. */
const UPDATES: readonly (readonly [string, object, number, readonly unknown[]])[] = [
  ['a state', { state: {} }, 422, [['/data/attributes/state', 'running']]],
  ['an unknown status', { status: 'done' }, 422, [['/data/attributes/status', 'inclusion']]],
  [
    'a status with an invalid state',
    { status: 'finished', state: 'x' },
    422,
    [['/data/attributes/state', 'type_error']],
  ],
  ['a status and a cost', { status: 'finished', cost: 0 }, 403, [['/data/attributes/cost', 'unwritable_attribute']]],
  [
    'a status and an opening message',
    { status: 'finished', initialMessage: {} },
    422,
    [['/data/attributes/initialMessage', 'unwritable_attribute']],
  ],
  [
    'a status and a flow',
    { status: 'finished', flowId: UNKNOWN },
    403,
    [['/data/attributes/flowId', 'unwritable_attribute']],
  ],
]

describe('Recrubo: invalid update of a flow run', () => {
  it.each(UPDATES)('rejects %s and changes nothing', async (...[, attributes, status, errors]) => {
    const twin = createTestTwin({ dataset: { arrivals: false } })
    const id = await createRun(twin, { a: 1 })
    twin.clock.advance('6s')
    const before = await sendRequest(twin, `${RUNS}/${id}`)
    expect(before.json.data.attributes.status).toBe('running')
    const { revision } = twin.world
    const document = buildUpdate(id, attributes)
    const response = await sendDocument(twin, `PATCH ${RUNS}/${id}`, document)
    expect([response.status, listErrors(response)]).toEqual([status, errors])
    for (const [pointer] of listErrors(response)) expect(resolvePointer(document, pointer), pointer).not.toBeUndefined()
    expect((await sendRequest(twin, `${RUNS}/${id}`)).text).toBe(before.text)
    expect(twin.world.revision).toBe(revision)
  })

  it('rejects a relationship, and the id of another run', async () => {
    const twin = createTestTwin()
    const id = await createRun(twin)
    const related = { data: { ...buildUpdate(id, {}).data, relationships: { messageThread: { data: null } } } }
    const response = await sendDocument(twin, `PATCH ${RUNS}/${id}`, related)
    expect([response.status, listErrors(response)]).toEqual([
      403,
      [['/data/relationships/messageThread', 'unwritable_relationship']],
    ])
    for (const [other, status] of [
      [UNKNOWN, 409],
      ['x', 409],
      [5, 400],
    ] as const) {
      const mismatch = await sendDocument(twin, `PATCH ${RUNS}/${id}`, { data: { type: 'flowRuns', id: other } })
      expect([mismatch.status, listErrors(mismatch)[0]?.[0]]).toEqual([status, '/data/id'])
    }
  })

  it('rejects an unknown parameter with 400, and changes nothing', async () => {
    const twin = createTestTwin()
    const id = await createRun(twin)
    const response = await sendDocument(twin, `PATCH ${RUNS}/${id}?force=1`, buildUpdate(id, { status: 'finished' }))
    expect([response.status, response.json.errors[0].source]).toEqual([400, { parameter: 'force' }])
    expect((await sendRequest(twin, `${RUNS}/${id}?force=1`, { method: 'DELETE' })).status).toBe(400)
    expect((await sendRequest(twin, `${RUNS}/${id}`)).json.data.attributes.status).toBe('queued')
  })
})
