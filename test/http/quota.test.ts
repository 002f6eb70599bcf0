import { describe, expect, it } from 'vitest'
import { RateLimiter } from '../../mock/http/rate-limit.ts'
import { HOUR, toInstant, SECOND } from '../../mock/world/time/instant.ts'

const at = (seconds: number) => toInstant(seconds * SECOND)

describe('a meter', () => {
  it('counts what it allows in a rolling window, and tells when the next request will do', () => {
    const meter = new RateLimiter({ requests: 2, window: HOUR })
    expect(
      [meter.consume(at(0)), meter.consume(at(10))].map(({ isAllowed, remaining }) => [isAllowed, remaining]),
    ).toEqual([
      [true, 1],
      [true, 0],
    ])
    expect(meter.consume(at(20))).toEqual({ allowed: false, limit: 2, remaining: 0, retryAfter: 3580 })
    expect(meter.consume(at(3600)).isAllowed).toBe(true)
    expect(meter.consume(at(3601))).toMatchObject({ allowed: false, retryAfter: 9 })
  })

  it('keeps what was used when its quota changes, and knows no wait where that is more than the new limit', () => {
    const meter = new RateLimiter({ requests: 5, window: HOUR })
    for (let second = 0; second < 5; second++) meter.consume(at(second))
    meter.rateLimit = { requests: 2, window: HOUR }
    expect(meter.consume(at(5))).toEqual({ allowed: false, limit: 2, remaining: 0, retryAfter: null })
    expect(meter.consume(at(3602))).toMatchObject({ allowed: false, retryAfter: 1 })
    meter.rateLimit = { requests: 6, window: HOUR }
    expect(meter.consume(at(3602)).isAllowed).toBe(true)
  })
})
