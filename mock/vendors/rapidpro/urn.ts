const INTERNATIONAL_NUMBER = /^\+[1-9]\d{6,14}$/
const NUMBER_WITHOUT_PLUS = /^[1-9]\d{10,14}$/

/**
 * The phone number that a URN stands for, written with its leading "+": of the schemes `tel` and `whatsapp`, because
 * everybody in a world has a phone. Undefined for a number without a country code, and for any other text.
 */
export function parsePhone(urn: string): string | undefined {
  const colon = urn.indexOf(':')
  const scheme = urn.slice(0, colon).toLowerCase()
  const path = urn.slice(colon + 1).replaceAll(/[\s().-]/g, '')
  if (colon === -1 || (scheme !== 'tel' && scheme !== 'whatsapp')) return undefined
  if (INTERNATIONAL_NUMBER.test(path)) return path
  return NUMBER_WITHOUT_PLUS.test(path) ? `+${path}` : undefined
}
