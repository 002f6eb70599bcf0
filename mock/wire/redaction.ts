/** Hides credentials in recorded requests. */
export interface Redactor {
  /** A body, a note, an error: any text. */
  redactText(text: string): string
  /** A path with its query, in any encoding. */
  redactTarget(target: string): string
  redactHeader(name: string, value: string): string
}

const REDACTED = '[redacted]'

/** Shorter values are hidden in the place of a credential, but not everywhere. */
const MIN_SECRET_LENGTH = 8

const SECRET_WORDS =
  'token|secret|password|passwd|authorization|credentials?|(?:api|private)[_-]?key|assertion|signature|(?:csrf|xsrf)\\w{0,20}'
/** Names of secrets that other words end with, or that are resources with a suffix, as IDnow's `sessionId` is. */
const SECRET_NAMES =
  '(?:[\\w-]{0,40}[_-])?(?:pass|pin|session)|(?:phpsess|jsession|sess|s)id|session[_-]?(?:key|cookie)'
/**
 * A JSON member with the name of a secret; the value may be cut off. The lookahead, here and below, rejects most strings
 * before the names are tried.
 */
const SECRET_MEMBER = new RegExp(
  `("(?=[\\w-]*"\\s*:)(?:[\\w-]{0,40}(?:${SECRET_WORDS})|${SECRET_NAMES})"\\s*:\\s*)(?:"((?:[^"\\\\]|\\\\.)*)(?:"|$)|(-?\\d[\\w.]*))`,
  'gi',
)
/** A query or form parameter with such a name. */
const SECRET_PARAMETER = new RegExp(
  `((?:^|[?&\\s"'])(?=[\\w.[\\]%-]*=)(?:[\\w.[%-]{0,60}(?:${SECRET_WORDS})(?:\\]|%5D)?|${SECRET_NAMES}|key|auth|jwt)=)([^&#\\s"'<>]+)`,
  'gi',
)
const SECRET_HEADER = new RegExp(
  `(?:${SECRET_WORDS}|cookie|(?:^|-)(?:key|auth|pass|pin))$|^x-hub-signature|csrf|xsrf|session`,
  'i',
)
/** The user and password of a URL, also with escaped slashes as PHP writes JSON. */
const URL_CREDENTIAL = /(:(?<=[a-z][a-z0-9+.-]{0,20}:)(?:\\?\/){2})([^\s/?#@"'<>\\]{1,200})(?=@)/gi
/** The same in a percent-encoded URL. */
const ENCODED_URL_CREDENTIAL = /(%3A%2F%2F)((?:(?!%2F|%3F|%23|%40)[^\s&"'<>]){1,400})(?=%40)/gi
/** A text with a percent-encoded character, or a plus sign that stands for a space. */
const ENCODED = /[%+]/
/** The known schemes; any other text before a space may be part of a credential. */
const AUTH_SCHEME = /^(\s*(?:bearer|token|basic|digest|negotiate|apikey|key|jwt)\s+)(\S.*)$/is

/** Creates a redactor that hides these values, and all values with the name of a secret. */
export function createRedactor(secrets: Iterable<string>): Redactor {
  const values = [...new Set([...secrets].filter((value) => value.length >= MIN_SECRET_LENGTH))]
  const variants = [...new Set(values.flatMap(listVariants))].toSorted((left, right) => right.length - left.length)
  const any = variants.length === 0 ? null : new RegExp(variants.map(escapeRegExp).join('|'), 'gi')
  const redactByValue = (text: string) => (any === null ? text : text.replace(any, REDACTED))
  const redactText = (text: string) => redactByName(redactByValue(text))
  /** Hides a part of a target whose client has encoded a credential in another way than these values. */
  const redactEncodedPart = (part: string) => {
    const decoded = decodeFormValue(part)
    return decoded !== part && redactByValue(decoded) !== decoded ? REDACTED : part
  }

  function redactTarget(target: string): string {
    const redacted = redactByValue(target)
    if (!ENCODED.test(redacted)) return redactByName(redacted)
    return redactByName(
      redacted
        .split(/([/?&=])/)
        .map(redactEncodedPart)
        .join(''),
    )
  }

  function redactHeader(name: string, value: string): string {
    if (!SECRET_HEADER.test(name)) return redactText(value)
    const scheme = /cookie$/i.test(name) ? undefined : AUTH_SCHEME.exec(value)?.[1]
    return `${scheme ?? ''}${REDACTED}`
  }

  return { redactText, redactTarget, redactHeader }
}

/** Returns the values in a text that have the name of a secret. */
export function findSecretsInText(text: string): readonly string[] {
  const secrets: string[] = []
  for (const [, , value, bare] of text.matchAll(SECRET_MEMBER))
    secrets.push(value ?? bare ?? '', unescapeJson(value ?? ''))
  for (const [, , value] of text.matchAll(SECRET_PARAMETER)) secrets.push(value ?? '', decodeFormValue(value ?? ''))
  for (const pattern of [URL_CREDENTIAL, ENCODED_URL_CREDENTIAL]) {
    for (const [, , pair = ''] of text.matchAll(pattern)) {
      const decoded = decodeFormValue(pair)
      secrets.push(pair, decoded, decoded.slice(decoded.indexOf(':') + 1))
    }
  }
  return secrets.filter(Boolean)
}

/** Returns the credential of a header, with its parts. */
export function findSecretsInHeader(name: string, value: string): readonly string[] {
  if (!SECRET_HEADER.test(name)) return []
  if (/cookie$/i.test(name)) return value.split(/[;=]/).map((part) => part.trim())
  const credential = (AUTH_SCHEME.exec(value)?.[2] ?? value).trim()
  // A world's name and a dot may precede the credential; the world removes them.
  const withoutWorld = /^[a-z0-9-]+\.(.+)$/.exec(credential)?.[1]
  const parts = credential.split(/[\s,"]+/)
  return [
    credential,
    ...parts,
    ...(withoutWorld === undefined ? [] : [withoutWorld]),
    ...parseBasicCredential(value, credential),
  ]
}

function parseBasicCredential(header: string, credential: string): readonly string[] {
  if (!/^\s*basic\s/i.test(header)) return []
  const pair = Buffer.from(credential, 'base64').toString()
  const cut = pair.indexOf(':')
  return cut === -1 ? [pair] : [pair, pair.slice(cut + 1), decodeFormValue(pair.slice(cut + 1))]
}

function redactByName(text: string): string {
  return text
    .replace(SECRET_MEMBER, `$1"${REDACTED}"`)
    .replace(SECRET_PARAMETER, `$1${REDACTED}`)
    .replace(URL_CREDENTIAL, `$1${REDACTED}`)
    .replace(ENCODED_URL_CREDENTIAL, `$1${REDACTED}`)
}

/** Returns the encodings in which a value may occur. */
function listVariants(value: string): readonly string[] {
  const encoded = percentEncode(value)
  const lower = encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())
  return [value, encoded, lower, encoded.replaceAll('%20', '+'), JSON.stringify(value).slice(1, -1)]
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)
}

/** Returns text with a lone surrogate unchanged: it cannot be encoded. */
function percentEncode(text: string): string {
  try {
    return encodeURIComponent(text)
  } catch {
    return text
  }
}

function decodeFormValue(text: string): string {
  if (!ENCODED.test(text)) return text
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

function unescapeJson(text: string): string {
  try {
    return String(JSON.parse(`"${text}"`))
  } catch {
    return text
  }
}
