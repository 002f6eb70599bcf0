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

const ANNOTATIONS = [
  'description',
  'title',
  'example',
  'examples',
  'deprecated',
  'discriminator',
  'externalDocs',
  'xml',
]
const SCHEMA_MAP_KEYWORDS = ['properties', 'patternProperties', '$defs', 'dependentSchemas']

/**
 * A schema with every reference written out and prose left out; `x-evidence` stays where it stands. A reference beside
 * `x-evidence` takes the evidence of the place, not of the component, because the place is what is claimed.
 */
export function inlineReferences(document: SpecDocument, schema: unknown, trail: readonly string[] = []): JsonSchema {
  // `true` and `false` are schemas too; the object forms mean the same.
  if (typeof schema !== 'object' || schema === null) return schema === false ? { not: {} } : {}
  if (isReference(schema))
    return { ...inlineTarget(document, schema.$ref, trail), ...inlineSiblings(document, schema, trail) }
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => keyword === 'x-evidence' || !(keyword.startsWith('x-') || ANNOTATIONS.includes(keyword)))
      .map(([keyword, value]) => [keyword, inlineKeyword(document, [keyword, value], trail)]),
  )
}

function inlineTarget(document: SpecDocument, reference: string, trail: readonly string[]): JsonSchema {
  if (trail.includes(reference))
    throw new Error(`the schema at ${reference} contains itself; the suite needs a finite one`)
  return inlineReferences(document, resolveReference(document, { $ref: reference }), [...trail, reference])
}

function inlineSiblings(document: SpecDocument, schema: object, trail: readonly string[]): JsonSchema {
  const { $ref: _, ...beside } = schema as Record<string, unknown>
  return inlineReferences(document, beside, trail)
}

function inlineKeyword(
  document: SpecDocument,
  [keyword, value]: readonly [string, unknown],
  trail: readonly string[],
): unknown {
  if (SCHEMA_MAP_KEYWORDS.includes(keyword)) {
    return Object.fromEntries(
      Object.entries(value as object).map(([name, one]) => [name, inlineReferences(document, one, trail)]),
    )
  }
  if (['allOf', 'anyOf', 'oneOf', 'prefixItems'].includes(keyword)) {
    return (value as readonly unknown[]).map((one) => inlineReferences(document, one, trail))
  }
  const single = ['items', 'not', 'if', 'then', 'else', 'contains', 'propertyNames']
  if (single.includes(keyword)) return inlineReferences(document, value, trail)
  const open = ['additionalProperties', 'unevaluatedProperties']
  return open.includes(keyword) && typeof value === 'object' ? inlineReferences(document, value, trail) : value
}
