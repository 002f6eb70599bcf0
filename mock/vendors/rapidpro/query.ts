import { Problem } from '../../http/problem.ts'
import { parseIso } from '../../wire/date-time.ts'
import type { QueryString } from '../../wire/query-string.ts'
import { normalizeUuid } from '../../wire/uuid.ts'
import type { InstantRange } from '../../world/query/filter.ts'
import { type Instant, toInstant } from '../../world/time.ts'
import type { ServerVersion } from './quirks.ts'

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
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw new Problem('invalid', { text: `Value for ${name} must be an integer` })
  const value = Number(text)
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

function parseBound(text: string | undefined): Instant | null | undefined {
  if (text === undefined || text === '') return undefined
  const at = parseIso(text, { allowShort: true })
  return at === undefined ? null : toInstant(at)
}
