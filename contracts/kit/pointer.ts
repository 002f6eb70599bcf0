/** One step of a JSON pointer, escaped as RFC 6901 section 3 says. */
export function escapePointerStep(name: string): string {
  return /[~/]/.test(name) ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name
}

/** A pointer with `*` for array positions: the same for the same fault in two items. */
export function toPointerTemplate(pointer = ''): string {
  return pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*')
}
