import { type Exchange, getHeader, getMediaType } from './exchange.ts'

/** Statuses of gateways: something before the target answers in its place. */
const GATEWAY_STATUSES: readonly number[] = [502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 530]
const CHALLENGE_PATTERN = /captcha|challenge-platform|cf-chl|just a moment|attention required/i

/**
 * Whether an answer is not the target's but that of something before it: the page of a gateway, or one that wants to be
 * shown a person. It says nothing about the API, so it is no evidence for anything.
 */
export function isProxyResponse(exchange: Exchange): boolean {
  if (getHeader(exchange, 'cf-mitigated') !== null) return true
  if (getMediaType(exchange) !== 'text/html') return false
  // One that says when to come back is waited for like the target's own.
  if (GATEWAY_STATUSES.includes(exchange.status))
    return exchange.status !== 503 || getHeader(exchange, 'retry-after') === null
  return [403, 429].includes(exchange.status) && CHALLENGE_PATTERN.test(exchange.text)
}

/** Whether an answer only says "not now" and not in the API's own words, as gateways do; it is waited for, and not judged. */
export function isBusyResponse(exchange: Exchange): boolean {
  return [429, 503].includes(exchange.status) && !/\bjson$/.test(getMediaType(exchange) ?? '')
}
