import type { Agent } from 'node:http'
import { FlowtwinError } from '../errors.ts'

/** The way to a target: headers and certificates that a gateway requires, and a proxy. */
export interface Connection {
  /** Headers of every request, by name; all output masks their values. */
  readonly headers?: Readonly<Record<string, string>>
  readonly tls?: TlsSettings
  readonly proxy?: ProxySettings
}

export interface TlsSettings {
  /** PEM certificates of authorities, trusted in addition to the default ones. */
  readonly ca?: string
  /** PEM certificate of the client, with its chain. */
  readonly cert?: string
  /** PEM private key of the client certificate. */
  readonly key?: string
  /** Accepts any certificate of the target. */
  readonly insecure?: boolean
}

/** A forward proxy. */
export interface ProxySettings {
  /** May contain user and password. */
  readonly url: string
  /** Names the setting in messages, such as `HTTPS_PROXY`. */
  readonly source: string
  /** Creates an agent that opens tunnels to an HTTPS target; null for an HTTP target, whose requests the proxy reads. */
  readonly createTunnel: ((options: TunnelOptions) => Agent) | null
}

export interface TunnelOptions {
  readonly keepAlive: boolean
  /** Longest time for the proxy to open a tunnel. */
  readonly timeoutSeconds: number
}

/** The connection of a run as reports show it. */
export interface ConnectionSummary {
  /** Names of the additional headers. */
  readonly headers: readonly string[]
  /** Host and port of the proxy. */
  readonly proxy: string | null
  /** True when any certificate of the target was accepted. */
  readonly insecure: boolean
}

export function summarizeConnection({ headers = {}, tls, proxy }: Connection): ConnectionSummary {
  return {
    headers: Object.keys(headers),
    proxy: proxy === undefined ? null : new URL(proxy.url).host,
    insecure: tls?.insecure === true,
  }
}

/** A header or the credential cannot be sent as given; the message does not contain the value. */
export class InvalidHeaderError extends FlowtwinError {
  readonly code = 'invalid-header'
}

const CONTROLLED_HEADERS: Readonly<Record<string, string>> = {
  authorization: 'it carries the credential of the API; name the variable of that with --token-env',
  host: 'it is the host of the base URL',
  ...Object.fromEntries(
    'accept accept-encoding connection content-encoding content-length content-type expect keep-alive range te trailer transfer-encoding upgrade'
      .split(' ')
      .map((name) => [name, 'checks set it']),
  ),
}

/** Returns what is wrong with an additional header, without its value; null for a valid one. */
export function findHeaderProblem(name: string, value: string): string | null {
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return `"${name}" is no name of a header`
  const controller = CONTROLLED_HEADERS[name.toLowerCase()]
  if (controller !== undefined || name.toLowerCase().startsWith('if-'))
    return `${name} cannot be given: ${controller ?? 'checks set it'}`
  const problem = findTextProblem(value)
  return problem === null ? null : `the value of ${name} ${problem}`
}

/** Returns what is wrong with a credential, without its value; null for a valid one. */
export function findCredentialProblem(credential: string, scheme: string): string | null {
  const problem = findTextProblem(credential)
  if (problem !== null) return problem
  if (/^(["']).*\1$/.test(credential)) return 'is in quotes; remove them'
  const [, given] = /^(basic|bearer|token)(?:\s|$)/i.exec(credential) ?? []
  if (given === undefined) return null
  return `starts with the scheme "${given}"; give only what follows, because requests add "${scheme}" in front`
}

function findTextProblem(text: string): string | null {
  if (text === '') return 'is empty'
  if (/[\r\n]$/.test(text)) return 'ends with a line end; remove it'
  if (text.trim() !== text) return 'has blanks around it; remove them'
  if (/[\r\n]/.test(text)) return 'has a line end; give one line'
  // Header values are bytes; Node accepts those of ISO 8859-1.
  return /[^\t\u0020-\u007E\u00A0-\u00FF]/.test(text) ? 'has characters that no header can carry' : null
}

/** @throws {InvalidHeaderError} for a header or credential that cannot be sent */
export function assertSendable(credentials: Readonly<Record<string, string>>, scheme: string, given: Connection): void {
  const problems = [
    ...Object.entries(credentials).map(([name, credential]) => {
      const problem = findCredentialProblem(credential, scheme)
      return problem === null ? null : `the ${name} ${problem}`
    }),
    ...Object.entries(given.headers ?? {}).map(([name, value]) => findHeaderProblem(name, value)),
  ].filter((problem) => problem !== null)
  if (problems.length > 0) throw new InvalidHeaderError(problems.join('; '))
}

/** Shortest part of a header value that is masked in texts; shorter ones occur by chance. */
const MIN_SECRET_LENGTH = 6

/**
 * Returns the secrets in additional headers: values without their scheme, values of cookies, and the decoded user and
 * password of Basic. Parts of the base URL are no secrets, because every report shows it.
 */
export function listHeaderSecrets({ headers = {} }: Connection, baseUrl: string): readonly string[] {
  const secrets = Object.entries(headers).flatMap(([name, value]) => {
    if (name.toLowerCase() === 'cookie') return [value, ...value.split(';').map((pair) => pair.replace(/^[^=]*=/, ''))]
    const [, scheme = '', content = ''] = /^([A-Za-z]+) +(\S+)$/.exec(value) ?? []
    if (scheme.toLowerCase() !== 'basic') return [value, content]
    const decoded = Buffer.from(content, 'base64').toString('utf8')
    return [value, content, decoded, decoded.replace(/^[^:]*:/, '')]
  })
  return secrets
    .map((secret) => secret.trim())
    .filter((secret) => secret.length >= MIN_SECRET_LENGTH && !baseUrl.includes(secret))
}

/** Returns the text that replaces the value of an additional header in recorded requests: a shell variable. */
export function getHeaderPlaceholder(name: string): string {
  return `$${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`
}
