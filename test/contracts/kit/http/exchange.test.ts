import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderCurl, SHORTER_TOKEN, SWAPPED_TOKEN, TOKEN } from '../../../../contracts/kit/http/exchange.ts'

const text = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom("'", '"', '$', '`', '\\', '\n', 'é', '🎈', '\u009b', '\u202e', '##[x'),
      fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 1 }),
    ),
    maxLength: 30,
  })
  .filter((sample) => !sample.includes('\0'))

/** Returns the arguments that curl gets from a shell. */
function parseArguments(line: string): readonly string[] {
  const script = `curl() { for one; do printf '%s\\0' "$one"; done; }\nTOKEN=se'cr'et\n${line}`
  const env = { ...process.env, LC_ALL: 'C.UTF-8' }
  return execFileSync('bash', ['-c', script], { encoding: 'utf8', env }).split('\0').slice(0, -1)
}

describe('renderCurl', () => {
  it('renders any request so that a shell passes it unchanged', () => {
    fc.assert(
      fc.property(text, text, text, (query, header, body) => {
        const url = `http://target.test/path?${query}`
        const request = { operation: null, path: '/', intent: 'valid', body } as const
        const line = renderCurl({ method: 'PATCH', url, sentHeaders: [['X-Odd', header]], request })
        expect(line).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)
        expect(parseArguments(line)).toEqual([
          '-gsSi',
          '-X',
          'PATCH',
          url,
          '-H',
          `X-Odd: ${header}`,
          '--data-raw',
          body,
        ])
      }),
      { numRuns: 60 },
    )
  })

  it.each([
    [`Bearer ${TOKEN}`, 'Authorization: Bearer secret'],
    [`Bearer ${TOKEN}x`, 'Authorization: Bearer secretx'],
    [`Bearer ${SHORTER_TOKEN}`, 'Authorization: Bearer secre'],
    [`Bearer ${SWAPPED_TOKEN}`, 'Authorization: Bearer SECRET'],
  ])('takes the credential from the variable TOKEN: %s', (value, header) => {
    const request = { operation: null, path: '/', intent: 'valid' } as const
    const line = renderCurl({
      method: 'GET',
      url: 'http://target.test/',
      sentHeaders: [['Authorization', value]],
      request,
    })
    expect(parseArguments(line)).toEqual(['-gsSi', 'http://target.test/', '-H', header])
  })

  it('replaces the credential only in the Authorization header', () => {
    const request = { operation: null, path: '/', intent: 'valid' } as const
    const line = renderCurl({
      method: 'HEAD',
      url: 'http://target.test/',
      sentHeaders: [['X-Note', TOKEN]],
      request,
    })
    expect(parseArguments(line)).toEqual(['-gsSi', '-I', 'http://target.test/', '-H', 'X-Note: $TOKEN'])
  })
})
