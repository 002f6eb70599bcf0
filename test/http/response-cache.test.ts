import { describe, expect, it } from 'vitest'
import { ResponseCache } from '../../mock/http/response-cache.ts'
import type { WireResponse } from '../../mock/http/response.ts'
import { type Instant, addDuration, SECOND } from '../../mock/world/time/instant.ts'
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
