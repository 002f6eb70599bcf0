import { describe, expect, it } from 'vitest'
import type { Twin } from '../../mock/twin.ts'
import { sendRequest, createTestTwin } from '../support/requests.ts'
import { at, creation, errorsOf, places, RUNS, write } from './recrubo-writing.ts'

const UNKNOWN = 'eb4c92e9-2548-4e4c-95d5-adfb94270c3f'
const TEMPLATE = { type: 'template', template: { id: UNKNOWN, components: [] } }

async function whole(twin: Twin): Promise<Record<string, unknown>> {
  return { ...(await places(twin)), state: {}, initialMessage: {} }
}

/** Changes to a document that starts a run, with the status and the errors that each brings. */
const CREATIONS: readonly (readonly [
  string,
  (good: Record<string, unknown>) => unknown,
  number,
  readonly unknown[],
])[] = [
  [
    'two missing attributes',
    ({ messageThreadId, initialMessage }) => creation({ messageThreadId, initialMessage }),
    422,
    [
      ['/data/attributes', 'missing'],
      ['/data/attributes', 'missing'],
    ],
  ],
  [
    'attributes of both forbidden kinds',
    (good) => creation({ ...good, cost: 1, mood: 'x' }),
    403,
    [
      ['/data/attributes/cost', 'unwritable_attribute'],
      ['/data/attributes/mood', 'unknown_attribute'],
    ],
  ],
  [
    'a name with a slash and a tilde',
    (good) => creation({ ...good, 'a/b~c': 1 }),
    403,
    [['/data/attributes/a~1b~0c', 'unknown_attribute']],
  ],
  [
    'a forbidden attribute beside an unfit one',
    (good) => creation({ ...good, state: 1, status: 'queued' }),
    403,
    [['/data/attributes/status', 'unwritable_attribute']],
  ],
  [
    'unfit values of three attributes',
    (good) => creation({ ...good, flowId: 7, state: [], initialMessage: 'Hi' }),
    422,
    [
      ['/data/attributes/flowId', 'type_error'],
      ['/data/attributes/state', 'type_error'],
      ['/data/attributes/initialMessage', 'type_error'],
    ],
  ],
  [
    'an unknown flow and an unknown thread',
    (good) => creation({ ...good, flowId: UNKNOWN, messageThreadId: UNKNOWN }),
    404,
    [
      ['/data/attributes/flowId', 'not_found'],
      ['/data/attributes/messageThreadId', 'not_found'],
    ],
  ],
  [
    'a schedule that is a number',
    (good) => creation({ ...good, state: { scheduleId: 5 } }),
    422,
    [['/data/attributes/state/scheduleId', 'type_error']],
  ],
  [
    'a list of schedules with a number',
    (good) => creation({ ...good, state: { scheduleId: ['a', 5] } }),
    422,
    [['/data/attributes/state/scheduleId', 'type_error']],
  ],
  [
    'a template without an id',
    (good) => creation({ ...good, initialMessage: { type: 'template', template: {} } }),
    422,
    [['/data/attributes/initialMessage', 'type_error']],
  ],
  [
    'a relationship',
    (good) => ({ data: { ...creation(good).data, relationships: { flow: { data: null } } } }),
    403,
    [['/data/relationships/flow', 'unwritable_relationship']],
  ],
  [
    'an id of the client’s',
    (good) => ({ data: { ...creation(good).data, id: UNKNOWN } }),
    403,
    [['/data/id', 'unwritable_attribute']],
  ],
  [
    'another type',
    (good) => ({ data: { type: 'flows', attributes: good } }),
    409,
    [['/data/type', 'attribute_mismatch']],
  ],
  ['a type that is no text', (good) => ({ data: { type: 5, attributes: good } }), 400, [['/data/type', 'type_error']]],
  ['no type', (good) => ({ data: { attributes: good } }), 400, [['/data', 'missing']]],
  ['no attributes', () => ({ data: { type: 'flowRuns' } }), 400, [['/data', 'missing']]],
  [
    'attributes in a list',
    () => ({ data: { type: 'flowRuns', attributes: [] } }),
    400,
    [['/data/attributes', 'type_error']],
  ],
  ['a list of resources', (good) => ({ data: [creation(good).data] }), 400, [['/data', 'type_error']]],
  ['no data', () => ({ meta: {} }), 400, [['', 'missing']]],
  ['a list for a document', () => [], 400, [['', 'type_error']]],
]

describe('Recrubo: a refused creation', () => {
  it.each(CREATIONS)(
    'with %s names each thing by a pointer into the document',
    async (...[, spoil, status, errors]) => {
      const twin = createTestTwin()
      const document = spoil(await whole(twin))
      const before = { revision: twin.world.revision, list: (await sendRequest(twin, RUNS)).text }
      const answer = await write(twin, `POST ${RUNS}`, document)
      expect([answer.status, errorsOf(answer)]).toEqual([status, errors])
      for (const [pointer] of errorsOf(answer)) expect(at(document, pointer), pointer).not.toBeUndefined()
      for (const error of answer.json.errors) expect(error.status).toBe(String(status))
      expect({ revision: twin.world.revision, list: (await sendRequest(twin, RUNS)).text }).toEqual(before)
    },
  )

  it('because of an unpublished flow says so', async () => {
    const twin = createTestTwin()
    const draft = (await sendRequest(twin, '/public/v2/flows?filter[publishedAt]=null')).json.data[0]
    const answer = await write(twin, `POST ${RUNS}`, creation({ ...(await whole(twin)), flowId: draft.id }))
    expect([answer.status, errorsOf(answer)]).toEqual([422, [['/data/attributes/flowId', 'unpublished']]])
  })

  it('in a thread whose id nobody has any more is told as an unknown thread', async () => {
    const [small, large] = [createTestTwin({ runs: 10 }), createTestTwin({ runs: 20_000 })]
    const { json } = await sendRequest(
      large,
      `/public/v2/message-threads?page[number]=${large.world.contactCount}&page[size]=1`,
    )
    const messageThreadId = json.data[0].id
    const answer = await write(small, `POST ${RUNS}`, creation({ ...(await whole(small)), messageThreadId }))
    expect([answer.status, errorsOf(answer)]).toEqual([404, [['/data/attributes/messageThreadId', 'not_found']]])
  })

  it('wants a template on WhatsApp only', async () => {
    const twin = createTestTwin()
    const text = { type: 'text', text: { value: 'Good morning' } }
    const threads = await sendRequest(
      twin,
      '/public/v2/message-threads?filter[channel]=facebook-messenger&page[size]=1',
    )
    const good = await whole(twin)
    const other = { ...good, messageThreadId: threads.json.data[0].id, initialMessage: text }
    expect((await write(twin, `POST ${RUNS}`, creation(other))).status).toBe(201)
    expect((await write(twin, `POST ${RUNS}`, creation({ ...good, initialMessage: TEMPLATE }))).status).toBe(201)
    const refused = await write(twin, `POST ${RUNS}`, creation({ ...good, initialMessage: text }))
    expect([refused.status, errorsOf(refused)]).toEqual([
      422,
      [['/data/attributes/initialMessage', 'template_required']],
    ])
  })
})
