import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { isObject, type Json } from '../json.ts'
import { escapePointerStep, getTypes, isNullable } from './schema-locations.ts'
import type { Evidence, JsonSchema } from './spec-document.ts'

/** One way in which a body does not have the shape that its schema gives. */
export interface ShapeError {
  readonly pointer: string
  readonly message: string
  /** How the part of the schema that is broken is known; null when only the whole response says. */
  readonly evidence: Evidence | null
}

const validators = new WeakMap<JsonSchema, ValidateFunction>()

/**
 * Judges a body by the shape of its schema, open for members that nobody documented. Enums, formats, free maps and
 * dropped nulls are left out: other checks judge them, each at its own level.
 */
export function validateShape(schema: JsonSchema, body: Json): readonly ShapeError[] {
  const validate = validators.get(schema) ?? compileSchema(schema)
  validators.set(schema, validate)
  if (validate(body)) return []
  return selectSpecificErrors(validate.errors ?? []).map((error) => ({
    pointer: toPointer(error),
    message: error.message ?? error.keyword,
    evidence: findEvidenceAt(schema, error),
  }))
}

/** Whether a schema describes a bag of free members. */
export function isFreeMap(schema: JsonSchema): boolean {
  const rest = schema['additionalProperties']
  return (
    getTypes(schema).includes('object') && schema['properties'] === undefined && rest !== undefined && rest !== false
  )
}

let ajv: Ajv2020 | undefined

function compileSchema(schema: JsonSchema): ValidateFunction {
  // One for all, because each compiles the language of schemas for itself.
  ajv ??= new Ajv2020({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
    keywords: ['x-evidence'],
  })
  return ajv.compile(toShapeSchema(schema))
}

function toShapeSchema(schema: JsonSchema): JsonSchema {
  const { enum: _enum, format, pattern, type, required, oneOf, anyOf, ...rest } = schema
  const branches = oneOf ?? anyOf
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>
  const demanded = ((required ?? []) as readonly string[]).filter((name) => !isNullable(properties[name] ?? {}))
  return {
    ...Object.fromEntries(Object.entries(rest).map(([keyword, value]) => [keyword, toShapeKeyword(keyword, value)])),
    ...(type === undefined || isFreeMap(schema) ? {} : { type }),
    // How an instant is written is judged for consistency, not by one pattern: `Z` and `+00:00` say the same.
    ...(pattern === undefined || format === 'date-time' ? {} : { pattern }),
    ...(demanded.length === 0 ? {} : { required: demanded }),
    ...(branches === undefined ? {} : { anyOf: (branches as readonly JsonSchema[]).map(toShapeSchema) }),
  }
}

function toShapeKeyword(keyword: string, value: unknown): unknown {
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties') {
    return isObject(value) ? toShapeSchema(value) : true
  }
  if (keyword === 'properties' && isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, toShapeSchema(one as JsonSchema)]))
  }
  if (keyword === 'items' && isObject(value)) return toShapeSchema(value)
  return keyword === 'allOf' ? (value as readonly JsonSchema[]).map(toShapeSchema) : value
}

/** Of the errors of alternatives only those that go deeper than "another kind of value"; the alternative itself when none does. */
function selectSpecificErrors(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const alternatives = errors.filter(({ keyword }) => keyword === 'anyOf')
  const isWithin = (outer: ErrorObject, inner: ErrorObject): boolean =>
    inner !== outer && inner.schemaPath.startsWith(`${outer.schemaPath}/`)
  return errors.filter((error) => {
    const outer = alternatives.find((alternative) => isWithin(alternative, error))
    if (outer !== undefined && error.keyword === 'type' && error.instancePath === outer.instancePath) return false
    const inner = errors.filter((other) => isWithin(error, other))
    return !inner.some((other) => other.keyword !== 'type' || other.instancePath !== error.instancePath)
  })
}

function toPointer(error: ErrorObject): string {
  const lacking = (error.params as { readonly missingProperty?: string }).missingProperty
  return lacking === undefined ? error.instancePath : `${error.instancePath}/${escapePointerStep(lacking)}`
}

function findEvidenceAt(schema: JsonSchema, error: ErrorObject): Evidence | null {
  const lacking = (error.params as { readonly missingProperty?: string }).missingProperty
  const steps = error.schemaPath.replace('#/', '').split('/').slice(0, -1).map(decodeURIComponent)
  let inner: unknown = schema
  let evidence: Evidence | null = null
  for (const step of [...steps, ...(lacking === undefined ? [] : ['properties', lacking])]) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
    // The shape has only `anyOf`; the schema may have written the same alternatives as `oneOf`.
    inner = (inner as Record<string, unknown>)[name] ?? (name === 'anyOf' ? (inner as JsonSchema)['oneOf'] : undefined)
    if (!isObject(inner) && !Array.isArray(inner)) return evidence
    evidence = ((inner as JsonSchema)['x-evidence'] as Evidence | undefined) ?? evidence
  }
  return evidence
}
