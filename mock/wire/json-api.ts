import { acceptedTypes, type MediaType, parseMediaType } from './media-type.ts'

/** The media type of JSON:API documents. */
export const JSON_API = 'application/vnd.api+json'

/** What the Accept header asks for cannot be given: every JSON:API range in it has parameters that the server must ignore. */
export function refusesAccept(accept: string | null): boolean {
  if (accept === null) return false
  const ranges = acceptedTypes(accept).filter(({ type }) => type === JSON_API)
  return ranges.length > 0 && ranges.every((range) => foreignParameter(range, ACCEPTABLE) !== undefined)
}

/** What is wrong with the Content-Type of a request with a body; undefined when nothing is. */
export function contentTypeRefusal(header: string | null): { readonly parameter: string | undefined } | undefined {
  const given = parseMediaType(header ?? '')
  if (given.type !== JSON_API) return { parameter: undefined }
  const parameter = foreignParameter(given, PLAIN)
  return parameter === undefined ? undefined : { parameter }
}

/** Unknown profiles are ignored; no extension is supported, so `ext` is as foreign as any other parameter. */
const PLAIN: readonly string[] = ['profile']
/** A weight belongs to the range, not to the media type. */
const ACCEPTABLE: readonly string[] = [...PLAIN, 'q']

function foreignParameter({ parameters }: MediaType, known: readonly string[]): string | undefined {
  return parameters.map(([name]) => name).find((name) => !known.includes(name))
}

/** A resource as far as sparse fieldsets are concerned. */
export interface FieldedResource {
  readonly id: string
  readonly type: string
  readonly attributes: object
  readonly relationships: object
}

/** The resource with only the named attributes and relationships. */
export function sparse<Resource extends FieldedResource>(resource: Resource, fields: ReadonlySet<string>): Resource {
  const kept = (members: object) => Object.fromEntries(Object.entries(members).filter(([name]) => fields.has(name)))
  // Required members hold for resources without sparse fieldsets; the document says so at the parameter.
  return { ...resource, attributes: kept(resource.attributes), relationships: kept(resource.relationships) }
}
