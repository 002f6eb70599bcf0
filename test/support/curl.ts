import { expect } from 'vitest'

/** A parsed curl command. */
export interface CurlCommand {
  readonly request: Request
  /** Option `-i`: prints the status line and the headers as well. */
  readonly includesHeaders: boolean
  /** Option `-N`: a response without end, of which the first chunk is printed. */
  readonly isStream: boolean
}

const FORM = 'application/x-www-form-urlencoded'

/** Returns the request that a curl command sends. */
export function parseCurlRequest(curl: string): Request {
  return parseCurl(curl).request
}

/** Parses a curl command; an unknown option fails the test. */
export function parseCurl(curl: string): CurlCommand {
  const words = [...curl.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
  const headers = new Headers()
  const data: string[] = []
  let [url, method, flags] = ['', '', '']
  for (let at = 1; at < words.length; at++) {
    const word = words[at]!
    if (word === '-H') headers.append(...(words[++at]!.split(': ') as [string, string]))
    else if (word === '-d') data.push(words[++at]!)
    else if (word === '-X') method = words[++at]!
    else if (/^http:\/\/127\.0\.0\.1:\d+\//.test(word)) url = word
    else {
      expect(word).toMatch(/^-[gsiN]+$/)
      flags += word
    }
  }
  if (data.length > 0 && !headers.has('content-type')) headers.set('content-type', FORM)
  const body = data.length > 0 ? { body: data.join('&') } : {}
  if (method === '') method = data.length > 0 ? 'POST' : 'GET'
  const request = new Request(url, { method, headers, ...body })
  return { request, includesHeaders: flags.includes('i'), isStream: flags.includes('N') }
}
