import type { Ajv2020, ErrorObject, Options, ValidateFunction } from 'ajv/dist/2020.js'
import type { JsonSchema } from '../../spec/open-api-document.ts'
import type { OperationFacts, ParameterFacts } from '../../spec/operation-facts.ts'
import { parseIso } from '../wire/date-time.ts'
import { parseMediaType } from '../wire/media-type.ts'
import type { QueryString } from '../wire/query-string.ts'
import { type Issue, Problem } from './problem.ts'

/** Validates the parameters and the body of an operation's requests against its document. */
export interface RequestValidator {
  /** @throws {Problem} "invalid", with one issue per wrong parameter */
  validateParameters(
    path: Readonly<Record<string, string>>,
    query: Pick<QueryString, 'getLast'>,
    isTolerated?: IssueTolerance,
  ): { readonly path: unknown; readonly query: unknown }
  /** @throws {Problem} "malformed-body", or "invalid" with a JSON pointer per issue */
  validateBody(text: string, contentType: string | null, isTolerated?: IssueTolerance): unknown
}

/** True for a violation of the document that is accepted. */
export type IssueTolerance = (issue: Issue) => boolean

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Compilers of schemas: one whose validators collect all errors, and one whose validators stop at the first. */
let compilers: Readonly<Record<'allErrors' | 'firstError', Ajv2020>> | undefined

export function isValidationLoaded(): boolean {
  return compilers !== undefined
}

/** Loads ajv: a fifth of the time to the first response, so the first request with values to validate calls this. */
export async function loadValidation(): Promise<void> {
  // The default export is the CommonJS module itself, in a bundle too.
  const { default: ajvModule } = await import('ajv/dist/2020.js')
  const options: Options = {
    // The schemas are those of our own documents, which are linted; validating them takes longer than compiling them.
    validateSchema: false,
    meta: false,
    // Errors have the rejected value and the schema around it.
    verbose: true,
    strictRequired: false,
    allowUnionTypes: true,
    formats: {
      uuid: UUID,
      'date-time': (text: string) => parseIso(text) !== undefined,
      email: /^[^\s@]+@[^\s@]+$/,
      int64: true,
    },
  }
  compilers ??= {
    allErrors: new ajvModule.Ajv2020({ ...options, allErrors: true }),
    firstError: new ajvModule.Ajv2020(options),
  }
}

function compileSchema(schema: JsonSchema, extent: 'allErrors' | 'firstError' = 'allErrors'): ValidateFunction {
  if (compilers === undefined)
    throw new Error('a schema was compiled before ajv was loaded; call loadValidation() first')
  return compilers[extent].compile(schema)
}

const validators = new WeakMap<OperationFacts, RequestValidator>()

/** The validator of an operation; its schemas are compiled at their first use. */
export function getRequestValidator(operation: OperationFacts): RequestValidator {
  const existing = validators.get(operation)
  if (existing !== undefined) return existing
  const validatePath = createParameterValidator(operation, 'path')
  const validateQuery = createParameterValidator(operation, 'query')
  const validator: RequestValidator = {
    validateParameters: (path, query, isTolerated) => ({
      path: validatePath((name) => path[name], isTolerated),
      query: validateQuery((name) => query.getLast(name), isTolerated),
    }),
    validateBody: createBodyValidator(operation),
  }
  validators.set(operation, validator)
  return validator
}

type ParameterLookup = (name: string) => string | undefined
type ParameterValidator = (lookup: ParameterLookup, isTolerated: IssueTolerance | undefined) => unknown

function createParameterValidator(operation: OperationFacts, place: 'path' | 'query'): ParameterValidator {
  // Vendors parse families such as filter[...] themselves: no schema describes their names.
  const parameters = operation.parameters.filter((one) => one.in === place && one.schema['type'] !== 'object')
  const getValidate = cacheResult(() => compileSchema(toObjectSchema(parameters)))
  const acceptsAnyText = parameters.every(isUnrestricted)
  const isOptional = parameters.every(({ required }) => !required)
  return (lookup, isTolerated) => {
    const values: Record<string, unknown> = {}
    for (const { name, schema } of parameters) {
      const text = lookup(name)
      if (text !== undefined) values[name] = convertParameter(schema, text)
    }
    if (acceptsAnyText || (isOptional && Object.keys(values).length === 0)) return values
    const validate = getValidate()
    if (!validate(values)) rejectIssues(toIssues(validate.errors, place), isTolerated)
    return values
  }
}

