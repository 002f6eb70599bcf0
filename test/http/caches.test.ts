import { describe, expect, it } from 'vitest'
import { ResponseCache } from '../../mock/http/caches.ts'
import type { WireResponse } from '../../mock/http/response.ts'
import { createTwin, type Twin } from '../../mock/twin.ts'
import { type Instant, addDuration, SECOND } from '../../mock/world/time.ts'
import { createTestTwin } from '../support/requests.ts'

const CREATE = { kind: 'create', flow: 0, contact: 0, environment: 'live', input: null } as const

describe('the response cache', () => {
  it('returns a response until the world changes or the response expires', async () => {
    const { world } = createTestTwin({ runs: 0, dataset: { arrivals: false } })
    const cache = new ResponseCache()
    let count = 0
    const read = async (key: string, validUntil?: Instant) => {
      const response = await cache.getOrCreateResponse(world, key, () => ({
        status: 200,
        headers: {},
        body: String(++count),
        ...(validUntil === undefined ? {} : { validUntil }),
      }))
      return String(response.body)
    }
    const soon = addDuration(world.now, SECOND)
    expect([await read('a'), await read('b', soon), await read('a'), await read('b', soon)]).toEqual([
      '1',
      '2',
      '1',
      '2',
    ])
    world.advanceClock(SECOND)
    expect([await read('a'), await read('b', addDuration(soon, SECOND)), await read('b')]).toEqual(['1', '3', '3'])
    world.applyOperation(CREATE)
    expect(await read('a')).toBe('4')
  })

  it('encodes a text body once, at its second use', async () => {
    const { world } = createTestTwin({ runs: 0, dataset: { arrivals: false } })
    const cache = new ResponseCache()
    const create = (): WireResponse => ({ status: 200, headers: {}, body: '{"name":"Zoë"}' })
    const bodies: unknown[] = []
    for (let use = 0; use < 3; use++) bodies.push((await cache.getOrCreateResponse(world, 'a', create)).body)
    expect(bodies[0]).toBe('{"name":"Zoë"}')
    expect(bodies[1]).toEqual(Buffer.from('{"name":"Zoë"}'))
    expect(bodies[2]).toBe(bodies[1])
  })

  it('keeps no response with cache-control: no-store', async () => {
    const { world } = createTestTwin({ runs: 0, dataset: { arrivals: false } })
    const cache = new ResponseCache()
    let count = 0
    const create = () => ({ status: 200, headers: { 'cache-control': 'no-store' }, body: String(++count) })
    await cache.getOrCreateResponse(world, 'a', create)
    expect((await cache.getOrCreateResponse(world, 'a', create)).body).toBe('2')
  })

  it('holds at most 2 MB of bodies', async () => {
    const { world } = createTestTwin({ runs: 0, dataset: { arrivals: false } })
    const cache = new ResponseCache()
    let count = 0
    const create = () => {
      count++
      return { status: 200, headers: {}, body: Buffer.alloc(900_000) }
    }
    for (const key of ['a', 'b', 'c', 'a', 'b', 'c']) await cache.getOrCreateResponse(world, key, create)
    expect(count).toBe(4)
  })
})

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
