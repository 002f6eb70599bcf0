import { SpecError } from '../errors.ts'
import { isObject, resolvePointer } from '../json.ts'

/** A JSON Schema of the 2020-12 dialect. */
export interface JsonSchema {
  readonly [keyword: string]: unknown
}

/** Basis of a statement of a document; `from` names an entry of `info.x-source`. */
export interface Evidence {
  readonly basis: 'documented' | 'source' | 'inferred' | 'decided'
  readonly from: string
}

/** The parts of an OpenAPI 3.1 document that the suite reads. */
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

/** Returns the target of a reference, or the value itself when it is no reference. */
export function resolveReference(document: SpecDocument, value: unknown): unknown {
  if (!isReference(value)) return value
  const target = resolvePointer(document, value.$ref)
  if (target === undefined) throw new SpecError(`the document has nothing at ${value.$ref}`)
  return resolveReference(document, target)
}

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

/**
 * Returns a schema with all references resolved and without annotations; `x-evidence` remains. `x-evidence` beside a
 * reference replaces that of the component, because it is the statement about this place. Members that only a sparse
 * fieldset leaves out are required: checks of shapes see whole resources.
 */
export function inlineReferences(document: SpecDocument, schema: unknown, trail: readonly string[] = []): JsonSchema {
  // `true` and `false` are schemas too; the object forms mean the same.
  if (typeof schema !== 'object' || schema === null) return schema === false ? { not: {} } : {}
  if (isReference(schema)) {
    const { $ref: reference, ...siblings } = schema
    if (trail.includes(reference))
      throw new SpecError(`the schema at ${reference} contains itself; the suite needs a finite one`)
    const target = resolveReference(document, { $ref: reference })
    return {
      ...inlineReferences(document, target, [...trail, reference]),
      ...inlineReferences(document, siblings, trail),
    }
  }
  const keywords = Object.entries(schema).map(
    ([keyword, value]) => [keyword === UNLESS_SPARSE ? 'required' : keyword, value] as const,
  )
  const statements = keywords.filter(
    ([keyword]) => keyword === 'x-evidence' || !(keyword.startsWith('x-') || ANNOTATIONS.includes(keyword)),
  )
  return mapSubschemas(Object.fromEntries(statements), (subschema) => inlineReferences(document, subschema, trail))
}

/** Names the members of a schema that are required in a response without a sparse fieldset. */
const UNLESS_SPARSE = 'x-required-unless-sparse'

const MAP_KEYWORDS = ['properties', 'patternProperties', '$defs', 'dependentSchemas']
const LIST_KEYWORDS = ['allOf', 'anyOf', 'oneOf', 'prefixItems']
const SINGLE_KEYWORDS = ['items', 'not', 'if', 'then', 'else', 'contains', 'propertyNames']
/** Keywords where a boolean is a setting rather than a schema. */
const OPEN_KEYWORDS = ['additionalProperties', 'unevaluatedProperties']

/** Receives each direct subschema with its keyword and, for keywords that map names to schemas, the name. */
export type SchemaVisitor = (subschema: unknown, keyword: string, name: string) => unknown

/** Returns a copy of a schema with every direct subschema replaced by what `visit` returns for it. */
export function mapSubschemas(schema: JsonSchema, visit: SchemaVisitor): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [keyword, mapKeyword(keyword, value, visit)]),
  )
}

function mapKeyword(keyword: string, value: unknown, visit: SchemaVisitor): unknown {
  if (MAP_KEYWORDS.includes(keyword) && isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, visit(one, keyword, name)]))
  }
  if (LIST_KEYWORDS.includes(keyword) && Array.isArray(value)) return value.map((one) => visit(one, keyword, ''))
  const isSchema = SINGLE_KEYWORDS.includes(keyword) || (OPEN_KEYWORDS.includes(keyword) && isObject(value))
  return isSchema ? visit(value, keyword, '') : value
}

/** One direct subschema, with its keyword and, for keywords that map names to schemas, its name. */
export interface Subschema {
  readonly keyword: string
  readonly name: string
  readonly schema: JsonSchema
}

const subschemaCache = new WeakMap<JsonSchema, readonly Subschema[]>()

/** Lists the direct subschemas of a schema, booleans left out. */
export function listSubschemas(schema: JsonSchema): readonly Subschema[] {
  const cached = subschemaCache.get(schema)
  if (cached !== undefined) return cached
  const subschemas: Subschema[] = []
  mapSubschemas(schema, (subschema, keyword, name) => {
    if (isObject(subschema)) subschemas.push({ keyword, name, schema: subschema })
  })
  subschemaCache.set(schema, subschemas)
  return subschemas
}
