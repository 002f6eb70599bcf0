/** The parameters of a query string, decoded once, in the order in which they were sent. */
export class QueryString {
  readonly pairs: readonly (readonly [string, string])[]

  /**
   * @param search the encoded text after the question mark
   * @param decode decodes a name or a value, by default as UTF-8
   */
  constructor(search: string, decode = decodeFormText) {
    const parts = search.split('&').filter(Boolean)
    this.pairs = parts.map((part) => parsePair(part, decode))
  }

  /** Returns the last value of a parameter, which is the one that most frameworks use. */
  getLast(name: string): string | undefined {
    return this.pairs.findLast(([other]) => other === name)?.[1]
  }

  getFirst(name: string): string | undefined {
    return this.pairs.find(([other]) => other === name)?.[1]
  }

  getAll(name: string): readonly string[] {
    return this.pairs.filter(([other]) => other === name).map(([, value]) => value)
  }

  get names(): readonly string[] {
    return [...new Set(this.pairs.map(([name]) => name))]
  }
}

function parsePair(part: string, decode: (text: string) => string): readonly [string, string] {
  const cut = part.indexOf('=')
  return cut === -1 ? [decode(part), ''] : [decode(part.slice(0, cut)), decode(part.slice(cut + 1))]
}

/** Percent-decodes a form value; a broken escape stays unchanged, as in the vendors' frameworks. */
function decodeFormText(text: string): string {
  if (!/[%+]/.test(text)) return text
  const spaced = text.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) =>
      Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
    )
  }
}
