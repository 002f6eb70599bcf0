import { isReference, type JsonSchema, resolveReference, type SpecDocument } from './spec-document.ts'

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
