import type { OperationSample, Samples } from './samples.ts'

interface Example {
  value?: unknown
}

export interface Parameter {
  $ref?: string
  name?: string
  in?: string
  required?: boolean
  description?: string
  examples?: Readonly<Record<string, Example>>
  example?: unknown
  default?: unknown
  schema?: { examples?: readonly unknown[] }
}

interface Schema {
  $ref?: string
  properties?: Readonly<Record<string, object>>
}

interface MediaType {
  schema?: Schema
  example?: unknown
  examples?: Record<string, Example>
}

export interface Operation {
  operationId?: string
  parameters?: Parameter[]
  requestBody?: { content?: Record<string, MediaType> }
}

type PathItem = Record<string, Operation | Parameter[]>

/** The parts of an OpenAPI document that are prepared. */
export interface Document {
  paths?: Record<string, PathItem>
  components?: {
    parameters?: Record<string, Parameter>
    schemas?: Record<string, Schema>
  }
}

/**
 * Copies a document for the explorer's forms: each operation gets its own parameters and examples, with values from the
 * world. Optional parameters without a value stay empty, with their example in the description.
 */
export function prepareDocument(document: Document, samples: Samples): Document {
  // The document is JSON, and the adaptation keeps its structure.
  const copy = adaptValue(document) as Document
  for (const item of Object.values(copy.paths ?? {})) {
    const { parameters: shared } = item
    delete item['parameters']
    for (const operation of Object.values(item)) {
      if (Array.isArray(operation) || typeof operation !== 'object') continue
      const own = [...(Array.isArray(shared) ? shared : []), ...(operation.parameters ?? [])]
      operation.parameters = own.map((parameter) =>
        structuredClone(resolveReference(copy.components?.parameters, parameter)),
      )
      for (const parameter of operation.parameters) prepareParameter(parameter)
      for (const [type, mediaType] of Object.entries(operation.requestBody?.content ?? {})) {
        if (type === 'application/x-www-form-urlencoded') prepareForm(copy, mediaType)
      }
      fillOperation(operation, samples['*'])
      fillOperation(operation, samples[operation.operationId ?? ''])
    }
  }
  return copy
}

/** Puts the values of a sample into an operation's parameters and examples. */
export function fillOperation(operation: Operation, sample: OperationSample | undefined): void {
  if (sample === undefined) return
  for (const parameter of operation.parameters ?? []) {
    const value = sample.parameters?.[parameter.name ?? '']
    // Not an OpenAPI field of a parameter; the explorer reads the initial value of its form from it.
    if (value !== undefined) parameter.default = value
  }
  for (const mediaType of Object.values(operation.requestBody?.content ?? {})) fillExamples(mediaType, sample)
}

function fillExamples(mediaType: MediaType, { fields = {}, body }: OperationSample): void {
  const examples = [mediaType.example, ...Object.values(mediaType.examples ?? {}).map(({ value }) => value)]
  for (const [path, value] of Object.entries(fields)) for (const example of examples) setField(example, path, value)
  if (body !== undefined) {
    delete mediaType.examples
    mediaType.example = body
  }
}

/** Replaces a field that an example has. */
function setField(example: unknown, path: string, value: unknown): void {
  const names = path.split('.')
  const last = names.pop() ?? ''
  const parent = names.reduce<unknown>((part, name) => (isObject(part) ? part[name] : undefined), example)
  if (isObject(parent) && last in parent && value !== undefined) parent[last] = value
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** Copies JSON; a schema with `if`, `then` and `else`, which the explorer does not read, becomes `oneOf`. */
function adaptValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(adaptValue)
  if (!isObject(value)) return value
  const { if: condition, then: consequence, else: alternative, type: _type, ...rest } = value
  if (isObject(condition) && isObject(consequence) && isObject(alternative))
    return adaptValue({ ...rest, oneOf: [alternative, { ...condition, ...consequence }] })
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, adaptValue(member)]))
}

/** Returns the component that a reference names, and an item without one as it is. */
function resolveReference<Item extends { $ref?: string }>(
  components: Readonly<Record<string, Item>> | undefined,
  item: Item,
): Item {
  return components?.[item.$ref?.split('/').at(-1) ?? ''] ?? item
}

/** Gives the fields of a form the values of its first example. */
function prepareForm(document: Document, mediaType: MediaType): void {
  const schema = resolveReference(document.components?.schemas, mediaType.schema ?? {})
  const example = Object.values(mediaType.examples ?? {})[0]?.value
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => [
    name,
    isObject(example) && name in example ? { ...field, default: example[name] } : field,
  ])
  mediaType.schema = { ...schema, properties: Object.fromEntries(fields) as Record<string, object> }
}

function prepareParameter(parameter: Parameter): void {
  const { examples, schema, required = false } = parameter
  const candidates = [
    parameter.example,
    ...Object.values(examples ?? {}).map(({ value }) => value),
    ...(schema?.examples ?? []),
  ]
  const example = candidates.find((value) => value !== undefined)
  delete parameter.examples
  delete parameter.example
  if (schema !== undefined) delete schema.examples
  if (required) {
    if (example !== undefined) parameter.default = example
  } else if (typeof example === 'string' || typeof example === 'number') {
    parameter.description = `${parameter.description ?? ''} For example \`${example}\`.`
  }
}
