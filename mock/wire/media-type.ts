import { memoizeByText } from '../world/collections/memoize.ts'

/** A media type or range, taken apart. */
export interface MediaType {
  /** Lower case, without parameters. */
  readonly type: string
  readonly parameters: readonly (readonly [string, string])[]
}

const ANY_TYPE: readonly MediaType[] = [{ type: '*/*', parameters: [] }]

/** The media ranges of an Accept header that are not refused by a weight of 0; a missing header accepts everything. */
export function parseAccept(header: string | null): readonly MediaType[] {
  return header === null || header.trim() === '' ? ANY_TYPE : parseAcceptHeader(header)
}

/** Clients send the same header again and again. */
const parseAcceptHeader = memoizeByText((header): readonly MediaType[] => {
  const ranges = splitOutsideQuotes(header, ',').map(parseMediaType)
  return ranges.filter((range) => !range.parameters.some(([name, value]) => name === 'q' && Number(value) === 0))
})

/** Tests whether a range such as `application/*` includes a type. */
export function matchesMediaRange(range: string, type: string): boolean {
  return range === '*/*' || range === type || (range.endsWith('/*') && type.startsWith(range.slice(0, -1)))
}

/** Type and parameters; names and the type in lower case, quotes around values taken off. */
export const parseMediaType = memoizeByText((text): MediaType => {
  const [type = '', ...rest] = splitOutsideQuotes(text, ';').map((part) => part.trim())
  const parameters = rest.filter(Boolean).map((part): readonly [string, string] => {
    const [name = '', value = ''] = part.split('=').map((side) => side.trim())
    return [name.toLowerCase(), value.replaceAll('"', '')]
  })
  return { type: type.toLowerCase(), parameters }
})

const SEPARATED_PARTS = { ',': /(?:[^,"]|"(?:\\.|[^"\\])*"?)+/g, ';': /(?:[^;"]|"(?:\\.|[^"\\])*"?)+/g }

/** The parts between separators; one inside quotes separates nothing (RFC 9110 section 5.6.4). */
function splitOutsideQuotes(text: string, separator: keyof typeof SEPARATED_PARTS): readonly string[] {
  if (!text.includes('"')) return text.split(separator)
  return text.match(SEPARATED_PARTS[separator]) ?? []
}
