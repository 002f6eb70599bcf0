import { describe, expect, it } from 'vitest'
import { createTestTwin, sendRequest } from '../../support/requests.ts'
import {
  CONTACTS,
  findRegularFlow,
  GROUPS,
  HEAD,
  type Item,
  readAllPages,
  readFirst,
  RUNS,
  sendPost,
  STARTS,
} from './requests.ts'

const MESSAGES = '/api/v2/messages.json'
const FIELDS = '/api/v2/fields.json'

describe('RapidPro: the workspace', () => {
  it('is shown at workspace.json and its former path', async () => {
    const twin = createTestTwin()
    const { json, headers } = await sendRequest(twin, '/api/v2/workspace.json')
    expect(Object.keys(json).join()).toBe(
      'uuid,name,country,languages,timezone,date_style,anon,credits,primary_language',
    )
    expect(headers.get('allow')).toBe('GET, HEAD, OPTIONS')
    expect((await sendRequest(twin, '/api/v2/org.json')).json).toEqual(json)
  })

  it.each(['archives', 'broadcasts', 'campaigns', 'globals', 'labels'])('has no %s', async (name) => {
    const { status, json } = await sendRequest(createTestTwin(), `/api/v2/${name}.json`)
    expect([status, json]).toEqual([200, { next: null, previous: null, results: [] }])
    expect((await sendRequest(createTestTwin(), `/api/v2/${name}.json?cursor=x`)).status).toBe(404)
  })

  it('has one channel', async () => {
    const twin = createTestTwin()
    const channel = await readFirst(twin, '/api/v2/channels.json')
    expect(await readAllPages(twin, `/api/v2/channels.json?uuid=${channel['uuid']}`)).toEqual([channel])
    expect(await readAllPages(twin, '/api/v2/channels.json?address=1')).toEqual([])
  })
})

describe('RapidPro: messages.json', () => {
  it('returns every question and answer once, newest first', async () => {
    const twin = createTestTwin({ runs: 400 })
    const messages = await readAllPages(twin, MESSAGES)
    const runs = await readAllPages(twin, RUNS)
    const answers = runs.flatMap(({ values }) => Object.values<Item>(values as Record<string, Item>))
    const incoming = messages.filter(({ direction }) => direction === 'in')
    expect(incoming).toHaveLength(answers.length)
    expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length)
    expect(incoming.map(({ created_on: at }) => String(at).slice(0, 19)).toSorted()).toEqual(
      answers.map(({ time }) => String(time).slice(0, 19)).toSorted(),
    )
    const dates = messages.map(({ created_on: at }) => Date.parse(String(at)))
    expect(dates).toEqual(dates.toSorted((left, right) => right - left))
  })

  it('leads back to the previous page', async () => {
    const twin = createTestTwin({ runs: 400 })
    const first = (await sendRequest(twin, MESSAGES)).json
    const second = (await sendRequest(twin, first.next.replace('http://localhost', ''))).json
    expect((await sendRequest(twin, second.previous.replace('http://localhost', ''))).json.results).toEqual(
      first.results,
    )
  })

  it('filters by contact, folder, time and id', async () => {
    const twin = createTestTwin({ runs: 400 })
    const messages = await readAllPages(twin, MESSAGES)
    const [message] = messages
    const select = async (query: string) => await readAllPages(twin, `${MESSAGES}?${query}`)
    expect(await select(`contact=${message!['contact'].uuid}`)).toEqual(
      messages.filter(({ contact }) => contact.uuid === message!['contact'].uuid),
    )
    expect(await select('folder=incoming')).toEqual(messages.filter(({ direction }) => direction === 'in'))
    expect(await select(`id=${message!['id']}`)).toEqual([message])
    expect(await select(`after=${message!['created_on']}`)).toContainEqual(message)
    for (const query of ['folder=inbox', 'folder=nothing', 'folder=__proto__', 'label=x', 'contact=x'])
      expect(await select(query)).toEqual([])
    expect((await sendRequest(twin, `${MESSAGES}?folder=sent&contact=x`)).json).toEqual({
      detail: 'You may only specify one of the contact, folder, label, broadcast parameters',
    })
  })
})

