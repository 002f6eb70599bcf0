import { describe, expect, it } from 'vitest'
import { createTwin } from '../../mock/twin.ts'

const RUNS = 6000

async function pagesOf(twin: ReturnType<typeof createTwin>, pages: readonly number[]): Promise<readonly string[]> {
  const texts: string[] = []
  for (const page of pages) {
    const target = `http://h/public/v2/flow-runs?page[number]=${page}&page[size]=100`
    const answer = await twin.fetch(new Request(target, { headers: { authorization: 'Bearer shelf' } }))
    texts.push(await answer.text())
  }
  return texts
}

describe('rows that were written before are sent again', () => {
  it('and are what they would be if they were written anew, long after their place has been used for others', async () => {
    const twin = createTwin({ runs: RUNS, clock: 'frozen', limits: false })
    const pages = Array.from({ length: RUNS / 100 }, (_, at) => at + 1)
    const first = await pagesOf(twin, pages)
    // Another question about the same rows, so that no whole page can have been kept.
    const again = await pagesOf(twin, pages.toReversed())
    expect(again.toReversed()).toEqual(first)
    for (const at of [0, 17, 59]) {
      const [fresh] = await pagesOf(createTwin({ runs: RUNS, clock: 'frozen', limits: false }), [at + 1])
      expect(first[at]).toBe(fresh)
    }
  })

  it('also where a list is larger than the place for rows', async () => {
    const path = '/api/v2/runs.json'
    const asked = async (twin: ReturnType<typeof createTwin>, query: string) =>
      (await twin.fetch(new Request(`http://h${path}${query}`, { headers: { authorization: 'Token shelf' } }))).text()
    const twin = createTwin({ runs: 2000, clock: 'frozen', limits: false })
    const seen: string[] = []
    for (let round = 0; round < 4; round++) seen.push(await asked(twin, `?x=${round}`))
    const fresh = await asked(createTwin({ runs: 2000, clock: 'frozen', limits: false }), '?x=0')
    const rows = (text: string) => (JSON.parse(text) as { results: unknown }).results
    for (const text of seen) expect(rows(text)).toEqual(rows(fresh))
  })

  it('and a row that has changed is written anew', async () => {
    const twin = createTwin({ runs: 50, clock: 'frozen', limits: false })
    const [before] = await pagesOf(twin, [1])
    twin.clock.advance('3h')
    const [after] = await pagesOf(twin, [1])
    expect(after).not.toBe(before)
    const fresh = createTwin({ runs: 50, clock: 'frozen', limits: false })
    fresh.clock.advance('3h')
    expect(after).toBe((await pagesOf(fresh, [1]))[0])
  })
})
