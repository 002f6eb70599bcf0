import { describe, expect, it } from 'vitest'
import { Meter } from '../../mock/http/quota.ts'
import { HOUR, instant, SECOND } from '../../mock/world/instant.ts'

const at = (seconds: number) => instant(seconds * SECOND)

describe('a meter', () => {
  it('counts what it allows in a rolling window, and tells when the next request will do', () => {
    const meter = new Meter({ requests: 2, window: HOUR })
    expect([meter.take(at(0)), meter.take(at(10))].map(({ allowed, remaining }) => [allowed, remaining])).toEqual([
      [true, 1],
      [true, 0],
    ])
    expect(meter.take(at(20))).toEqual({ allowed: false, limit: 2, remaining: 0, retryAfter: 3580 })
    expect(meter.take(at(3600)).allowed).toBe(true)
    expect(meter.take(at(3601))).toMatchObject({ allowed: false, retryAfter: 9 })
  })

  it('keeps what was used when its quota changes, and knows no wait where that is more than the new limit', () => {
    const meter = new Meter({ requests: 5, window: HOUR })
    for (let second = 0; second < 5; second++) meter.take(at(second))
    meter.quota = { requests: 2, window: HOUR }
    expect(meter.take(at(5))).toEqual({ allowed: false, limit: 2, remaining: 0, retryAfter: null })
    expect(meter.take(at(3602))).toMatchObject({ allowed: false, retryAfter: 1 })
    meter.quota = { requests: 6, window: HOUR }
    expect(meter.take(at(3602)).allowed).toBe(true)
  })
})
