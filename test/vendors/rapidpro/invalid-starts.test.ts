import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import {
  CONTACTS,
  readFirst,
  FLOWS,
  GROUPS,
  HEAD,
  type Item,
  sendPost,
  findRegularFlow,
  STARTS,
  createPostOptions,
} from './requests.ts'

const NEWCOMER = 'tel:+31612345678'
const UNKNOWN = '00000000-0000-4000-8000-000000000000'

describe('RapidPro E3: invalid starts', () => {
  const many = Array.from({ length: 101 }, () => 'Field staff')
  it.each<[string, (flow: string, group: string) => unknown, Item]>([
    ['E3.1 without fields', () => ({}), { flow: ['This field is required.'] }],
    [
      'E3.2 without contacts',
      (flow) => ({ flow, restart_participants: true }),
      { non_field_errors: ['Must specify at least one group, contact or URN'] },
    ],
    ['E3.3 extra is a string', (flow) => ({ flow, extra: 'YES' }), { extra: ['Must be a valid JSON object'] }],
    ['E3.3 extra is a list', (flow) => ({ flow, extra: [1] }), { extra: ['Must be a valid JSON object'] }],
    ['E3.4 params is a string', (flow) => ({ flow, params: 'YES' }), { params: ['Must be a valid JSON object'] }],
    ['E3.4 params is a list', (flow) => ({ flow, params: [1] }), { params: ['Must be a valid JSON object'] }],
    [
      'E3.6 invalid URN',
      (flow) => ({ flow, urns: ['foo:bar'] }),
      { urns: { 0: ['Invalid URN: foo:bar. Ensure phone numbers contain country codes.'] } },
    ],
    ['E3.7 unknown contact', (flow) => ({ flow, contacts: ['abcde'] }), { contacts: ['No such object: abcde'] }],
    ['E3.8 unknown group', (flow) => ({ flow, groups: ['abcde'] }), { groups: ['No such object: abcde'] }],
    ['E3.9 unknown flow', (_, group) => ({ flow: 'abcde', groups: [group] }), { flow: ['No such object: abcde'] }],
    [
      'E3.10 101 groups',
      (flow) => ({ flow, groups: many }),
      { groups: ['Ensure this field has no more than 100 elements.'] },
    ],
    ['body is a list', () => [1], { non_field_errors: ['Request body should be a single JSON object'] }],
    ['flow is null', (_, group) => ({ flow: null, groups: [group] }), { flow: ['This field may not be null.'] }],
    [
      'contacts is a string',
      (flow) => ({ flow, contacts: 'x' }),
      { contacts: ['Expected a list of items but got type "str".'] },
    ],
    [
      'restart_participants is not a boolean',
      (flow) => ({ flow, restart_participants: 'maybe' }),
      { restart_participants: ['Must be a valid boolean.'] },
    ],
  ])('rejects a start: %s', async (_, buildBody, expected) => {
    const twin = createTestTwin()
    const { uuid: flow } = await findRegularFlow(twin)
    const { uuid: group } = await readFirst(twin, GROUPS)
    const response = await sendPost(twin, STARTS, buildBody(flow, group))
    expect([response.status, response.json]).toEqual([400, expected])
  })

  it('E3.5: only the newer line rejects long params', async () => {
    for (const [quirks, status] of [
      [{}, 201],
      [HEAD, 400],
    ] as const) {
      const twin = createTestTwin({ quirks })
      const { uuid: flow } = await findRegularFlow(twin)
      const response = await sendPost(twin, STARTS, {
        flow,
        groups: ['Field staff'],
        params: { foo: 'a'.repeat(10_000) },
      })
      expect(response.status).toBe(status)
      if (status === 400) expect(response.json).toEqual({ params: ['Cannot exceed 10,000 characters encoded.'] })
    }
  })

  it('E3.11: a rejected start creates nothing, not even a contact', async () => {
    const twin = createTestTwin()
    const { uuid: flow } = await findRegularFlow(twin)
    const revision = twin.world.revision
    expect((await sendPost(twin, STARTS, { flow, urns: [NEWCOMER], contacts: [UNKNOWN] })).status).toBe(400)
    expect(twin.world.revision).toBe(revision)
    expect((await sendRequest(twin, `${CONTACTS}?urn=${encodeURIComponent(NEWCOMER)}`)).json.results).toEqual([])
  })

  it('rejects an archived flow, invalid JSON and another media type', async () => {
    const twin = createTestTwin()
    const archived = await readFirst(twin, `${FLOWS}?archived=true`)
    const response = await sendPost(twin, STARTS, { flow: archived['uuid'], groups: ['Field staff'] })
    expect(response.json).toEqual({ flow: [`No such object: ${archived['uuid']}`] })
    const broken = await sendPost(twin, STARTS, '{')
    expect([broken.status, broken.json]).toEqual([
      400,
      { detail: 'JSON parse error - Expecting property name enclosed in double quotes: line 1 column 2 (char 1)' },
    ])
    const text = await sendRequest(
      twin,
      STARTS,
      createPostOptions('flow', { headers: { 'content-type': 'text/plain' } }),
    )
    expect([text.status, text.json]).toEqual([415, { detail: 'Unsupported media type "text/plain" in request.' }])
  })
})