describe('RapidPro: groups and fields', () => {
  it('creates, renames and deletes groups', async () => {
    const twin = createTestTwin()
    const created = await sendPost(twin, GROUPS, { name: 'Night shift' })
    expect([created.status, created.json]).toEqual([
      201,
      { uuid: expect.any(String), name: 'Night shift', query: null, status: 'ready', system: false, count: 0 },
    ])
    const path = `${GROUPS}?uuid=${created.json.uuid}`
    expect((await sendPost(twin, path, { name: 'Late shift' })).json).toEqual({ ...created.json, name: 'Late shift' })
    const contact = await sendPost(twin, CONTACTS, { groups: ['late SHIFT'] })
    expect((await readFirst(twin, path))['count']).toBe(1)
    expect((await sendRequest(twin, path, { method: 'DELETE' })).status).toBe(204)
    expect(await readAllPages(twin, GROUPS)).toHaveLength(4)
    expect((await readFirst(twin, `${CONTACTS}?uuid=${contact.json.uuid}`))['groups']).toEqual([])
    const original = await readFirst(twin, `${GROUPS}?name=field%20staff`)
    await sendPost(twin, `${GROUPS}?uuid=${original['uuid']}`, { name: 'Staff' })
    expect(await readAllPages(twin, `${GROUPS}?uuid=${original['uuid']}`)).toEqual([{ ...original, name: 'Staff' }])
    expect((await sendRequest(twin, `${GROUPS}?uuid=${original['uuid']}`, { method: 'DELETE' })).status).toBe(204)
    expect(await readAllPages(twin, GROUPS)).toHaveLength(3)
  })

  it.each([
    [{}, 'This field is required.'],
    [{ name: '' }, 'This field may not be blank.'],
    [{ name: 'FIELD staff' }, 'This field must be unique.'],
    [{ name: 'a"b' }, 'Cannot contain the character: "'],
    [{ name: 'x'.repeat(65) }, 'Ensure this field has no more than 64 characters.'],
  ])('rejects the group %j', async (body, text) => {
    expect((await sendPost(createTestTwin(), GROUPS, body)).json).toEqual({ name: [text] })
  })

  it('names the object that a change does not find in the newer line', async () => {
    const path = `${GROUPS}?uuid=00000000-0000-4000-8000-000000000000`
    const newer = await sendRequest(createTestTwin({ quirks: HEAD }), path, { method: 'DELETE' })
    expect(newer.json).toEqual({ detail: 'No ContactGroup matches the given query.' })
    expect((await sendRequest(createTestTwin(), GROUPS, { method: 'DELETE' })).json).toEqual({
      detail: 'URL must contain one of the following parameters: uuid',
    })
  })

  it('starts the members that clients put into a group', async () => {
    const twin = createTestTwin()
    await sendPost(twin, GROUPS, { name: 'Night shift' })
    await sendPost(twin, CONTACTS, { name: 'Ruth', groups: ['Night shift'] })
    const { uuid: flow } = await findRegularFlow(twin)
    const { json } = await sendPost(twin, STARTS, { flow, groups: ['Night shift'] })
    const runs = await readAllPages(twin, RUNS)
    expect(runs.filter(({ start }) => start?.uuid === json.uuid).map(({ contact }) => contact.name)).toEqual(['Ruth'])
  })

  it('creates and changes fields', async () => {
    const twin = createTestTwin()
    const created = await sendPost(twin, FIELDS, { label: 'Home village', value_type: 'numeric' })
    expect([created.status, created.json]).toEqual([
      201,
      expect.objectContaining({ key: 'home_village', name: 'Home village', type: 'number', value_type: 'numeric' }),
    ])
    const path = `${FIELDS}?key=home_village`
    expect((await sendPost(twin, path, { name: 'Village', type: 'text' })).json.name).toBe('Village')
    expect((await readAllPages(twin, FIELDS)).map(({ key }) => key)).toEqual(['home_village', 'district'])
    expect((await sendPost(twin, FIELDS, { name: 'village', type: 'text' })).json).toEqual({
      name: ['This field must be unique.'],
    })
    expect((await sendPost(twin, FIELDS, { name: 'Age' })).json).toEqual({
      non_field_errors: ["Field 'type' is required."],
    })
    expect((await sendPost(twin, FIELDS, { name: 'Age', type: 'x' })).json).toEqual({
      type: ['"x" is not a valid choice.'],
    })
  })
})

describe('RapidPro: definitions.json', () => {
  it('exports flows whose nodes the paths of runs visit', async () => {
    const twin = createTestTwin({ runs: 100 })
    const run = (await readAllPages(twin, RUNS)).find(({ path }) => path.length > 1)!
    const { json } = await sendRequest(twin, `/api/v2/definitions.json?flow=${run['flow'].uuid}&dependencies=none`)
    expect(json.flows.map(({ uuid }: Item) => uuid)).toEqual([run['flow'].uuid])
    const nodes = json.flows[0].nodes.map(({ uuid }: Item) => uuid)
    for (const { node } of run['path']) expect(nodes).toContain(node)
    expect((await sendRequest(twin, '/api/v2/definitions.json?dependencies=x')).json).toEqual({
      detail: 'dependencies must be one of none, flows, all',
    })
  })
})
