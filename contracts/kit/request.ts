import { type Call, type OtherCredential } from './call.ts'
import { SHORTER_TOKEN, TOKEN } from './curl.ts'
import type { Headers } from './exchange.ts'

/** What every request of a run has in common. */
export interface Dressing {
  /** Without a trailing slash; its own path stays in front of every call's. */
  readonly baseUrl: string
  /** The word before the credential: `Bearer`, `Token`. */
  readonly scheme: string
  readonly credential: string
  /** Further credentials, by what they are. */
  readonly others: Partial<Readonly<Record<OtherCredential, string>>>
  readonly accept: string
}

/** A call as a request that can be sent, and its headers as they may be shown. */
export function requestOf(
  call: Call,
  dressing: Dressing,
  timeout: number,
): { readonly request: Request; readonly sentHeaders: Headers } {
  const authorization = authorizationOf(call, dressing)
  const common = { Accept: dressing.accept, 'Accept-Encoding': 'identity', 'User-Agent': 'flowtwin-verify' }
  const headers = { ...common, ...call.headers }
  const request = new Request(`${dressing.baseUrl}${call.path}${credentialInQuery(call, dressing)}`, {
    method: call.method ?? 'GET',
    redirect: 'manual',
    headers: { ...headers, ...(authorization === null ? {} : { Authorization: authorization.sent }) },
    signal: AbortSignal.timeout(timeout * 1000),
    ...(call.body === undefined ? {} : { body: call.body }),
  })
  const shown = authorization === null ? [] : [['Authorization', authorization.shown] as const]
  return { request, sentHeaders: [...Object.entries(headers), ...shown] }
}

function authorizationOf(
  { credential = 'own' }: Call,
  { scheme, credential: own, others }: Dressing,
): { readonly sent: string; readonly shown: string } | null {
  if (credential === 'none') return null
  if (typeof credential === 'object') {
    if ('header' in credential) return { sent: credential.header, shown: credential.header }
    if ('parameter' in credential) return null
    if ('scheme' in credential)
      return { sent: `${credential.scheme} ${own}`, shown: `${credential.scheme} ${TOKEN}` }
    return { sent: `${scheme} ${others[credential.other] ?? ''}`, shown: `${scheme} [${credential.other}]` }
  }
  const [sent, shown] = {
    own: [own, TOKEN],
    longer: [`${own}x`, `${TOKEN}x`],
    shorter: [own.slice(0, -1), SHORTER_TOKEN],
  }[credential] as [string, string]
  return { sent: `${scheme} ${sent}`, shown: `${scheme} ${shown}` }
}

function credentialInQuery({ path, credential }: Call, { credential: own }: Dressing): string {
  if (typeof credential !== 'object' || !('parameter' in credential)) return ''
  return `${path.includes('?') ? '&' : '?'}${credential.parameter}=${encodeURIComponent(own)}`
}
