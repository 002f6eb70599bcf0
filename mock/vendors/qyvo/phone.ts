/** A phone number in the form in which Qyvo keeps it; undefined for a text that is none. Small differences do not matter. */
export function parsePhone(text: string): string | undefined {
  const digits = text.replaceAll(/[\s().\-/]/g, '').replace(/^00/, '+')
  return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : undefined
}
