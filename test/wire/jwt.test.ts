import { createPublicKey, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { isJwtExpired, keySet, toNumericDate, verifyJwt, signJwt } from '../../mock/wire/jwt.ts'
import { toInstant, SECOND } from '../../mock/world/time.ts'

const claims = { sub: 'somebody', exp: 1_800_000_000 }

/** Returns the next character of the base64url alphabet: it differs only in unused bits. */
function nextCharacter(last: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  return alphabet[alphabet.indexOf(last) + 1]!
}

describe('a signed token', () => {
  it('has the same bytes for the same claims, and is verified as these claims', () => {
    expect(signJwt(claims)).toBe(signJwt({ ...claims }))
    expect(verifyJwt(signJwt(claims))).toEqual(claims)
  })

  it('is verified by the published key set', () => {
    const [header = '', body = '', signature = ''] = signJwt(claims, 'at+jwt').split('.')
    const { alg, kid, typ } = JSON.parse(Buffer.from(header, 'base64url').toString())
    const jwk = keySet.keys.find((key) => key.kid === kid)!
    expect([alg, typ]).toEqual([jwk.alg, 'at+jwt'])
    const key = createPublicKey({ key: { ...jwk }, format: 'jwk' })
    expect(verify('RSA-SHA256', Buffer.from(`${header}.${body}`), key, Buffer.from(signature, 'base64url'))).toBe(true)
  })

  it.each([
    ['another signature', (token: string) => `${token.slice(0, -8)}AAAAAAAA`],
    ['other claims', (token: string) => token.replace(/\.[^.]+\./, '.eyJzdWIiOiJ4In0.')],
    ['its last bits changed', (token: string) => `${token.slice(0, -1)}${nextCharacter(token.slice(-1))}`],
    ['no signature', (token: string) => token.replace(/[^.]+$/, '')],
  ])('is invalid with %s', (_, forge) => {
    expect(verifyJwt(forge(signJwt(claims)))).toBeNull()
  })

  it.each(['', 'opaque', 'a.b.c', 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln', `${signJwt(claims)}.more`])(
    'is not recognized in "%s"',
    (token) => {
      expect(verifyJwt(token)).toBeUndefined()
    },
  )

  it('expires at its second', () => {
    const end = toInstant(claims.exp * SECOND)
    expect([isJwtExpired(claims, toInstant(end - 1)), isJwtExpired(claims, end), isJwtExpired({}, end)]).toEqual([
      false,
      true,
      false,
    ])
    expect(toNumericDate(toInstant(end + 999_999))).toBe(claims.exp)
  })
})
