import { describe, expect, it } from 'vitest'
import { ResponseCache } from '../../mock/http/response-cache.ts'
import { releaseBuffer, acquireBuffer } from '../../mock/wire/buffer-pool.ts'
import { type Instant, addDuration, SECOND } from '../../mock/world/time/instant.ts'
import { createTestTwin } from '../support/requests.ts'
import { oldBytesOf } from '../young-memory.ts'

describe('kept answers', () => {
  it('are given again until something changes, in the world or by itself', () => {
    const { world } = createTestTwin({ runs: 0, dataset: { arrivals: false } })
    const pages = new ResponseCache()
    let made = 0
    const answer = (key: string, until?: Instant) =>
      pages.getOrCreateResponse(world, key, () => ({
        status: 200,
        headers: {},
        body: String(++made),
        ...(until === undefined ? {} : { validUntil: until }),
      })).body
    const soon = addDuration(world.now, SECOND)
    expect([answer('a'), answer('b', soon), answer('a'), answer('b', soon)]).toEqual(['1', '2', '1', '2'])
    world.advanceClock(SECOND)
    expect([answer('a'), answer('b', addDuration(soon, SECOND)), answer('b')]).toEqual(['1', '3', '3'])
    world.applyOperation({ kind: 'create', flow: 0, contact: 0, environment: 'live', input: null })
    expect(answer('a')).toBe('4')
  })

  it('stay as they are while others are written and sent, and whoever was answered has let go', () => {
    const { world } = createTestTwin({ runs: 0, dataset: { arrivals: false } })
    const pages = new ResponseCache()
    for (let time = 1; time < 200; time++) {
      const kept = pages.getOrCreateResponse(world, 'kept', () => ({
        status: 200,
        headers: {},
        body: acquireBuffer(100_000).fill(7),
      })).body
      expect(Buffer.from(kept).every((byte) => byte === 7)).toBe(true)
      releaseBuffer(kept)
      releaseBuffer(acquireBuffer(100_000).fill(time))
      if (time % 20 === 0)
        world.applyOperation({ kind: 'create', flow: 0, contact: 0, environment: 'live', input: null })
    }
  })

  it('are let go with the view they were given in, before they count as old', () => {
    const { world } = createTestTwin({ runs: 0, dataset: { arrivals: false } })
    const pages = new ResponseCache()
    const old = oldBytesOf((round) => {
      world.applyOperation({ kind: 'create', flow: 0, contact: round % 8, environment: 'live', input: null })
      pages.getOrCreateResponse(world, 'a', () => ({ status: 200, headers: {}, body: Buffer.alloc(1_000_000) }))
    }, 40)
    expect(old).toBeLessThan(8_000_000)
  })
})
