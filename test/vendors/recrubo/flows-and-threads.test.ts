import { describe, expect, it } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { sendRequest, createTestTwin } from '../../support/requests.ts'

const FLOWS = '/public/v2/flows'
const THREADS = '/public/v2/message-threads'
const RUNS = '/public/v2/flow-runs'
const UNKNOWN = 'eb4c92e9-2548-4e4c-95d5-adfb94270c3f'
// oxlint-disable-next-line typescript/no-explicit-any
type Resource = { id: string; type: string; attributes: any; relationships: any }

async function readAllPages(twin: Twin, path: string, query = ''): Promise<Resource[]> {
  const all: Resource[] = []
  for (let page = 1; ; page++) {
    const { json } = await sendRequest(twin, `${path}?page[size]=100&page[number]=${page}${query}`)
    all.push(...json.data)
    if (page >= json.meta.maxPage) return all
  }
}

describe('Recrubo: flows', () => {
  it('are listed as they are included with runs, oldest first', async () => {
    const twin = createTestTwin({ runs: 300 })
    const flows = await readAllPages(twin, FLOWS)
    expect(flows).toHaveLength(12)
    const { json } = await sendRequest(twin, `${RUNS}?include=flow&page[size]=100`)
    for (const included of json.included) expect(flows).toContainEqual(included)
    const times = flows.map(({ attributes }) => attributes.createdAt)
    expect(times).toEqual(times.toSorted())
  })

  it('are read at the links of runs, with 404 for an unknown id', async () => {
    const twin = createTestTwin()
    const { json } = await sendRequest(twin, `${RUNS}?page[size]=1`)
    const response = await sendRequest(twin, json.data[0].relationships.flow.links.related)
    expect([response.status, response.json.data.id, response.json.meta]).toEqual([
      200,
      json.data[0].attributes.flowId,
      {},
    ])
    for (const unknown of [UNKNOWN, 'nothing']) {
      const missing = await sendRequest(twin, `${FLOWS}/${unknown}`)
      expect([missing.status, missing.json.errors[0].detail]).toEqual([404, 'Flow not found'])
    }
  })

  it.each([
    ['filter[name]=Nurse screening', (a: Resource['attributes']) => a.name === 'Nurse screening'],
    ['filter[name][eql]=nurse SCREENING', (a: Resource['attributes']) => a.name === 'Nurse screening'],
    ['filter[name][prefix]=Always', (a: Resource['attributes']) => a.name.startsWith('Always')],
    ['filter[name][suffix]=check,jobs', (a: Resource['attributes']) => /(check|jobs)$/.test(a.name)],
    ['filter[name][match]=Summer jobs,nothing', (a: Resource['attributes']) => a.name === 'Summer jobs'],
    ['filter[sessionTimeout]=30,45', (a: Resource['attributes']) => [30, 45].includes(a.sessionTimeout)],
    ['filter[session_timeout][gt]=30', (a: Resource['attributes']) => a.sessionTimeout > 30],
    ['filter[reminderInterval][lte]=15', (a: Resource['attributes']) => a.reminderInterval <= 15],
    ['filter[publishedAt]=null', (a: Resource['attributes']) => a.publishedAt === null],
    [
      'filter[publishedAt][gte]=2025-12-01',
      (a: Resource['attributes']) => a.publishedAt !== null && a.publishedAt >= '2025-12-01T00:00:00+00:00',
    ],
    ['filter[unpublishedChanges]=true', (a: Resource['attributes']) => a.unpublishedChanges],
    ['filter[flowGenerationId]=null', () => true],
    ['filter[created_at][lt]=2025-11-20', (a: Resource['attributes']) => a.createdAt < '2025-11-20T00:00:00+00:00'],
    [
      'filter[updatedAt][gt]=2025-11-20&filter[sessionTimeout]=30',
      (a: Resource['attributes']) => a.updatedAt > '2025-11-20T00:00:00+00:00' && a.sessionTimeout === 30,
    ],
  ])('%s returns all matches and nothing else, with exact totals', async (filter, isMatch) => {
    const twin = createTestTwin()
    const all = await readAllPages(twin, FLOWS)
    const expected = all.filter(({ attributes }) => isMatch(attributes))
    expect(expected.length).toBeGreaterThan(0)
    const { json } = await sendRequest(twin, `${FLOWS}?${filter}`)
    expect(json.data).toEqual(expected)
    expect(json.meta).toMatchObject({ total: expected.length, totalUnfiltered: 12 })
  })

  it.each(['name', '-name', 'createdAt', '-updated_at', 'createdAt,-name'])('are sorted by %s', async (sort) => {
    const [first = ''] = sort.split(',')
    const name = first.replace('-', '').replace('_at', 'At')
    const flows = await readAllPages(createTestTwin(), FLOWS, `&sort=${sort}`)
    const values = flows.map(({ attributes }) => attributes[name])
    expect(values).toEqual(sort.startsWith('-') ? values.toSorted().toReversed() : values.toSorted())
    expect(new Set(flows.map(({ id }) => id)).size).toBe(12)
  })

  it('are paged, with only the requested fields', async () => {
    const twin = createTestTwin()
    const { json } = await sendRequest(twin, `${FLOWS}?page[size]=5&page[number]=3&fields[flows]=name,nodes`)
    expect(json.data).toHaveLength(2)
    expect(json.meta).toEqual({ total: 12, totalUnfiltered: 12, currentSize: 5, currentPage: 3, maxPage: 3 })
    expect(Object.keys(json.data[0].attributes)).toEqual(['name'])
    expect(Object.keys(json.data[0].relationships)).toEqual(['nodes'])
    expect((await sendRequest(twin, `${FLOWS}?page[number]=9`)).json.data).toEqual([])
  })
})

