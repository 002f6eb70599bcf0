import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { type Item, readAllPages, RUNS } from './requests.ts'

describe('RapidPro: runs.json', () => {
  it('returns an envelope of 250 runs, last modified first, ties by id', async () => {
    const twin = createTestTwin({ runs: 1200 })
    const { headers, json } = await sendRequest(twin, RUNS)
    expect(Object.keys(json)).toEqual(['next', 'previous', 'results'])
    expect(json.results).toHaveLength(250)
    expect([headers.get('vary'), headers.get('allow'), headers.get('x-temba-org')]).toEqual([
      'Accept, Cookie',
      'GET, HEAD, OPTIONS',
      '1',
    ])
    expect(headers.get('content-type')).toBe('application/json')
    const all = await readAllPages(twin, RUNS)
    expect(all).toHaveLength(1200)
    expect(new Set(all.map((run) => run['uuid'])).size).toBe(1200)
    const sorted = all.toSorted((left, right) => compareModified(right, left) || right['id'] - left['id'])
    expect(all).toEqual(sorted)
  })

  it.each([249, 250, 251, 500])('ends a list of %i runs without an empty page', async (runs) => {
    const twin = createTestTwin({ runs })
    const first = await sendRequest(twin, RUNS)
    expect(first.json.previous).toBeNull()
    expect(first.json.next === null).toBe(runs <= 250)
    expect(await readAllPages(twin, RUNS)).toHaveLength(runs)
  })

  it('reverses the order, and returns to the first page along previous', async () => {
    const twin = createTestTwin({ runs: 700 })
    const down = await readAllPages(twin, RUNS)
    expect(await readAllPages(twin, `${RUNS}?reverse=true`)).toEqual(down.toReversed())
    const first = await sendRequest(twin, RUNS)
    const second = await sendRequest(twin, first.json.next.replace('http://localhost', ''))
    const back = await sendRequest(twin, second.json.previous.replace('http://localhost', ''))
    expect(back.json.results).toEqual(first.json.results)
  })

  it('builds links from the request URL, with every parameter, sorted', async () => {
    const { json } = await sendRequest(createTestTwin(), `${RUNS}?x=1&responded=true&after=2026-01-01`)
    expect(json.next).toMatch(
      /^http:\/\/localhost\/api\/v2\/runs\.json\?after=2026-01-01&cursor=[^&]+&responded=true&x=1$/,
    )
  })

  it('filters by flow, contact, uuid, id and responded', async () => {
    const twin = createTestTwin({ runs: 900 })
    const all = await readAllPages(twin, RUNS)
    const [one] = all
    const flow = await readAllPages(twin, `${RUNS}?flow=${one!['flow'].uuid}`)
    expect(flow).toEqual(all.filter((run) => run['flow'].uuid === one!['flow'].uuid))
    const contact = await readAllPages(twin, `${RUNS}?contact=${one!['contact'].uuid}`)
    expect(contact).toEqual(all.filter((run) => run['contact'].uuid === one!['contact'].uuid))
    expect(await readAllPages(twin, `${RUNS}?uuid=${one!['uuid'].toUpperCase().replaceAll('-', '')}`)).toEqual([one])
    expect(await readAllPages(twin, `${RUNS}?id=${one!['id']}`)).toEqual([one])
    expect(await readAllPages(twin, `${RUNS}?id=${one!['id']}&uuid=${all[1]!['uuid']}`)).toEqual([])
    const responded = all.filter((run) => run['responded'])
    for (const yes of ['true', 'Y', 'yes', '1'])
      expect(await readAllPages(twin, `${RUNS}?responded=${yes}`)).toEqual(responded)
    for (const no of ['false', '0', '', 'junk'])
      expect(await readAllPages(twin, `${RUNS}?responded=${no}`)).toEqual(all)
  })

  it('filters by before and after, both inclusive; an invalid date matches nothing', async () => {
    const twin = createTestTwin({ runs: 600 })
    const all = await readAllPages(twin, RUNS)
    const middle = all[300]!['modified_on']
    const until = await readAllPages(twin, `${RUNS}?before=${middle}`)
    const since = await readAllPages(twin, `${RUNS}?after=${middle}`)
    expect(until).toEqual(all.filter((run) => compareModified(run, all[300]!) <= 0))
    expect(since).toEqual(all.filter((run) => compareModified(run, all[300]!) >= 0))
    expect(await readAllPages(twin, `${RUNS}?before=${middle}&after=${middle}`)).toEqual(
      all.filter((run) => run['modified_on'] === middle),
    )
    expect(await readAllPages(twin, `${RUNS}?after=${middle.replace('Z', '%2B00:00')}`)).toEqual(since)
    for (const bad of ['longago', '1442275200', middle.replace('Z', '+00:00')]) {
      expect(await readAllPages(twin, `${RUNS}?after=${bad}`)).toEqual([])
    }
  })

  it('returns no runs for an unknown flow or contact, and compares their ids as text', async () => {
    const twin = createTestTwin()
    const { json } = await sendRequest(twin, RUNS)
    const flow: string = json.results[0].flow.uuid
    for (const none of ['garbage', flow.toUpperCase(), flow.replaceAll('-', '')]) {
      expect((await sendRequest(twin, `${RUNS}?flow=${none}`)).json).toEqual({
        next: null,
        previous: null,
        results: [],
      })
      expect((await sendRequest(twin, `${RUNS}?contact=${none}`)).json.results).toEqual([])
    }
    expect((await sendRequest(twin, `${RUNS}?flow=&contact=`)).json.results).toHaveLength(250)
  })

  it.each([
    ['flow=a&contact=b', 400, 'You may only specify one of the contact, flow parameters'],
    ['uuid=garbage', 400, 'Value for uuid must be a valid UUID'],
    ['uuid=', 400, 'Value for uuid must be a valid UUID'],
    ['id=abc', 400, 'Value for id must be an integer'],
    ['id=', 400, 'Value for id must be an integer'],
    ['cursor=xxx', 404, 'Invalid cursor'],
    ['cursor=bz0tMQ%3D%3D', 404, 'Invalid cursor'],
    ['flow=a&contact=b&cursor=xxx', 400, 'You may only specify one of the contact, flow parameters'],
  ])('rejects ?%s', async (query, status, detail) => {
    const response = await sendRequest(createTestTwin(), `${RUNS}?${query}`)
    expect([response.status, response.json]).toEqual([status, { detail }])
  })

  it('ignores id=0 and an empty cursor; an offset beyond the end has a previous link', async () => {
    const twin = createTestTwin()
    expect((await sendRequest(twin, `${RUNS}?id=0&cursor=`)).json.results).toHaveLength(250)
    const beyond = await sendRequest(twin, `${RUNS}?cursor=bz05OTk5OTk%3D`)
    expect(beyond.json).toEqual({ next: null, previous: 'http://localhost/api/v2/runs.json?cursor=cj0x', results: [] })
  })

  it('sets exit_type with exited_on, and sends no path with paths=false', async () => {
    const twin = createTestTwin({ runs: 2000 })
    const all = await readAllPages(twin, RUNS)
    for (const run of all) expect(run['exited_on'] === null).toBe(run['exit_type'] === null)
    expect(new Set(all.map((run) => run['exit_type']))).toEqual(
      new Set([null, 'completed', 'expired', 'interrupted', 'failed']),
    )
    expect(all.some((run) => run['modified_on'].endsWith(':00Z'))).toBe(true)
    expect(all.some((run) => run['start'] !== null) && all.some((run) => run['start'] === null)).toBe(true)
    for (const off of ['', '0', 'false']) {
      expect(
        (await sendRequest(twin, `${RUNS}?paths=${off}`)).json.results.every((run: Item) => run['path'] === null),
      ).toBe(true)
    }
    expect(
      (await sendRequest(twin, `${RUNS}?paths=yes`)).json.results.some((run: Item) => run['path']?.length > 1),
    ).toBe(true)
  })

  it('accepts a trailing slash, and returns an HTML 404 for another suffix', async () => {
    const twin = createTestTwin()
    expect((await sendRequest(twin, `${RUNS}/`)).status).toBe(200)
    const page = await sendRequest(twin, '/api/v2/runs.xml')
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
  })
})

/** Compares runs by modification; a text without a fraction is a whole second. */
function compareModified(left: Item, right: Item): number {
  const [a, b] = [left, right].map((run) => run['modified_on'].replace(/:(\d\d)Z$/, ':$1.000000Z'))
  return a! < b! ? -1 : a! > b! ? 1 : 0
}
