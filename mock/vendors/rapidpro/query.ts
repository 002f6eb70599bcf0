import { Problem } from '../../http/problem.ts'
import { parseIso } from '../../wire/date-time.ts'
import type { QueryString } from '../../wire/query-string.ts'
import { normalizeUuid } from '../../wire/uuid.ts'
import { type Instant, toInstant } from '../../world/time/instant.ts'
import type { ServerVersion } from './quirks.ts'

/** What a parameter names; undefined when it was not sent or is no filter, null when no such thing can exist. */
export type EntityParameter = number | null | undefined

/** A stretch of time; undefined on a side that is open, null when a bound cannot be read, so that nothing matches. */
export type TimeRange = { readonly from: Instant | undefined; readonly to: Instant | undefined } | null

const TRUE_VALUES = ['true', 'y', 'yes', '1']
const MAX_VALUES = 100

export function isTruthy(text: string | undefined): boolean {
  return TRUE_VALUES.includes((text ?? '').toLowerCase())
}

/** `before` and `after`, both inclusive; what is no date matches nothing. */
export function parseTimeRange(query: QueryString): TimeRange {
  const [from, to] = [parseBound(query.getLast('after')), parseBound(query.getLast('before'))]
  return from === null || to === null ? null : { from, to }
}

/** An integer; what is none is refused, zero is no filter. */
export function parseIntegerParameter(query: QueryString, name: string): number | undefined {
  const text = query.getLast(name)
  if (text === undefined) return undefined
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw new Problem('invalid', { text: `Value for ${name} must be an integer` })
  const value = Number(text)
  return value === 0 ? undefined : value
}

/**
 * A UUID in its canonical spelling. Of several, version 9 takes the last, the newer line the first, and judges them all.
 * @throws {Problem} for what is no UUID, the empty text included
 */
export function parseUuidParameter(query: QueryString, name: string, version: ServerVersion): string | undefined {
  const texts = version === 'v9' ? query.getAll(name).slice(-1) : query.getAll(name)
  if (texts.length > MAX_VALUES) {
    throw new Problem('invalid', { text: `Param '${name}' can have a maximum of ${MAX_VALUES} values.` })
  }
  const uuids = texts.map((text) => normalizeUuid(text) ?? rejectInvalidUuid(name, text, version))
  return uuids[0]
}

function rejectInvalidUuid(name: string, text: string, version: ServerVersion): never {
  const headText = `Param '${name}': ${text} is not a valid UUID.`
  throw new Problem('invalid', { text: version === 'v9' ? `Value for ${name} must be a valid UUID` : headText })
}

function parseBound(text: string | undefined): Instant | null | undefined {
  if (text === undefined || text === '') return undefined
  const at = parseIso(text, { allowShort: true })
  return at === undefined ? null : toInstant(at)
}
