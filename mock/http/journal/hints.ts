import type { JsonSchema } from '../../../spec/open-api-document.ts'
import type { OperationFacts } from '../../../spec/operation-facts.ts'
import { findNearestWord } from '../../wire/nearest-word.ts'
import type { QueryString } from '../../wire/query-string.ts'
import { type RecordedVendor, type RequestRecord, toIncomingRequest } from './request-record.ts'

/** The names of query parameters that the operation does not document, and therefore ignores. */
export function findIgnoredParameters(
  { names }: QueryString,
  operation: OperationFacts | undefined,
): readonly string[] {
  if (operation === undefined || names.length === 0) return []
  const documented = operation.parameters.filter((one) => one.in === 'query')
  const documentedNames = new Set(documented.map(({ name }) => name))
  // Families such as filter[...] are documented by the name before the bracket.
  const families = documented.filter(({ schema }) => schema['type'] === 'object').map(({ name }) => `${name}[`)
  return names.filter((name) => !documentedNames.has(name) && !families.some((family) => name.startsWith(family)))
}

/** JSON pointers of the body's members that the operation does not document. */
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
  // Free-form data has no described members.
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

/** The schema and all its alternatives and parts. */
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
    // A form: its fields are the members.
    return /^[^\s{}"]+=/.test(text) ? Object.fromEntries(new URLSearchParams(text)) : undefined
  }
}

/** Vendors reject a missing or unknown credential with one or the other. */
const UNAUTHENTICATED_STATUSES: readonly unknown[] = [401, 403]
const NOT_FOUND_STATUS = 404

/** Suggestions for the author of a client whose request looks like a mistake. */
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
    hints.push(buildPathHint(path, [vendor]) ?? 'the path is not documented, and no documented path is similar')
  if (UNAUTHENTICATED_STATUSES.includes(status) && response?.caller?.token == null)
    hints.push(`${vendor.name} requires "Authorization: ${formatAuthorizationSyntax(vendor)}"`)
  return hints
}

/** A hint at the documented path that an undocumented one resembles; undefined when there is none. */
export function buildPathHint(
  path: string,
  vendors: readonly Pick<RecordedVendor, 'operations'>[],
): string | undefined {
  const paths = [...new Set(vendors.flatMap(({ operations }) => operations.map((operation) => operation.path)))]
  const clean = path.replace(/\/+$/, '')
  const prefixed = paths.find((known) => known !== clean && isPathSuffix(known, clean))
  if (prefixed !== undefined) return `the path is not documented, but ${prefixed} is; add the missing prefix`
  const near = findNearestPath(clean, paths)
  return near === undefined ? undefined : `the path is not documented; did you mean ${near}?`
}

function buildParameterHint(name: string, { id, parameters }: OperationFacts): string {
  const known = parameters.filter((one) => one.in === 'query').map((one) => one.name)
  const suggestion = findNearestWord(name, known)
  const advice = suggestion === undefined ? listParameters(known) : `did you mean "${suggestion}"?`
  return `${id} has no query parameter "${name}", so it was ignored; ${advice}`
}

function listParameters(known: readonly string[]): string {
  return known.length === 0 ? 'it has none' : `available: ${known.join(', ')}`
}

/** The vendor's Authorization header with a placeholder for the credential. */
function formatAuthorizationSyntax({ demo }: RecordedVendor): string {
  const { authorization, credential } = demo
  return authorization.replace(credential, '<credential>')
}

/** True when a documented path ends with the requested one. */
function isPathSuffix(documented: string, requested: string): boolean {
  const [steps, requestedSteps] = [splitPath(documented), splitPath(requested)]
  if (requestedSteps.length === 0 || requestedSteps.length >= steps.length) return false
  const tail = steps.slice(-requestedSteps.length)
  // A tail of placeholders only would match any path.
  if (!tail.some((step) => !isPlaceholder(step))) return false
  return tail.every((step, place) => isPlaceholder(step) || step === requestedSteps[place])
}

/** The documented path with the same number of steps that is nearest in spelling; undefined when none is near. */
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
