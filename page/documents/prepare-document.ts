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

/** As much of a document as is prepared. */
export interface Document {
  paths?: Record<string, Record<string, Operation | Parameter[]>>
  components?: { parameters?: Record<string, Parameter> }
}

/**
 * A document as the explorer fills in forms from it: what is required is filled in, with what exists in the world where
 * that is known; the rest is left to the reader, with its example told in words.
 */
export function prepareDocument(document: Document, samples: Samples): Document {
  const copy = escapeForeignRefs(document) as Document
  const paths = Object.values(copy.paths ?? {})
  const operations = paths.flatMap((path) => Object.values(path))
  const listed = operations.flatMap((one) => (Array.isArray(one) ? one : (one.parameters ?? [])))
  for (const parameter of [...listed, ...Object.values(copy.components?.parameters ?? {})])
    prepareParameter(parameter, samples)
  return copy
}

/** A vendor's own data may hold a member called "$ref", which the explorer would follow; a blank keeps it from that. */
function escapeForeignRefs(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(escapeForeignRefs)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([name, member]) => {
    const isForeign = name === '$ref' && !(typeof member === 'string' && member.startsWith('#'))
    return [isForeign ? '$ref ' : name, escapeForeignRefs(member)] as const
  })
  return Object.fromEntries(members)
}

function prepareParameter(parameter: Parameter, samples: Samples): void {
  const { name = '', examples, schema, required = false } = parameter
  const given = [
    parameter.example,
    ...Object.values(examples ?? {}).map(({ value }) => value),
    ...(schema?.examples ?? []),
  ]
  const example = given.find((value) => value !== undefined)
  delete parameter.examples
  delete parameter.example
  if (schema !== undefined) delete schema.examples
  const sample = samples[name] ?? example
  if (required) {
    // No member of OpenAPI, but where the explorer looks for what a form begins with.
    if (sample !== undefined) parameter.default = sample
  } else if (typeof example === 'string' || typeof example === 'number') {
    parameter.description = `${parameter.description ?? ''} For example \`${example}\`.`
  }
}
