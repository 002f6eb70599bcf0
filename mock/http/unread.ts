import type { JsonSchema } from '../../spec/open-api-document.ts'
import type { OperationFacts } from '../../spec/operation-facts.ts'
import type { QueryString } from '../wire/query-string.ts'

/** Names in a query that the operation's document does not know: nobody read them. */
export function findIgnoredParameters(
  { names: sent }: QueryString,
  operation: OperationFacts | undefined,
): readonly string[] {
  if (operation === undefined || sent.length === 0) return []
  const known = operation.parameters.filter((one) => one.in === 'query')
  const names = new Set(known.map(({ name }) => name))
  // Families such as filter[...] are documented by what stands in front of the bracket.
  const families = known.filter(({ schema }) => schema['type'] === 'object').map(({ name }) => `${name}[`)
  return sent.filter((name) => !names.has(name) && !families.some((family) => name.startsWith(family)))
}

/** JSON pointers of what a body brought that the operation's document does not know. */
export function findUnknownMembers(text: string | null, operation: OperationFacts | undefined): readonly string[] {
  const schemas = Object.values(operation?.requestBody ?? {})
  if (text === null || text === '' || schemas.length === 0) return []
  const value = parseBodyFields(text)
  return value === undefined ? [] : collectUnknownMembers(value, schemas, '')
}

function collectUnknownMembers(value: unknown, schemas: readonly JsonSchema[], at: string): readonly string[] {
  const all = schemas.flatMap(listAlternatives)
  if (Array.isArray(value)) {
    const items = all.flatMap((schema) => toSchemas(schema['items']))
    return items.length === 0
      ? []
      : value.flatMap((item, index) => collectUnknownMembers(item, items, `${at}/${index}`))
  }
  if (typeof value !== 'object' || value === null) return []
  const described = all.filter((schema) => schema['properties'] !== undefined)
  // Without described members anything goes, as in free data that is kept and given back.
  if (described.length === 0 || all.some(isOpenSchema)) return []
  return Object.entries(value).flatMap(([name, member]) => {
    const pointer = `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    const known = described.flatMap((schema) => toSchemas(getProperties(schema)[name]))
    return known.length === 0 ? [pointer] : collectUnknownMembers(member, known, pointer)
  })
}

function getProperties(schema: JsonSchema): Readonly<Record<string, unknown>> {
  // A schema of our own documents: its properties are an object.
  return schema['properties'] as Readonly<Record<string, unknown>>
}

function isOpenSchema(schema: JsonSchema): boolean {
  const rest = schema['additionalProperties']
  return rest === true || (typeof rest === 'object' && rest !== null)
}

/** A schema with all that it is put together from. */
function listAlternatives(schema: JsonSchema): readonly JsonSchema[] {
  const parts = ['anyOf', 'oneOf', 'allOf'].flatMap((keyword) => {
    const list = schema[keyword]
    return Array.isArray(list) ? list.flatMap(toSchemas) : []
  })
  return [schema, ...parts.flatMap(listAlternatives)]
}

function toSchemas(value: unknown): readonly JsonSchema[] {
  if (value === true) return [{}]
  return typeof value === 'object' && value !== null ? [value as JsonSchema] : []
}

function parseBodyFields(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // No JSON: a form, whose fields are the members.
    return /^[^\s{}"]+=/.test(text) ? Object.fromEntries(new URLSearchParams(text)) : undefined
  }
}
