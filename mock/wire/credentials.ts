import { keyOf, draw } from '../world/chance.ts'

/** An Authorization header taken apart. */
export interface Credential {
  /** Lower case; schemes are case-insensitive (RFC 9110 section 11.1). */
  readonly scheme: string
  /** What follows the scheme, without surrounding space; may hold spaces. */
  readonly value: string
}

/** The credential of an Authorization header; undefined when there is none. */
export function credentialOf(header: string | null): Credential | undefined {
  const text = header?.trim() ?? ''
  if (text === '') return undefined
  const cut = text.search(/\s/)
  return cut === -1
    ? { scheme: text.toLowerCase(), value: '' }
    : { scheme: text.slice(0, cut).toLowerCase(), value: text.slice(cut).trim() }
}

const MARK = 'flowtwin'
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789'

/** The credential that Flowtwin issues under a label; the same on every machine, so that documents can quote it. */
export function issuedToken(label: string, length: number): string {
  const key = keyOf('credential', label)
  const tail = Array.from({ length: length - MARK.length }, (_, at) => ALPHABET[draw(key, at, 0) % ALPHABET.length])
  return MARK + tail.join('')
}

/**
 * Where a token comes from: issued by Flowtwin, made to look so, or of another origin. A relaxed server takes tokens of
 * any origin, so that a client's own test credential works, but never one that pretends to be issued.
 */
export function originOf(token: string, issued: readonly string[]): 'issued' | 'forged' | 'foreign' {
  if (issued.includes(token)) return 'issued'
  return token.startsWith(MARK) ? 'forged' : 'foreign'
}
