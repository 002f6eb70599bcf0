import { FlowtwinError } from '../errors.ts'
import type { Connection, ProxySettings } from './connection.ts'

interface ConnectionErrorOptions extends ErrorOptions {
  /** True when another attempt would fail too, as with an expired certificate; by default false. */
  readonly isPermanent?: boolean
}

/** A connection to the target or its proxy failed before a request was sent. */
export class ConnectionError extends FlowtwinError {
  readonly code = 'connection'
  readonly isPermanent: boolean

  constructor(message: string, { isPermanent = false, ...options }: ConnectionErrorOptions = {}) {
    super(message, options)
    this.isPermanent = isPermanent
  }
}

const UNSENT_ERROR_CODES: readonly string[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']
const UNKNOWN_AUTHORITY =
  'is not signed by an authority that this machine trusts; give the certificate of the authority with --ca-file'
const CERTIFICATE_PROBLEMS: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'is self-signed; give it with --ca-file to trust it',
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_AUTHORITY,
  CERT_SIGNATURE_FAILURE: 'has a wrong signature; is the file of --ca-file that of its authority?',
  CERT_HAS_EXPIRED: 'has expired; renew it, or accept it for this run with --insecure',
  CERT_NOT_YET_VALID: 'is not valid yet; check the clock of this machine, or accept it for this run with --insecure',
  CERT_REVOKED: 'is revoked; renew it',
  INVALID_PURPOSE: 'is not one for servers; renew it, or accept it for this run with --insecure',
}

interface FailedAttempt {
  /** Origin of the target. */
  readonly url: URL
  readonly connection: Connection
  /** Response of the proxy to the request for a tunnel; null without one. */
  readonly tunnelStatus: number | null
}

/** Returns true for an error before the request was sent. */
export function isUnsent(error: unknown): boolean {
  return error instanceof ConnectionError || UNSENT_ERROR_CODES.includes(getErrorCode(error))
}

/** Returns true when another attempt would fail for the same reason. */
export function isPermanentFailure(error: unknown): boolean {
  return error instanceof ConnectionError && error.isPermanent
}

/** Explains an error of the proxy or of TLS in one sentence, with the option that helps; returns other errors unchanged. */
export function explainConnectionError(error: Error, { url, connection, tunnelStatus }: FailedAttempt): Error {
  const { proxy, tls } = connection
  if (error instanceof ConnectionError) return error
  const hasClientCertificate = tls?.cert !== undefined
  if (proxy === undefined || tunnelStatus === 200) return explainTlsError(error, { url, hasClientCertificate })
  if (tunnelStatus !== null) return createProxyError(proxy, tunnelStatus)
  const explained = explainTlsError(error, { url: new URL(proxy.url), hasClientCertificate })
  const isFromProxy = proxy.createTunnel !== null || isUnsent(explained)
  if (!isFromProxy) return new Error(`${error.message}, through ${describeProxy(proxy)}`)
  const advice = `correct ${proxy.source}, or add ${url.hostname} to NO_PROXY if it is reachable without the proxy`
  return new ConnectionError(`${describeProxy(proxy)} gives no connection: ${explained.message}; ${advice}`, {
    cause: error,
    isPermanent: isPermanentFailure(explained),
  })
}

/** Creates the error for a proxy that refuses a request with a status. */
export function createProxyError(proxy: ProxySettings, status: number): ConnectionError {
  const hasPassword = new URL(proxy.url).username !== ''
  const credentialAdvice = hasPassword
    ? `correct the user and password in ${proxy.source}`
    : `put a user and password into ${proxy.source}, as http://user:password@host:port`
  const targetAdvice = 'allow the target there, or add it to NO_PROXY if it is reachable without the proxy'
  const advice = status === 407 ? credentialAdvice : targetAdvice
  return new ConnectionError(`${describeProxy(proxy)} refuses the connection with status ${status}; ${advice}`, {
    // A proxy that is busy, or does not reach the target yet, answers with 408, 429 or 5xx.
    isPermanent: status < 500 && status !== 408 && status !== 429,
  })
}

function describeProxy({ url, source }: ProxySettings): string {
  return `the proxy ${new URL(url).host} (${source})`
}

function explainTlsError(
  error: Error,
  { url, hasClientCertificate }: { readonly url: URL; readonly hasClientCertificate: boolean },
): Error {
  const code = getErrorCode(error)
  const explain = (message: string): ConnectionError =>
    new ConnectionError(message, { cause: error, isPermanent: true })
  const problem = CERTIFICATE_PROBLEMS[code]
  if (problem !== undefined) return explain(`the certificate of ${url.host} ${problem}`)
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return explain(
      `the certificate of ${url.host} is for other names (${listCertificateNames(error)}); use one of them in the URL, or accept it for this run with --insecure`,
    )
  const words = `${code} ${error.message}`.toUpperCase().replaceAll(' ', '_')
  if (/ALERT_(CERTIFICATE_|BAD_CERTIFICATE|UNKNOWN_CA)|CERTIFICATE_REQUIRED/.test(words))
    return explain(
      hasClientCertificate
        ? `${url.host} rejects the client certificate of --client-cert (${code})`
        : `${url.host} requires a client certificate; give it with --client-cert and --client-key`,
    )
  if (words.includes('HANDSHAKE_FAILURE'))
    return explain(
      `${url.host} ended the TLS handshake; it may require a client certificate (--client-cert) or another version of TLS`,
    )
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/.test(words))
    return explain(`${url.host} does not answer with TLS; is it an http:// URL?`)
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO')
    return new ConnectionError(`TLS with ${url.host} failed: ${error.message}`, { cause: error })
  return error
}

function listCertificateNames(error: Error): string {
  const { cert } = error as Error & { readonly cert?: { readonly subjectaltname?: string } }
  return cert?.subjectaltname ?? 'none'
}

function getErrorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
