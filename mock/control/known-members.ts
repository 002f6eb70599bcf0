import type { JsonSchema, OpenApiDocument } from '../../spec/open-api-document.ts'
import type { Effect } from '../http/faults/effect.ts'
import { hintAt } from '../http/faults/hint.ts'
import { stepsOf, valueAt } from '../http/faults/pointers.ts'
import type { Subject } from '../http/faults/possible.ts'
import type { Vendor } from '../http/vendor.ts'

const documents = new WeakMap<Vendor, OpenApiDocument>()

/** Loads the vendors' whole documents, which nothing else needs at run time. */
export async function loadDocuments(vendors: readonly Vendor[]): Promise<void> {
  for (const vendor of vendors) {
    if (documents.has(vendor) || vendor.document === undefined) continue
    documents.set(vendor, await vendor.document())
  }
}

/** Why an effect points into nothing that the answers of an operation have; undefined when it does not. */
export function whyUnknown(effect: Effect | null, { vendor, operation }: Subject): string | undefined {
  const document = documents.get(vendor)
  if (effect?.kind !== 'schema' || document === undefined) return undefined
  let known = successesOf(document, operation.path, operation.method)
  let place = ''
  for (const step of stepsOf(effect.at)) {
    const members = known.flatMap((schema) => namesOf(schema))
    const next = known.flatMap((schema) => below(document, schema, step))
    if (next.length === 0) {
      if (known.some(isOpen)) return undefined
      const hint = members.length === 0 ? 'there is nothing below' : hintAt(step, [...new Set(members)])
      return `answers of ${operation.id} have no ${place}/${step}; ${hint}`
    }
    known = next
    place += `/${step}`
  }
  return undefined
}

/** The schemas of what an operation answers with success. */
function successesOf(document: OpenApiDocument, path: string, method: string): readonly JsonSchema[] {
  const operation = document.paths[path]?.[method] as
    | { readonly responses?: Readonly<Record<string, unknown>> }
    | undefined
  return Object.entries(operation?.responses ?? {})
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([, response]) => {
      const { content = {} } = resolved(document, response) as { readonly content?: Readonly<Record<string, unknown>> }
      return Object.values(content).flatMap((media) => flat(document, (media as { readonly schema?: unknown }).schema))
    })
}

function below(document: OpenApiDocument, schema: JsonSchema, step: string): readonly JsonSchema[] {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, unknown>>
  const isItem = step === '*' || /^\d+$/.test(step)
  const candidates = [
    ...(Object.hasOwn(properties, step) ? [properties[step]] : []),
    ...(step === '*' ? Object.values(properties) : []),
    ...(isItem ? [schema['items']] : []),
    ...(typeof schema['additionalProperties'] === 'object' ? [schema['additionalProperties']] : []),
  ]
  return candidates.flatMap((candidate) => flat(document, candidate))
}

function namesOf(schema: JsonSchema): readonly string[] {
  return [...Object.keys(schema['properties'] ?? {}), ...(schema['items'] === undefined ? [] : ['0', '*'])]
}

/** Whether members may stand there that no document names. */
function isOpen(schema: JsonSchema): boolean {
  const types = [schema['type']].flat()
  const mayHold = types.includes('object') || types.includes(undefined)
  return mayHold && schema['additionalProperties'] !== false && schema['properties'] === undefined
}

/** A schema and everything that it is put together from. */
function flat(document: OpenApiDocument, value: unknown): readonly JsonSchema[] {
  if (typeof value !== 'object' || value === null) return []
  const schema = resolved(document, value) as JsonSchema
  const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((word) => (schema[word] ?? []) as readonly unknown[])
  const own = Object.keys(schema).some((word) => !['allOf', 'anyOf', 'oneOf', 'description'].includes(word))
  return [...(own ? [schema] : []), ...parts.flatMap((part) => flat(document, part))]
}

function resolved(document: OpenApiDocument, value: unknown): unknown {
  const reference = valueAt(value, '/$ref')
  return typeof reference === 'string' ? resolved(document, valueAt(document, reference.slice(1))) : value
}