/** Validation of a longer body stops at the first error: each of its items could have one. */
const MAX_FULLY_VALIDATED = 64 * 1024

/** Parses a body by its media type; a body of an undocumented type is parsed as the first documented one. */
function createBodyValidator({ requestBody }: OperationFacts): RequestValidator['validateBody'] {
  const readers = Object.entries(requestBody).map(([type, schema]) => ({
    type,
    parse: type === FORM_TYPE ? parseForm : parseJsonBody,
    getValidate: cacheResult(() => compileSchema(schema)),
    getValidateFirst: cacheResult(() => compileSchema(schema, 'firstError')),
  }))
  return (text, contentType, isTolerated) => {
    const type = contentType === null ? undefined : parseMediaType(contentType).type
    const reader = readers.find((one) => one.type === type) ?? readers[0]
    if (reader === undefined) return null
    const value = reader.parse(text)
    if (text.length > MAX_FULLY_VALIDATED) {
      const validateFirst = reader.getValidateFirst()
      if (validateFirst(value)) return value
      rejectIssues(toIssues(validateFirst.errors, 'body'), isTolerated)
    }
    const validate = reader.getValidate()
    if (!validate(value)) rejectIssues(toIssues(validate.errors, 'body'), isTolerated)
    return value
  }
}

/** Throws for every issue that is not tolerated. */
function rejectIssues(issues: readonly Issue[], isTolerated: IssueTolerance | undefined): void {
  const remaining = isTolerated === undefined ? issues : issues.filter((issue) => !isTolerated(issue))
  if (remaining.length > 0) throw new Problem('invalid', { issues: remaining })
}

const FORM_TYPE = 'application/x-www-form-urlencoded'

function parseForm(text: string): unknown {
  return Object.fromEntries(new URLSearchParams(text))
}

function parseJsonBody(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new Problem('malformed-body')
  }
}

function toObjectSchema(parameters: readonly ParameterFacts[]): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
    required: parameters.filter((one) => one.required).map((one) => one.name),
  }
}

/** True for an optional parameter that accepts any text. */
function isUnrestricted({ required, schema }: ParameterFacts): boolean {
  return !required && Object.keys(schema).length === 1 && schema['type'] === 'string'
}

/** Converts a text to its schema's type; an invalid text stays a string and fails validation. */
function convertParameter(schema: JsonSchema, text: string): unknown {
  if (schema['type'] === 'integer' || schema['type'] === 'number') return /^-?\d+$/.test(text) ? Number(text) : text
  if (schema['type'] === 'boolean') return text === 'true' ? true : text === 'false' ? false : text
  return text
}

function toIssues(errors: ValidateFunction['errors'], place: Issue['in']): readonly Issue[] {
  return (errors ?? []).map((error) => {
    const at = error.instancePath + getMemberPointer(error)
    return {
      in: place,
      at: place === 'body' ? at : at.slice(1),
      rule: error.keyword,
      expected: { ...error.params, ...findKnownFields(error) },
      given: toGivenValue(error.data),
    }
  })
}

const MAX_GIVEN_LENGTH = 80

/** A short value, for messages; undefined for others, which issues would keep in memory. */
function toGivenValue(value: unknown): Issue['given'] {
  if (typeof value === 'string') return value.length > MAX_GIVEN_LENGTH ? undefined : value
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? value : undefined
}

/** The documented fields of the object that has an unknown one. */
function findKnownFields({ keyword, parentSchema }: ErrorObject): { readonly known?: readonly string[] } {
  const properties: unknown = keyword === 'additionalProperties' ? parentSchema?.['properties'] : undefined
  return typeof properties === 'object' && properties !== null ? { known: Object.keys(properties) } : {}
}

/** The pointer from the failing value to the member that a keyword is about; empty for the value itself. */
function getMemberPointer({ keyword, params }: ErrorObject): string {
  const name: unknown = keyword === 'required' ? params['missingProperty'] : params['additionalProperty']
  return typeof name === 'string' ? `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}` : ''
}

function cacheResult<Value>(compute: () => Value): () => Value {
  let result: Value | undefined
  return () => (result ??= compute())
}
