import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import type { JsonSchema } from '../../spec/open-api-document.ts'
import type { OperationFacts, ParameterFacts } from '../../spec/operation-facts.ts'
import { parseIso } from '../wire/iso-8601.ts'
import { parseMediaType } from '../wire/media-type.ts'
import type { QueryString } from '../wire/query-string.ts'
import { type Issue, Problem } from './problem.ts'

/** The parameters and the body of a request, checked against what the document says of its operation. */
export interface Checks {
  /** @throws {Problem} "invalid", with one issue for each parameter that is wrong */
  parameters(
    path: Readonly<Record<string, string>>,
    query: Pick<QueryString, 'last'>,
    forgives?: Forgives,
  ): { readonly path: unknown; readonly query: unknown }
  /** @throws {Problem} "malformed-body" or "invalid", with a JSON pointer for each thing that is wrong */
  body(text: string, contentType: string | null, forgives?: Forgives): unknown
}

/** Whether something that the document forbids passes all the same. */
export type Forgives = (issue: Issue) => boolean

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
export function checksOf(operation: OperationFacts): Checks {
  const path = parameterCheck(operation, 'path')
  const query = parameterCheck(operation, 'query')
  const body = bodyCheck(operation)
  return {
    parameters: (given, queryString, forgives) => ({
      path: path((name) => given[name], forgives),
      query: query((name) => queryString.last(name), forgives),
    }),
    body,
  }
}

type Lookup = (name: string) => string | undefined
type ParameterCheck = (lookup: Lookup, forgives: Forgives | undefined) => unknown

function parameterCheck(operation: OperationFacts, place: 'path' | 'query'): ParameterCheck {
  // Families such as filter[...] are read by the vendor itself: no schema tells where their names end.
  const parameters = operation.parameters.filter((one) => one.in === place && one.schema['type'] !== 'object')
  const validate = once(() => ajv.compile(objectOf(parameters)))
  const trivial = parameters.every(isTrivial)
  return (lookup, forgives) => {
    const values: Record<string, unknown> = {}
    for (const { name, schema } of parameters) {
      const text = lookup(name)
      if (text !== undefined) values[name] = coerced(schema, text)
    }
    if (!trivial && !validate()(values)) refuse(issuesOf(validate().errors, place), forgives)
    return values
  }
}

/** Reads a body as its media type says; one of a type that no document knows is read as the first documented one. */
function bodyCheck({ requestBody }: OperationFacts): Checks['body'] {
  const readers = Object.entries(requestBody).map(([type, schema]) => {
    const validate = once(() => ajv.compile(schema))
    const parse = type === FORM ? fields : parsed
    return { type, validate, parse }
  })
  return (text, contentType, forgives) => {
    const type = contentType === null ? undefined : parseMediaType(contentType).type
    const reader = readers.find((one) => one.type === type) ?? readers[0]
    if (reader === undefined) return null
    const value = reader.parse(text)
    const validate = reader.validate()
    if (!validate(value)) refuse(issuesOf(validate.errors, 'body'), forgives)
    return value
  }
}

/** Refuses for every issue that is not forgiven. */
function refuse(issues: readonly Issue[], forgives: Forgives | undefined): void {
  const left = forgives === undefined ? issues : issues.filter((issue) => !forgives(issue))
  if (left.length > 0) throw new Problem('invalid', { issues: left })
}

const FORM = 'application/x-www-form-urlencoded'

function fields(text: string): unknown {
  return Object.fromEntries(new URLSearchParams(text))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new Problem('malformed-body')
  }
}

function objectOf(parameters: readonly ParameterFacts[]): JsonSchema {
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
function coerced(schema: JsonSchema, text: string): unknown {
  if (schema['type'] === 'integer' || schema['type'] === 'number') return /^-?\d+$/.test(text) ? Number(text) : text
  if (schema['type'] === 'boolean') return text === 'true' ? true : text === 'false' ? false : text
  return text
}

function issuesOf(errors: ValidateFunction['errors'], place: Issue['in']): readonly Issue[] {
  return (errors ?? []).map((error) => {
    const at = error.instancePath + member(error)
    return { in: place, at: place === 'body' ? at : at.slice(1), rule: error.keyword, expected: error.params }
  })
}

/** The member that a keyword is about, where it is not the value on which it failed. */
function member({ keyword, params }: ErrorObject): string {
  const name: unknown = keyword === 'required' ? params['missingProperty'] : params['additionalProperty']
  return typeof name === 'string' ? `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}` : ''
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined
  return () => (made ??= make())
}
