import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { JsonObject } from '../world/model/json.ts'
import { type Instant, SECOND } from '../world/time.ts'

/** A key that everybody knows: what it signs proves nothing but that Flowtwin signed it. For tests only. */
const TEST_KEY = {
  kty: 'RSA',
  n: '6cJfYFxKHXPYKuKUwu_OBLwYfxIPHmRtQVo7CStO7_nJOe0CMiNrsUjluRyFr0drXfdV2b47hOQO5hUcUeBpC_vN9bXKfmVO5YoMTTrYjv9UAZYoLZa6TR0C3T_3SGvwaL12FsoS2m7R2Hixxei5C3-Z2h2x9YWtq4yApQX1_rzrG7NlegZf-QtVrPCxakbKb5Qtzzu_XRnkwWHRkmgXBys6jOESzvrzDFuIlOkOYV27t0snwy5c7skW2yHPLrxjaYidMPavFYUnggGzO3sladegZ54JuslV1LMa-fWPzBCS4szdrFkxn2q_ZG3M6Z2JaKX5ITJpIBPlcUXli-s0qw',
  e: 'AQAB',
  d: 'XeF27ZvTFkYOtJaAOVQXERa73djSYpnhuSP0XsfacY2Hj_CMd7d7Cl3lCPWYCR-tUrVBcOwyOjpfc29aCtYOSkZMXtiuZRnp2E0biK7QB4oq4mI8a6bD1rGGk3YbqaXUDTS-JwPsE3b7Zy199CZ1ntUV5KAVdy5DZAjPJ7efprjTUjaZDZ8WvSdt5XK6Cx2iNZieSFgUNNIyX5Lf5v5iwx70BvqMITW2A-c1b1q5o6i97Vn1dIqP9RiiAjnVa1khmnI26eQnXav92gAD_WvZqJGDuX8u8oiWXI_x9GeGcVYkZfgJ18aqQmLknKn5oAi24gpNGnUaBZUBjoLThqSH6Q',
  p: '9j_ZalcAgo5JXLOyZbW26NCyCbxw75P-WWVML1CFCMkO-GyZU9YeB_-dJI6gtqgq0bRUfgwJOKXJd4JUSsMIemyIqMiAX-HWMUqQQ3ASt1oiUqrAW7BPQxPG1gkRmLxWr51HDNwS6QpyoySuZ72SVJZ_Od7kffxp9ffObBirlSk',
  q: '8wPqLDGlHASJtyNDsuDOGNgXDE7Cxb1ETiPXCmwJqVohMCXUD5D2uEDXGhM_AqigYd9J6XEdqEsS_wLJCXMpjfbegyjJ3XvyMb8Ih4R8UIJIKFhU07piuLYYONuJZApnsFqAvEw-0DvJoijbJXIM0lrJ9kmkDfFks9ywtU5OwbM',
  dp: 'G1mmHUCChv2kuk4fH1racOtVCu3KIWHvmyA8IPkxfXNPXVo6gWxDs6G5Y2kQApmU_-umgsV1dLw9Ly_jitY0p9xMJWr3jy63Koxcj5DwEztImqPqb4SamRmmOPmS4cLxYdn3HT-IPifx6ZrWYCFXElwQz22pNTEG19HpNGpdDFk',
  dq: '6r0oUUIvM-4qPM4CkeJXEmaBdPELcUiOl1BFYxrTBlQ6ZLDVs6eauoZfgR-AKQhLy96NHcKXHD5QfiXpnYgxZqFFdLpMq_YTD_xwt77A-l-uZdJVNiP_Ql8a7KkbgJgQaqgxXDHmJuzpqwr-DKCrQ_JQzed6YcGAPcD6rFeU-cM',
  qi: 'hGEF-iFxFu9OXO1RBKzpz7SCZhxHaJqvpuEVZL-yBA5_93NwNyRdLEPDyGu95ynuUsjVdwlgGJL895zptXa4lKNmiEqZvVhsBRXzuvxxqI_8sd2cA06yYsnEOavd-E8wVsyh-EfS0PlfuJ0khurlYY1ZAReenq0TggxzpJ-8K8c',
} as const

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

/** Tests whether a token has expired; one without `exp` never does. */
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
