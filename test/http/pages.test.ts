import { describe, expect, it } from 'vitest'
import { Pages } from '../../mock/http/pages.ts'
import { letGo, room } from '../../mock/wire/sheets.ts'
import { type Instant, plus, SECOND } from '../../mock/world/instant.ts'
import { testTwin } from '../asking.ts'
import { oldBytesOf } from '../young-memory.ts'

describe('kept answers', () => {
  it('are given again until something changes, in the world or by itself', () => {
    const { world } = testTwin({ runs: 0, universe: { arrivals: false } })
    const pages = new Pages()
    let made = 0
    const answer = (key: string, until?: Instant) =>
      pages.answer(world, key, () => ({
        status: 200,
        headers: {},
        body: String(++made),
        ...(until === undefined ? {} : { until }),
      })).body
    const soon = plus(world.now, SECOND)
    expect([answer('a'), answer('b', soon), answer('a'), answer('b', soon)]).toEqual(['1', '2', '1', '2'])
    world.advance(SECOND)
    expect([answer('a'), answer('b', plus(soon, SECOND)), answer('b')]).toEqual(['1', '3', '3'])
    world.apply({ kind: 'create', flow: 0, contact: 0, environment: 'live', given: null })
    expect(answer('a')).toBe('4')
  })

  it('stay as they are while others are written and sent, and whoever was answered has let go', () => {
    const { world } = testTwin({ runs: 0, universe: { arrivals: false } })
    const pages = new Pages()
    for (let time = 1; time < 200; time++) {
      const kept = pages.answer(world, 'kept', () => ({ status: 200, headers: {}, body: room(100_000).fill(7) })).body
      expect(Buffer.from(kept).every((byte) => byte === 7)).toBe(true)
      letGo(kept)
      letGo(room(100_000).fill(time))
      if (time % 20 === 0) world.apply({ kind: 'create', flow: 0, contact: 0, environment: 'live', given: null })
    }
  })

  it('are let go with the view they were given in, before they count as old', () => {
    const { world } = testTwin({ runs: 0, universe: { arrivals: false } })
    const pages = new Pages()
    const old = oldBytesOf((round) => {
      world.apply({ kind: 'create', flow: 0, contact: round % 8, environment: 'live', given: null })
      pages.answer(world, 'a', () => ({ status: 200, headers: {}, body: Buffer.alloc(1_000_000) }))
    }, 40)
    expect(old).toBeLessThan(8_000_000)
  })
})
