import { describe, expect, it } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { resolvePointer, buildCreate, listErrors, findFlowAndThread, RUNS, sendDocument } from './write-requests.ts'

const UNKNOWN = 'eb4c92e9-2548-4e4c-95d5-adfb94270c3f'
const TEMPLATE = { type: 'template', template: { id: UNKNOWN, components: [] } }

async function buildAttributes(twin: Twin): Promise<Record<string, unknown>> {
  return { ...(await findFlowAndThread(twin)), state: {}, initialMessage: {} }
}

/** Invalid documents, built from valid attributes, with the status and errors of the response. */
const CREATIONS: readonly (readonly [
  string,
  (valid: Record<string, unknown>) => unknown,
  number,
  readonly unknown[],
])[] = [
  [
    'two missing attributes',
    ({ messageThreadId, initialMessage }) => buildCreate({ messageThreadId, initialMessage }),
    422,
    [
      ['/data/attributes', 'missing'],
      ['/data/attributes', 'missing'],
    ],
  ],
  [
    'a read-only and an unknown attribute',
    (valid) => buildCreate({ ...valid, cost: 1, mood: 'x' }),
    403,
    [
      ['/data/attributes/cost', 'unwritable_attribute'],
      ['/data/attributes/mood', 'unknown_attribute'],
    ],
  ],
  [
    'an attribute name with a slash and a tilde',
    (valid) => buildCreate({ ...valid, 'a/b~c': 1 }),
    403,
    [['/data/attributes/a~1b~0c', 'unknown_attribute']],
  ],
  [
    'a read-only attribute beside an invalid one',
    (valid) => buildCreate({ ...valid, state: 1, status: 'queued' }),
    403,
    [['/data/attributes/status', 'unwritable_attribute']],
  ],
  [
    'invalid values of three attributes',
    (valid) => buildCreate({ ...valid, flowId: 7, state: [], initialMessage: 'Hi' }),
    422,
    [
      ['/data/attributes/flowId', 'type_error'],
      ['/data/attributes/state', 'type_error'],
      ['/data/attributes/initialMessage', 'type_error'],
    ],
  ],
  [
    'an unknown flow and an unknown thread',
    (valid) => buildCreate({ ...valid, flowId: UNKNOWN, messageThreadId: UNKNOWN }),
    404,
    [
      ['/data/attributes/flowId', 'not_found'],
      ['/data/attributes/messageThreadId', 'not_found'],
    ],
  ],
  [
    'a schedule that is a number',
    (valid) => buildCreate({ ...valid, state: { scheduleId: 5 } }),
    422,
    [['/data/attributes/state/scheduleId', 'type_error']],
  ],
  [
    'a list of schedules with a number',
    (valid) => buildCreate({ ...valid, state: { scheduleId: ['a', 5] } }),
    422,
    [['/data/attributes/state/scheduleId', 'type_error']],
  ],
  [
    'a template without an id',
    (valid) => buildCreate({ ...valid, initialMessage: { type: 'template', template: {} } }),
    422,
    [['/data/attributes/initialMessage', 'type_error']],
  ],
  [
    'a relationship',
    (valid) => ({ data: { ...buildCreate(valid).data, relationships: { flow: { data: null } } } }),
    403,
    [['/data/relationships/flow', 'unwritable_relationship']],
  ],
  [
    'a client-generated id',
    (valid) => ({ data: { ...buildCreate(valid).data, id: UNKNOWN } }),
    403,
    [['/data/id', 'unwritable_attribute']],
  ],
  [
    'another type',
    (valid) => ({ data: { type: 'flows', attributes: valid } }),
    409,
    [['/data/type', 'attribute_mismatch']],
  ],
  [
    'a type that is not a string',
    (valid) => ({ data: { type: 5, attributes: valid } }),
    400,
    [['/data/type', 'type_error']],
  ],
  ['no type', (valid) => ({ data: { attributes: valid } }), 400, [['/data', 'missing']]],
  ['no attributes', () => ({ data: { type: 'flowRuns' } }), 400, [['/data', 'missing']]],
  [
    'attributes in a list',
    () => ({ data: { type: 'flowRuns', attributes: [] } }),
    400,
    [['/data/attributes', 'type_error']],
  ],
  ['a list of resources', (valid) => ({ data: [buildCreate(valid).data] }), 400, [['/data', 'type_error']]],
  ['no data', () => ({ meta: {} }), 400, [['', 'missing']]],
  ['a list as the document', () => [], 400, [['', 'type_error']]],
]

describe('Recrubo: invalid creation of a flow run', () => {
  it.each(CREATIONS)(
    'reports %s by pointers into the document, and creates nothing',
    async (...[, buildDocument, status, errors]) => {
      const twin = createTestTwin()
      const document = buildDocument(await buildAttributes(twin))
      const before = { revision: twin.world.revision, list: (await sendRequest(twin, RUNS)).text }
      const response = await sendDocument(twin, `POST ${RUNS}`, document)
      expect([response.status, listErrors(response)]).toEqual([status, errors])
      for (const [pointer] of listErrors(response))
        expect(resolvePointer(document, pointer), pointer).not.toBeUndefined()
      for (const error of response.json.errors) expect(error.status).toBe(String(status))
      expect({ revision: twin.world.revision, list: (await sendRequest(twin, RUNS)).text }).toEqual(before)
    },
  )

  it('reports an unpublished flow', async () => {
    const twin = createTestTwin()
    const draft = (await sendRequest(twin, '/public/v2/flows?filter[publishedAt]=null')).json.data[0]
    const response = await sendDocument(
      twin,
      `POST ${RUNS}`,
      buildCreate({ ...(await buildAttributes(twin)), flowId: draft.id }),
    )
    expect([response.status, listErrors(response)]).toEqual([422, [['/data/attributes/flowId', 'unpublished']]])
  })

  it('reports the thread of another world as unknown', async () => {
    const [small, large] = [createTestTwin({ runs: 10 }), createTestTwin({ runs: 20_000 })]
    const { json } = await sendRequest(
      large,
      `/public/v2/message-threads?page[number]=${large.world.contactCount}&page[size]=1`,
    )
    const messageThreadId = json.data[0].id
    const response = await sendDocument(
      small,
      `POST ${RUNS}`,
      buildCreate({ ...(await buildAttributes(small)), messageThreadId }),
    )
    expect([response.status, listErrors(response)]).toEqual([404, [['/data/attributes/messageThreadId', 'not_found']]])
  })

  it('requires a template on WhatsApp only', async () => {
    const twin = createTestTwin()
    const text = { type: 'text', text: { value: 'Good morning' } }
    const threads = await sendRequest(
      twin,
      '/public/v2/message-threads?filter[channel]=facebook-messenger&page[size]=1',
    )
    const valid = await buildAttributes(twin)
    const other = { ...valid, messageThreadId: threads.json.data[0].id, initialMessage: text }
    expect((await sendDocument(twin, `POST ${RUNS}`, buildCreate(other))).status).toBe(201)
    expect((await sendDocument(twin, `POST ${RUNS}`, buildCreate({ ...valid, initialMessage: TEMPLATE }))).status).toBe(
      201,
    )
    const refused = await sendDocument(twin, `POST ${RUNS}`, buildCreate({ ...valid, initialMessage: text }))
    expect([refused.status, listErrors(refused)]).toEqual([
      422,
      [['/data/attributes/initialMessage', 'template_required']],
    ])
  })
})
