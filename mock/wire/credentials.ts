import { deriveKey, randomInt } from '../world/random.ts'

/** An Authorization header taken apart. */
export interface Credential {
  /** Lower case; schemes are case-insensitive (RFC 9110 section 11.1). */
  readonly scheme: string
  /** The text after the scheme, trimmed; may contain spaces. */
  readonly value: string
}

/** The credential of an Authorization header; undefined when there is none. */
export function parseCredential(header: string | null): Credential | undefined {
  const text = header?.trim() ?? ''
  if (text === '') return undefined
  const cut = text.search(/\s/)
  return cut === -1
    ? { scheme: text.toLowerCase(), value: '' }
    : { scheme: text.slice(0, cut).toLowerCase(), value: text.slice(cut).trim() }
}

const TOKEN_PREFIX = 'flowtwin'
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789'

/** The credential that Flowtwin issues under a label; the same on every machine, so that documents can quote it. */
export function createIssuedToken(label: string, length: number): string {
  const key = deriveKey('credential', label)
  const tail = Array.from(
    { length: length - TOKEN_PREFIX.length },
    (_, at) => ALPHABET[randomInt(key, at, 0) % ALPHABET.length],
  )
  return TOKEN_PREFIX + tail.join('')
}

/** The role of a credential's bearer. */
export type CredentialStatus =
  | 'member'
  | 'unknown'
  | 'expired'
  | 'revoked'
  | 'forbidden'
  | 'other-tenant'
  | 'no-workspace'

/** Credentials for tests: every vendor gives each of them the status in its name. */
export const MAGIC_CREDENTIALS = {
  flowtwinexpired: 'expired',
  flowtwinrevoked: 'revoked',
  flowtwinforbidden: 'forbidden',
  flowtwinothertenant: 'other-tenant',
  flowtwinnoworkspace: 'no-workspace',
} as const satisfies Readonly<Record<string, CredentialStatus>>

/** Which credentials a server takes. */
export interface CredentialPolicy {
  readonly issued: readonly string[]
  /** Accepts issued credentials only; otherwise any but a forged one that begins with `flowtwin`, in either case. */
  readonly isStrict: boolean
}

/** Returns the status of a well-formed credential. */
export function getCredentialStatus(token: string, { issued, isStrict }: CredentialPolicy): CredentialStatus {
  if (issued.includes(token)) return 'member'
  if (Object.hasOwn(MAGIC_CREDENTIALS, token)) return MAGIC_CREDENTIALS[token as keyof typeof MAGIC_CREDENTIALS]
  return isStrict || token.toLowerCase().startsWith(TOKEN_PREFIX) ? 'unknown' : 'member'
}
