import type { CheckContext } from '../check-context.ts'
import { FlowtwinError } from '../errors.ts'
import { UnreachableError } from '../http/client.ts'
import { type Exchange, getHeader, getMediaType, isSuccess } from '../http/exchange.ts'
import { CheckStoppedError } from '../outcome.ts'
import type { Preflight } from '../result.ts'
import type { Vendor } from '../vendor.ts'

/** A required id was not given and cannot be discovered. */
export class UnconfiguredError extends FlowtwinError {
  readonly code = 'unconfigured'
}

/** The target rejects the credential before an id is known. */
export class RefusedAccessError extends FlowtwinError {
  readonly code = 'refused-access'
  readonly exchange: Exchange

  constructor(exchange: Exchange) {
    super(`${exchange.method} ${exchange.url} returned ${exchange.status}`)
    this.exchange = exchange
  }
}

/** Checks that the target answers, accepts the credential, and is the expected API. */
export async function runPreflight(vendor: Vendor, context: CheckContext): Promise<Preflight> {
  try {
    if (vendor.findIds !== undefined) context.addKnownIds(await vendor.findIds(context))
    return judgeAccess(await context.probeOnce(vendor.accessProbe), vendor, context)
  } catch (error) {
    if (error instanceof RefusedAccessError) return judgeAccess(error.exchange, vendor, context)
    if (error instanceof UnconfiguredError) return { kind: 'unconfigured', reason: error.message }
    if (error instanceof UnreachableError || error instanceof CheckStoppedError)
      return { kind: 'unreachable', reason: error.message }
    throw error
  }
}

/** Judges the first response of a target. */
function judgeAccess(exchange: Exchange, vendor: Vendor, { profile }: CheckContext): Preflight {
  const reason = `${exchange.method} ${exchange.url} returned ${exchange.status}`
  const question = `is the base URL that of ${vendor.title}?`
  const isPage = getMediaType(exchange) === 'text/html' && exchange.body === undefined
  if (isSuccess(exchange)) {
    if (!isPage) return { kind: 'ready' }
    return { kind: 'wrong-api', reason: `${reason} with an HTML page; ${question} ${GATEWAY_ADVICE}` }
  }
  const location = getHeader(exchange, 'location')
  if (exchange.status >= 300 && exchange.status < 400 && location !== null)
    return { kind: 'wrong-api', reason: `${reason}: ${describeRedirect(exchange.url, location)}` }
  if (profile.authErrorStatuses.includes(exchange.status))
    return { kind: 'credential-refused', reason: `${reason}${describeChallenge(exchange, vendor)}` }
  const advice = isPage ? ` ${GATEWAY_ADVICE}` : ''
  return { kind: 'wrong-api', reason: `${reason}; ${question}${advice}` }
}

const GATEWAY_ADVICE =
  'A gateway before the API may require headers (--header, or `headers` in the configuration) or a client certificate (--client-cert).'

/** Describes a redirect without its query, which may contain the state of a login. */
function describeRedirect(url: string, location: string): string {
  const from = new URL(url)
  if (!URL.canParse(location, url)) return `it redirects to "${location}", which is no URL`
  const to = new URL(location, url)
  const place = `it redirects to ${to.origin}${to.pathname}${to.search === '' ? '' : '?…'}`
  if (to.host === from.host && to.pathname === from.pathname) return `${place}; give the base URL with ${to.protocol}//`
  return `${place}, and redirects are not followed. If that is the API, give it as the base URL. ${GATEWAY_ADVICE}`
}

/** Describes the rejection of a credential: the challenge of the response, which may be that of a gateway. */
function describeChallenge(exchange: Exchange, { scheme }: Vendor): string {
  const challenge = getHeader(exchange, 'www-authenticate')
  if (challenge === null) return ''
  const isOther = !challenge.toLowerCase().includes(scheme.toLowerCase())
  return `, WWW-Authenticate: ${challenge}${isOther ? `; the API uses ${scheme}. ${GATEWAY_ADVICE}` : ''}`
}
