import { describe, expect, it } from 'vitest'
import { Journal } from '../../mock/http/journal/journal.ts'
import type { RealTime } from '../../mock/world/time/clock.ts'
import { createTwin } from '../../mock/twin.ts'
import { sendRequest, createTestTwin } from '../support/requests.ts'
import { AT, finish, journalOf, parts, record } from './journalling.ts'

describe('a journal', () => {
  it('holds so many requests, and says how many fell out', () => {
    const journal = journalOf({ entries: 3 })
    for (let at = 0; at < 5; at++) record(journal, `/${at}`, { body: '{}' })
    expect(journal.listJournalEntries().map(({ sequence, target }) => [sequence, target])).toEqual([
      [3, '/2'],
      [4, '/3'],
      [5, '/4'],
    ])
    expect([journal.count, journal.dropped]).toEqual([5, 2])
    journal.clearJournal()
    record(journal, '/next', { body: '{}' })
    expect(journal.listJournalEntries().map(({ sequence }) => sequence)).toEqual([6])
    expect([journal.count, journal.dropped]).toEqual([6, 0])
  })

  it('shows what is under way, and how long in real time the rest took', () => {
    let real = 0
    const journal = new Journal(() => real as RealTime)
    const call = journal.openJournalEntry(parts('/slow'), AT)
    expect(journal.listJournalEntries()).toMatchObject([{ state: 'received', status: null, realMilliseconds: null }])
    real = 1500
    finish(journal, call, { body: '{}', status: 201 })
    expect(journal.listJournalEntries()).toMatchObject([{ state: 'finished', status: 201, realMilliseconds: 1.5 }])
  })

  it('finishes quietly what has fallen out or was cleared meanwhile', () => {
    const journal = journalOf({ entries: 2, bytes: 10 })
    const slow = journal.openJournalEntry(parts('/slow'), AT)
    for (let at = 0; at < 3; at++) record(journal, `/${at}`, { body: '{}' })
    finish(journal, slow, { body: '"long long long"' })
    expect(journal.listJournalEntries().map(({ target }) => target)).toEqual(['/1', '/2'])
    expect(journal.bodiesDropped).toBe(0)
  })

  it('lets the headers of older answers go, but not those of refused ones', () => {
    const journal = journalOf({})
    for (const status of [200, 404, 200, 200, 200]) {
      finish(journal, journal.openJournalEntry(parts('/', { accept: 'any/thing' }), AT), { body: '{}', status })
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
  it('is seen before it has come in whole', async () => {
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
    const answer = twin.fetch(new Request('http://h/public/v2/flow-runs', init as RequestInit))
    await sendRequest(twin, '/public/v2/flow-runs/x')
    expect(twin.journal.listJournalEntries().map(({ operation, state }) => [operation, state])).toEqual([
      ['createFlowRun', 'received'],
      ['readFlowRun', 'finished'],
    ])
    send()
    expect((await answer).status).toBe(400)
    expect(twin.journal.listJournalEntries()[0]).toMatchObject({
      state: 'finished',
      status: 400,
      requestBody: '{"data":{}}',
    })
  })
})

describe('what nobody read', () => {
  it.each([
    ['/api/v2/runs.json?flwo=x', 'flwo', /did you mean "flow"\?/],
    ['/api/v1/triggers/new-flow-triggered?flowId=x', 'flowId', /did you mean "flow_id"\?/],
    ['/public/v2/flow-runs?page[numbr]=2', 'page[numbr]', /did you mean "page\[number\]"\?/],
    ['/api/v2/runs.json?colour=red', 'colour', /it knows .*flow/],
  ])('of the query %s is named, with what was probably meant', async (path, name, hint) => {
    const twin = createTwin()
    await sendRequest(twin, path)
    const [entry] = twin.journal.listJournalEntries()
    expect(entry?.ignoredParameters).toEqual([name])
    expect(entry?.hints).toEqual([expect.stringMatching(hint)])
  })

  it('is nothing where everything is documented, families of parameters included', async () => {
    const twin = createTestTwin()
    await sendRequest(
      twin,
      '/public/v2/flow-runs?filter[status]=finished&fields[flowRuns]=status&page[size]=2&include=flow',
    )
    expect(twin.journal.listJournalEntries()).toMatchObject([{ status: 200, ignoredParameters: [], hints: [] }])
  })

  it('of a body is pointed to', async () => {
    const twin = createTwin()
    const body = { name: 'Nova', phone: '+31612345678', shoe_size: 43 }
    const headers = { 'content-type': 'application/json' }
    await sendRequest(twin, '/api/v1/actions/create-contact', { method: 'POST', body, headers })
    expect(twin.journal.listJournalEntries().at(-1)?.unknownMembers).toContain('/shoe_size')
  })
})

describe('a path that nobody documents', () => {
  it.each([
    ['/api/v2/run.json', /did you mean \/api\/v2\/runs\.json\?/],
    ['/public/v2/flow-run', /did you mean \/public\/v2\/flow-runs\?/],
    ['/api/v2/nothing/of/the/kind', /nor at anything like it/],
  ])('such as %s brings the nearest into the journal', async (path, hint) => {
    const twin = createTwin()
    expect((await sendRequest(twin, path)).status).toBe(404)
    expect(twin.journal.listJournalEntries()[0]?.hints).toEqual([expect.stringMatching(hint)])
  })

  it.each([
    ['/runs.json', '/api/v2/runs.json'],
    ['/triggers/new-flow-triggered', '/api/v1/triggers/new-flow-triggered'],
    ['/v2/flow-runs', '/public/v2/flow-runs'],
  ])('and nobody owns, such as %s, is answered with the one that lacks its prefix', async (path, whole) => {
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
  ])('at %s brings the vendor’s syntax into the journal', async (path, syntax) => {
    const twin = createTestTwin()
    await sendRequest(twin, path, { anonymous: true })
    expect(twin.journal.listJournalEntries()[0]?.hints).toEqual([expect.stringContaining(`"Authorization: ${syntax}"`)])
  })
})
