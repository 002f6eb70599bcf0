import type { JsonSchema } from '../../../spec/open-api-document.ts'
import type { OperationFacts } from '../../../spec/operation-facts.ts'
import { findNearestWord } from '../../wire/nearest-word.ts'
import type { QueryString } from '../../wire/query-string.ts'
import type { Vendor } from '../vendor.ts'
import { type RequestRecord, toIncomingRequest } from './request-record.ts'

/** Names in a query that the operation's document does not know: nobody read them. */
export function findIgnoredParameters(
  { names: response }: QueryString,
  operation: OperationFacts | undefined,
): readonly string[] {
  if (operation === undefined || response.length === 0) return []
  const known = operation.parameters.filter((one) => one.in === 'query')
  const names = new Set(known.map(({ name }) => name))
  // Families such as filter[...] are documented by what stands in front of the bracket.
  const families = known.filter(({ schema }) => schema['type'] === 'object').map(({ name }) => `${name}[`)
  return response.filter((name) => !names.has(name) && !families.some((family) => name.startsWith(family)))
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

/** Some vendors refuse whom they do not know with the one, some with the other. */
const UNAUTHENTICATED_STATUSES: readonly unknown[] = [401, 403]
const NOT_FOUND_STATUS = 404

/** What a request that looks like a slip was probably meant to be: sentences for whoever wrote the client. */
export function buildHints(record: RequestRecord): readonly string[] {
  const { vendor, operation, response } = record
  const { query, path } = toIncomingRequest(record)
  const status = response?.status
  if (vendor === undefined) return []
  const hints =
    operation === undefined
      ? []
      : findIgnoredParameters(query, operation).map((name) => buildParameterHint(name, operation))
  if (operation === undefined && status === NOT_FOUND_STATUS)
    hints.push(buildPathHint(path, [vendor]) ?? 'nothing is documented there, nor at anything like it')
  if (UNAUTHENTICATED_STATUSES.includes(status) && response?.caller?.token == null)
    hints.push(`${vendor.name} wants "Authorization: ${formatAuthorizationSyntax(vendor)}"`)
  return hints
}

/** What a path that nothing is documented at was probably meant to be; undefined where nothing is like it. */
export function buildPathHint(path: string, vendors: readonly Vendor[]): string | undefined {
  const paths = [...new Set(vendors.flatMap(({ operations }) => operations.map((operation) => operation.path)))]
  const clean = path.replace(/\/+$/, '')
  const prefixed = paths.find((known) => known !== clean && isPathSuffix(known, clean))
  if (prefixed !== undefined) return `nothing is documented there, but ${prefixed} is; put in front what is missing`
  const near = findNearestPath(clean, paths)
  return near === undefined ? undefined : `nothing is documented there; did you mean ${near}?`
}

function buildParameterHint(name: string, { id, parameters }: OperationFacts): string {
  const known = parameters.filter((one) => one.in === 'query').map((one) => one.name)
  const suggestion = findNearestWord(name, known)
  const advice = suggestion === undefined ? listKnownParameters(known) : `did you mean "${suggestion}"?`
  return `${id} knows no query parameter "${name}", so nobody read it; ${advice}`
}

function listKnownParameters(known: readonly string[]): string {
  return known.length === 0 ? 'it knows none' : `it knows ${known.join(', ')}`
}

/** The vendor's way of writing a credential, without one. */
function formatAuthorizationSyntax({ demo }: Vendor): string {
  const { authorization, credential } = demo
  return authorization.replace(credential, '<credential>')
}

/** Whether a documented path ends with what was asked, step by step. */
function isPathSuffix(known: string, requested: string): boolean {
  const [steps, response] = [splitPath(known), splitPath(requested)]
  if (response.length === 0 || response.length >= steps.length) return false
  const tail = steps.slice(-response.length)
  // A tail of nothing but placeholders would fit anything.
  if (!tail.some((step) => !isPlaceholder(step))) return false
  return tail.every((step, place) => isPlaceholder(step) || step === response[place])
}

/** The documented path of which the fewest steps differ, if those that differ are near. */
function findNearestPath(requested: string, paths: readonly string[]): string | undefined {
  const steps = splitPath(requested)
  const candidates = paths.filter((path) => splitPath(path).length === steps.length)
  const shaped = candidates.map(
    (path) =>
      [
        path,
        splitPath(path)
          .map((step, place) => (isPlaceholder(step) ? (steps[place] ?? '') : step))
          .join('/'),
      ] as const,
  )
  const suggestion = findNearestWord(
    steps.join('/'),
    shaped.map(([, shape]) => shape),
  )
  return shaped.find(([, shape]) => shape === suggestion)?.[0]
}

function splitPath(path: string): readonly string[] {
  return path.split('/').filter(Boolean)
}

function isPlaceholder(step: string): boolean {
  return step.startsWith('{')
}
