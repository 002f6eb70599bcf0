import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { SECOND, type Instant } from '../world/instant.ts'
import type { JsonObject } from '../world/run.ts'
import { TEST_KEY } from './test-key.ts'

const KEY_ID = 'flowtwin-test-key'
const ALGORITHM = 'RS256'
/** PKCS #1 v1.5 with SHA-256 (RFC 7518 section 3.3): the same claims always get the same signature. */
const DIGEST = 'RSA-SHA256'

const { kty, n, e } = TEST_KEY

/** The key set (RFC 7517) against which everything that is signed here can be verified. */
export const keySet = { keys: [{ kty, use: 'sig', alg: ALGORITHM, kid: KEY_ID, n, e }] } as const

let privateKey: KeyObject | undefined
let publicKey: KeyObject | undefined

/** A signed token (RFC 7519) with these claims; the same claims give the same bytes. */
export function signJwt(claims: JsonObject, type = 'JWT'): string {
  const text = `${encodePart({ alg: ALGORITHM, typ: type, kid: KEY_ID })}.${encodePart(claims)}`
  privateKey ??= createPrivateKey({ key: TEST_KEY, format: 'jwk' })
  return `${text}.${sign(DIGEST, Buffer.from(text), privateKey).toString('base64url')}`
}

/**
 * The claims of a token that was signed here.
 * @returns null for one that names the key and was not signed with it, undefined for one that does not even name it
 */
export function verifyJwt(token: string): JsonObject | null | undefined {
  const [header = '', claims = '', signature = '', ...rest] = token.split('.')
  if (rest.length > 0 || decodePart(header)?.['kid'] !== KEY_ID) return undefined
  publicKey ??= createPublicKey({ key: { kty, n, e }, format: 'jwk' })
  const bytes = Buffer.from(signature, 'base64url')
  // Bits that the last character has to spare may not be used either, or a changed token would pass.
  const good =
    bytes.toString('base64url') === signature && verify(DIGEST, Buffer.from(`${header}.${claims}`), publicKey, bytes)
  return good ? (decodePart(claims) ?? null) : null
}

/** Whether a token's time is over; one that does not say when is good for ever. */
export function isJwtExpired({ exp }: JsonObject, now: Instant): boolean {
  return typeof exp === 'number' && now >= exp * SECOND
}

/** Whole seconds since 1970, as the claims of a token tell time (NumericDate of RFC 7519). */
export function toNumericDate(at: Instant): number {
  return Math.floor(at / SECOND)
}

function encodePart(value: JsonObject): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function decodePart(part: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null ? (value as JsonObject) : undefined
  } catch {
    return undefined
  }
}
