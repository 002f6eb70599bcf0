import { describe, expect, it } from 'vitest'
import type { Twin } from '../../mock/twin.ts'
import { sendRequest, createTestTwin } from '../support/requests.ts'

const RUNS = '/api/v2/runs.json'
type Run = { id: number; uuid: string; modified_on: string; [more: string]: any } // oxlint-disable-line typescript/no-explicit-any

async function walk(twin: Twin, first: string): Promise<Run[]> {
  const all: Run[] = []
  for (let path: string | null = first; path !== null;) {
    const { json } = await sendRequest(twin, path)
    all.push(...json.results)
    path = json.next === null ? null : json.next.replace('http://localhost', '')
  }
  return all
}

describe('RapidPro: runs.json', () => {
  it('is an envelope of 250 runs, most recently modified first, ties by id', async () => {
    const twin = createTestTwin({ runs: 1200 })
    const { headers, json } = await sendRequest(twin, RUNS)
    expect(Object.keys(json)).toEqual(['next', 'previous', 'results'])
    expect(json.results).toHaveLength(250)
    expect([headers.get('vary'), headers.get('allow'), headers.get('x-temba-org')]).toEqual([
      'Accept',
      'GET, HEAD, OPTIONS',
      '1',
    ])
    expect(headers.get('content-type')).toBe('application/json')
    const all = await walk(twin, RUNS)
    expect(all).toHaveLength(1200)
    expect(new Set(all.map((run) => run.uuid)).size).toBe(1200)
    const sorted = all.toSorted((left, right) => instantOrder(right, left) || right.id - left.id)
    expect(all).toEqual(sorted)
  })

  it.each([249, 250, 251, 500])('of %i runs ends without an empty page', async (runs) => {
    const twin = createTestTwin({ runs })
    const first = await sendRequest(twin, RUNS)
    expect(first.json.previous).toBeNull()
    expect(first.json.next === null).toBe(runs <= 250)
    expect(await walk(twin, RUNS)).toHaveLength(runs)
  })

  it('walks backwards under reverse, and back to where it came from', async () => {
    const twin = createTestTwin({ runs: 700 })
    const down = await walk(twin, RUNS)
    expect(await walk(twin, `${RUNS}?reverse=true`)).toEqual(down.toReversed())
    const first = await sendRequest(twin, RUNS)
    const second = await sendRequest(twin, first.json.next.replace('http://localhost', ''))
    const back = await sendRequest(twin, second.json.previous.replace('http://localhost', ''))
    expect(back.json.results).toEqual(first.json.results)
  })

  it('keeps every parameter in its links, sorted, and builds them from the request', async () => {
    const { json } = await sendRequest(createTestTwin(), `${RUNS}?x=1&responded=true&after=2026-01-01`)
    expect(json.next).toMatch(
      /^http:\/\/localhost\/api\/v2\/runs\.json\?after=2026-01-01&cursor=[^&]+&responded=true&x=1$/,
    )
  })

  it('filters by flow, contact, uuid, id and response', async () => {
    const twin = createTestTwin({ runs: 900 })
    const all = await walk(twin, RUNS)
    const [one] = all
    const flow = await walk(twin, `${RUNS}?flow=${one!['flow'].uuid}`)
    expect(flow).toEqual(all.filter((run) => run['flow'].uuid === one!['flow'].uuid))
    const contact = await walk(twin, `${RUNS}?contact=${one!['contact'].uuid}`)
    expect(contact).toEqual(all.filter((run) => run['contact'].uuid === one!['contact'].uuid))
    expect(await walk(twin, `${RUNS}?uuid=${one!.uuid.toUpperCase().replaceAll('-', '')}`)).toEqual([one])
    expect(await walk(twin, `${RUNS}?id=${one!.id}`)).toEqual([one])
    expect(await walk(twin, `${RUNS}?id=${one!.id}&uuid=${all[1]!.uuid}`)).toEqual([])
    const responded = all.filter((run) => run['responded'])
    for (const yes of ['true', 'Y', 'yes', '1']) expect(await walk(twin, `${RUNS}?responded=${yes}`)).toEqual(responded)
    for (const no of ['false', '0', '', 'junk']) expect(await walk(twin, `${RUNS}?responded=${no}`)).toEqual(all)
  })

  it('bounds by before and after, both inclusive, and matches nothing where a date cannot be read', async () => {
    const twin = createTestTwin({ runs: 600 })
    const all = await walk(twin, RUNS)
    const middle = all[300]!.modified_on
    const until = await walk(twin, `${RUNS}?before=${middle}`)
    const since = await walk(twin, `${RUNS}?after=${middle}`)
    expect(until).toEqual(all.filter((run) => instantOrder(run, all[300]!) <= 0))
    expect(since).toEqual(all.filter((run) => instantOrder(run, all[300]!) >= 0))
    expect(await walk(twin, `${RUNS}?before=${middle}&after=${middle}`)).toEqual(
      all.filter((run) => run.modified_on === middle),
    )
    expect(await walk(twin, `${RUNS}?after=${middle.replace('Z', '%2B00:00')}`)).toEqual(since)
    for (const bad of ['longago', '1442275200', middle.replace('Z', '+00:00')]) {
      expect(await walk(twin, `${RUNS}?after=${bad}`)).toEqual([])
    }
  })

  it('treats unknown flows and contacts as without runs, and compares them as text', async () => {
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
  ])('refuses %s', async (query, status, detail) => {
    const answer = await sendRequest(createTestTwin(), `${RUNS}?${query}`)
    expect([answer.status, answer.json]).toEqual([status, { detail }])
  })

  it('ignores id=0 and an empty cursor, and answers an offset beyond the end with a way back', async () => {
    const twin = createTestTwin()
    expect((await sendRequest(twin, `${RUNS}?id=0&cursor=`)).json.results).toHaveLength(250)
    const beyond = await sendRequest(twin, `${RUNS}?cursor=bz05OTk5OTk%3D`)
    expect(beyond.json).toEqual({ next: null, previous: 'http://localhost/api/v2/runs.json?cursor=cj0x', results: [] })
  })

  it('pairs exits with their types, and leaves paths out when asked', async () => {
    const twin = createTestTwin({ runs: 2000 })
    const all = await walk(twin, RUNS)
    for (const run of all) expect(run['exited_on'] === null).toBe(run['exit_type'] === null)
    expect(new Set(all.map((run) => run['exit_type']))).toEqual(
      new Set([null, 'completed', 'expired', 'interrupted', 'failed']),
    )
    expect(all.some((run) => run.modified_on.endsWith(':00Z'))).toBe(true)
    expect(all.some((run) => run['start'] !== null) && all.some((run) => run['start'] === null)).toBe(true)
    for (const off of ['', '0', 'false']) {
      expect(
        (await sendRequest(twin, `${RUNS}?paths=${off}`)).json.results.every((run: Run) => run['path'] === null),
      ).toBe(true)
    }
    expect(
      (await sendRequest(twin, `${RUNS}?paths=yes`)).json.results.some((run: Run) => run['path']?.length > 1),
    ).toBe(true)
  })

  it('answers with a slash behind as well, and other paths with a page', async () => {
    const twin = createTestTwin()
    expect((await sendRequest(twin, `${RUNS}/`)).status).toBe(200)
    const page = await sendRequest(twin, '/api/v2/runs.xml')
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html'])
  })
})

/** Compares by time; a text without a fraction is a whole second. */
function instantOrder(left: Run, right: Run): number {
  const [a, b] = [left, right].map((run) => run.modified_on.replace(/:(\d\d)Z$/, ':$1.000000Z'))
  return a! < b! ? -1 : a! > b! ? 1 : 0
}