describe('Recrubo: message threads', () => {
  it('exist once per contact, as included with runs, plus chatbotPaused', async () => {
    const twin = createTestTwin({ runs: 300 })
    const threads = await readAllPages(twin, THREADS)
    expect(threads).toHaveLength(twin.world.contactCount)
    expect(new Set(threads.map(({ id }) => id)).size).toBe(threads.length)
    expect(new Set(threads.map(({ attributes }) => attributes.chatbotPaused))).toEqual(new Set([true, false]))
    const { json } = await sendRequest(twin, `${RUNS}?include=messageThread&page[size]=50`)
    for (const included of json.included) {
      const { chatbotPaused: _, ...attributes } = threads.find(({ id }) => id === included.id)!.attributes
      expect(attributes).toEqual(included.attributes)
    }
  })

  it('are read at the links of runs, with 404 for an unknown id, and link back to their runs', async () => {
    const twin = createTestTwin()
    const { json } = await sendRequest(twin, `${RUNS}?page[size]=1`)
    const [run] = json.data
    const thread = await sendRequest(twin, run.relationships.messageThread.links.related)
    expect(thread.json.data.id).toBe(run.attributes.messageThreadId)
    const runs = await sendRequest(twin, thread.json.data.relationships.flowRuns.links.related)
    expect(runs.json.data).toContainEqual(run)
    const missing = await sendRequest(twin, `${THREADS}/${UNKNOWN}`)
    expect([missing.status, missing.json.errors[0].detail]).toEqual([404, 'MessageThread not found'])
  })

  it.each([
    ['filter[channel]=facebook-messenger', (a: Resource['attributes']) => a.channel === 'facebook-messenger'],
    ['filter[channel][prefix]=what', (a: Resource['attributes']) => a.channel === 'whatsapp'],
    ['filter[identifier][prefix]=316,4915', (a: Resource['attributes']) => /^(316|4915)/.test(a.identifier)],
    ['filter[chatbot_paused]=true', (a: Resource['attributes']) => a.chatbotPaused],
    ['filter[candidateId]=null', (a: Resource['attributes']) => a.candidateId === null],
    ['filter[createdAt][gte]=2025-09-01', (a: Resource['attributes']) => a.createdAt >= '2025-09-01T00:00:00+00:00'],
    ['filter[updatedAt][lt]=2025-09-01', (a: Resource['attributes']) => a.updatedAt < '2025-09-01T00:00:00+00:00'],
  ])('%s returns all matches and nothing else, with exact totals', async (filter, isMatch) => {
    const twin = createTestTwin({ runs: 300 })
    const all = await readAllPages(twin, THREADS)
    const expected = all.filter(({ attributes }) => isMatch(attributes))
    expect(expected.length).toBeGreaterThan(0)
    expect(await readAllPages(twin, THREADS, `&${filter}`)).toEqual(expected)
    const { json } = await sendRequest(twin, `${THREADS}?${filter}`)
    expect(json.meta).toMatchObject({ total: expected.length, totalUnfiltered: all.length })
  })

  it('have a relationship to the candidate that is valid in JSON:API 1.0 and 1.1', async () => {
    const twin = createTestTwin({ runs: 300 })
    const threads = await readAllPages(twin, THREADS)
    const { json } = await sendRequest(twin, `${RUNS}?include=messageThread&page[size]=200`)
    for (const { attributes, relationships } of [...threads, ...json.included] as readonly Resource[]) {
      const { data, links } = relationships['candidate']
      const linkage = attributes.candidateId === null ? null : { type: 'candidates', id: attributes.candidateId }
      expect(data).toEqual(linkage)
      // In version 1.0 a link is a text or an object, never null.
      const related = linkage === null ? undefined : `/public/v2/candidates/${linkage.id}`
      expect(links).toEqual(related === undefined ? undefined : { related })
    }
  })

  it('are found by id, candidate and identifier', async () => {
    const twin = createTestTwin({ runs: 300 })
    const all = await readAllPages(twin, THREADS)
    const messenger = all.find(({ attributes }) => attributes.channel === 'facebook-messenger')!
    const phone = all.find(({ attributes }) => attributes.channel === 'whatsapp' && attributes.candidateId !== null)!
    const { identifier, candidateId } = phone.attributes
    expect(await readAllPages(twin, THREADS, `&filter[id]=${phone.id.toUpperCase()},${UNKNOWN}`)).toEqual([phone])
    expect(await readAllPages(twin, THREADS, `&filter[candidateId]=${candidateId}`)).toEqual([phone])
    expect(await readAllPages(twin, THREADS, `&filter[identifier]=${identifier}`)).toEqual([phone])
    expect(await readAllPages(twin, THREADS, `&filter[identifier]=${messenger.attributes.identifier}`)).toEqual([
      messenger,
    ])
    expect(await readAllPages(twin, THREADS, '&filter[identifier]=31600000000')).toEqual([])
  })

  it('are sorted by creation and by update, in both directions', async () => {
    const created = (await readAllPages(createTestTwin(), THREADS, '&sort=createdAt')).map(
      ({ attributes }) => attributes.createdAt,
    )
    const updated = (await readAllPages(createTestTwin(), THREADS, '&sort=-updatedAt')).map(
      ({ attributes }) => attributes.updatedAt,
    )
    expect(created).toEqual(created.toSorted())
    expect(updated).toEqual(updated.toSorted().toReversed())
  })

  it('include a contact that another vendor’s operation created', async () => {
    const twin = createTestTwin()
    const person = { name: 'Ilse Ney', firstName: 'Ilse', phone: '+31612345678', email: null, language: 'nl' }
    const before = twin.world.contactCount
    twin.world.applyOperation({ kind: 'create-contact', person })
    const { json } = await sendRequest(twin, `${THREADS}?page[size]=1&page[number]=${before + 1}`)
    expect(json.meta.total).toBe(before + 1)
    expect(json.data[0].attributes).toMatchObject({ createdAt: '2026-01-15T09:00:00+00:00' })
  })
})
