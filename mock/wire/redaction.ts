/** Hides credentials in what is shown of requests. */
export interface Redactor {
  /** A body, a note, an error: any text. */
  text(text: string): string
  /** A path with its query, encoded in whatever way. */
  target(target: string): string
  header(name: string, value: string): string
}

export const REDACTED = '[redacted]'

/** Shorter values are hidden where they stand as credentials, but not wherever their letters come up. */
const SHORTEST = 8

const WORDS = 'token|secret|password|passwd|authorization|credentials?|api[_-]?key|assertion|signature'
/** A member of JSON whose name says that its value is a secret; the value may be cut off. */
const MEMBER = new RegExp(`("[\\w-]{0,40}(?:${WORDS})"\\s*:\\s*)(?:"((?:[^"\\\\]|\\\\.)*)(?:"|$)|(-?\\d[\\w.]*))`, 'gi')
/** A parameter of a query or a form of such a name. */
const PARAMETER = new RegExp(
  `((?:^|[?&\\s"'])(?:[\\w.[%-]{0,60}(?:${WORDS})(?:\\]|%5D)?|key|auth|jwt)=)([^&#\\s"'<>]+)`,
  'gi',
)
const SECRET_HEADER = new RegExp(`(?:${WORDS}|cookie|(?:^|-)(?:key|auth))$`, 'i')
/** Only these words are schemes; what else stands in front of a space may be half of a credential. */
const SCHEME = /^(\s*(?:bearer|token|basic|digest|negotiate|apikey|key|jwt)\s+)(\S.*)$/is

/** Hides these values, and whatever stands under a name that says it is a secret. */
export function redactorOf(secrets: Iterable<string>): Redactor {
  const values = [...new Set([...secrets].filter((value) => value.length >= SHORTEST))]
  const variants = [...new Set(values.flatMap(variantsOf))].toSorted((left, right) => right.length - left.length)
  const any = variants.length === 0 ? null : new RegExp(variants.map(escaped).join('|'), 'gi')
  const byValue = (text: string) => (any === null ? text : text.replace(any, REDACTED))
  const text = (whole: string) => byName(byValue(whole))
  const piece = (part: string) => {
    const shown = byValue(part)
    const plain = decoded(part)
    return shown === part && plain !== part && byValue(plain) !== plain ? REDACTED : shown
  }

  function target(whole: string): string {
    return byName(
      whole
        .split(/([/?&=])/)
        .map(piece)
        .join(''),
    )
  }

  function header(name: string, value: string): string {
    if (!SECRET_HEADER.test(name)) return text(value)
    const scheme = /cookie$/i.test(name) ? undefined : SCHEME.exec(value)?.[1]
    return `${scheme ?? ''}${REDACTED}`
  }

  return { text, target, header }
}

/** The values in a text whose names say that they are secrets. */
export function secretsIn(text: string): readonly string[] {
  const found: string[] = []
  for (const [, , value, bare] of text.matchAll(MEMBER)) found.push(value ?? bare ?? '', unescaped(value ?? ''))
  for (const [, , value] of text.matchAll(PARAMETER)) found.push(value ?? '', decoded(value ?? ''))
  return found.filter(Boolean)
}

/** The credential that a header carries, with its parts. */
export function secretsInHeader(name: string, value: string): readonly string[] {
  if (!SECRET_HEADER.test(name)) return []
  if (/cookie$/i.test(name)) return value.split(/[;=]/).map((part) => part.trim())
  const credential = (SCHEME.exec(value)?.[2] ?? value).trim()
  // A world's name and a dot may stand in front, which the world takes off.
  const ownName = /^[a-z0-9-]+\.(.+)$/.exec(credential)?.[1]
  const parts = credential.split(/[\s,"]+/)
  return [credential, ...parts, ...(ownName === undefined ? [] : [ownName]), ...basicParts(value, credential)]
}

function basicParts(header: string, credential: string): readonly string[] {
  if (!/^\s*basic\s/i.test(header)) return []
  const pair = Buffer.from(credential, 'base64').toString()
  const cut = pair.indexOf(':')
  return cut === -1 ? [pair] : [pair, pair.slice(cut + 1), decoded(pair.slice(cut + 1))]
}

function byName(text: string): string {
  return text.replace(MEMBER, `$1"${REDACTED}"`).replace(PARAMETER, `$1${REDACTED}`)
}

/** A value as it is written in the places in which it may come up. */
function variantsOf(value: string): readonly string[] {
  const encoded = percentEncoded(value)
  const lower = encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())
  return [value, encoded, lower, encoded.replaceAll('%20', '+'), JSON.stringify(value).slice(1, -1)]
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)
}

/** Text with half of a surrogate pair cannot be encoded. */
function percentEncoded(text: string): string {
  try {
    return encodeURIComponent(text)
  } catch {
    return text
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

function unescaped(text: string): string {
  try {
    return String(JSON.parse(`"${text}"`))
  } catch {
    return text
  }
}
