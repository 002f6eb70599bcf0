import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderConsole } from '../../../../contracts/reports.ts'
import { verify } from '../../../../contracts/index.ts'
import { createSecretFinder, createSecretMask, maskHeaderValue } from '../../../../contracts/kit/http/masking.ts'
import { changeResponses } from '../../mutants/mutant.ts'
import { type QyvoRow, createQyvoTwin } from '../../twins/qyvo.ts'

const CANARY = 'canary/+= "Zoë" 4711'
const base64 = Buffer.from(CANARY, 'utf8').toString('base64')
const forms = [
  CANARY,
  encodeURIComponent(CANARY),
  base64,
  base64.replace(/=+$/, ''),
  JSON.stringify(CANARY).slice(1, -1),
  CANARY.slice(0, -1),
]

describe('a secret', () => {
  it('is masked in reports when the target returns it', async () => {
    const twin = createQyvoTwin()
    const send = changeResponses<QyvoRow>(({ status }) => {
      const echo = `${twin.credential} ${Buffer.from(twin.credential).toString('base64')} ${encodeURIComponent(twin.credential)}`
      return {
        text: JSON.stringify(status >= 400 ? { message: echo } : [{ id: echo, status: echo, created_at: echo }]),
        headers: { date: echo },
      }
    })(twin, () => {})
    const result = await verify(
      'qyvo',
      { baseUrl: 'http://twin.test', credential: twin.credential, fetch: send },
      { clock: twin.clock },
    )
    const written = [JSON.stringify(result), renderConsole(result)].join('\n')
    expect(result.checks.some(({ outcome }) => outcome.kind === 'fail')).toBe(true)
    expect(written).toContain('[credential]')
    for (const form of [
      twin.credential,
      twin.credential.slice(0, -1),
      Buffer.from(twin.credential).toString('base64'),
    ]) {
      expect(written).not.toContain(form)
    }
  })

  it('is masked in every encoding, longest first', () => {
    const mask = createSecretMask([CANARY, CANARY.slice(0, -1)])
    for (const form of forms) expect(mask(`before ${form} after`)).toBe('before [credential] after')
    expect(mask('sessionId and state stay')).toBe('sessionId and state stay')
  })

  it('is found in every encoding, unlike other secrets', () => {
    const hasSecret = createSecretFinder([CANARY, CANARY.slice(0, -1)])
    for (const form of forms) expect(hasSecret(`before ${form} after`)).toBe(true)
    expect(hasSecret('{"pin": "4711", "homepage": "https://ada:secret@example.com/"}')).toBe(false)
  })

  it('is masked at any position', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4 }), fc.string(), fc.string(), (secret, before, after) => {
        const masked = createSecretMask([secret])(before + secret + after)
        if (!before.includes(secret[0]!) && !after.includes(secret.at(-1)!)) expect(masked).not.toContain(secret)
        expect(masked).toContain('[credential]')
      }),
    )
  })
})

describe('a secret of the target', () => {
  const mask = createSecretMask([])

  it.each(['pass', 'db_pass', 'password', 'pin', 'privateKey', 'private_key', 'client_secret', 'csrfToken'])(
    'is masked in the member %s',
    (name) => {
      expect(mask(`{"${name}": "canary", "sessionId": "7"}`)).toBe(`{"${name}": "[credential]", "sessionId": "7"}`)
    },
  )

  it('is masked in a URL, in the place of user and password', () => {
    expect(mask('see https://user:canary@host/a?b=c')).toBe('see https://[credential]@host/a?b=c')
    expect(mask(String.raw`"https:\/\/user@host\/a"`)).toBe(String.raw`"https:\/\/[credential]@host\/a"`)
    expect(mask('see https://host/a?mail=ada@example.com')).toBe('see https://host/a?mail=ada@example.com')
  })

  it.each(['Set-Cookie', 'X-Hub-Signature-256', 'X-CSRF-Token', 'X-Session-Id', 'session'])(
    'is masked in the header %s',
    (name) => expect(maskHeaderValue(name, 'canary', mask)).toBe('[credential]'),
  )

  it('leaves other headers', () => expect(maskHeaderValue('X-Request-Id', 'abc', mask)).toBe('abc'))
})
