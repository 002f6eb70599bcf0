const NUMBER = /^\+[1-9]\d{6,14}$/
const WITH_COUNTRY = /^[1-9]\d{10,14}$/

/**
 * The phone number that a URN stands for, written with its leading "+": of the schemes `tel` and `whatsapp`, because
 * everybody in a world has a phone. Undefined for a number without a country code, and for any other text.
 */
export function phoneOf(urn: string): string | undefined {
  const cut = urn.indexOf(':')
  const scheme = urn.slice(0, cut).toLowerCase()
  const path = urn.slice(cut + 1).replaceAll(/[\s().-]/g, '')
  if (cut === -1 || (scheme !== 'tel' && scheme !== 'whatsapp')) return undefined
  if (NUMBER.test(path)) return path
  return WITH_COUNTRY.test(path) ? `+${path}` : undefined
}
