/** A JSON Schema of the 2020-12 dialect. */
export interface JsonSchema {
  readonly [keyword: string]: unknown
}

/** How a statement of a document is known; `from` names an entry of `info.x-source`. */
export interface Evidence {
  readonly basis: 'documented' | 'source' | 'inferred' | 'decided'
  readonly from: string
}

/** What the suite reads of an OpenAPI 3.1 document. The kit imports nothing of the project, so it states its own needs. */
export interface SpecDocument {
  readonly info: {
    readonly title: string
    readonly version: string
    readonly 'x-source': readonly { readonly id: string; readonly name: string }[]
  }
  readonly security?: readonly object[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** What a reference in the document points at; the value itself when it is no reference. */
export function resolveReference(document: SpecDocument, value: unknown): unknown {
  if (!isReference(value)) return value
  const steps = value.$ref.replace(/^#\//, '').split('/')
  const target = steps.reduce<unknown>((inner, step) => {
    const name = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')
    return typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[name] : undefined
  }, document)
  if (target === undefined) throw new Error(`the document has nothing at ${value.$ref}`)
  return resolveReference(document, target)
}

/** Whether a value is a reference object. */
export function isReference(value: unknown): value is { readonly $ref: string } {
  return typeof value === 'object' && value !== null && '$ref' in value && typeof value.$ref === 'string'
}
