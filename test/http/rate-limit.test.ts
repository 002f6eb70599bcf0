import { describe, expect, it } from 'vitest'
import { RateLimiter } from '../../mock/http/rate-limit.ts'
import { HOUR, toInstant, SECOND } from '../../mock/world/time.ts'

const at = (seconds: number) => toInstant(seconds * SECOND)

describe('a rate limiter', () => {
  it('counts allowed requests in a rolling window and returns the wait for the next one', () => {
    const limiter = new RateLimiter({ requests: 2, window: HOUR })
    expect(
      [limiter.consume(at(0)), limiter.consume(at(10))].map(({ isAllowed, remaining }) => [isAllowed, remaining]),
    ).toEqual([
      [true, 1],
      [true, 0],
    ])
    expect(limiter.consume(at(20))).toEqual({ isAllowed: false, limit: 2, remaining: 0, retryAfter: 3580 })
    expect(limiter.consume(at(3600)).isAllowed).toBe(true)
    expect(limiter.consume(at(3601))).toMatchObject({ isAllowed: false, retryAfter: 9 })
  })

  it('keeps used requests when its limit changes, and returns no wait where more is used than the new limit', () => {
    const limiter = new RateLimiter({ requests: 5, window: HOUR })
    for (let second = 0; second < 5; second++) limiter.consume(at(second))
    limiter.rateLimit = { requests: 2, window: HOUR }
    expect(limiter.consume(at(5))).toEqual({ isAllowed: false, limit: 2, remaining: 0, retryAfter: null })
    expect(limiter.consume(at(3602))).toMatchObject({ isAllowed: false, retryAfter: 1 })
    limiter.rateLimit = { requests: 6, window: HOUR }
    expect(limiter.consume(at(3602)).isAllowed).toBe(true)
  })
})
