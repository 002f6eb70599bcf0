import type { Samples } from './samples.ts'

interface Parameter {
  name?: string
  required?: boolean
  description?: string
  examples?: Readonly<Record<string, { readonly value?: unknown }>>
  example?: unknown
  default?: unknown
  schema?: { examples?: readonly unknown[] }
}

interface Operation {
  parameters?: Parameter[]
}

/** The parts of an OpenAPI document that are prepared. */
export interface Document {
  paths?: Record<string, Record<string, Operation | Parameter[]>>
  components?: { parameters?: Record<string, Parameter> }
}

/**
 * Copies a document for the explorer's forms: required parameters get a value, from the world where it has one; optional
 * parameters stay empty, with their example in the description.
 */
export function prepareDocument(document: Document, samples: Samples): Document {
  const copy = escapeForeignReferences(document) as Document
  const operations = Object.values(copy.paths ?? {}).flatMap((path) => Object.values(path))
  const parameters = operations.flatMap((operation) =>
    Array.isArray(operation) ? operation : (operation.parameters ?? []),
  )
  for (const parameter of [...parameters, ...Object.values(copy.components?.parameters ?? {})])
    prepareParameter(parameter, samples)
  return copy
}

/** Appends a space to each `$ref` in example data, which the explorer would otherwise resolve. */
function escapeForeignReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(escapeForeignReferences)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([name, member]) => {
    const isForeign = name === '$ref' && !(typeof member === 'string' && member.startsWith('#'))
    return [isForeign ? '$ref ' : name, escapeForeignReferences(member)] as const
  })
  return Object.fromEntries(members)
}

function prepareParameter(parameter: Parameter, samples: Samples): void {
  const { name = '', examples, schema, required = false } = parameter
  const candidates = [
    parameter.example,
    ...Object.values(examples ?? {}).map(({ value }) => value),
    ...(schema?.examples ?? []),
  ]
  const example = candidates.find((value) => value !== undefined)
  delete parameter.examples
  delete parameter.example
  if (schema !== undefined) delete schema.examples
  const sample = samples[name] ?? example
  if (required) {
    // Not an OpenAPI field of a parameter; the explorer reads the initial value of its form from it.
    if (sample !== undefined) parameter.default = sample
  } else if (typeof example === 'string' || typeof example === 'number') {
    parameter.description = `${parameter.description ?? ''} For example \`${example}\`.`
  }
}
