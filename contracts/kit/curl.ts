import type { Exchange } from './exchange.ts'

/** What stands in a recorded request where the credential was, also as the shell variable that holds it. */
export const TOKEN = '$TOKEN'

/** The same for the credential without its last character, in the words of a POSIX shell. */
export const SHORTER_TOKEN = '${TOKEN%?}'

/** Headers that say nothing about the request that a person would want to repeat. */
const OMITTED_HEADERS = ['accept-encoding', 'user-agent']

/** One line for a POSIX shell that sends the same request again; the credential comes from the variable TOKEN. */
export function renderCurl({
  method,
  getUrl: url,
  sentHeaders,
  raw: request,
}: Pick<Exchange, 'method' | 'url' | 'sentHeaders' | 'request'>): string {
  const headers = sentHeaders
    .filter(([name]) => !OMITTED_HEADERS.includes(name.toLowerCase()))
    .map(
      ([name, value]) =>
        ` -H ${name === 'Authorization' ? quoteAroundToken(`${name}: ${value}`) : quoteShell(`${name}: ${value}`)}`,
    )
  const verb = (request.body === undefined ? { GET: '', HEAD: ' -I' }[method] : undefined) ?? ` -X ${method}`
  // curl, too, would rather tidy a path up.
  const exact = /\/\.{1,2}(?=[/?]|$)/.test(url) ? ' --path-as-is' : ''
  const body = request.body === undefined ? '' : ` --data-raw ${quoteShell(request.body)}`
  // -g: brackets in a query are meant, not a range of addresses.
  return `curl -gsSi${exact}${verb} ${quoteShell(url)}${headers.join('')}${body}`
}

/** A text as one word of a POSIX shell. */
export function quoteShell(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

/** A text as one word of a POSIX shell in which the token stays a variable. */
export function quoteAroundToken(text: string): string {
  const parts = text.split(/(\$TOKEN|\$\{TOKEN%\?\})/).filter((part) => part !== '')
  return parts.map((part) => (part === TOKEN || part === SHORTER_TOKEN ? `"${part}"` : quoteShell(part))).join('')
}
