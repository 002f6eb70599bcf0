import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { escapePointerStep, isObject, type Json, parsePointer } from '../json.ts'
import { getTypes, isNullable } from './schema-locations.ts'
import { type Evidence, type JsonSchema, mapSubschemas } from './spec-document.ts'
import { SpecError } from '../errors.ts'
import { isUuid } from '../ids.ts'
import { parseTimestamp } from '../oracles/instants.ts'

/** One difference between a body and the shape of its schema. */
export interface ShapeError {
  readonly pointer: string
  readonly message: string
  /** Evidence of the broken part of the schema; null when only the response has evidence. */
  readonly evidence: Evidence | null
}

const validators = new WeakMap<JsonSchema, ValidateFunction>()

/**
 * Validates the shape of a body; undocumented members are allowed. Enums, formats, free maps and omitted nulls are left to
 * checks with levels of their own.
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

/** Returns true for a schema of an object with arbitrary member names. */
export function isFreeMap(schema: JsonSchema): boolean {
  const rest = schema['additionalProperties']
  return (
    getTypes(schema).includes('object') && schema['properties'] === undefined && rest !== undefined && rest !== false
  )
}

let ajv: Ajv2020 | undefined

function compileSchema(schema: JsonSchema): ValidateFunction {
  // One instance for all schemas, because each instance compiles the meta-schema.
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

/** Keywords of schemas that describe the shape of the same value; the others may negate or select. */
const SHAPE_KEYWORDS = [
  'properties',
  'items',
  'allOf',
  'anyOf',
  'oneOf',
  'additionalProperties',
  'unevaluatedProperties',
]

function toShapeSchema(schema: JsonSchema): JsonSchema {
  const mapped = mapSubschemas(schema, (subschema, keyword) =>
    SHAPE_KEYWORDS.includes(keyword) && isObject(subschema) ? toShapeSchema(subschema) : subschema,
  )
  const { enum: _enum, format, pattern, type, required, oneOf, anyOf, ...rest } = mapped
  const branches = oneOf ?? anyOf
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>
  const requiredNames = ((required ?? []) as readonly string[]).filter((name) => !isNullable(properties[name] ?? {}))
  return {
    ...rest,
    ...(rest['additionalProperties'] === false ? { additionalProperties: true } : {}),
    ...(rest['unevaluatedProperties'] === false ? { unevaluatedProperties: true } : {}),
    ...(type === undefined || isFreeMap(schema) ? {} : { type }),
    // The notation of timestamps is checked for consistency, not by one pattern: `Z` and `+00:00` are equal.
    ...(pattern === undefined || format === 'date-time' ? {} : { pattern }),
    ...(requiredNames.length === 0 ? {} : { required: requiredNames }),
    ...(branches === undefined ? {} : { anyOf: branches }),
  }
}

/** Of the errors of alternatives returns only those below the top level; the alternative itself when there are none. */
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

function getMissingProperty({ params }: ErrorObject): string | undefined {
  return (params as { readonly missingProperty?: string }).missingProperty
}

function toPointer(error: ErrorObject): string {
  const missing = getMissingProperty(error)
  return missing === undefined ? error.instancePath : `${error.instancePath}/${escapePointerStep(missing)}`
}

function findEvidenceAt(schema: JsonSchema, error: ErrorObject): Evidence | null {
  const missing = getMissingProperty(error)
  const steps = parsePointer(error.schemaPath).slice(0, -1)
  let inner: unknown = schema
  let evidence: Evidence | null = null
  for (const name of [...steps, ...(missing === undefined ? [] : ['properties', missing])]) {
    // The shape has only `anyOf`; the schema may have the same alternatives as `oneOf`.
    inner = (inner as Record<string, unknown>)[name] ?? (name === 'anyOf' ? (inner as JsonSchema)['oneOf'] : undefined)
    if (!isObject(inner) && !Array.isArray(inner)) return evidence
    evidence = ((inner as JsonSchema)['x-evidence'] as Evidence | undefined) ?? evidence
  }
  return evidence
}

/** Accepted form of ids: a UUID as documented, a UUID or a ULID, or any text that is not empty. */
export type IdForm = 'uuid' | 'uuid-or-ulid' | 'opaque'

type FormatTest = (text: string, idForm: IdForm) => boolean

const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i
const DATE = /^\d{4}-\d\d-\d\d$/
const EMAIL = /^[^\s@]+@[^\s@]+$/

/** Tests of the formats in the documents; the usual libraries accept `+0000` and a space in a date-time, which RFC 3339 does not. */
const FORMATS: Readonly<Record<string, FormatTest>> = {
  'date-time': (text) => parseTimestamp(text) !== null,
  date: (text) => DATE.test(text) && parseTimestamp(`${text}T00:00:00Z`) !== null,
  uuid: (text, idForm) =>
    isUuid(text) || (idForm === 'uuid-or-ulid' && ULID.test(text)) || (idForm === 'opaque' && text !== ''),
  email: (text) => EMAIL.test(text),
  uri: (text) => URL.canParse(text) && !/\s/.test(text),
  'uri-reference': (text) => URL.canParse(text, 'https://reference.invalid/') && !/[\s"<>\\^`{|}]/.test(text),
}

const NUMERIC_FORMATS: ReadonlySet<string> = new Set(['int32', 'int64', 'float', 'double'])

/** Returns true for a format of numbers; the schema gives their bounds. */
export function isNumericFormat(format: string): boolean {
  return NUMERIC_FORMATS.has(format)
}

/** Tests a text against a declared format; null for a format of numbers. */
export function hasFormat(text: string, format: string, idForm: IdForm): boolean | null {
  if (isNumericFormat(format)) return null
  const test = FORMATS[format]
  if (test === undefined)
    throw new SpecError(`the document has the format "${format}", which string-formats.ts does not support`)
  return test(text, idForm)
}
