import { isReference, type JsonSchema, resolved, type SpecDocument } from './spec-document.ts'

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
const NAMED = ['properties', 'patternProperties', '$defs', 'dependentSchemas']

/**
 * A schema with every reference written out and prose left out; `x-evidence` stays where it stands. A reference beside
 * `x-evidence` takes the evidence of the place, not of the component, because the place is what is claimed.
 */
export function inlined(document: SpecDocument, schema: unknown, trail: readonly string[] = []): JsonSchema {
  // `true` and `false` are schemas too; the object forms mean the same.
  if (typeof schema !== 'object' || schema === null) return schema === false ? { not: {} } : {}
  if (isReference(schema))
    return { ...target(document, schema.$ref, trail), ...besideReference(document, schema, trail) }
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => keyword === 'x-evidence' || !(keyword.startsWith('x-') || ANNOTATIONS.includes(keyword)))
      .map(([keyword, value]) => [keyword, inlinedKeyword(document, [keyword, value], trail)]),
  )
}

function target(document: SpecDocument, reference: string, trail: readonly string[]): JsonSchema {
  if (trail.includes(reference))
    throw new Error(`the schema at ${reference} contains itself; the suite needs a finite one`)
  return inlined(document, resolved(document, { $ref: reference }), [...trail, reference])
}

function besideReference(document: SpecDocument, schema: object, trail: readonly string[]): JsonSchema {
  const { $ref: _, ...beside } = schema as Record<string, unknown>
  return inlined(document, beside, trail)
}

function inlinedKeyword(
  document: SpecDocument,
  [keyword, value]: readonly [string, unknown],
  trail: readonly string[],
): unknown {
  if (NAMED.includes(keyword)) {
    return Object.fromEntries(
      Object.entries(value as object).map(([name, one]) => [name, inlined(document, one, trail)]),
    )
  }
  if (['allOf', 'anyOf', 'oneOf', 'prefixItems'].includes(keyword)) {
    return (value as readonly unknown[]).map((one) => inlined(document, one, trail))
  }
  const single = ['items', 'not', 'if', 'then', 'else', 'contains', 'propertyNames']
  if (single.includes(keyword)) return inlined(document, value, trail)
  const open = ['additionalProperties', 'unevaluatedProperties']
  return open.includes(keyword) && typeof value === 'object' ? inlined(document, value, trail) : value
}
