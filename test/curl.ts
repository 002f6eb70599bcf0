import { expect } from 'vitest'

/** The request that a curl line sends; an option that this does not know fails the test. */
export function requestOf(curl: string): Request {
  const words = [...curl.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
  const headers = new Headers()
  let [url, body, method] = ['', '', '']
  for (let at = 1; at < words.length; at++) {
    const word = words[at]!
    if (word === '-H') headers.append(...(words[++at]!.split(': ') as [string, string]))
    else if (word === '-d') body = words[++at]!
    else if (word === '-X') method = words[++at]!
    else if (word.startsWith('http://127.0.0.1:4010/')) url = word
    else expect(word).toMatch(/^-g?s$/)
  }
  if (method !== '') return new Request(url, { method, headers })
  return new Request(url, body === '' ? { headers } : { method: 'POST', headers, body })
}
