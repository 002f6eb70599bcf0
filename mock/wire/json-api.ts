import { acceptedTypes, type MediaType, parseMediaType } from './media-type.ts'

/** The media type of JSON:API documents. */
export const JSON_API = 'application/vnd.api+json'

/** What the Accept header asks for cannot be given: every JSON:API range in it has parameters that the server must ignore. */
export function refusesAccept(accept: string | null): boolean {
  if (accept === null) return false
  const ranges = acceptedTypes(accept).filter(({ type }) => type === JSON_API)
  return ranges.length > 0 && ranges.every((range) => foreignParameter(range) !== undefined)
}

/** What is wrong with the Content-Type of a request with a body; undefined when nothing is. */
export function contentTypeRefusal(header: string | null): { readonly parameter: string | undefined } | undefined {
  const given = parseMediaType(header ?? '')
  if (given.type !== JSON_API) return { parameter: undefined }
  const parameter = foreignParameter(given)
  return parameter === undefined ? undefined : { parameter }
}

/** The first parameter that is neither a weight nor `profile`; no extension is supported. */
function foreignParameter({ parameters }: MediaType): string | undefined {
  return parameters.map(([name]) => name).find((name) => name !== 'q' && name !== 'profile')
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
