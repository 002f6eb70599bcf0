import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../support/requests.ts'
import {
  CONTACTS,
  first,
  FLOWS,
  GROUPS,
  HEAD,
  type Item,
  post,
  regularFlow,
  STARTS,
  posting,
} from './rapidpro-asking.ts'

const NEWCOMER = 'tel:+31612345678'
const UNKNOWN = '00000000-0000-4000-8000-000000000000'

describe('RapidPro E3: starts that are refused', () => {
  const many = Array.from({ length: 101 }, () => 'Field staff')
  it.each<[string, (flow: string, group: string) => unknown, Item]>([
    ['E3.1 nothing', () => ({}), { flow: ['This field is required.'] }],
    [
      'E3.2 nobody',
      (flow) => ({ flow, restart_participants: true }),
      { non_field_errors: ['Must specify at least one group, contact or URN'] },
    ],
    ['E3.3 extra a text', (flow) => ({ flow, extra: 'YES' }), { extra: ['Must be a valid JSON object'] }],
    ['E3.3 extra a list', (flow) => ({ flow, extra: [1] }), { extra: ['Must be a valid JSON object'] }],
    ['E3.4 params a text', (flow) => ({ flow, params: 'YES' }), { params: ['Must be a valid JSON object'] }],
    ['E3.4 params a list', (flow) => ({ flow, params: [1] }), { params: ['Must be a valid JSON object'] }],
    [
      'E3.6 a URN',
      (flow) => ({ flow, urns: ['foo:bar'] }),
      { urns: { 0: ['Invalid URN: foo:bar. Ensure phone numbers contain country codes.'] } },
    ],
    ['E3.7 a contact', (flow) => ({ flow, contacts: ['abcde'] }), { contacts: ['No such object: abcde'] }],
    ['E3.8 a group', (flow) => ({ flow, groups: ['abcde'] }), { groups: ['No such object: abcde'] }],
    ['E3.9 a flow', (_, group) => ({ flow: 'abcde', groups: [group] }), { flow: ['No such object: abcde'] }],
    [
      'E3.10 101 groups',
      (flow) => ({ flow, groups: many }),
      { groups: ['Ensure this field has no more than 100 elements.'] },
    ],
    ['no object', () => [1], { non_field_errors: ['Request body should be a single JSON object'] }],
    ['a null', (_, group) => ({ flow: null, groups: [group] }), { flow: ['This field may not be null.'] }],
    ['no list', (flow) => ({ flow, contacts: 'x' }), { contacts: ['Expected a list of items but got type "str".'] }],
    [
      'no boolean',
      (flow) => ({ flow, restart_participants: 'maybe' }),
      { restart_participants: ['Must be a valid boolean.'] },
    ],
  ])('%s', async (_, bodyOf, expected) => {
    const twin = createTestTwin()
    const { uuid: flow } = await regularFlow(twin)
    const { uuid: group } = await first(twin, GROUPS)
    const answer = await post(twin, STARTS, bodyOf(flow, group))
    expect([answer.status, answer.json]).toEqual([400, expected])
  })

  it('E3.5: only the newer line minds long params', async () => {
    for (const [quirks, status] of [
      [{}, 201],
      [HEAD, 400],
    ] as const) {
      const twin = createTestTwin({ quirks })
      const { uuid: flow } = await regularFlow(twin)
      const answer = await post(twin, STARTS, { flow, groups: ['Field staff'], params: { foo: 'a'.repeat(10_000) } })
      expect(answer.status).toBe(status)
      if (status === 400) expect(answer.json).toEqual({ params: ['Cannot exceed 10,000 characters encoded.'] })
    }
  })

  it('E3.11: a refused start makes nothing at all, no contact either', async () => {
    const twin = createTestTwin()
    const { uuid: flow } = await regularFlow(twin)
    const revision = twin.world.revision
    expect((await post(twin, STARTS, { flow, urns: [NEWCOMER], contacts: [UNKNOWN] })).status).toBe(400)
    expect(twin.world.revision).toBe(revision)
    expect((await sendRequest(twin, `${CONTACTS}?urn=${encodeURIComponent(NEWCOMER)}`)).json.results).toEqual([])
  })

  it('an archived flow is none to start, and a body that is no JSON is none at all', async () => {
    const twin = createTestTwin()
    const archived = await first(twin, `${FLOWS}?archived=true`)
    const answer = await post(twin, STARTS, { flow: archived['uuid'], groups: ['Field staff'] })
    expect(answer.json).toEqual({ flow: [`No such object: ${archived['uuid']}`] })
    const broken = await post(twin, STARTS, '{')
    expect([broken.status, broken.json]).toEqual([
      400,
      { detail: 'JSON parse error - Expecting value: line 1 column 1 (char 0)' },
    ])
    const text = await sendRequest(twin, STARTS, posting('flow', { headers: { 'content-type': 'text/plain' } }))
    expect([text.status, text.json]).toEqual([415, { detail: 'Unsupported media type "text/plain" in request.' }])
  })
})
