import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { CONTACTS, readFirst, FLOWS, GROUPS, HEAD, sendPost, RUNS, readAllPages } from './requests.ts'

const NEWCOMER = 'tel:+31612345678'
const createUrnPath = (urn: string): string => `${CONTACTS}?urn=${encodeURIComponent(urn)}`

describe('RapidPro: flows.json', () => {
  it('counts the runs of every flow as runs.json lists them, also after time has passed', async () => {
    const twin = createTestTwin({ runs: 1200 })
    for (const duration of ['0s', '37m']) {
      twin.clock.advance(duration)
      const runs = await readAllPages(twin, RUNS)
      for (const flow of await readAllPages(twin, FLOWS)) {
        const own = runs.filter((run) => run['flow'].uuid === flow['uuid'])
        const { active, waiting, completed, expired, interrupted, failed } = flow['runs']
        const exits = ['completed', 'expired', 'interrupted', 'failed'].map(
          (exit) => own.filter((run) => run['exit_type'] === exit).length,
        )
        expect([completed, expired, interrupted, failed]).toEqual(exits)
        expect(active + waiting).toBe(own.filter((run) => run['exit_type'] === null).length)
      }
    }
  })

  it('lists flows by creation, newest first, all created before the first run', async () => {
    const twin = createTestTwin()
    const flows = await readAllPages(twin, FLOWS)
    const created = flows.map(({ created_on: at }) => String(at))
    expect(created).toEqual(created.toSorted().toReversed())
    expect(await readAllPages(twin, `${FLOWS}?reverse=true`)).toEqual(flows.toReversed())
    const oldest = await readFirst(twin, `${RUNS}?reverse=true`)
    expect(oldest['created_on'] > created[0]!).toBe(true)
  })

  it('filters by uuid, type, archived, before and after', async () => {
    const twin = createTestTwin()
    const flows = await readAllPages(twin, FLOWS)
    expect(await readAllPages(twin, `${FLOWS}?uuid=${flows[2]!['uuid']}`)).toEqual([flows[2]])
    expect(await readAllPages(twin, `${FLOWS}?type=message`)).toEqual(flows)
    expect(await readAllPages(twin, `${FLOWS}?type=voice`)).toEqual([])
    expect(await readAllPages(twin, `${FLOWS}?archived=true`)).toEqual(flows.filter(({ archived }) => archived))
    expect(await readAllPages(twin, `${FLOWS}?archived=0`)).toEqual(flows.filter(({ archived }) => !archived))
    const bound = flows[4]!['modified_on']
    expect(await readAllPages(twin, `${FLOWS}?after=${bound}`)).toEqual(flows.slice(0, 5))
    expect(await readAllPages(twin, `${FLOWS}?before=${bound}`)).toEqual(flows.slice(4))
    expect(await readAllPages(twin, `${FLOWS}?before=junk`)).toEqual([])
  })

  it('lists the results that runs contain', async () => {
    const twin = createTestTwin()
    const run = (await readAllPages(twin, `${RUNS}?responded=1`))[0]!
    const flow = await readFirst(twin, `${FLOWS}?uuid=${run['flow'].uuid}`)
    const keys = flow['results'].map(({ key }: { key: string }) => key)
    for (const [key, { node, name }] of Object.entries<{ node: string; name: string }>(run['values'])) {
      expect(keys).toContain(key)
      const result = flow['results'].find((candidate: { key: string }) => candidate.key === key)
      expect([result.node_uuids, result.name]).toEqual([[node], name])
    }
  })
})

