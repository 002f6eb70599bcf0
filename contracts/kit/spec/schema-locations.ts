import { escapePointerStep, isObject, type Json } from '../json.ts'
import { type Evidence, type JsonSchema, listSubschemas, type Subschema } from './spec-document.ts'

/** A value of a body with one subschema that applies to it, and the evidence of that subschema. */
export interface SchemaLocation {
  /** JSON pointer of the value. */
  readonly pointer: string
  /** The pointer with `*` for array positions and for the names of free members: equal for all items. */
  readonly template: string
  readonly schema: JsonSchema
  /** Undefined when the schema requires the member and the body lacks it. */
  readonly value: Json | undefined
  readonly evidence: Evidence
}

/** Returns false for an element of an array that is left out, with everything in it. */
export type ElementFilter = (element: SchemaLocation) => boolean

/** Lists every pair of subschema and value in a body; references must be inlined. */
export function listSchemaLocations(
  start: SchemaLocation,
  isIncluded: ElementFilter = () => true,
): readonly SchemaLocation[] {
  const locations: SchemaLocation[] = []
  collectLocations(start, isIncluded, locations)
  return locations
}

function collectLocations(location: SchemaLocation, isIncluded: ElementFilter, locations: SchemaLocation[]): void {
  locations.push(location)
  const { schema, value } = location
  const branches = getBranches(schema)
  const branch = branches === undefined ? undefined : selectBranch(branches, value)
  for (const subschema of listSubschemas(schema)) {
    if (subschema.keyword === 'allOf' || subschema.schema === branch)
      collectLocations(toSubschema(location, subschema.schema), isIncluded, locations)
    for (const step of listChildren(location, subschema)) {
      const child = toChild(location, step)
      if (subschema.keyword !== 'items' || isIncluded(child)) collectLocations(child, isIncluded, locations)
    }
  }
}

interface ChildStep extends Pick<SchemaLocation, 'schema' | 'value'> {
  readonly name: string
  /** True where many names mean the same: an array position, a free member. */
  readonly isWildcard: boolean
}

/** Lists the members or items of the value to which a subschema applies. */
function listChildren(
  { schema: parent, value }: SchemaLocation,
  { keyword, name, schema }: Subschema,
): readonly ChildStep[] {
  if (keyword === 'items' && Array.isArray(value)) {
    return (value as readonly Json[]).map((item, index) => ({
      name: String(index),
      isWildcard: true,
      schema,
      value: item,
    }))
  }
  if (!isObject(value)) return []
  if (keyword === 'properties') {
    const isPresent = Object.hasOwn(value, name)
    if (!isPresent && !((parent['required'] ?? []) as readonly string[]).includes(name)) return []
    return [{ name, isWildcard: false, schema, value: isPresent ? value[name] : undefined }]
  }
  if (keyword !== 'additionalProperties') return []
  const properties = parent['properties'] ?? {}
  return Object.entries(value)
    .filter(([member]) => !Object.hasOwn(properties, member))
    .map(([member, inner]) => ({ name: member, isWildcard: true, schema, value: inner }))
}

/** Returns true for a schema that explicitly allows null. */
export function isNullable(schema: JsonSchema): boolean {
  const listed = (schema['enum'] ?? []) as readonly unknown[]
  return (
    getTypes(schema).includes('null') ||
    listed.includes(null) ||
    schema['const'] === null ||
    (getBranches(schema) ?? []).some(isNullable)
  )
}

/** Returns the JSON types that a schema allows; empty without `type`. */
export function getTypes(schema: JsonSchema): readonly string[] {
  const type = schema['type']
  return typeof type === 'string' ? [type] : ((type ?? []) as readonly string[])
}

function getBranches(schema: JsonSchema): readonly JsonSchema[] | undefined {
  return (schema['anyOf'] ?? schema['oneOf']) as readonly JsonSchema[] | undefined
}

function selectBranch(branches: readonly JsonSchema[], value: Json | undefined): JsonSchema | undefined {
  return (
    branches.find((branch) => isLikelyBranch(branch, value)) ??
    branches.find((branch) => acceptsType(branch, value)) ??
    // A value of the wrong type is judged by the branch that is not null.
    branches.find((branch) => branch['type'] !== 'null')
  )
}

function toSubschema({ pointer, template, value, evidence }: SchemaLocation, schema: JsonSchema): SchemaLocation {
  return { pointer, template, schema, value, evidence: (schema['x-evidence'] as Evidence | undefined) ?? evidence }
}

function toChild(
  { pointer, template, evidence }: SchemaLocation,
  { name, isWildcard, schema, value }: ChildStep,
): SchemaLocation {
  const step = escapePointerStep(name)
  return toSubschema(
    { pointer: `${pointer}/${step}`, template: `${template}/${isWildcard ? '*' : step}`, schema, value, evidence },
    schema,
  )
}

/** Returns true for a branch of the type of the value; for an object also its required and constant members must fit. */
function isLikelyBranch(schema: JsonSchema, value: Json | undefined): boolean {
  if (!acceptsType(schema, value)) return false
  if (!isObject(value)) return true
  const required = (schema['required'] ?? []) as readonly string[]
  const properties = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>)
  return (
    required.every((name) => Object.hasOwn(value, name)) &&
    properties.every(
      ([name, { const: only }]) => only === undefined || value[name] === undefined || value[name] === only,
    )
  )
}

function acceptsType(schema: JsonSchema, value: Json | undefined): boolean {
  if (Array.isArray(schema['enum'])) return (schema['enum'] as readonly unknown[]).includes(value) || value !== null
  if ('const' in schema && value === null) return schema['const'] === null
  const branches = getBranches(schema)
  if (branches !== undefined) return branches.some((branch) => acceptsType(branch, value))
  const types = getTypes(schema)
  return (
    types.length === 0 || types.includes(getJsonType(value)) || (types.includes('integer') && Number.isInteger(value))
  )
}

function getJsonType(value: Json | undefined): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
