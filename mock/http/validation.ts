import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import type { JsonSchema } from '../../spec/open-api-document.ts'
import type { OperationFacts, ParameterFacts } from '../../spec/operation-facts.ts'
import { parseIso } from '../wire/date-time.ts'
import { parseMediaType } from '../wire/media-type.ts'
import type { QueryString } from '../wire/query-string.ts'
import { type Issue, Problem } from './problem.ts'

/** The parameters and the body of a request, checked against what the document says of its operation. */
export interface RequestValidator {
  /** @throws {Problem} "invalid", with one issue for each parameter that is wrong */
  validateParameters(
    path: Readonly<Record<string, string>>,
    query: Pick<QueryString, 'getLast'>,
    forgives?: IssueTolerance,
  ): { readonly path: unknown; readonly query: unknown }
  /** @throws {Problem} "malformed-body" or "invalid", with a JSON pointer for each thing that is wrong */
  validateBody(text: string, contentType: string | null, forgives?: IssueTolerance): unknown
}

/** Whether something that the document forbids passes all the same. */
export type IssueTolerance = (issue: Issue) => boolean

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const ajv = new Ajv2020({
  allErrors: true,
  // The schemas are those of our own documents, which are linted; judging them again takes longer than compiling them.
  validateSchema: false,
  meta: false,
  strictRequired: false,
  allowUnionTypes: true,
  formats: {
    uuid: UUID,
    'date-time': (text: string) => parseIso(text) !== undefined,
    email: /^[^\s@]+@[^\s@]+$/,
    int64: true,
  },
})

/** The checks of one operation; schemas are compiled when they are first needed. */
export function createRequestValidator(operation: OperationFacts): RequestValidator {
  const path = createParameterValidator(operation, 'path')
  const query = createParameterValidator(operation, 'query')
  const body = createBodyValidator(operation)
  return {
    validateParameters: (pathValues, queryString, isTolerated) => ({
      path: path((name) => pathValues[name], isTolerated),
      query: query((name) => queryString.getLast(name), isTolerated),
    }),
    validateBody: body,
  }
}

type ParameterLookup = (name: string) => string | undefined
type ParameterValidator = (lookup: ParameterLookup, forgives: IssueTolerance | undefined) => unknown

function createParameterValidator(operation: OperationFacts, place: 'path' | 'query'): ParameterValidator {
  // Families such as filter[...] are read by the vendor itself: no schema tells where their names end.
  const parameters = operation.parameters.filter((one) => one.in === place && one.schema['type'] !== 'object')
  const validate = cacheResult(() => ajv.compile(toObjectSchema(parameters)))
  const acceptsAnyText = parameters.every(isTrivial)
  return (lookup, isTolerated) => {
    const values: Record<string, unknown> = {}
    for (const { name, schema } of parameters) {
      const text = lookup(name)
      if (text !== undefined) values[name] = convertParameter(schema, text)
    }
    if (!acceptsAnyText && !validate()(values)) rejectIssues(toIssues(validate().errors, place), isTolerated)
    return values
  }
}

/** Reads a body as its media type says; one of a type that no document knows is read as the first documented one. */
function createBodyValidator({ requestBody }: OperationFacts): RequestValidator['validateBody'] {
  const readers = Object.entries(requestBody).map(([type, schema]) => {
    const validate = cacheResult(() => ajv.compile(schema))
    const parse = type === FORM_TYPE ? parseForm : parseJsonBody
    return { type, validate, parse }
  })
  return (text, contentType, isTolerated) => {
    const type = contentType === null ? undefined : parseMediaType(contentType).type
    const reader = readers.find((one) => one.type === type) ?? readers[0]
    if (reader === undefined) return null
    const value = reader.parse(text)
    const validate = reader.validate()
    if (!validate(value)) rejectIssues(toIssues(validate.errors, 'body'), isTolerated)
    return value
  }
}

/** Refuses for every issue that is not forgiven. */
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

/** Whether any text will do. */
function isTrivial({ required, schema }: ParameterFacts): boolean {
  return !required && Object.keys(schema).length === 1 && schema['type'] === 'string'
}

/** What a text means under a schema; a text that means nothing stays as it is and fails the schema's type. */
function convertParameter(schema: JsonSchema, text: string): unknown {
  if (schema['type'] === 'integer' || schema['type'] === 'number') return /^-?\d+$/.test(text) ? Number(text) : text
  if (schema['type'] === 'boolean') return text === 'true' ? true : text === 'false' ? false : text
  return text
}

function toIssues(errors: ValidateFunction['errors'], place: Issue['in']): readonly Issue[] {
  return (errors ?? []).map((error) => {
    const at = error.instancePath + getMemberPointer(error)
    return { in: place, at: place === 'body' ? at : at.slice(1), rule: error.keyword, expected: error.params }
  })
}

/** The member that a keyword is about, where it is not the value on which it failed. */
function getMemberPointer({ keyword, params }: ErrorObject): string {
  const name: unknown = keyword === 'required' ? params['missingProperty'] : params['additionalProperty']
  return typeof name === 'string' ? `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}` : ''
}

function cacheResult<Value>(compute: () => Value): () => Value {
  let result: Value | undefined
  return () => (result ??= compute())
}
