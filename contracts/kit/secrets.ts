/**
 * Masks secrets in a text by value, never by the name of a member: names like `sessionId` are the evidence. Covers the
 * forms in which a server may echo a secret: as it is, percent-encoded, as a form writes it, in base64, JSON-escaped and in HTML.
 */
export function createSecretMask(secrets: readonly string[]): (text: string) => string {
  const forms = [...new Set(secrets.flatMap(listEncodings))].filter((form) => form !== '')
  const longestFirst = forms.toSorted((left, right) => right.length - left.length)
  return (text) => longestFirst.reduce((masked, form) => masked.replaceAll(form, '[credential]'), text)
}

/** The same value with every text in it masked; `kind` and `level` are words of the suite and stay. */
export function maskStrings<Value>(value: Value, mask: (text: string) => string): Value {
  const maskValue = (one: unknown, name: string): unknown => {
    if (typeof one === 'string') return name === 'kind' || name === 'level' ? one : mask(one)
    if (Array.isArray(one)) return one.map((element) => maskValue(element, ''))
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(Object.entries(one).map(([key, element]) => [key, maskValue(element, key)]))
  }
  // Only texts change, and only into texts.
  return maskValue(value, '') as Value
}

function listEncodings(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8')
  const base64 = bytes.toString('base64')
  return [
    secret,
    encodeURIComponent(secret),
    encodeURI(secret),
    new URLSearchParams({ s: secret }).toString().slice(2),
    ...listLowercaseEscapes(secret),
    escapeMarkup(secret),
    JSON.stringify(secret).slice(1, -1),
    base64,
    base64.replace(/=+$/, ''),
    bytes.toString('base64url'),
    encodeURIComponent(base64),
  ]
}

/** Servers write the digits of an escape in either case. */
function listLowercaseEscapes(secret: string): readonly string[] {
  return [encodeURIComponent(secret), new URLSearchParams({ s: secret }).toString().slice(2)].map((form) =>
    form.replaceAll(/%[0-9A-F]{2}/g, (digits) => digits.toLowerCase()),
  )
}

/** As an error page in HTML shows it. */
function escapeMarkup(secret: string): string {
  return secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
