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

/** Tests whether a range includes a type. As in Django REST framework, each part of the range can be an asterisk. */
export function matchesWildcards(range: string, type: string): boolean {
  const [main = '', sub = ''] = type.split('/')
  return [type, `${main}/*`, `*/${sub}`, '*/*'].includes(range)
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

/** The media type of JSON:API documents. */
export const JSON_API = 'application/vnd.api+json'

/** Tests whether Accept is unacceptable: every JSON:API range in it has media type parameters, which the server must ignore. */
export function isAcceptUnsupported(accept: string | null): boolean {
  if (accept === null) return false
  const ranges = parseAccept(accept).filter(({ type }) => type === JSON_API)
  return ranges.length > 0 && ranges.every((range) => findForeignParameter(range, ACCEPT_PARAMETERS) !== undefined)
}

/** Returns the error of the Content-Type of a request with a body; undefined for a valid one. */
export function findContentTypeError(header: string | null): { readonly parameter: string | undefined } | undefined {
  const given = parseMediaType(header ?? '')
  if (given.type !== JSON_API) return { parameter: undefined }
  const parameter = findForeignParameter(given, CONTENT_TYPE_PARAMETERS)
  return parameter === undefined ? undefined : { parameter }
}

/** Unknown profiles are ignored; no extension is supported, so `ext` is as foreign as any other parameter. */
const CONTENT_TYPE_PARAMETERS: readonly string[] = ['profile']
/** A weight belongs to the range, not to the media type. */
const ACCEPT_PARAMETERS: readonly string[] = [...CONTENT_TYPE_PARAMETERS, 'q']

function findForeignParameter({ parameters }: MediaType, known: readonly string[]): string | undefined {
  return parameters.map(([name]) => name).find((name) => !known.includes(name))
}

export interface JsonApiResource {
  readonly id: string
  readonly type: string
  readonly attributes: object
  readonly relationships?: object
}

/** A resource with all of its members. The document requires none of them, because a sparse fieldset can leave each out. */
export type WholeResource<Resource extends JsonApiResource> = Omit<Resource, 'attributes' | 'relationships'> & {
  readonly [Part in keyof Resource & ('attributes' | 'relationships')]: Required<Resource[Part]>
}

/** Returns the resource with only the named attributes and relationships; without names, the whole resource. */
export function applySparseFieldset<Resource extends JsonApiResource>(
  resource: Resource,
  fields: ReadonlySet<string> | undefined,
): Resource {
  if (fields === undefined) return resource
  const pickFields = (members: object) =>
    Object.fromEntries(Object.entries(members).filter(([name]) => fields.has(name)))
  const { attributes, relationships } = resource
  const picked = { ...resource, attributes: pickFields(attributes) }
  return relationships === undefined ? picked : { ...picked, relationships: pickFields(relationships) }
}
