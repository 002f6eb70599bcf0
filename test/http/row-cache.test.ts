import { describe, expect, it } from 'vitest'
import { createTwin, type Twin } from '../../mock/twin.ts'

const RUNS = 6000

async function read(twin: Twin, target: string, authorization: string): Promise<string> {
  const response = await twin.fetch(new Request(`http://h${target}`, { headers: { authorization } }))
  return response.text()
}

async function readPages(twin: Twin, pages: readonly number[]): Promise<readonly string[]> {
  const texts: string[] = []
  for (const page of pages)
    texts.push(await read(twin, `/public/v2/flow-runs?page[number]=${page}&page[size]=100`, 'Bearer rows'))
  return texts
}

const createFrozenTwin = (runs: number) => createTwin({ runs, clock: 'frozen', limits: false })

describe('cached rows', () => {
  it('are equal to newly serialized ones, also after the cache has been emptied for others', async () => {
    const twin = createFrozenTwin(RUNS)
    const pages = Array.from({ length: RUNS / 100 }, (_, at) => at + 1)
    const first = await readPages(twin, pages)
    // In another order, so that no whole page comes from the response cache.
    const second = await readPages(twin, pages.toReversed())
    expect(second.toReversed()).toEqual(first)
    for (const at of [0, 17, 59]) {
      const [fresh] = await readPages(createFrozenTwin(RUNS), [at + 1])
      expect(first[at]).toBe(fresh)
    }
  })

  it('are right in a list of 250 that is read again and again', async () => {
    const readRuns = (twin: Twin, query: string) => read(twin, `/api/v2/runs.json${query}`, 'Token rows')
    const twin = createFrozenTwin(2000)
    const texts: string[] = []
    for (let round = 0; round < 4; round++) texts.push(await readRuns(twin, `?x=${round}`))
    const fresh = await readRuns(createFrozenTwin(2000), '?x=0')
    const parseRows = (text: string) => (JSON.parse(text) as { results: unknown }).results
    for (const text of texts) expect(parseRows(text)).toEqual(parseRows(fresh))
  })

  it('are replaced when their run changes', async () => {
    const twin = createFrozenTwin(50)
    const [before] = await readPages(twin, [1])
    twin.clock.advance('3h')
    const [after] = await readPages(twin, [1])
    expect(after).not.toBe(before)
    const fresh = createFrozenTwin(50)
    fresh.clock.advance('3h')
    expect(after).toBe((await readPages(fresh, [1]))[0])
  })
})
