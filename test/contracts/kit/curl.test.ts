import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderCurl, SHORTER_TOKEN, TOKEN } from '../../../contracts/kit/http/exchange.ts'

const text = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom("'", '"', '$', '`', '\\', '\n', 'é', '🎈'),
      fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 1 }),
    ),
    maxLength: 30,
  })
  .filter((one) => !one.includes('\0'))

/** What a POSIX shell makes of a line: the arguments that curl would get. */
function argumentsOf(line: string): readonly string[] {
  const script = `curl() { for one; do printf '%s\\0' "$one"; done; }\nTOKEN=se'cr'et\n${line}`
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)
}

describe('the curl line', () => {
  it('gives a shell exactly the request, whatever is in it', () => {
    fc.assert(
      fc.property(text, text, text, (query, header, body) => {
        const url = `http://target.test/path?${query}`
        const call = { operation: null, path: '/', intent: 'valid', body } as const
        const line = renderCurl({ method: 'PATCH', getUrl: url, sentHeaders: [['X-Odd', header]], raw: call })
        expect(argumentsOf(line)).toEqual(['-gsSi', '-X', 'PATCH', url, '-H', `X-Odd: ${header}`, '--data-raw', body])
      }),
      { numRuns: 60 },
    )
  })

  it.each([
    [`Bearer ${TOKEN}`, 'Authorization: Bearer secret'],
    [`Bearer ${TOKEN}x`, 'Authorization: Bearer secretx'],
    [`Bearer ${SHORTER_TOKEN}`, 'Authorization: Bearer secre'],
  ])('takes the credential from the variable: %s', (value, header) => {
    const call = { operation: null, path: '/', intent: 'valid' } as const
    const line = renderCurl({
      method: 'GET',
      getUrl: 'http://target.test/',
      sentHeaders: [['Authorization', value]],
      raw: call,
    })
    expect(argumentsOf(line)).toEqual(['-gsSi', 'http://target.test/', '-H', header])
  })

  it('takes no other header for the credential', () => {
    const call = { operation: null, path: '/', intent: 'valid' } as const
    const line = renderCurl({
      method: 'HEAD',
      getUrl: 'http://target.test/',
      sentHeaders: [['X-Note', TOKEN]],
      raw: call,
    })
    expect(argumentsOf(line)).toEqual(['-gsSi', '-I', 'http://target.test/', '-H', 'X-Note: $TOKEN'])
  })
})
