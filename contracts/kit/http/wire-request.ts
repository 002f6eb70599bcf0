import { createNotApplicable } from '../outcome.ts'
import { getHeaderPlaceholder } from './connection.ts'
import {
  type CheckRequest,
  type Headers,
  type OtherCredential,
  SHORTER_TOKEN,
  SWAPPED_TOKEN,
  TOKEN,
} from './exchange.ts'
import type { WireRequest } from './transport.ts'

/** Settings of every request of a run. */
export interface RequestDefaults {
  /** Without a trailing slash; its path is the prefix of all paths. */
  readonly baseUrl: string
  /** Scheme of the Authorization header: `Bearer`, `Token`. */
  readonly scheme: string
  readonly credential: string
  /** Further credentials by kind. */
  readonly otherCredentials: Partial<Readonly<Record<OtherCredential, string>>>
  readonly accept: string
  /** Headers of a gateway before the target; a request that has one of them replaces it. */
  readonly gatewayHeaders?: Readonly<Record<string, string>>
}

/** Converts a request to its wire form; `sentHeaders` are the headers for reports, without the credential. */
export function toWireRequest(
  request: CheckRequest,
  defaults: RequestDefaults,
  timeoutSeconds: number,
): { readonly wire: WireRequest; readonly url: string; readonly sentHeaders: Headers } {
  const authorization = buildAuthorization(request, defaults)
  const { accept, gatewayHeaders = {} } = defaults
  const ownHeaders = request.headers ?? {}
  const isReplaced = (name: string, by: object): boolean =>
    Object.keys(by).some((other) => other.toLowerCase() === name.toLowerCase())
  const common = { Accept: accept, 'Accept-Encoding': 'identity', 'User-Agent': 'flowtwin-verify' }
  const buildHeaderLines = (form: 'sent' | 'shown'): Headers => [
    ...Object.entries(common).filter(([name]) => !isReplaced(name, { ...gatewayHeaders, ...ownHeaders })),
    ...Object.entries(gatewayHeaders)
      .filter(([name]) => !isReplaced(name, ownHeaders))
      .map(([name, value]) => [name, form === 'sent' ? value : getHeaderPlaceholder(name)] as const),
    ...Object.entries(ownHeaders).flatMap(([name, value]) => toHeaderLines(name, value)),
    ...(authorization === null ? [] : [['Authorization', authorization[form]] as const]),
  ]
  const { origin, pathname } = new URL(defaults.baseUrl)
  const path = `${escapePath(request.path)}${buildCredentialQuery(request, defaults)}`
  const target = `${pathname === '/' ? '' : pathname}${path}`
  return {
    wire: {
      method: request.method ?? 'GET',
      origin,
      target,
      headers: buildHeaderLines('sent'),
      timeoutSeconds,
      ...(request.body === undefined ? {} : { body: request.body }),
    },
    url: `${origin}${target}`,
    sentHeaders: buildHeaderLines('shown'),
  }
}

/** Returns one line per value; none for an empty list. */
function toHeaderLines(name: string, value: string | readonly string[]): Headers {
  return (typeof value === 'string' ? [value] : value).map((line) => [name, line] as const)
}

/** Escapes the characters of a path that would end the request line; everything else is sent unchanged. */
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
    if ('scheme' in credential) {
      const prefix = credential.scheme === '' ? '' : `${credential.scheme} `
      return { sent: `${prefix}${own}`, shown: `${prefix}${TOKEN}` }
    }
    return { sent: `${scheme} ${otherCredentials[credential.other] ?? ''}`, shown: `${scheme} [${credential.other}]` }
  }
  const [sent, shown] = {
    own: [own, TOKEN],
    longer: [`${own}x`, `${TOKEN}x`],
    shorter: [own.slice(0, -1), SHORTER_TOKEN],
    'swapped-case': [swapCase(own), SWAPPED_TOKEN],
  }[credential] as [string, string]
  if (credential === 'swapped-case' && sent === own) throw createNotApplicable('the credential has no letters')
  return { sent: `${scheme} ${sent}`, shown: `${scheme} ${shown}` }
}

/** Swaps the case of ASCII letters. */
export function swapCase(text: string): string {
  return text.replaceAll(/[a-zA-Z]/g, (letter) => {
    const lower = letter.toLowerCase()
    return letter === lower ? letter.toUpperCase() : lower
  })
}

function buildCredentialQuery({ path, credential }: CheckRequest, { credential: own }: RequestDefaults): string {
  if (typeof credential !== 'object' || !('parameter' in credential)) return ''
  return `${path.includes('?') ? '&' : '?'}${credential.parameter}=${encodeURIComponent(own)}`
}
