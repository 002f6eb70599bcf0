import { isObject, type Json, type JsonObject } from '../json.ts'
import type { Evidence, JsonSchema } from './spec-document.ts'

/** One step of a JSON pointer, escaped as RFC 6901 section 3 says. */
export function escapePointerStep(name: string): string {
  return /[~/]/.test(name) ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name
}

/** A pointer with `*` for array positions: the same for the same fault in two items. */
export function toPointerTemplate(pointer = ''): string {
  return pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*')
}

/** One place where a schema speaks about a body: the value there, and how that part of the schema is known. */
export interface SchemaLocation {
  /** JSON pointer of the value. */
  readonly pointer: string
  /** The pointer with `*` for array positions and for the names of free members: the same for all items. */
  readonly template: string
  readonly schema: JsonSchema
  /** Undefined when the schema requires the member and the body lacks it. */
  readonly value: Json | undefined
  readonly evidence: Evidence
}

/** Every pair of subschema and value that meet when a body is read along its schema; references must be inlined. */
export function listSchemaLocations(start: SchemaLocation): readonly SchemaLocation[] {
  const found: SchemaLocation[] = []
  collectLocations(start, found)
  return found
}

function collectLocations(place: SchemaLocation, found: SchemaLocation[]): void {
  found.push(place)
  const { schema, value } = place
  for (const part of (schema['allOf'] ?? []) as readonly JsonSchema[]) collectLocations(toSubschema(place, part), found)
  const branches = (schema['anyOf'] ?? schema['oneOf']) as readonly JsonSchema[] | undefined
  const branch = branches === undefined ? undefined : selectBranch(branches, value)
  if (branch !== undefined) collectLocations(toSubschema(place, branch), found)
  if (Array.isArray(value) && isObject(schema['items'])) {
    for (const [index, item] of (value as readonly Json[]).entries()) {
      collectLocations(
        toChild(place, { name: String(index), isWildcard: true, schema: schema['items'], value: item }),
        found,
      )
    }
  }
  if (isObject(value)) collectMembers(place, value, found)
}

function collectMembers(place: SchemaLocation, object: JsonObject, found: SchemaLocation[]): void {
  const properties = (place.schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>
  const required = (place.schema['required'] ?? []) as readonly string[]
  for (const [name, schema] of Object.entries(properties)) {
    const present = Object.hasOwn(object, name)
    if (!present && !required.includes(name)) continue
    collectLocations(
      toChild(place, { name, isWildcard: false, schema, value: present ? object[name] : undefined }),
      found,
    )
  }
  const rest = place.schema['additionalProperties']
  if (!isObject(rest)) return
  for (const [name, value] of Object.entries(object)) {
    if (!Object.hasOwn(properties, name))
      collectLocations(toChild(place, { name, isWildcard: true, schema: rest, value }), found)
  }
}

/** Whether the schema says in so many words that null may stand here. */
export function isNullable(schema: JsonSchema): boolean {
  const branches = (schema['anyOf'] ?? schema['oneOf'] ?? []) as readonly JsonSchema[]
  const listed = (schema['enum'] ?? []) as readonly unknown[]
  return (
    getTypes(schema).includes('null') || listed.includes(null) || schema['const'] === null || branches.some(isNullable)
  )
}

/** The JSON types that a schema allows; empty when it does not say. */
export function getTypes(schema: JsonSchema): readonly string[] {
  const type = schema['type']
  return typeof type === 'string' ? [type] : ((type ?? []) as readonly string[])
}

function selectBranch(branches: readonly JsonSchema[], value: Json | undefined): JsonSchema | undefined {
  return (
    branches.find((one) => isLikelyBranch(one, value)) ??
    branches.find((one) => acceptsType(one, value)) ??
    // A value of the wrong kind is judged by what should stand here.
    branches.find((one) => one['type'] !== 'null')
  )
}

function toSubschema({ pointer, template, value, evidence }: SchemaLocation, schema: JsonSchema): SchemaLocation {
  return { pointer, template, schema, value, evidence: (schema['x-evidence'] as Evidence | undefined) ?? evidence }
}

interface ChildStep extends Pick<SchemaLocation, 'schema' | 'value'> {
  readonly name: string
  /** Whether the name is one of many that mean the same: a position, a free member. */
  readonly isWildcard: boolean
}

function toChild(
  { pointer, template, evidence }: SchemaLocation,
  { name, isWildcard, schema, value }: ChildStep,
): SchemaLocation {
  const own = escapePointerStep(name)
  const known = (schema['x-evidence'] as Evidence | undefined) ?? evidence
  return {
    pointer: `${pointer}/${own}`,
    template: `${template}/${isWildcard ? '*' : own}`,
    schema,
    value,
    evidence: known,
  }
}

/** The branch that a value is most likely meant for: its kind fits, and an object has the members that the branch requires. */
function isLikelyBranch(schema: JsonSchema, value: Json | undefined): boolean {
  if (!acceptsType(schema, value)) return false
  const required = (schema['required'] ?? []) as readonly string[]
  const constants = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>)
  return (
    !isObject(value) ||
    (required.every((name) => Object.hasOwn(value, name)) &&
      constants.every(
        ([name, { const: only }]) => only === undefined || value[name] === undefined || value[name] === only,
      ))
  )
}

function acceptsType(schema: JsonSchema, value: Json | undefined): boolean {
  if (Array.isArray(schema['enum'])) return (schema['enum'] as readonly unknown[]).includes(value) || value !== null
  if ('const' in schema && value === null) return schema['const'] === null
  const branches = (schema['anyOf'] ?? schema['oneOf']) as readonly JsonSchema[] | undefined
  if (branches !== undefined) return branches.some((one) => acceptsType(one, value))
  const types = getTypes(schema)
  return (
    types.length === 0 || types.includes(getJsonType(value)) || (types.includes('integer') && Number.isInteger(value))
  )
}

function getJsonType(value: Json | undefined): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
