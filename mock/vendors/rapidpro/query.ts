import type { HandlerContext } from '../../http/handler.ts'
import { Problem } from '../../http/problem.ts'
import { parsePythonInteger } from '../../wire/python-values.ts'
import type { QueryString } from '../../wire/query-string.ts'
import { normalizeUuid } from '../../wire/python-values.ts'
import type { InstantRange } from '../../world/query/filter.ts'
import { addDuration, DAY, type Instant, MILLISECOND, MINUTE, toInstant } from '../../world/time.ts'
import { getServerVersion, type ServerVersion } from './quirks.ts'

/** The number of the entity that a parameter names; undefined without a filter, null if nothing can match. */
export type EntityParameter = number | null | undefined

const TRUE_VALUES = ['true', 'y', 'yes', '1']
const MAX_VALUES = 100

export function isTruthy(text: string | undefined): boolean {
  return TRUE_VALUES.includes((text ?? '').toLowerCase())
}

/** Parses `after` and `before`, both inclusive; null if one is not a date, so that nothing matches. */
export function parseTimeRange(query: QueryString): InstantRange | null {
  const [from, to] = [parseBound(query.getLast('after')), parseBound(query.getLast('before'))]
  return from === null || to === null ? null : { from, to }
}

/**
 * Parses an integer; undefined for zero, which is no filter.
 * @throws {Problem} for any other text
 */
export function parseIntegerParameter(query: QueryString, name: string): number | undefined {
  const text = query.getLast(name)
  if (text === undefined) return undefined
  const value = parsePythonInteger(text)
  if (value === undefined) throw new Problem('invalid', { text: `Value for ${name} must be an integer` })
  return value === 0 ? undefined : value
}

/**
 * Parses a UUID to its canonical form. Of several values, version 9 uses the last; the newer line uses the first, but
 * validates all.
 * @throws {Problem} for a text that is not a UUID, such as the empty one
 */
export function parseUuidParameter(query: QueryString, name: string, version: ServerVersion): string | undefined {
  const texts = version === 'v9' ? query.getAll(name).slice(-1) : query.getAll(name)
  if (texts.length > MAX_VALUES) {
    throw new Problem('invalid', { text: `Param '${name}' can have a maximum of ${MAX_VALUES} values.` })
  }
  const uuids = texts.map(normalizeUuid)
  const invalid = uuids.indexOf(undefined)
  if (invalid === -1) return uuids[0]
  const v9Text = `Value for ${name} must be a valid UUID`
  const headText = `Param '${name}': ${texts[invalid]} is not a valid UUID.`
  throw new Problem('invalid', { text: version === 'v9' ? v9Text : headText })
}

/**
 * Parses the `uuid` of flows, contacts and groups. Version 9 compares it as text, and an empty one is no filter; the newer
 * line parses it.
 * @throws {Problem} in the newer line, for a text that is not a UUID
 */
export function parseUuidText(query: QueryString, version: ServerVersion): string | undefined {
  if (version === 'head') return parseUuidParameter(query, 'uuid', version)
  const text = query.getLast('uuid') ?? ''
  return text === '' ? undefined : text
}

/** @throws {Problem} if more than one of the parameters has a value */
export function rejectCombinedParameters(query: QueryString, names: readonly string[]): void {
  if (names.filter((name) => (query.getLast(name) ?? '') !== '').length <= 1) return
  throw new Problem('invalid', { text: `You may only specify one of the ${names.join(', ')} parameters` })
}

function parseBound(text: string | undefined): Instant | null | undefined {
  return text === undefined || text === '' ? undefined : parseIso8601(text)
}

const DATE = String.raw`(\d{4})(?:(?:-(\d{1,2})|(\d\d)(?!$))(?:(?:-(\d{1,2})|(\d\d))TIME)?)?`
const TIME = String.raw`(?:[ T](\d\d)(?::?(\d\d))?(?::?(\d{1,2})(?:[.,](\d+))?)?(Z|([-+])(\d\d):?(\d\d)?)?)?`
const ISO_8601 = new RegExp(`^${DATE.replace('TIME', TIME)}\\n?$`)

/** Parses a date by the rules of Python's iso8601 2.1; UTC without an offset. Null for any other text. */
function parseIso8601(text: string): Instant | null {
  const match = ISO_8601.exec(text)
  if (match === null) return null
  const parts = match.map((part) => Number(part ?? 0))
  const [, year = 0] = parts
  const month = Number(match[2] ?? match[3] ?? 1)
  const day = Number(match[4] ?? match[5] ?? 1)
  const [hour = 0, minute = 0, second = 0] = parts.slice(6, 9)
  const [offsetHours = 0, offsetMinutes = 0] = parts.slice(12, 14)
  // Date.UTC reads years below 100 as 19xx.
  const local = new Date(new Date(0).setUTCFullYear(year, month - 1, day))
  if (year === 0 || local.getUTCMonth() !== month - 1 || local.getUTCDate() !== day) return null
  if (hour > 23 || minute > 59 || second > 59) return null
  const offset = (60 * offsetHours + offsetMinutes) * MINUTE
  if (offset >= DAY) return null
  const microsecond = Number((match[9] ?? '').padEnd(6, '0').slice(0, 6))
  const at = toInstant(local.setUTCHours(hour, minute, second) * MILLISECOND + microsecond)
  return addDuration(at, match[11] === '-' ? offset : -offset)
}

/** A parameter that names the object to change, and its value. */
interface Lookup {
  readonly name: string
  readonly value: string
}

/**
 * Finds the parameter that names the object to change or delete; of several values the last is used.
 * @throws {Problem} for more than one of the parameters; in the newer line for a UUID that is invalid
 */
export function findLookup({ request, world }: HandlerContext, names: readonly string[]): Lookup | undefined {
  const lookups = names.flatMap((name): readonly Lookup[] => {
    const value = request.query.getLast(name)
    return value === undefined ? [] : [{ name, value }]
  })
  if (lookups.length > 1) {
    const text = `URL can only contain one of the following parameters: ${names.join(', ')}`
    throw new Problem('invalid', { text })
  }
  const [lookup] = lookups
  if (lookup?.name !== 'uuid' || getServerVersion(world) === 'v9') return lookup
  const uuid = normalizeUuid(lookup.value)
  if (uuid === undefined) {
    throw new Problem('invalid', { text: `Param 'uuid': ${lookup.value} is not a valid UUID.` })
  }
  return { name: 'uuid', value: uuid }
}

export function createMissingParameterProblem(names: readonly string[]): Problem {
  return new Problem('invalid', { text: `URL must contain one of the following parameters: ${names.join(', ')}` })
}

/** Reports a parameter that names no object; the newer line names the kind of object. @throws {Problem} "not-found" */
export function rejectMissingObject(model: string, { world }: HandlerContext): never {
  const isNewer = getServerVersion(world) === 'head'
  throw new Problem('not-found', { text: isNewer ? `No ${model} matches the given query.` : 'Not found.' })
}
