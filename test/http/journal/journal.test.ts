import { describe, expect, it } from 'vitest'
import { Journal } from '../../../mock/http/journal/journal.ts'
import type { RealTime } from '../../../mock/world/time.ts'
import { createTwin } from '../../../mock/twin.ts'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { AT, createRequest, createSmallJournal, finishRequest, recordRequest } from './journal-records.ts'

describe('a journal', () => {
  it('keeps the newest requests and counts the dropped ones', () => {
    const journal = createSmallJournal({ entries: 3 })
    for (let at = 0; at < 5; at++) recordRequest(journal, `/${at}`, { body: '{}' })
    expect(journal.listJournalEntries().map(({ sequence, target }) => [sequence, target])).toEqual([
      [3, '/2'],
      [4, '/3'],
      [5, '/4'],
    ])
    expect([journal.count, journal.dropped]).toEqual([5, 2])
    journal.clearJournal()
    recordRequest(journal, '/next', { body: '{}' })
    expect(journal.listJournalEntries().map(({ sequence }) => sequence)).toEqual([6])
    expect([journal.count, journal.dropped]).toEqual([6, 0])
  })

  it('shows requests in progress, and the real time that the others took', () => {
    let real = 0
    const journal = new Journal(() => real as RealTime)
    const record = journal.openJournalEntry(createRequest('/slow'), AT)
    expect(journal.listJournalEntries()).toMatchObject([{ state: 'pending', status: null, realMilliseconds: null }])
    real = 1500
    finishRequest(journal, record, { body: '{}', status: 201 })
    expect(journal.listJournalEntries()).toMatchObject([{ state: 'completed', status: 201, realMilliseconds: 1.5 }])
  })

  it('ignores the response to a request that it has dropped', () => {
    const journal = createSmallJournal({ entries: 2, bytes: 10 })
    const slow = journal.openJournalEntry(createRequest('/slow'), AT)
    for (let at = 0; at < 3; at++) recordRequest(journal, `/${at}`, { body: '{}' })
    finishRequest(journal, slow, { body: '"long long long"' })
    expect(journal.listJournalEntries().map(({ target }) => target)).toEqual(['/1', '/2'])
    expect(journal.bodiesDropped).toBe(0)
  })

  it('drops the headers of older requests, except those with an error response', () => {
    const journal = createSmallJournal({})
    for (const status of [200, 404, 200, 200, 200]) {
      finishRequest(journal, journal.openJournalEntry(createRequest('/', { accept: 'any/thing' }), AT), {
        body: '{}',
        status,
      })
    }
    expect(journal.listJournalEntries().map(({ requestHeaders }) => requestHeaders !== null)).toEqual([
      false,
      true,
      false,
      true,
      true,
    ])
  })
})

describe('a request with a body', () => {
  it('is in the journal before its body is complete', async () => {
    const twin = createTwin()
    let send = () => {}
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from('{"data":'))
        send = () => {
          controller.enqueue(Buffer.from('{}}'))
          controller.close()
        }
      },
    })
    const headers = { authorization: 'Bearer mine', 'content-type': 'application/vnd.api+json' }
    const init = { method: 'POST', headers, body, duplex: 'half' }
    const response = twin.fetch(new Request('http://h/public/v2/flow-runs', init as RequestInit))
    await sendRequest(twin, '/public/v2/flow-runs/x')
    expect(twin.journal.listJournalEntries().map(({ operation, state }) => [operation, state])).toEqual([
      ['createFlowRun', 'pending'],
      ['readFlowRun', 'completed'],
    ])
    send()
    expect((await response).status).toBe(400)
    expect(twin.journal.listJournalEntries()[0]).toMatchObject({
      state: 'completed',
      status: 400,
      requestBody: '{"data":{}}',
    })
  })
})

describe('ignored input', () => {
  it.each([
    ['/api/v2/runs.json?flwo=x', 'flwo', /did you mean "flow"\?/],
    ['/api/v1/triggers/new-flow-triggered?flowId=x', 'flowId', /did you mean "flow_id"\?/],
    ['/public/v2/flow-runs?page[numbr]=2', 'page[numbr]', /did you mean "page\[number\]"\?/],
    ['/api/v2/runs.json?colour=red', 'colour', /available: .*flow/],
  ])('in the query of %s is listed with a suggestion', async (path, name, hint) => {
    const twin = createTwin()
    await sendRequest(twin, path)
    const [entry] = twin.journal.listJournalEntries()
    expect(entry?.ignoredParameters).toEqual([name])
    expect(entry?.hints).toEqual([expect.stringMatching(hint)])
  })

  it('is empty where every parameter is documented, families included', async () => {
    const twin = createTestTwin()
    await sendRequest(
      twin,
      '/public/v2/flow-runs?filter[status]=finished&fields[flowRuns]=status&page[size]=2&include=flow',
    )
    expect(twin.journal.listJournalEntries()).toMatchObject([{ status: 200, ignoredParameters: [], hints: [] }])
  })

  it('in a body is listed by JSON pointer', async () => {
    const twin = createTwin()
    const body = { name: 'Nova', phone: '+31612345678', shoe_size: 43 }
    const headers = { 'content-type': 'application/json' }
    await sendRequest(twin, '/api/v1/actions/create-contact', { method: 'POST', body, headers })
    expect(twin.journal.listJournalEntries().at(-1)?.unknownMembers).toContain('/shoe_size')
  })
})

describe('an undocumented path', () => {
  it.each([
    ['/api/v2/run.json', /did you mean \/api\/v2\/runs\.json\?/],
    ['/public/v2/flow-run', /did you mean \/public\/v2\/flow-runs\?/],
    ['/api/v2/nothing/of/the/kind', /no documented path is similar/],
  ])('such as %s gets a hint at the nearest documented path', async (path, hint) => {
    const twin = createTwin()
    expect((await sendRequest(twin, path)).status).toBe(404)
    expect(twin.journal.listJournalEntries()[0]?.hints).toEqual([expect.stringMatching(hint)])
  })

  it.each([
    ['/runs.json', '/api/v2/runs.json'],
    ['/triggers/new-flow-triggered', '/api/v1/triggers/new-flow-triggered'],
    ['/v2/flow-runs', '/public/v2/flow-runs'],
  ])('of no vendor, such as %s, is answered with the path that has the missing prefix', async (path, whole) => {
    const twin = createTwin()
    const { status, json } = await sendRequest(twin, path)
    expect([status, json.error]).toEqual([404, expect.stringContaining(`${whole} is`)])
    expect(twin.journal.listJournalEntries()).toMatchObject([{ vendor: null, status: 404, hints: [] }])
  })
})

describe('a missing credential', () => {
  it.each([
    ['/api/v1/triggers/new-flow-triggered', 'Bearer <credential>'],
    ['/api/v2/runs.json', 'Token <credential>'],
    ['/public/v2/flow-runs', 'Bearer <credential>'],
  ])('at %s gets a hint at the vendor’s syntax', async (path, syntax) => {
    const twin = createTestTwin()
    await sendRequest(twin, path, { anonymous: true })
    expect(twin.journal.listJournalEntries()[0]?.hints).toEqual([expect.stringContaining(`"Authorization: ${syntax}"`)])
  })
})
