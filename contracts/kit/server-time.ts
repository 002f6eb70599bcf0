import { type Exchange, getHeader } from './exchange.ts'
import { parseHttpDate } from './oracles/http-date.ts'

/** What time it was for the target when it answered, in milliseconds: its own word for it, else our clock. */
export function readServerTime(exchange: Pick<Exchange, 'headers' | 'receivedAt'>): number {
  return parseHttpDate(getHeader(exchange, 'date') ?? '') ?? exchange.receivedAt
}
