import type {
  JsonSchema,
  OpenApiDocument,
  OperationObject,
  ParameterObject,
  ResponseObject,
} from '../spec/open-api-document.ts'
import type { OperationFacts } from '../spec/operation-facts.ts'

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const

/** Returns the facts that the mock server needs of each operation, without prose, examples and references. */
export function toOperationFacts(document: OpenApiDocument): readonly OperationFacts[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method] as OperationObject | undefined
      if (operation === undefined) return []
      const shared = (item['parameters'] ?? []) as NonNullable<OperationObject['parameters']>
      return [{ id: operation.operationId, method, path, ...extractFacts(document, operation, shared) }]
    }),
  )
}

function extractFacts(
  document: OpenApiDocument,
  operation: OperationObject,
  shared: NonNullable<OperationObject['parameters']>,
): Omit<OperationFacts, 'id' | 'method' | 'path'> {
  const parameters = [...shared, ...(operation.parameters ?? [])].map((parameter) => {
    const { name, in: place, required, schema } = resolveReference(document, parameter) as ParameterObject
    return { name, in: place, required: required ?? false, schema: stripProse(document, schema) as JsonSchema }
  })
  const requestBody = Object.fromEntries(
    Object.entries(operation.requestBody?.content ?? {}).map(([type, { schema }]) => [
      type,
      stripProse(document, schema) as JsonSchema,
    ]),
  )
  const responses = Object.fromEntries(
    Object.entries(operation.responses).map(([status, response]) => {
      const [type] = Object.keys((resolveReference(document, response) as ResponseObject).content ?? {})
      return [status, type ?? null]
    }),
  )
  return { parameters, requestBody, responses }
}

/** Removes references, prose, examples and extensions from a value; members of `properties` keep their names. */
function stripProse(document: OpenApiDocument, value: unknown, named = false): unknown {
  if (Array.isArray(value)) return value.map((item) => stripProse(document, item))
  if (typeof value !== 'object' || value === null) return value
  const { $ref: _, ...own } = value as Record<string, unknown>
  const whole = { ...(isReference(value) ? (resolveReference(document, value) as object) : {}), ...own }
  const kept = Object.entries(whole).filter(([name]) => named || !isProse(name))
  return Object.fromEntries(
    kept.map(([name, inner]) => [name, stripProse(document, inner, !named && name === 'properties')]),
  )
}

function isProse(name: string): boolean {
  return (
    name.startsWith('x-') ||
    ['description', 'title', 'example', 'examples', 'deprecated', 'discriminator'].includes(name)
  )
}

function resolveReference(document: OpenApiDocument, value: unknown): unknown {
  if (!isReference(value)) return value
  const steps = value.$ref.replace('#/', '').split('/')
  const target = steps.reduce<unknown>((inner, step) => (inner as Record<string, unknown>)[step], document)
  return resolveReference(document, target)
}

function isReference(value: unknown): value is { readonly $ref: string } {
  return typeof value === 'object' && value !== null && '$ref' in value && typeof value.$ref === 'string'
}
