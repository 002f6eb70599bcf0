import { type Exchange, headerOf, mediaTypeOf } from './exchange.ts'

/** Statuses of gateways: something before the target answers in its place. */
const GATEWAY: readonly number[] = [502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 530]
const CHALLENGE = /captcha|challenge-platform|cf-chl|just a moment|attention required/i

/**
 * Whether an answer is not the target's but that of something before it: the page of a gateway, or one that wants to be
 * shown a person. It says nothing about the API, so it is no evidence for anything.
 */
export function isFromEnvironment(exchange: Exchange): boolean {
  if (headerOf(exchange, 'cf-mitigated') !== null) return true
  if (mediaTypeOf(exchange) !== 'text/html') return false
  // One that says when to come back is waited for like the target's own.
  if (GATEWAY.includes(exchange.status)) return exchange.status !== 503 || headerOf(exchange, 'retry-after') === null
  return [403, 429].includes(exchange.status) && CHALLENGE.test(exchange.text)
}
