import type { JsonSchema } from '../../../spec/open-api-document.ts'
import type { OperationFacts } from '../../../spec/operation-facts.ts'
import { findNearestWord } from '../../wire/nearest-word.ts'
import type { QueryString } from '../../wire/query-string.ts'
import { buildProblemHint, findListPath, type ResponseFacts, type VendorRequest } from './problem-hints.ts'
import { readResponseBody, type RecordedVendor, type RequestRecord, toIncomingRequest } from './request-record.ts'

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
  return findUnknownFields(text, operation).map(({ pointer }) => pointer)
}

/** A member that the operation does not document, with the documented names beside it. */
interface UnknownField {
  readonly pointer: string
  readonly known: readonly string[]
}

function findUnknownFields(text: string | null, operation: OperationFacts | undefined): readonly UnknownField[] {
  const schemas = Object.values(operation?.requestBody ?? {})
  if (text === null || text === '' || schemas.length === 0) return []
  const value = parseBodyFields(text)
  return value === undefined ? [] : collectUnknownFields(value, schemas, '')
}

function collectUnknownFields(value: unknown, schemas: readonly JsonSchema[], at: string): readonly UnknownField[] {
  const all = schemas.flatMap(listAlternatives)
  if (Array.isArray(value)) {
    const items = all.flatMap((schema) => toSchemas(schema['items']))
    return items.length === 0 ? [] : value.flatMap((item, index) => collectUnknownFields(item, items, `${at}/${index}`))
  }
  if (typeof value !== 'object' || value === null) return []
  const described = all.filter((schema) => schema['properties'] !== undefined)
  // Free-form data has no described members.
  if (described.length === 0 || all.some(isOpenSchema)) return []
  return Object.entries(value).flatMap(([name, member]) => {
    const pointer = `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    const known = described.flatMap((schema) => toSchemas(getProperties(schema)[name]))
    if (known.length > 0) return collectUnknownFields(member, known, pointer)
    return [{ pointer, known: [...new Set(described.flatMap((schema) => Object.keys(getProperties(schema))))] }]
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

const NOT_FOUND_STATUS = 404
const ERROR_STATUS = 400

/** The most hints of one request. */
const MAX_HINTS = 5

/** Suggestions for the author of a client whose request was rejected, or looks like a mistake. */
export function buildHints(record: RequestRecord): readonly string[] {
  const { vendor, operation, response, requestBody } = record
  if (vendor === undefined || response === null) return []
  const { query } = toIncomingRequest(record)
  const ignored = findIgnoredParameters(query, operation)
  const hints = [
    ...buildErrorHints({ ...record, vendor }, response, requestBody),
    ...(operation === undefined || isRejected(response, ignored)
      ? []
      : ignored.map((name) => buildParameterHint(name, operation, ', so it was ignored'))),
    ...query.pairs.flatMap(([name, value]) => buildValueHint(name, value)),
    ...buildMemberHints(requestBody, operation),
  ]
  if (hints.length === 0 && isEmptyList(record)) hints.push(...buildEmptyListHint(record, query, ignored))
  if (hints.length === 0 && response.status >= ERROR_STATUS && response.note === null && response.fault === null)
    hints.push(...quoteMessages(readResponseBody(record)))
  return hints.slice(0, MAX_HINTS)
}

/** The remedies for an error response; empty for a successful one, and for the error of a fault rule. */
export function buildErrorHints(
  request: VendorRequest,
  response: ResponseFacts,
  bodyText: string | null,
): readonly string[] {
  const { vendor, operation } = request
  if (response.status < ERROR_STATUS) return []
  if (operation === undefined && response.status === NOT_FOUND_STATUS) {
    const { path } = toIncomingRequest(request)
    return [buildPathHint(path, [vendor]) ?? `the path ${path} is not documented, and no documented path is similar`]
  }
  const unknown = findIgnoredParameters(toIncomingRequest(request).query, operation)
  if (operation !== undefined && isRejected(response, unknown))
    return unknown.map((name) => buildParameterHint(name, operation, ''))
  const hint = buildProblemHint(request, response, bodyText)
  return hint === undefined ? [] : [hint]
}

/** True when the vendor rejected unknown parameters instead of ignoring them. */
function isRejected({ problem }: ResponseFacts, unknown: readonly string[]): boolean {
  return problem?.details.issues?.some((issue) => issue.in === 'query' && unknown.includes(issue.at)) === true
}

const MAX_QUOTE_LENGTH = 200

/** The texts in the body of an error response, for a problem that only the vendor's message describes. */
function quoteMessages(body: string | null): readonly string[] {
  const value = body === null ? undefined : parseBodyFields(body)
  const texts = value === undefined ? [] : collectTexts(value, '')
  return texts.length === 0 ? [] : [texts.join('; ').slice(0, MAX_QUOTE_LENGTH)]
}

function collectTexts(value: unknown, name: string): readonly string[] {
  if (typeof value === 'string') return [name === '' ? value : `${name}: ${value}`]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) => collectTexts(member, Array.isArray(value) ? name : key))
}

/** A JSON body whose list has no items. */
const LIST_BODY = /^(?:\[\]|\{(?:.{0,400}[,{])?"(?:results|data|content)":\[\].{0,400})$/s

/** True for a list without rows. */
function isEmptyList(record: RequestRecord): boolean {
  if (record.method !== 'GET' || record.response?.status !== 200 || record.responseSize > 800) return false
  return LIST_BODY.test(readResponseBody(record) ?? '')
}

/** Parameters that select no rows by a value. */
const PAGING_PARAMETER =
  /^(?:page|size|cursor|limit|sort|sortBy|sortDesc|reverse|include|format|paths|expand_urns|fields)(?:\[|$)/

/** Names the filters of a list without rows. */
function buildEmptyListHint(
  { vendor, operation }: RequestRecord,
  query: QueryString,
  ignored: readonly string[],
): readonly string[] {
  const filters = query.pairs.filter(([name]) => !PAGING_PARAMETER.test(name) && !ignored.includes(name))
  if (filters.length === 0 || vendor === undefined) return []
  const hasFlow = filters.some(([name]) => /^(?:filter\[)?flow/i.test(name))
  const list = hasFlow ? findListPath(vendor.operations, operation, 'flow') : undefined
  const advice = list === undefined ? 'compare the values with the unfiltered list' : `GET ${list} lists the flows`
  const texts = filters.map(([name, value]) => `${name}=${value}`)
  return [`no row matches ${texts.join(' and ')}; ${advice}`]
}

const DATE_PARAMETER = /^(?:before|after|since|until)$|^filter\[(?:createdAt|updatedAt|created_at|updated_at)\]/

function buildValueHint(name: string, value: string): readonly string[] {
  if (isPlusLost(value)) return [buildPlusHint(name)]
  if (!DATE_PARAMETER.test(name) || value === '' || /\d{4}/.test(value)) return []
  return [`"${name}" must be a time such as 2026-01-15T09:00:00Z, not "${value}"`]
}

function buildMemberHints(text: string | null, operation: OperationFacts | undefined): readonly string[] {
  return findUnknownFields(text, operation).map(({ pointer, known }) => {
    const name = pointer.slice(pointer.lastIndexOf('/') + 1)
    const suggestion = findNearestWord(name, known)
    const advice = suggestion === undefined ? listNames(known) : `did you mean "${suggestion}"?`
    return `${operation?.id} has no body field "${pointer.slice(1).replaceAll('/', '.')}", so it was ignored; ${advice}`
  })
}

/** True for a date whose offset has a space instead of the plus sign: the client did not encode it. */
function isPlusLost(value: string): boolean {
  return /^\d{4}-?\d\d-?\d\d[T ]\d\d:?\d\d(?::?\d\d(?:[.,]\d+)?)? \d\d:?\d\d$/.test(value)
}

function buildPlusHint(name: string): string {
  return `the offset in "${name}" arrived as a space; write %2B for the plus sign`
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

function buildParameterHint(name: string, { id, parameters }: OperationFacts, consequence: string): string {
  const known = parameters.filter((one) => one.in === 'query').map((one) => one.name)
  const suggestion = findNearestWord(name, known)
  const advice = suggestion === undefined ? listNames(known) : `did you mean "${suggestion}"?`
  return `${id} has no query parameter "${name}"${consequence}; ${advice}`
}

function listNames(known: readonly string[]): string {
  return known.length === 0 ? 'it has none' : `available: ${known.join(', ')}`
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
