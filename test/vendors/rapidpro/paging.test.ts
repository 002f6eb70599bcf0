import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { RUNS, readAllPages } from './requests.ts'

describe('RapidPro C6: cursors', () => {
  const base64 = (text: string): string => encodeURIComponent(btoa(text))
  it.each([
    ['xxx', 404],
    [base64('o=-1'), 404],
    [base64('o=x'), 404],
    [base64('r=x'), 404],
    [base64('p=notadate'), 404],
    ['%C3%A9', 404],
    ['', 200],
    [base64('o=999999'), 200],
  ])('cursor=%s returns %i', async (cursor, status) => {
    const response = await sendRequest(createTestTwin(), `${RUNS}?cursor=${cursor}`)
    expect(response.status).toBe(status)
    if (status === 404) expect(response.json).toEqual({ detail: 'Invalid cursor' })
    if (cursor !== '' && status === 200) {
      expect(response.json).toEqual({
        next: null,
        previous: 'http://localhost/api/v2/runs.json?cursor=cj0x',
        results: [],
      })
    }
  })
})

describe('RapidPro G: cases that its own tests do not cover', () => {
  it('G.6: before and after are inclusive; a reversed interval is empty', async () => {
    const twin = createTestTwin({ runs: 800 })
    const all = await readAllPages(twin, RUNS)
    const [newer, older] = [all[100]!['modified_on'], all[500]!['modified_on']]
    const between = await readAllPages(twin, `${RUNS}?after=${older}&before=${newer}`)
    expect(between.at(0)?.['modified_on']).toBe(newer)
    expect(between.at(-1)?.['modified_on']).toBe(older)
    expect(await readAllPages(twin, `${RUNS}?after=${newer}&before=${older}`)).toEqual([])
  })

  it('G.7: next keeps the filters and reverse', async () => {
    const twin = createTestTwin({ runs: 2000 })
    const { json } = await sendRequest(twin, `${RUNS}?reverse=true&responded=1`)
    expect(json.next).toMatch(/\?cursor=[^&]+&responded=1&reverse=true$/)
    const all = await readAllPages(twin, `${RUNS}?reverse=true&responded=1`)
    expect(all).toEqual((await readAllPages(twin, `${RUNS}?responded=1`)).toReversed())
  })

  it('G.8: version 9 ignores an empty flow beside a contact', async () => {
    const twin = createTestTwin()
    const [run] = await readAllPages(twin, RUNS)
    const { uuid } = run!['contact']
    expect(await readAllPages(twin, `${RUNS}?contact=${uuid}&flow=`)).toEqual(
      await readAllPages(twin, `${RUNS}?contact=${uuid}`),
    )
  })

  it('G.9: a whole second has no fraction in the run, and six digits in path and values', async () => {
    const twin = createTestTwin({ runs: 2000 })
    for (const run of await readAllPages(twin, RUNS)) {
      for (const { time } of [...run['path'], ...Object.values<{ time: string }>(run['values'])]) {
        expect(time).toMatch(/T\d\d:\d\d:\d\d\.\d{6}Z$/)
      }
      expect(run['modified_on']).not.toContain('.000000Z')
    }
  })

  it('G.11 and G.12: a run that changes between two pages is not repeated, and is in the next poll', async () => {
    const twin = createTestTwin({ runs: 2000, every: '5s' })
    const firstPage = await sendRequest(twin, RUNS)
    const shown = firstPage.json.results.map(({ uuid }: { uuid: string }) => uuid)
    twin.clock.advance('4m')
    const rest = await readAllPages(twin, firstPage.json.next.replace('http://localhost', ''))
    expect(rest.filter(({ uuid }) => shown.includes(uuid))).toEqual([])
    const latest = firstPage.json.results[0].modified_on
    const polled = await readAllPages(twin, `${RUNS}?after=${latest}`)
    expect(polled.at(-1)?.['modified_on']).toBe(latest)
    const before = [...shown, ...rest.map(({ uuid }) => uuid)]
    const everything = new Set([...before, ...polled.map(({ uuid }) => uuid)])
    expect(everything.size).toBe((await readAllPages(twin, RUNS)).length)
  })
})
