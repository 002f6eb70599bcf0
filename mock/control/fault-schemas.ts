import type { JsonSchema, OpenApiDocument } from '../../spec/open-api-document.ts'
import type { Effect } from '../http/faults/effect.ts'
import { parsePointer, resolvePointer } from '../http/faults/json-pointer.ts'
import type { FaultTarget } from '../http/faults/validate-rule.ts'
import type { Vendor } from '../http/vendor.ts'
import { suggestName } from '../wire/nearest-word.ts'

const documents = new WeakMap<Vendor, OpenApiDocument>()

/** Loads the complete documents of vendors, which only the check of `schema` effects needs. */
export async function loadDocuments(vendors: readonly Vendor[]): Promise<void> {
  for (const vendor of vendors) {
    if (documents.has(vendor) || vendor.loadDocument === undefined) continue
    documents.set(vendor, await vendor.loadDocument())
  }
}

/** Explains why the pointer of a `schema` effect matches no field of an operation's responses; undefined when it does. */
export function explainSchemaMismatch(effect: Effect | null, { vendor, operation }: FaultTarget): string | undefined {
  const document = documents.get(vendor)
  if (effect?.kind !== 'schema' || document === undefined) return undefined
  let schemas = listSuccessSchemas(document, operation.path, operation.method)
  let path = ''
  for (const step of parsePointer(effect.pointer)) {
    const members = schemas.flatMap((schema) => listMemberNames(schema))
    const memberSchemas = schemas.flatMap((schema) => findMemberSchemas(document, schema, step))
    if (memberSchemas.length === 0) {
      if (schemas.some(isOpenSchema)) return undefined
      const hint = members.length === 0 ? 'it has no fields there' : suggestName(step, [...new Set(members)])
      return `responses of ${operation.id} have no ${path}/${step}; ${hint}`
    }
    schemas = memberSchemas
    path += `/${step}`
  }
  return undefined
}

function listSuccessSchemas(document: OpenApiDocument, path: string, method: string): readonly JsonSchema[] {
  const operation = document.paths[path]?.[method] as
    | { readonly responses?: Readonly<Record<string, unknown>> }
    | undefined
  return Object.entries(operation?.responses ?? {})
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([, response]) => {
      const { content = {} } = resolveReference(document, response) as {
        readonly content?: Readonly<Record<string, unknown>>
      }
      return Object.values(content).flatMap((media) =>
        flattenSchema(document, (media as { readonly schema?: unknown }).schema),
      )
    })
}

function findMemberSchemas(document: OpenApiDocument, schema: JsonSchema, step: string): readonly JsonSchema[] {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, unknown>>
  const isItem = step === '*' || /^\d+$/.test(step)
  const candidates = [
    ...(Object.hasOwn(properties, step) ? [properties[step]] : []),
    ...(step === '*' ? Object.values(properties) : []),
    ...(isItem ? [schema['items']] : []),
    ...(typeof schema['additionalProperties'] === 'object' ? [schema['additionalProperties']] : []),
  ]
  return candidates.flatMap((candidate) => flattenSchema(document, candidate))
}

function listMemberNames(schema: JsonSchema): readonly string[] {
  return [...Object.keys(schema['properties'] ?? {}), ...(schema['items'] === undefined ? [] : ['0', '*'])]
}

/** True for an object schema that allows undocumented fields. */
function isOpenSchema(schema: JsonSchema): boolean {
  const types = [schema['type']].flat()
  const isObject = types.includes('object') || types.includes(undefined)
  return isObject && schema['additionalProperties'] !== false && schema['properties'] === undefined
}

/** Returns a schema and all schemas that it combines. */
function flattenSchema(document: OpenApiDocument, value: unknown): readonly JsonSchema[] {
  if (typeof value !== 'object' || value === null) return []
  const schema = resolveReference(document, value) as JsonSchema
  const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((word) => (schema[word] ?? []) as readonly unknown[])
  const hasOwnKeywords = Object.keys(schema).some((word) => !['allOf', 'anyOf', 'oneOf', 'description'].includes(word))
  return [...(hasOwnKeywords ? [schema] : []), ...parts.flatMap((part) => flattenSchema(document, part))]
}

function resolveReference(document: OpenApiDocument, value: unknown): unknown {
  const reference = resolvePointer(value, '/$ref')
  return typeof reference === 'string'
    ? resolveReference(document, resolvePointer(document, reference.slice(1)))
    : value
}
