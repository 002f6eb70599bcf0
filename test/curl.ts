import { expect } from 'vitest'

/** What a curl line asks, and what of the answer it wants to see. */
export interface Curl {
  readonly request: Request
  /** With `-i`: the status line and the headers, too. */
  readonly isWhole: boolean
  /** With `-N`: as it comes, for an answer that does not end. */
  readonly isEndless: boolean
}

const FORM = 'application/x-www-form-urlencoded'

/** The request that a curl line sends. */
export function requestOf(curl: string): Request {
  return curlOf(curl).request
}

/** A curl line as curl understands it; an option that this does not know fails the test. */
export function curlOf(curl: string): Curl {
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
  return { request, isWhole: flags.includes('i'), isEndless: flags.includes('N') }
}
