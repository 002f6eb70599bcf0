import { type CheckRequest, type Headers, type OtherCredential, SHORTER_TOKEN, TOKEN } from './exchange.ts'
import type { WireRequest } from './transport.ts'

/** What every request of a run has in common. */
export interface RequestDefaults {
  /** Without a trailing slash; its own path stays in front of every call's. */
  readonly baseUrl: string
  /** The word before the credential: `Bearer`, `Token`. */
  readonly scheme: string
  readonly credential: string
  /** Further credentials, by what they are. */
  readonly otherCredentials: Partial<Readonly<Record<OtherCredential, string>>>
  readonly accept: string
}

/** A call as it goes on the wire, and its headers as they may be shown. */
export function toWireRequest(
  call: CheckRequest,
  dressing: RequestDefaults,
  timeout: number,
): { readonly wire: WireRequest; readonly url: string; readonly sentHeaders: Headers } {
  const authorization = buildAuthorization(call, dressing)
  const common = { Accept: dressing.accept, 'Accept-Encoding': 'identity', 'User-Agent': 'flowtwin-verify' }
  const own = call.headers ?? {}
  const replaced = Object.keys(own).map((name) => name.toLowerCase())
  const headers = [
    ...Object.entries(common).filter(([name]) => !replaced.includes(name.toLowerCase())),
    ...Object.entries(own).flatMap(([name, value]) => toHeaderLines(name, value)),
  ]
  const { origin, pathname } = new URL(dressing.baseUrl)
  const path = `${escapePath(call.path)}${buildCredentialQuery(call, dressing)}`
  const target = `${pathname === '/' ? '' : pathname}${path}`
  const buildHeaders = (text: 'sent' | 'shown'): Headers =>
    authorization === null ? headers : [...headers, ['Authorization', authorization[text]] as const]
  return {
    wire: {
      method: call.method ?? 'GET',
      origin,
      target,
      headers: buildHeaders('sent'),
      timeout,
      ...(call.body === undefined ? {} : { body: call.body }),
    },
    url: `${origin}${target}`,
    sentHeaders: buildHeaders('shown'),
  }
}

/** A list is as many lines of the same name; an empty one leaves the header out. */
function toHeaderLines(name: string, value: string | readonly string[]): Headers {
  return (typeof value === 'string' ? [value] : value).map((one) => [name, one] as const)
}

/** A path without what would end the line that it stands in; everything else is sent as the check wrote it. */
function escapePath(path: string): string {
  return path.replaceAll(/[^\x21-\x7e]+/g, encodeURIComponent)
}

function buildAuthorization(
  { credential = 'own' }: CheckRequest,
  { scheme, credential: own, otherCredentials }: RequestDefaults,
): { readonly sent: string; readonly shown: string } | null {
  if (credential === 'none') return null
  if (typeof credential === 'object') {
    if ('header' in credential) return { sent: credential.header, shown: credential.header }
    if ('parameter' in credential) return null
    if ('scheme' in credential) return { sent: `${credential.scheme} ${own}`, shown: `${credential.scheme} ${TOKEN}` }
    return { sent: `${scheme} ${otherCredentials[credential.other] ?? ''}`, shown: `${scheme} [${credential.other}]` }
  }
  const [sent, shown] = {
    own: [own, TOKEN],
    longer: [`${own}x`, `${TOKEN}x`],
    shorter: [own.slice(0, -1), SHORTER_TOKEN],
  }[credential] as [string, string]
  return { sent: `${scheme} ${sent}`, shown: `${scheme} ${shown}` }
}

function buildCredentialQuery({ path, credential }: CheckRequest, { credential: own }: RequestDefaults): string {
  if (typeof credential !== 'object' || !('parameter' in credential)) return ''
  return `${path.includes('?') ? '&' : '?'}${credential.parameter}=${encodeURIComponent(own)}`
}