describe('RapidPro: contacts.json and groups.json', () => {
  it('list every contact once, by modification, in both directions', async () => {
    const twin = createTestTwin({ runs: 3000 })
    await sendPost(twin, CONTACTS, { name: 'Ruth Abelo', language: 'eng', urns: [NEWCOMER] })
    const all = await readAllPages(twin, CONTACTS)
    expect(all).toHaveLength(twin.world.contactCount)
    expect(new Set(all.map(({ uuid }) => uuid)).size).toBe(all.length)
    expect(await readAllPages(twin, `${CONTACTS}?reverse=true`)).toEqual(all.toReversed())
    expect(all[0]).toMatchObject({ name: 'Ruth Abelo', urns: [NEWCOMER] })
    const bound = all[300]!['modified_on']
    expect(await readAllPages(twin, `${CONTACTS}?after=${bound}`)).toEqual(all.slice(0, 301))
    expect(await readAllPages(twin, `${CONTACTS}?before=${bound}`)).toEqual(all.slice(300))
    expect(await readAllPages(twin, `${CONTACTS}?uuid=${all[7]!['uuid']}`)).toEqual([all[7]])
    expect(await readAllPages(twin, createUrnPath(all[7]!['urns'][0]))).toEqual([all[7]])
    expect(await readAllPages(twin, createUrnPath('tel:+19999999999'))).toEqual([])
  })

  it('agree on the members of each group', async () => {
    const twin = createTestTwin()
    const all = await readAllPages(twin, CONTACTS)
    const groups = await readAllPages(twin, GROUPS)
    for (const { uuid, name, count } of groups) {
      const members = all.filter((contact) => contact['groups'].some((group: { uuid: string }) => group.uuid === uuid))
      expect(members).toHaveLength(count)
      expect(await readAllPages(twin, `${CONTACTS}?group=${encodeURIComponent(name)}`)).toEqual(members)
    }
    expect(await readAllPages(twin, `${CONTACTS}?group=nobody`)).toEqual([])
    expect(await readAllPages(twin, `${GROUPS}?name=field%20STAFF`)).toHaveLength(1)
    expect(await readAllPages(twin, `${GROUPS}?uuid=${groups[1]!['uuid']}&reverse=1`)).toEqual([groups[1]])
  })

  it('show the flow of the active run, and the time of the last reply', async () => {
    const twin = createTestTwin({ runs: 600 })
    const runs = await readAllPages(twin, RUNS)
    for (const { uuid, flow, last_seen_on: lastSeenOn } of await readAllPages(twin, CONTACTS)) {
      const own = runs.filter(({ contact }) => contact.uuid === uuid)
      const current = own.find((run) => run['exit_type'] === null)
      expect(flow).toEqual(current === undefined ? null : current['flow'])
      if (own.some(({ responded }) => responded)) expect(lastSeenOn).not.toBeNull()
    }
  })

  it('create and update contacts', async () => {
    const twin = createTestTwin()
    const created = await sendPost(twin, CONTACTS, { name: 'Ruth Abelo', language: 'nld', urns: [NEWCOMER] })
    expect([created.status, created.json]).toEqual([
      201,
      expect.objectContaining({ name: 'Ruth Abelo', language: 'nld', urns: [NEWCOMER], groups: [], flow: null }),
    ])
    const changed = await sendPost(twin, `${CONTACTS}?uuid=${created.json.uuid}`, { name: null })
    expect([changed.status, changed.json]).toEqual([200, { ...created.json, name: null }])
    const byUrn = await sendPost(twin, createUrnPath(NEWCOMER), { language: 'fra' })
    expect([byUrn.status, byUrn.json.language]).toEqual([200, 'fra'])
    expect((await sendPost(twin, createUrnPath('tel:+31611111111'), {})).status).toBe(201)
  })

  it.each([
    [{ urns: ['tel:0612'] }, { urns: { 0: ['Invalid URN: tel:0612. Ensure phone numbers contain country codes.'] } }],
    [{ urns: [NEWCOMER], language: 'xx' }, { language: ['Not a valid ISO639-3 language code.'] }],
    [
      { name: true, fields: { district: {} } },
      { name: ['Not a valid string.'], fields: { district: ['Not a valid string.'] } },
    ],
    [{ name: '' }, { name: ['This field may not be blank.'] }],
    [{ name: 'x'.repeat(65) }, { name: ['Ensure this field has no more than 64 characters.'] }],
    [{ language: 'engl' }, { language: ['Ensure this field has no more than 3 characters.'] }],
    [{ language: 'xyz' }, { language: ['Not a valid ISO639-3 language code.'] }],
    [{ urns: 'tel:0612' }, { urns: ['Expected a list of items but got type "str".'] }],
    [{ urns: [null, ''] }, { urns: { 0: ['This field may not be null.'], 1: ['This field may not be blank.'] } }],
    [{ groups: ['nope'] }, { groups: ['No such object: nope'] }],
    [{ groups: ['Lake district'] }, { groups: ['Contact group must not be query based: Lake district'] }],
    [{ fields: [] }, { fields: ['Expected a dictionary of items but got type "list".'] }],
    [{ fields: { nope: 'x' } }, { fields: ['Invalid contact field key: nope'] }],
    [{ fields: { district: 'a\0b' } }, { fields: { district: ['Null characters are not allowed.'] } }],
    [[], { non_field_errors: ['Request body should be a single JSON object'] }],
  ])('reject the contact %j', async (body, expected) => {
    const response = await sendPost(createTestTwin(), CONTACTS, body)
    expect([response.status, response.json]).toEqual([400, expected])
  })

  it('reject the URN of another contact, and return 404 for an unknown UUID', async () => {
    const twin = createTestTwin()
    const [one, other] = await readAllPages(twin, CONTACTS)
    const taken = { urns: [`URN belongs to another contact: ${one!['urns'][0]}`] }
    expect((await sendPost(twin, CONTACTS, { urns: one!['urns'] })).json).toEqual(taken)
    expect((await sendPost(twin, `${CONTACTS}?uuid=${other!['uuid']}`, { urns: one!['urns'] })).json).toEqual(taken)
    const unknown = await sendPost(twin, `${CONTACTS}?uuid=00000000-0000-4000-8000-000000000000`, {})
    expect([unknown.status, unknown.json]).toEqual([404, { detail: 'Not found.' }])
  })

  it('mask phone numbers in an anonymous workspace', async () => {
    const contact = await readFirst(createTestTwin({ quirks: { 'rapidpro.workspace': 'anonymous' } }), CONTACTS)
    expect([contact['urns'], contact['anon_display']]).toEqual([['tel:********'], expect.stringMatching(/^\d{10}$/)])
    const newer = await readFirst(createTestTwin({ quirks: { ...HEAD, 'rapidpro.workspace': 'anonymous' } }), CONTACTS)
    expect(newer['ref']).toBe(newer['anon_display'])
  })

  it('reject an invalid cursor like runs.json', async () => {
    for (const path of [FLOWS, CONTACTS, GROUPS]) {
      expect((await sendRequest(createTestTwin(), `${path}?cursor=xxx`)).json).toEqual({ detail: 'Invalid cursor' })
    }
  })
})
