import { type Exchange, getHeader } from './exchange.ts'
import { parseHttpDate } from './oracles/http-date.ts'

/**
 * How far the target's clock is ahead of ours in seconds, from the middle of what its Date headers say; negative when it is
 * behind, null when no answer tells the time. A Date header has whole seconds, so it is half a second late on average.
 */
export function measureClockSkew(exchanges: readonly Exchange[]): number | null {
  const apart = exchanges
    .flatMap((exchange) => {
      const date = parseHttpDate(getHeader(exchange, 'date') ?? '')
      return date === null ? [] : [date + 500 - (exchange.sentAt + exchange.receivedAt) / 2]
    })
    .toSorted((left, right) => left - right)
  const middle = apart[Math.floor(apart.length / 2)]
  return middle === undefined ? null : Math.round(middle / 100) / 10
}
