import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { HEAD, RUNS, readAllPages } from './requests.ts'

const UNKNOWN = '00000000-0000-4000-8000-000000000000'

/** Creates a world with a single run, which was modified at 2015-09-15T00:00:00Z and never changes. */
async function createMidnightTwin() {
  const twin = createTestTwin({ runs: 0, now: '2015-09-15T00:00:00Z', dataset: { arrivals: false } })
  const stuckFlow = twin.world.dataset.flows.length - 1
  twin.world.applyOperation({ kind: 'create', flow: stuckFlow, contact: 0, environment: 'live', input: null })
  const [run] = await readAllPages(twin, RUNS)
  expect(run?.['modified_on']).toBe('2015-09-15T00:00:00Z')
  return twin
}

describe('RapidPro D5: before and after', () => {
  it.each([
    ['2015-09-15', 'hit', 'hit'],
    ['2015', 'hit', '-'],
    ['2015-09', 'hit', '-'],
    ['20150915', 'hit', 'hit'],
    ['2015-09-15T00:00:00Z', 'hit', 'hit'],
    ['2015-09-15T00:00:00.000', 'hit', 'hit'],
    ['2015-09-15T00:00:00%2B00:00', 'hit', 'hit'],
    ['2015-09-15T00:00:00+00:00', '-', '-'],
    ['2015-09-15%2000:00', 'hit', 'hit'],
    ['2015-09-15T00:00:00.123456789Z', '-', 'hit'],
    ['2015-09-15T03:00:00%2B03:00', 'hit', 'hit'],
    ['longago', '-', '-'],
    ['1442275200', '-', '-'],
    ['15/09/2015', '-', '-'],
    ['2015-13-01', '-', '-'],
  ])('%s as after: %s, as before: %s', async (text, after, before) => {
    const twin = await createMidnightTwin()
    for (const [name, expected] of [
      ['after', after],
      ['before', before],
    ]) {
      const { status, json } = await sendRequest(twin, `${RUNS}?${name}=${text}`)
      expect([name, status, json.results.length]).toEqual([name, 200, expected === 'hit' ? 1 : 0])
    }
  })
})

describe('RapidPro 3.3: parameters of runs.json', () => {
  it.each(['true', 'TRUE', 'y', 'Yes', '1'])('parses %s as true', async (text) => {
    const twin = createTestTwin()
    const { json } = await sendRequest(twin, `${RUNS}?responded=${text}&reverse=${text}&paths=${text}`)
    const times = json.results.map((run: { modified_on: string }) => run.modified_on)
    expect(times.at(0) < times.at(-1)).toBe(true)
    expect(json.results.every((run: { responded: boolean; path: unknown }) => run.responded && run.path !== null)).toBe(
      true,
    )
  })

  it.each(['false', '0', 'no', '', 'junk', 'on', ' true'])('parses "%s" as false', async (text) => {
    const twin = createTestTwin()
    const value = encodeURIComponent(text)
    const { json } = await sendRequest(twin, `${RUNS}?responded=${value}&reverse=${value}&paths=${value}`)
    const plain = await sendRequest(twin, RUNS)
    const ids = (rows: readonly { id: number }[]) => rows.map(({ id }) => id)
    expect(ids(json.results)).toEqual(ids(plain.json.results))
    expect(json.results.every((run: { path: unknown }) => run.path === null)).toBe(true)
  })

  it.each([
    ['uuid=garbage', 'Value for uuid must be a valid UUID', "Param 'uuid': garbage is not a valid UUID."],
    ['uuid=', 'Value for uuid must be a valid UUID', "Param 'uuid':  is not a valid UUID."],
    ['id=abc', 'Value for id must be an integer', 'Value for id must be an integer'],
    ['id=', 'Value for id must be an integer', 'Value for id must be an integer'],
    ['id=abc&uuid=x', 'Value for id must be an integer', "Param 'uuid': x is not a valid UUID."],
    ['flow=garbage', null, "Param 'flow': garbage is not a valid UUID."],
    ['flow=', undefined, "Param 'flow':  is not a valid UUID."],
    [`contact=${UNKNOWN}&flow=`, null, "Param 'flow':  is not a valid UUID."],
    ['contact=garbage', null, null],
    [`flow=${UNKNOWN}`, null, null],
    [
      'flow=a&contact=b&uuid=c',
      'You may only specify one of the contact, flow parameters',
      'You may only specify one of the contact, flow parameters',
    ],
  ])('?%s is rejected with the text of the version, matches nothing, or is ignored', async (query, v9, head) => {
    for (const [quirks, expected] of [
      [{}, v9],
      [HEAD, head],
    ] as const) {
      const { status, json } = await sendRequest(createTestTwin({ quirks }), `${RUNS}?${query}`)
      if (typeof expected === 'string') expect([status, json]).toEqual([400, { detail: expected }])
      else expect([status, json.results.length]).toEqual([200, expected === null ? 0 : 250])
    }
  })

  it('of several uuids version 9 uses the last; the newer line uses the first and permits 100', async () => {
    const twin = createTestTwin()
    const [first, second] = await readAllPages(twin, RUNS)
    const query = `uuid=${first!['uuid']}&uuid=${second!['uuid']}`
    expect((await readAllPages(twin, `${RUNS}?${query}`)).map(({ id }) => id)).toEqual([second!['id']])
    const newer = createTestTwin({ quirks: HEAD })
    expect((await readAllPages(newer, `${RUNS}?${query}`)).map(({ id }) => id)).toEqual([first!['id']])
    const bad = await sendRequest(newer, `${RUNS}?uuid=${first!['uuid']}&uuid=x`)
    expect(bad.json).toEqual({ detail: "Param 'uuid': x is not a valid UUID." })
    const many = Array.from({ length: 101 }, () => `uuid=${UNKNOWN}`).join('&')
    expect((await sendRequest(newer, `${RUNS}?${many}`)).json).toEqual({
      detail: "Param 'uuid' can have a maximum of 100 values.",
    })
    expect((await sendRequest(twin, `${RUNS}?${many}`)).json.results).toEqual([])
  })

  it('accepts every format of a UUID that Python parses; for flows only in the newer line', async () => {
    for (const [quirks, count] of [
      [{}, 0],
      [HEAD, 250],
    ] as const) {
      const twin = createTestTwin({ quirks, runs: 3000 })
      const [run] = (await sendRequest(twin, RUNS)).json.results
      const { uuid: flow } = run.flow
      const listFormats = (uuid: string) => [
        uuid.toUpperCase(),
        uuid.replaceAll('-', ''),
        `%7B${uuid}%7D`,
        `urn:uuid:${uuid}`,
      ]
      for (const text of listFormats(run.uuid)) expect(await readAllPages(twin, `${RUNS}?uuid=${text}`)).toHaveLength(1)
      for (const text of listFormats(flow)) {
        expect((await sendRequest(twin, `${RUNS}?flow=${text}`)).json.results).toHaveLength(count)
      }
      for (const text of listFormats(run.contact.uuid)) {
        expect((await sendRequest(twin, `${RUNS}?contact=${text}`)).json.results).toEqual([])
      }
    }
  })

  it('ignores unknown parameters, and keeps them in its links', async () => {
    const { json } = await sendRequest(createTestTwin(), `${RUNS}?page=2&limit=1&page_size=3&foo=a%20b`)
    expect(json.results).toHaveLength(250)
    expect(new URL(json.next).search).toMatch(/^\?cursor=[^&]+&foo=a\+b&limit=1&page=2&page_size=3$/)
  })
})
