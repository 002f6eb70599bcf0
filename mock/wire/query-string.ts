/** The parameters of a query string, decoded once, in the order in which they were sent. */
export class QueryString {
  readonly pairs: readonly (readonly [string, string])[]

  /** @param search what follows the question mark, still encoded */
  constructor(search: string) {
    this.pairs = search === '' ? [] : search.split('&').filter(Boolean).map(parsePair)
  }

  /** The value sent last under this name, which is what most frameworks go by. */
  getLast(name: string): string | undefined {
    return this.pairs.findLast(([known]) => known === name)?.[1]
  }

  getFirst(name: string): string | undefined {
    return this.pairs.find(([known]) => known === name)?.[1]
  }

  getAll(name: string): readonly string[] {
    return this.pairs.filter(([known]) => known === name).map(([, value]) => value)
  }

  get names(): readonly string[] {
    return [...new Set(this.pairs.map(([name]) => name))]
  }
}

function parsePair(part: string): readonly [string, string] {
  const cut = part.indexOf('=')
  return cut === -1
    ? [decodeFormText(part), '']
    : [decodeFormText(part.slice(0, cut)), decodeFormText(part.slice(cut + 1))]
}

/** Percent-decodes as forms do; a broken escape stays as it is, as in the frameworks behind the vendors. */
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
