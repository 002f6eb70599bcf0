import { type Exchange, headerOf } from './exchange.ts'
import { readHttpDate } from './oracles/http-date.ts'

/** What time it was for the target when it answered, in milliseconds: its own word for it, else our clock. */
export function serverTime(exchange: Pick<Exchange, 'headers' | 'receivedAt'>): number {
  return readHttpDate(headerOf(exchange, 'date') ?? '') ?? exchange.receivedAt
}
